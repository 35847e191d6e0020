package prose

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

func one() decimal.Decimal { return decimal.NewFromInt(1) }

func quotient(under, over int64) decimal.Decimal {
	return decimal.NewFromInt(under).DivRound(decimal.NewFromInt(over), 16)
}

// multipleWord is how many times a word says.
func multipleWord(word string) (decimal.Decimal, bool) {
	switch word {
	case "twice", "double", "doubled", "doubling", "doubles":
		return decimal.NewFromInt(2), true
	case "treble", "trebled", "trebling", "tripled", "triple", "tripling":
		return decimal.NewFromInt(3), true
	case "quadrupled", "quadrupling":
		return decimal.NewFromInt(4), true
	case "twofold":
		return decimal.NewFromInt(2), true
	case "threefold":
		return decimal.NewFromInt(3), true
	case "fourfold":
		return decimal.NewFromInt(4), true
	case "fivefold":
		return decimal.NewFromInt(5), true
	case "halved", "halving":
		return decimal.New(5, -1), true
	}
	return decimal.Decimal{}, false
}

// multiples makes one of a number before "times", "-fold".
func (r *reader) multiples() {
	for i := range r.found {
		f := &r.found[i]
		if f.Class != Quantity || f.Unit != (figure.Unit{}) || f.Form == Fraction {
			continue
		}
		word, at, ok := wordAt(r.text, f.End)
		if ok && (strings.EqualFold(word, "times") && r.compares(at+len(word)) || strings.EqualFold(word, "fold")) && r.free(f.End, at+len(word)) {
			f.Form, f.End = Multiple, at+len(word)
			f.Text = r.text[f.Start:f.End]
		}
	}
}

// compares says whether what stands behind "times" makes a multiple of it ("times as many", "times the rate") and no count of
// occasions ("used 74 times: …").
func (r *reader) compares(i int) bool {
	word, _, _ := wordAt(r.text, i)
	switch strings.ToLower(word) {
	case "as", "the", "that", "what", "more", "higher", "greater", "larger", "a", "an", "its", "our", "their", "those", "his", "this", "last", "england", "national", "lower", "longer":
		return true
	}
	return false
}

// ranges joins two figures with a dash or "to" between them, and "between a and b".
func (r *reader) ranges() {
	kept := r.found[:0]
	for i := 0; i < len(r.found); i++ {
		f := r.found[i]
		if i+1 < len(r.found) && r.isRange(f, r.found[i+1]) {
			g := r.found[i+1]
			if f.Unit == (figure.Unit{}) || (f.Unit.Measure == g.Unit.Measure && f.Unit.Power == 0) {
				f.Unit = g.Unit
			}
			f.High = g.Value.Shift(g.Unit.Power - f.Unit.Power)
			f.End, f.Places = g.End, max(f.Places, g.Places)
			f.Text = r.text[f.Start:f.End]
			i++
		}
		kept = append(kept, f)
	}
	r.found = kept
}

func (r *reader) isRange(f, g Figure) bool {
	if f.Class != Quantity || g.Class != Quantity || f.Form > Words || g.Form > Words || !f.Value.Equal(f.High) {
		return false
	}
	if f.Unit.Measure != g.Unit.Measure && f.Unit != (figure.Unit{}) && g.Unit.Measure != figure.Plain {
		return false
	}
	between := strings.TrimSpace(r.text[f.End:g.Start])
	was := before(r.text, f.Start)
	low, high := f.Value.Shift(f.Unit.Power), g.Value.Shift(g.Unit.Power)
	if f.Unit.Power == 0 && f.Unit.Measure == g.Unit.Measure || f.Unit == (figure.Unit{}) {
		low = f.Value.Shift(g.Unit.Power)
	}
	switch between {
	case "-", "–", "—", "~":
		return low.LessThan(high) || was == "between"
	case "to":
		return low.LessThan(high) && was != "from" && !r.moves(f.Start)
	case "and":
		return was == "between" && low.LessThan(high)
	}
	return false
}

