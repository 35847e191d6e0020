package caseload

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Settings say how a set of workers is described.
type Settings struct {
	// Bands part the workers. Defaults to [OldhamBands].
	Bands Bands
	// Limits decide who is over. Defaults to those of the zero [Limits].
	Limits Limits
	// Quantiles are the shares, 0 to 1, at which the caseload is given. Defaults to the quartiles, 0.25, 0.5 and 0.75.
	Quantiles []decimal.Decimal
}

func (s Settings) withDefaults() (Settings, error) {
	if s.Bands.Len() == 0 {
		s.Bands = OldhamBands()
	}
	if len(s.Quantiles) == 0 {
		s.Quantiles = []decimal.Decimal{decimal.New(25, -2), decimal.New(5, -1), decimal.New(75, -2)}
	}
	for _, p := range s.Quantiles {
		if p.IsNegative() || p.GreaterThan(one) {
			return s, fmt.Errorf("quantile %s is not from 0 to 1", p)
		}
	}
	var err error
	s.Limits, err = s.Limits.withDefaults()
	return s, err
}

// Quantile is the number of cases at or under which a share of the workers holding at least one case lies, by R's type 7
// (Excel's PERCENTILE.INC).
type Quantile struct {
	Share decimal.Decimal `json:"share"`
	// Cases is not valid when nobody holds a case.
	Cases decimal.NullDecimal `json:"cases"`
}

// Profile describes a set of workers on one day.
type Profile struct {
	// Group is everyone together.
	Group
	// Median is of cases per worker holding at least one case; not valid when nobody does.
	Median    decimal.NullDecimal
	Quantiles []Quantile
	// Largest is the most cases that one worker holds.
	Largest int
	Banding Banding
	// Teams and Roles are by name; a worker without one is in the group "".
	Teams, Roles []Group
	// Permanent and Agency part everyone; ASYE is the newly qualified, in either.
	Permanent, Agency, ASYE Group
	// OverInTeamsWithin are workers over their limit in teams that are together within theirs: the average of a team hides
	// them.
	OverInTeamsWithin int
	// UnallocatedCases are held by nobody, and are in no average.
	UnallocatedCases int
	// LeftOut accounts for the records that could not be counted. Records = Workers + the workers left out.
	LeftOut []LeftOut
	Records int
	// Limits are the limits used, with their defaults filled in.
	Limits Limits
	Notes  []string
}

// LeftOut is what was not counted, for one reason, as far as the records could be read.
type LeftOut struct {
	Code    FaultCode       `json:"code"`
	Workers int             `json:"workers"`
	FTE     decimal.Decimal `json:"fte"`
	Cases   int             `json:"cases"`
	// Names are the workers whose records they are, the first twenty; a stream of figures knows none.
	Names []string `json:"names,omitempty"`
}

// mostLeftNamed is how many names are kept of what is left out for one reason.
const mostLeftNamed = 20

// Describe profiles workers that did not come from a file.
func Describe(workers []Worker, s Settings) (Profile, error) {
	good, faults := Check(workers)
	return NewProfile(Roster{Workers: good, Faults: faults}, s)
}

// NewProfile describes the workers of a roster that can be counted, and accounts for the others. The error is about the
// settings.
func NewProfile(r Roster, s Settings) (Profile, error) {
	s, err := s.withDefaults()
	if err != nil {
		return Profile{}, err
	}
	if err := s.Limits.CheckWorkers(r.Workers, s.Bands.basis); err != nil {
		return Profile{}, err
	}
	p := Profile{Limits: s.Limits, Records: len(r.Workers) + len(r.Faults), LeftOut: leftOut(r.Faults)}
	held := p.begin(s)
	// A worker belongs to four groups or five and is added once, with the others who belong to the same.
	kinds := map[kind]*groupSum{}
	for _, w := range r.Workers {
		m := s.Limits.memberOf(w, s.Bands.basis)
		named(kinds, kind{w.Team, w.Role, w.Agency, w.ASYE}).add(&m)
		if w.Cases > 0 {
			held.add(w.Cases)
		}
		if m.holds {
			p.Banding.add(s.value(w), m.fte, w.Cases, 1)
		}
	}
	describe(&p, groupedOf(kinds, (*groupSum).merge), (*groupSum).sums, &held, s)
	for _, u := range r.Unallocated {
		p.UnallocatedCases += u.Cases
	}
	p.note(s, len(r.Faults))
	p.Notes = append(p.Notes, r.Notes...)
	return p, nil
}

// begin makes an empty profile, and the histogram of what is held.
func (p *Profile) begin(s Settings) histogram {
	p.Banding = newBanding(s.Bands)
	p.Permanent.Name, p.Agency.Name, p.ASYE.Name = "permanent", "agency", "newly qualified"
	return histogram{}
}

// describe is what follows from the groups of the workers and from how many hold how many cases.
func describe[T any](p *Profile, parts grouped[T], group func(*T) Group, held *histogram, s Settings) {
	names := [...]string{p.Name, p.Permanent.Name, p.Agency.Name, p.ASYE.Name}
	p.Group, p.Permanent, p.Agency, p.ASYE = group(&parts.all), group(&parts.permanent), group(&parts.agency), group(&parts.asye)
	for i, g := range []*Group{&p.Group, &p.Permanent, &p.Agency, &p.ASYE} {
		g.Name, g.Over = names[i], g.Utilisation().Over(s.Limits.Over)
	}
	p.Banding.finish()
	p.quantiles(held, s)
	p.Teams, p.Roles = finish(parts.teams, group, s.Limits), finish(parts.roles, group, s.Limits)
	for _, team := range p.Teams {
		if !team.Over {
			p.OverInTeamsWithin += team.OverLimit
		}
	}
}

