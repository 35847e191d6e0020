package scrutiny

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// checkOverall judges an overall rating by its tally and policy, through package rag.
func (c *checker) checkOverall(s *statement) {
	f := s.start()
	tally := s.claim.Tally
	const most = 100_000 // more actions than any plan has
	if tally.Green < 0 || tally.Amber < 0 || tally.Red < 0 || tally.Green+tally.Amber+tally.Red == 0 || max(tally.Green, tally.Amber, tally.Red) > most {
		c.add(cannotCheck(f, nil, "the tally counts no rated item"))
		return
	}
	printed, err := colour(s.claim.Printed.Value)
	if err != nil {
		c.add(cannotCheck(f, nil, err.Error()))
		return
	}
	policy, err := rag.PolicyNamed(strings.ToLower(orWord(s.claim.Policy, "plurality")))
	if err != nil {
		c.add(cannotCheck(f, nil, err.Error()))
		return
	}
	if policy.Name() != "plurality" {
		f.Definition = "rag.policies"
	}
	overall, why := policy.Overall(tally.items())
	sum := fmt.Sprintf("%d green, %d amber and %d red give %s by %s (%s)", tally.Green, tally.Amber, tally.Red, overall, policy.Name(), why)
	f.Verdict, f.Working = Agrees, sum+", as printed"
	if overall != printed {
		f.Verdict, f.size = Differs, 1
		f.Working = fmt.Sprintf("%s; printed %s: differs", sum, printed)
		f.Material = "the overall rating changes"
	}
	if tally.Red > 0 && overall != rag.Red {
		f.Notes = append(f.Notes, fmt.Sprintf("%d red behind an overall %s.", tally.Red, overall))
	}
	c.add(f)
}

func orWord(word, otherwise string) string {
	if word = strings.TrimSpace(word); word == "" {
		return otherwise
	}
	return word
}

// items are the rated items that the tally counts.
func (t Tally) items() []rag.Item {
	items := make([]rag.Item, 0, t.Green+t.Amber+t.Red)
	for _, of := range []struct {
		count  int
		rating rag.Rating
	}{{t.Green, rag.Green}, {t.Amber, rag.Amber}, {t.Red, rag.Red}} {
		for range of.count {
			items = append(items, rag.Item{Rating: of.rating})
		}
	}
	return items
}

// checkRAG judges a colour by the rule that the report states, through package rag.
func (c *checker) checkRAG(s *statement) {
	f := s.start()
	printed, err := colour(s.claim.Printed.Value)
	if err != nil {
		c.add(cannotCheck(f, nil, err.Error()))
		return
	}
	rule, reading, err := s.ragRule()
	if err != nil {
		c.add(cannotCheck(f, nil, err.Error()))
		return
	}
	f.Definition = "rag." + string(rule.Ref().Kind)
	if faults := rule.ValidateFor(reading); len(faults) > 0 {
		c.add(cannotCheck(f, nil, "the rule cannot be applied: "+faults.Error()))
		return
	}
	a := rule.Assess(reading)
	f.Working = a.Reason()
	switch {
	case a.Rating == printed:
		f.Verdict, f.Working = Agrees, fmt.Sprintf("%s: %s, as printed", a.Reason(), printed)
	case a.Rating == rag.Unrated:
		f = cannotCheck(f, nil, a.Reason())
		f.Printed = s.claim.Printed.Value
	case holdsRating(a.Possible, printed):
		f.Verdict, f.Working = WithinRounding, fmt.Sprintf("%s: %s, and within its rounding %s, as printed", a.Reason(), a.Rating, printed)
	default:
		f.Verdict, f.size = Differs, 1
		f.Working = fmt.Sprintf("%s: %s; printed %s: differs", a.Reason(), a.Rating, printed)
		f.Material = "the rating changes"
	}
	c.add(f, s.inputs["value"], s.inputs["target"])
}

func holdsRating(ratings []rag.Rating, r rag.Rating) bool {
	for _, possible := range ratings {
		if possible == r {
			return true
		}
	}
	return false
}

// ragRule is the rule a claim states, or the tolerance it gives, and the reading that it rates.
func (s *statement) ragRule() (rag.Rule, rag.Reading, error) {
	reading := rag.Reading{Name: s.claim.Label}
	var err error
	if reading.Actual, err = ragValue(s.claim.Value); err != nil {
		return rag.Rule{}, reading, err
	}
	if reading.Target, err = ragValue(s.claim.Target); err != nil {
		return rag.Rule{}, reading, err
	}
	if higher, ok := higherIsBetter(s.claim.Polarity); ok {
		reading.Polarity = rag.LowerBetter
		if higher {
			reading.Polarity = rag.HigherBetter
		}
	}
	if s.claim.Rule != nil {
		return *s.claim.Rule, reading, nil
	}
	if reading.Tolerance, err = rag.ParseAllowance(string(s.claim.Tolerance)); err != nil {
		return rag.Rule{}, reading, err
	}
	return rag.Rule{ID: "tolerance", Method: rag.Tolerance{}}, reading, nil
}

// ragValue is a figure as package rag knows it: exact, or only as printed.
func ragValue(in Input) (rag.Value, error) {
	if in.IsZero() {
		return rag.Value{}, nil
	}
	v, err := rag.Printed(strings.TrimSuffix(strings.TrimSpace(in.Value), "%"))
	if number, ok := v.Decimal(); err == nil && ok && in.Exact {
		return rag.Exact(number), nil
	}
	return v, err
}

// colour is the one colour that a printed phrase names: "Amber", "amber overall".
func colour(text string) (rag.Rating, error) {
	found, err := rag.Unrated, error(nil)
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		var one rag.Rating
		if one.UnmarshalText([]byte(word)) != nil {
			continue
		}
		if found != rag.Unrated && found != one {
			return rag.Unrated, fmt.Errorf("%q names more than one colour", text)
		}
		found = one
	}
	if found == rag.Unrated {
		err = found.UnmarshalText([]byte(strings.ToLower(strings.TrimSpace(text))))
	}
	return found, err
}