// moves says whether a word of change stands shortly before a place, so that "a to b" tells a movement.
func (r *reader) moves(start int) bool {
	words := strings.Fields(strings.ToLower(r.text[max(0, start-60):start]))
	for _, word := range words[max(0, len(words)-5):] {
		word = strings.Trim(word, ",.;:()")
		for _, stem := range []string{"rose", "ris", "fell", "fall", "increas", "decreas", "reduc", "grew", "grow", "from", "improv", "drop", "declin", "chang", "mov", "went", "gone", "up", "down", "cut", "worsen"} {
			if word == stem || (len(stem) > 2 && strings.HasPrefix(word, stem)) {
				return true
			}
		}
	}
	return false
}

// timesAThing says whether a unit of time in the singular only says of what kind the things counted are: "49 day nurseries".
func (r *reader) timesAThing(f *Figure, end int) bool {
	if f.Value.Equal(one()) {
		return false
	}
	word, _, ok := wordAt(r.text, end)
	switch strings.ToLower(word) {
	case "nurseries", "nursery", "centres", "services", "schools", "placements", "trips", "visits", "carers", "sessions", "pupils", "students":
		return ok
	}
	return false
}

// durations are numbers below 200 before a unit of time.
func (r *reader) durations() {
	for i := range r.found {
		f := &r.found[i]
		if (f.Class != Quantity && f.Class != Label) || f.Unit != (figure.Unit{}) || f.Form > Words || f.High.GreaterThanOrEqual(decimal.NewFromInt(200)) {
			continue
		}
		if f.Class == Label {
			_, tail, _ := strings.Cut(f.Text, "-")
			if unit, ok := timeUnit(strings.ToLower(tail)); ok {
				f.Class, f.Time = Duration, unit
			}
			continue
		}
		word, at, ok := wordAt(r.text, f.End)
		if word = strings.ToLower(word); ok && (word == "working" || word == "calendar" || word == "school" || word == "whole" || word == "full") {
			if next, behind, found := wordAt(r.text, at+len(word)); found {
				word, at = strings.ToLower(next), behind
			}
		}
		if unit, isTime := timeUnit(word); ok && isTime && r.free(f.End, at+len(word)) && !(word == unit && r.timesAThing(f, at+len(word))) {
			f.Class, f.Time = Duration, unit
		}
	}
}

func timeUnit(word string) (string, bool) {
	switch word = strings.TrimSuffix(word, "s"); word {
	case "day", "week", "month", "year", "hour", "minute", "night", "second", "hr", "min", "decade", "fortnight", "term":
		return word, true
	}
	return "", false
}

// boundPhrase is a phrase before a figure that bounds or hedges it.
type boundPhrase struct {
	words string
	bound figure.Bound
	hedge bool
}