// value is what the bands part a worker by.
func (s Settings) value(w Worker) Ratio {
	switch s.Bands.basis {
	case CasesPerFTE:
		return Ratio{Numerator: count(w.Cases), Denominator: s.Limits.ASYE.FTE(w)}
	case PercentOfLimit:
		return s.Limits.Utilisation(w, PercentOfLimit).Ratio()
	}
	return Ratio{Numerator: w.load(s.Bands.basis), Denominator: one}
}

// kind is what decides which groups a worker belongs to.
type kind struct {
	team, role   string
	agency, asye bool
}

// grouped is the sums of everyone, and of the groups that they are parted into.
type grouped[T any] struct {
	all, permanent, agency, asye T
	teams, roles                 map[string]*T
}

// groupedOf adds the sums of each kind of workers to those of the groups that they belong to.
func groupedOf[T any](kinds map[kind]*T, merge func(into, part *T)) grouped[T] {
	p := grouped[T]{teams: map[string]*T{}, roles: map[string]*T{}}
	for k, part := range kinds {
		merge(&p.all, part)
		merge(named(p.teams, k.team), part)
		merge(named(p.roles, k.role), part)
		if k.agency {
			merge(&p.agency, part)
		} else {
			merge(&p.permanent, part)
		}
		if k.asye {
			merge(&p.asye, part)
		}
	}
	return p
}

func named[K comparable, G any](groups map[K]*G, name K) *G {
	g, ok := groups[name]
	if !ok {
		g = new(G)
		groups[name] = g
	}
	return g
}

// finish puts groups in the order of their names.
func finish[T any](groups map[string]*T, group func(*T) Group, l Limits) []Group {
	sorted := make([]Group, 0, len(groups))
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		g := group(groups[name])
		g.Name, g.Over = name, g.Utilisation().Over(l.Over)
		sorted = append(sorted, g)
	}
	return sorted
}

func (p *Profile) quantiles(held *histogram, s Settings) {
	p.Largest = held.largest()
	median, ok := held.quantile(decimal.New(5, -1))
	p.Median = decimal.NullDecimal{Decimal: median, Valid: ok}
	for _, share := range s.Quantiles {
		value, ok := held.quantile(share)
		p.Quantiles = append(p.Quantiles, Quantile{Share: share, Cases: decimal.NullDecimal{Decimal: value, Valid: ok}})
	}
}

// leftOut adds up faults by their code.
func leftOut(faults []Fault) []LeftOut {
	var sums []LeftOut
	for _, f := range faults {
		i := slices.IndexFunc(sums, func(l LeftOut) bool { return l.Code == f.Code })
		if i < 0 {
			i, sums = len(sums), append(sums, LeftOut{Code: f.Code})
		}
		sums[i].Workers++
		sums[i].FTE = sums[i].FTE.Add(f.FTE)
		sums[i].Cases += f.Cases
		if f.Worker != "" && len(sums[i].Names) < mostLeftNamed {
			sums[i].Names = append(sums[i].Names, f.Worker)
		}
	}
	order.Stable(sums, func(a, b LeftOut) int { return cmp.Compare(a.Code, b.Code) })
	return sums
}

// words are the names of what was left out, how many more there are, and their cases.
func (l LeftOut) words() string {
	text := strings.Join(l.Names, ", ")
	if more := l.Workers - len(l.Names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	if l.Cases == 1 {
		return text + ", with 1 case"
	}
	return fmt.Sprintf("%s, with %d cases", text, l.Cases)
}

// note says what a reader must know beside the figures.
func (p *Profile) note(s Settings, faults int) {
	add := func(format string, args ...any) { p.Notes = append(p.Notes, fmt.Sprintf(format, args...)) }
	if s.Bands.basis == CasesPerFTE {
		add("shares are of FTE, not of workers")
	}
	for _, n := range []struct {
		number int
		format string
	}{
		{p.WithNone, "without a case, in no average and no share: %d"},
		{p.Banding.Below.Workers + p.Banding.Above.Workers, "outside the bands, in no share: %d"},
		{p.Banding.NoCapacity.Workers, "with a load and no capacity, over the limit and in no share: %d"},
		{p.OverInTeamsWithin, "over their limit in teams that are within theirs: %d"},
		{p.UnallocatedCases, "cases allocated to nobody, in no average: %d"},
		{faults, "records left out because they cannot be counted: %d"},
	} {
		if n.number > 0 {
			add(n.format, n.number)
		}
	}
	for _, l := range p.LeftOut {
		if len(l.Names) > 0 {
			add("left out (%s): %s", strings.ReplaceAll(string(l.Code), "_", " "), l.words())
		}
	}
	if l := s.Limits.ASYE; !l.Factor.IsZero() {
		add("newly qualified workers count at %s of their %s", l.factor(), map[ProtectedBy]string{ByLimit: "limit", ByFTE: "FTE"}[l.By])
	}
}
