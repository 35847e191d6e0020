package demand

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Closeness is how near DfE calls a statistical neighbour. DfE publishes no distances, only these words.
type Closeness int

const (
	// ClosenessUnstated is a list that does not say, such as one's own. It is the zero value.
	ClosenessUnstated Closeness = iota
	ExtremelyClose
	VeryClose
	Close
	SomewhatClose
	NotClose
)

var closenessNames = enum.Of("Closeness", "", "Extremely close", "Very close", "Close", "Somewhat close", "Not close")

// String is the band as DfE writes it in 2025, or nothing when unstated.
func (c Closeness) String() string { return closenessNames.String(int(c)) }

// MarshalText writes the band.
func (c Closeness) MarshalText() ([]byte, error) { return closenessNames.Marshal(int(c)) }

// UnmarshalText reads the band in any case, with any space around it: the published files have both "Very Close" and
// "Close ".
func (c *Closeness) UnmarshalText(text []byte) error {
	return enum.UnmarshalFold(closenessNames, []byte(strings.Join(strings.Fields(string(text)), " ")), c)
}

// Neighbour is one authority in another's set.
type Neighbour struct {
	// Code is the three-digit DfE code ("354"), or the nine-character GSS code where a list is published with those.
	Code      string
	Closeness Closeness
	// Distance is how far away it is under a model that says so: the user's own (see [Features.Nearest]); DfE publishes
	// none.
	Distance Value
}

// List is a named, dated list of statistical neighbours: for each authority its neighbours, nearest first. Being
// somebody's neighbour is not mutual: Birmingham's fifth is Oldham, Oldham's ninth is Birmingham (May 2025).
type List struct {
	// Name is how results call the list: "DfE May 2025".
	Name string
	// Since is the day the list was published; zero is not stated.
	Since time.Time
	// Source says where it comes from.
	Source string
	sets   map[string][]Neighbour
}

// ListError is a set of neighbours that cannot be.
type ListError struct {
	Area, Neighbour string
	Problem         string
}

func (e *ListError) Error() string { return e.Problem }

// NewList makes an empty list. Add fills it.
func NewList(name string, since time.Time, source string) *List {
	return &List{Name: name, Since: since, Source: source, sets: map[string][]Neighbour{}}
}

// Chosen is a list with the set of one authority, chosen by hand: core cities, a regional group, the councils of one's
// own improvement plan. The error is a [*ListError].
func Chosen(name, area string, codes ...string) (*List, error) {
	l := NewList(name, time.Time{}, "chosen by hand")
	set := make([]Neighbour, len(codes))
	for i, code := range codes {
		set[i] = Neighbour{Code: code}
	}
	if err := l.Add(area, set); err != nil {
		return nil, err
	}
	return l, nil
}

// Add gives an authority its neighbours, nearest first. An authority is never its own neighbour, and nobody is named
// twice in a set; neither may an authority be added twice. The error is a [*ListError].
func (l *List) Add(area string, set []Neighbour) error {
	area = strings.TrimSpace(area)
	if area == "" {
		return &ListError{Problem: "the authority has no code"}
	}
	if _, twice := l.sets[area]; twice {
		return &ListError{Area: area, Problem: fmt.Sprintf("authority %s has two sets in one list: keep one", area)}
	}
	clean := make([]Neighbour, 0, len(set))
	seen := map[string]bool{}
	for _, n := range set {
		n.Code = strings.TrimSpace(n.Code)
		switch {
		case n.Code == "":
			return &ListError{Area: area, Problem: fmt.Sprintf("a neighbour of %s has no code", area)}
		case n.Code == area:
			return &ListError{area, n.Code, fmt.Sprintf("authority %s is named as its own neighbour: take it out", area)}
		case seen[n.Code]:
			return &ListError{area, n.Code, fmt.Sprintf("authority %s names neighbour %s twice: keep one", area, n.Code)}
		}
		seen[n.Code] = true
		clean = append(clean, n)
	}
	if l.sets == nil {
		l.sets = map[string][]Neighbour{}
	}
	l.sets[area] = clean
	return nil
}

// Of are the neighbours of an authority, nearest first; ok is false when the list does not have it. The slice is the
// caller's to keep.
func (l *List) Of(area string) (set []Neighbour, ok bool) {
	if l == nil {
		return nil, false
	}
	set, ok = l.sets[area]
	return slices.Clone(set), ok
}

// Areas are the authorities that have a set, in the order of their codes.
func (l *List) Areas() []string {
	areas := make([]string, 0, len(l.sets))
	for area := range l.sets {
		areas = append(areas, area)
	}
	slices.Sort(areas)
	return areas
}

// Len is the number of authorities that have a set.
func (l *List) Len() int { return len(l.sets) }

// SetChange is what one authority's set gained and lost between two lists.
type SetChange struct {
	Kept, Joined, Left []string
}

// Changes compares an authority's set in an older list with that in this one. Oldham kept six of ten from April 2021 to
// May 2025, so a comparison over time must say which list it uses. ok is false when either list does not have it.
func (l *List) Changes(older *List, area string) (c SetChange, ok bool) {
	now, okNow := l.Of(area)
	before, okBefore := older.Of(area)
	if !okNow || !okBefore {
		return c, false
	}
	has := func(set []Neighbour, code string) bool {
		return slices.ContainsFunc(set, func(n Neighbour) bool { return n.Code == code })
	}
	for _, n := range now {
		if has(before, n.Code) {
			c.Kept = append(c.Kept, n.Code)
		} else {
			c.Joined = append(c.Joined, n.Code)
		}
	}
	for _, n := range before {
		if !has(now, n.Code) {
			c.Left = append(c.Left, n.Code)
		}
	}
	return c, true
}
