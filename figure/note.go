package figure

// Note says that an answer needs care: the call succeeded, and the reader should know this beside it.
type Note struct {
	// Code is stable, for callers and tests to match: "negative_base".
	Code string `json:"code"`
	// Text is the note in one sentence, with a capital and a full stop.
	Text string `json:"text"`
	// Place is where in the input it arose, if it did in one place.
	Place Place `json:"place,omitzero"`
}

// String is the sentence, behind its place if it has one.
func (n Note) String() string {
	if where := n.Place.String(); where != "" {
		return where + ": " + n.Text
	}
	return n.Text
}
