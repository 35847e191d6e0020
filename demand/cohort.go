package demand

import (
	"fmt"
	"slices"
	"strings"
)

// Cohort is a group of children counted on one day, and the groups that contain it. Whether children in need include those
// on a plan and those looked after is a matter of definition: they do for DfE, and do not in some councils' own tables.
type Cohort struct {
	Name  string
	Count int
	// Within are the cohorts of which every child of this one is a member.
	Within []string
	// Overlaps are the cohorts that some of its children may also be in.
	Overlaps []string
}

// CohortError is a set of cohorts that cannot be added.
type CohortError struct {
	Cohort  string
	Problem string
}

func (e *CohortError) Error() string { return e.Problem }

// CohortTotal is how many children several cohorts hold, each counted once.
type CohortTotal struct {
	// Low and High bound the number of children. They are one number unless cohorts that overlap are among the counted.
	Low, High int
	// Counted are the cohorts that were added, Contained those left out because another of the list holds them.
	Counted, Contained []string
	// Naive is what adding every row gives: too much by the children counted twice.
	Naive   int
	Working string
}

// AddCohorts adds cohorts so that no child is counted twice. A cohort named twice, a negative count, a cohort larger than
// one that contains it, one within itself (however many steps away), and one that names a cohort not in the list are a
// [*CohortError].
func AddCohorts(cohorts []Cohort) (CohortTotal, error) {
	byName := map[string]Cohort{}
	for _, c := range cohorts {
		if _, twice := byName[c.Name]; twice {
			return CohortTotal{}, &CohortError{c.Name, fmt.Sprintf("cohort %q stands twice: keep one", c.Name)}
		}
		byName[c.Name] = c
	}
	var total CohortTotal
	overlapping := false
	for _, c := range cohorts {
		if err := checkCohort(c, byName); err != nil {
			return CohortTotal{}, err
		}
		total.Naive += c.Count
		if len(c.Within) > 0 {
			total.Contained = append(total.Contained, c.Name)
			continue
		}
		total.Counted = append(total.Counted, c.Name)
		total.High += c.Count
		total.Low = max(total.Low, c.Count)
		overlapping = overlapping || overlaps(c, cohorts)
	}
	if !overlapping {
		total.Low = total.High
	} else {
		total.Low = lowest(cohorts, total.Counted)
	}
	total.Working = total.working(byName)
	return total, nil
}

// checkCohort refuses what cannot be.
func checkCohort(c Cohort, byName map[string]Cohort) error {
	if c.Count < 0 {
		return &CohortError{c.Name, fmt.Sprintf("cohort %q is %d: a count cannot be negative", c.Name, c.Count)}
	}
	for _, name := range slices.Concat(c.Within, c.Overlaps) {
		if _, ok := byName[name]; !ok {
			return &CohortError{c.Name, fmt.Sprintf("cohort %q names %q, which is not in the list: add it or take it out", c.Name, name)}
		}
	}
	for _, name := range c.Within {
		if holder := byName[name]; c.Count > holder.Count {
			return &CohortError{c.Name, fmt.Sprintf("cohort %q (%d) cannot be larger than %q (%d), which contains it", c.Name, c.Count, name, holder.Count)}
		}
	}
	// Follow what contains it, upwards: whoever comes back to where they began stands within themselves.
	seen := map[string]bool{}
	for above := slices.Clone(c.Within); len(above) > 0; {
		name := above[0]
		above = above[1:]
		if name == c.Name {
			return &CohortError{c.Name, fmt.Sprintf("cohort %q stands within itself", c.Name)}
		}
		if !seen[name] {
			seen[name] = true
			above = append(above, byName[name].Within...)
		}
	}
	return nil
}

// overlaps reports whether a cohort shares children with another that is not contained in a third.
func overlaps(c Cohort, cohorts []Cohort) bool {
	return slices.ContainsFunc(cohorts, func(other Cohort) bool {
		return len(other.Within) == 0 && other.Name != c.Name &&
			(slices.Contains(c.Overlaps, other.Name) || slices.Contains(other.Overlaps, c.Name))
	})
}

// lowest is a number of children there are at least: for every group of cohorts linked by overlaps the largest of them, and
// all of those that overlap with none.
func lowest(cohorts []Cohort, counted []string) int {
	low, done := 0, map[string]bool{}
	for _, c := range cohorts {
		if done[c.Name] || !slices.Contains(counted, c.Name) {
			continue
		}
		most := 0
		for group := []Cohort{c}; len(group) > 0; group = group[1:] {
			member := group[0]
			if done[member.Name] {
				continue
			}
			done[member.Name] = true
			most = max(most, member.Count)
			for _, other := range cohorts {
				linked := slices.Contains(member.Overlaps, other.Name) || slices.Contains(other.Overlaps, member.Name)
				if linked && !done[other.Name] && slices.Contains(counted, other.Name) {
					group = append(group, other)
				}
			}
		}
		low += most
	}
	return low
}

func (t CohortTotal) working(byName map[string]Cohort) string {
	var parts []string
	for _, name := range t.Counted {
		parts = append(parts, fmt.Sprintf("%s %s", name, thousands(byName[name].Count)))
	}
	sum := strings.Join(parts, " + ")
	if t.Low == t.High {
		sum += " = " + thousands(t.High)
	} else {
		sum += fmt.Sprintf(" = %s to %s, as some children may be in two", thousands(t.Low), thousands(t.High))
	}
	if len(t.Contained) > 0 {
		sum += "; already inside: " + strings.Join(t.Contained, ", ")
	}
	return sum
}
