package rag

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Rating is the colour of a reading. The zero value is Unrated.
type Rating int

const (
	// Unrated is no colour: [State] says why.
	Unrated Rating = iota
	Green
	Amber
	Red
)

var ratingNames = enum.Of("Rating", "unrated", "green", "amber", "red")

// String is the rating in lower case, as files and JSON hold it.
func (r Rating) String() string { return ratingNames.String(int(r)) }

// MarshalText writes the name of the rating.
func (r Rating) MarshalText() ([]byte, error) { return ratingNames.Marshal(int(r)) }

// UnmarshalText reads the name of a rating in any case, or its letter: "Green", "RED", "A".
func (r *Rating) UnmarshalText(text []byte) error {
	switch word := strings.ToLower(string(text)); word {
	case "g", "a", "r":
		*r = Rating(strings.Index("gar", word)) + Green
		return nil
	case "not rated":
		*r = Unrated
		return nil
	}
	return enum.UnmarshalFold(ratingNames, text, r)
}

// Title is the rating as a sentence or a table heading has it, Green.
func (r Rating) Title() string {
	s := r.String()
	return strings.ToUpper(s[:1]) + s[1:]
}
