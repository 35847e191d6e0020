package figure

import "strings"

// Bound says on which side of its number a one-sided figure lies: "under 5", "over 90%". The zero value is a figure that
// is its number.
type Bound int

const (
	// Exactly is a plain figure.
	Exactly Bound = iota
	// Under is "under 5", "fewer than 5", "less than 5", "<5": 5 itself is outside.
	Under
	// AtMost is "at most 5", "up to 5", "no more than 5", "≤5", "5 or fewer".
	AtMost
	// Over is "over 90%", "more than 90%", "above 90%", ">90%": 90 itself is outside.
	Over
	// AtLeast is "at least 90%", "≥90%", "90% or more", "90+".
	AtLeast
)

// boundMark is a word or a sign before or after a number and the bound it makes.
type boundMark struct {
	text  string
	bound Bound
}

// boundBefore lists longer marks before shorter ones that they begin with.
func boundBefore() []boundMark {
	return []boundMark{
		{"<=", AtMost},
		{"≤", AtMost},
		{">=", AtLeast},
		{"≥", AtLeast},
		{"<", Under},
		{">", Over},
		{"no more than ", AtMost},
		{"not more than ", AtMost},
		{"no fewer than ", AtLeast},
		{"no less than ", AtLeast},
		{"not less than ", AtLeast},
		{"fewer than ", Under},
		{"less than ", Under},
		{"under ", Under},
		{"below ", Under},
		{"at most ", AtMost},
		{"up to ", AtMost},
		{"a maximum of ", AtMost},
		{"more than ", Over},
		{"over ", Over},
		{"above ", Over},
		{"at least ", AtLeast},
		{"a minimum of ", AtLeast},
		{"in excess of ", Over},
	}
}

func boundAfter() []boundMark {
	return []boundMark{
		{" or more", AtLeast},
		{" or over", AtLeast},
		{" or above", AtLeast},
		{" and over", AtLeast},
		{" and above", AtLeast},
		{" or fewer", AtMost},
		{" or less", AtMost},
		{" or under", AtMost},
		{" or below", AtMost},
		{"+", AtLeast},
	}
}

// ParseBound reads a figure as [Parse] does, and the words or signs that make it one-sided. The error is an [*Error].
func ParseBound(text string) (Figure, Bound, error) {
	f, err := Parse(text)
	if err == nil {
		return f, Exactly, nil
	}
	trimmed := strings.ReplaceAll(trim(text), "\u00a0", " ")
	lower := strings.ToLower(trimmed)
	// Lower case may change the length of a text outside ASCII; such a text has no mark of ours.
	if len(lower) != len(trimmed) {
		return f, Exactly, err
	}
	for _, mark := range boundBefore() {
		if strings.HasPrefix(lower, mark.text) {
			return parseMarked(f, err, trimmed[len(mark.text):], mark.bound)
		}
	}
	for _, mark := range boundAfter() {
		if strings.HasSuffix(lower, mark.text) {
			return parseMarked(f, err, trimmed[:len(trimmed)-len(mark.text)], mark.bound)
		}
	}
	return f, Exactly, err
}

// parseMarked reads the number beside a mark. The error is that of the whole text, which is what the reader sees.
func parseMarked(whole Figure, wholeErr error, rest string, bound Bound) (Figure, Bound, error) {
	f, err := Parse(rest)
	if err != nil || f.Kind != Number {
		return whole, Exactly, wholeErr
	}
	f.Text = whole.Text
	return f, bound, nil
}
