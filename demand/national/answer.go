package national

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Answer says in a sentence or three where the place stands at its best and at its worst.
func (p Profile) Answer() string {
	beside := "without statistical neighbours"
	switch n := len(p.Neighbours); {
	case n == 1:
		beside = "beside 1 statistical neighbour (" + p.List + ")"
	case n > 1:
		beside = fmt.Sprintf("beside %d statistical neighbours (%s)", n, p.List)
	}
	judged, best, worst := p.Standing()
	if judged == 0 {
		return p.Name + " " + beside + "."
	}
	return fmt.Sprintf("%s %s. Of the %s on which more or less is better, it is in the best quarter of all authorities on %s and in the worst on %s.",
		p.Name, beside, counted(judged), told(best), told(worst))
}

// Standing is how many measures have a figure and are known to be better one way, and the names of those on which the place is in
// the best and in the worst quarter of all authorities.
func (p Profile) Standing() (judged int, best, worst []string) {
	for _, m := range p.Measures {
		if m.Polarity == rag.Neutral || m.Quarter == 0 {
			continue
		}
		judged++
		switch m.Band {
		case demand.BandA:
			best = append(best, m.Name)
		case demand.BandD:
			worst = append(worst, m.Name)
		}
	}
	return judged, best, worst
}

// told is how many measures there are, and which.
func told(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return fmt.Sprintf("%d (%s)", len(names), strings.Join(names, "; "))
}

func counted(n int) string {
	if n == 1 {
		return "1 measure"
	}
	return fmt.Sprintf("%d measures", n)
}

// Groups are the names of the groups of measures in their order.
func (p Profile) Groups() []string {
	var groups []string
	for _, m := range p.Measures {
		if len(groups) == 0 || groups[len(groups)-1] != m.Group {
			groups = append(groups, m.Group)
		}
	}
	return groups
}