// boundPhrases lists longer phrases before those that end like them.
func boundPhrases() []boundPhrase {
	return []boundPhrase{
		{"no more than", figure.AtMost, false},
		{"not more than", figure.AtMost, false},
		{"no fewer than", figure.AtLeast, false},
		{"no less than", figure.AtLeast, false},
		{"not less than", figure.AtLeast, false},
		{"just more than", figure.Exactly, true},
		{"just less than", figure.Exactly, true},
		{"slightly more than", figure.Exactly, true},
		{"slightly less than", figure.Exactly, true},
		{"a little over", figure.Exactly, true},
		{"a little under", figure.Exactly, true},
		{"fewer than", figure.Under, false},
		{"less than or equal to", figure.AtMost, false},
		{"greater than or equal to", figure.AtLeast, false},
		{"less than", figure.Under, false},
		{"lower than", figure.Under, false},
		{"more than", figure.Over, false},
		{"higher than", figure.Over, false},
		{"greater than", figure.Over, false},
		{"larger than", figure.Over, false},
		{"in excess of", figure.Over, false},
		{"at least", figure.AtLeast, false},
		{"at most", figure.AtMost, false},
		{"up to", figure.AtMost, false},
		{"as many as", figure.AtMost, false},
		{"a maximum of", figure.AtMost, false},
		{"a minimum of", figure.AtLeast, false},
		{"well over", figure.Over, false},
		{"well under", figure.Under, false},
		{"just over", figure.Exactly, true},
		{"just under", figure.Exactly, true},
		{"just above", figure.Exactly, true},
		{"just below", figure.Exactly, true},
		{"close to", figure.Exactly, true},
		{"in the region of", figure.Exactly, true},
		{"of the order of", figure.Exactly, true},
		{"around", figure.Exactly, true},
		{"about", figure.Exactly, true},
		{"approximately", figure.Exactly, true},
		{"approx.", figure.Exactly, true},
		{"approx", figure.Exactly, true},
		{"roughly", figure.Exactly, true},
		{"circa", figure.Exactly, true},
		{"c.", figure.Exactly, true},
		{"nearly", figure.Exactly, true},
		{"almost", figure.Exactly, true},
		{"some", figure.Exactly, true},
		{"broadly", figure.Exactly, true},
		{"virtually", figure.Exactly, true},
		{"perhaps", figure.Exactly, true},
		{"typically", figure.Exactly, true},
		{"estimated", figure.Exactly, true},
		{"under", figure.Under, false},
		{"below", figure.Under, false},
		{"over", figure.Over, false},
		{"above", figure.Over, false},
		{"exceed", figure.Over, false},
		{"exceeds", figure.Over, false},
		{"exceeded", figure.Over, false},
		{"exceeding", figure.Over, false},
		{">=", figure.AtLeast, false},
		{"<=", figure.AtMost, false},
		{">", figure.Over, false},
		{"<", figure.Under, false},
		{"≥", figure.AtLeast, false},
		{"≤", figure.AtMost, false},
		{"~", figure.Exactly, true},
	}
}

func boundsAfter() []boundPhrase {
	return []boundPhrase{
		{"or more", figure.AtLeast, false},
		{"or over", figure.AtLeast, false},
		{"or above", figure.AtLeast, false},
		{"or higher", figure.AtLeast, false},
		{"or greater", figure.AtLeast, false},
		{"and over", figure.AtLeast, false},
		{"and above", figure.AtLeast, false},
		{"or fewer", figure.AtMost, false},
		{"or less", figure.AtMost, false},
		{"or under", figure.AtMost, false},
		{"or below", figure.AtMost, false},
		{"or so", figure.Exactly, true},
		{"or thereabouts", figure.Exactly, true},
	}
}

// bounds reads the words beside each figure that bound or hedge it.
func (r *reader) bounds() {
	end := 0
	for i := range r.found {
		f := &r.found[i]
		front := strings.ToLower(strings.TrimRight(r.text[end:f.Start], " \u00a0*_("))
		end = f.End
		if f.Class != Quantity && f.Class != Duration {
			continue
		}
		for _, p := range boundPhrases() {
			if !strings.HasSuffix(front, p.words) {
				continue
			}
			rest := front[:len(front)-len(p.words)]
			if rest != "" && isWordByte(rest[len(rest)-1]) && isLetter(p.words[0]) {
				continue
			}
			f.Bound = p.bound
			if p.hedge {
				f.Hedge = p.words
			}
			break
		}
		rest := strings.ToLower(strings.TrimLeft(r.text[f.End:min(len(r.text), f.End+16)], " "))
		if strings.HasPrefix(r.text[f.End:], "+") && (len(r.text) == f.End+1 || !isWordByte(r.text[f.End+1])) {
			f.Bound = figure.AtLeast
		}
		for _, p := range boundsAfter() {
			if tail, ok := strings.CutPrefix(rest, p.words); ok && (tail == "" || !isLetter(tail[0])) {
				f.Bound = p.bound
				if p.hedge {
					f.Hedge = p.words
				}
				break
			}
		}
	}
}
