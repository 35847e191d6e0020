package flow

import (
	"fmt"
	"time"
)

// Band is a range of ages in years, From to just before To.
type Band struct {
	Name     string
	From, To int
}

// DefaultBands are the age groups that DfE publishes for looked-after children; 16 and over ends at 18, when care does.
func DefaultBands() []Band {
	return []Band{{"under 1", 0, 1}, {"1 to 4", 1, 5}, {"5 to 9", 5, 10}, {"10 to 15", 10, 16}, {"16 and over", 16, 18}}
}

// checkBands refuses bands that leave an age out or count it twice.
func checkBands(bands []Band) error {
	if len(bands) == 0 {
		return &ModelError{Code: "no_bands", Path: "bands", Problem: "there are no age bands"}
	}
	seen := map[string]bool{}
	for i, b := range bands {
		path := fmt.Sprintf("bands[%d]", i)
		switch {
		case b.Name == "" || seen[b.Name]:
			return &ModelError{Code: "band_name", Path: path, Problem: fmt.Sprintf("the name %q is empty or stands twice", b.Name)}
		case b.From < 0 || b.To <= b.From || b.To > 30:
			return &ModelError{Code: "band_range", Path: path, Problem: fmt.Sprintf("%d to %d is no range of ages", b.From, b.To)}
		case i > 0 && b.From != bands[i-1].To:
			return &ModelError{Code: "band_gap", Path: path, Problem: fmt.Sprintf("it begins at %d, the band before it ends at %d", b.From, bands[i-1].To)}
		}
		seen[b.Name] = true
	}
	return nil
}

// bandOn is the position of the band that one born on a day is in on another; −1 outside all.
func bandOn(bands []Band, born, day time.Time) int {
	if day.Before(born) {
		return -1
	}
	for i, b := range bands {
		if day.Before(birthday(born, b.From)) {
			return -1
		}
		if day.Before(birthday(born, b.To)) {
			return i
		}
	}
	return -1
}
