package rag

import (
	"fmt"
	"slices"
)

// Scale is an ordinal scale of its own, such as the four grades of an inspection. It has levels, not colours: it becomes
// red, amber and green only by a table that somebody states.
type Scale struct {
	ID     string `json:"id"`
	Title  string `json:"title,omitempty"`
	Source string `json:"source,omitempty"`
	// Levels are from worst to best.
	Levels []string `json:"levels"`
	// Collapse is the colour of each level, in the same order. Defaults to none: the scale does not collapse.
	Collapse []Rating `json:"collapse,omitempty"`
	// CollapseSource is the document that states the collapse.
	CollapseSource string `json:"collapse_source,omitempty"`
}

// Validate finds levels named twice, a collapse of another length, and one that gives a better level a worse colour.
func (s Scale) Validate() (faults Faults) {
	if len(s.Levels) < 2 {
		faults = append(faults, fault(Missing, "levels", "a scale has at least two levels, from worst to best"))
	}
	for i, level := range s.Levels {
		if slices.Index(s.Levels, level) < i {
			faults = append(faults, fault(Duplicate, fmt.Sprintf("levels[%d]", i), "level %q is named twice", level))
		}
	}
	if len(s.Collapse) > 0 && len(s.Collapse) != len(s.Levels) {
		faults = append(faults, fault(Missing, "collapse", "%d colours for %d levels: give one for each", len(s.Collapse), len(s.Levels)))
	}
	for i, r := range s.Collapse {
		path := fmt.Sprintf("collapse[%d]", i)
		switch {
		case r < Green || r > Red:
			faults = append(faults, fault(Unknown, path, "%v: give green, amber or red", r))
		case i > 0 && r > s.Collapse[i-1]:
			faults = append(faults, fault(OutOfRange, path, "a better level is %s where the one below it is %s", r, s.Collapse[i-1]))
		}
	}
	return faults
}

// Rating is the colour of a level by the stated collapse; ok is false for a level the scale does not have, and for a
// scale without a collapse.
func (s Scale) Rating(level string) (r Rating, ok bool) {
	i := slices.Index(s.Levels, level)
	if i < 0 || i >= len(s.Collapse) {
		return Unrated, false
	}
	return s.Collapse[i], true
}

// Compare is −1 when a is worse than b, 1 when it is better; ok is false for a level the scale does not have.
func (s Scale) Compare(a, b string) (order int, ok bool) {
	i, j := slices.Index(s.Levels, a), slices.Index(s.Levels, b)
	if i < 0 || j < 0 {
		return 0, false
	}
	switch {
	case i < j:
		return -1, true
	case i > j:
		return 1, true
	}
	return 0, true
}

// Scales are scales that councils meet, none with a collapse: their owners state none.
func Scales() []Scale {
	return []Scale{
		{ID: "ofsted", Title: "Ofsted judgements", Source: "Ofsted, Inspecting local authority children's services", Levels: []string{"inadequate", "requires improvement to be good", "good", "outstanding"}},
		{ID: "cqc", Title: "CQC ratings of local authorities", Source: "CQC, How we determine ratings", Levels: []string{"inadequate", "requires improvement", "good", "outstanding"}},
		{ID: "delivery_confidence", Title: "Delivery confidence, five-point", Source: "Infrastructure and Projects Authority, five-point scale", Levels: []string{"red", "amber/red", "amber", "amber/green", "green"}},
	}
}
