package national

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Settings say which place is looked at, and beside whom.
type Settings struct {
	// Area is an authority by its code or its name in any of its spellings: "383", "Leeds", "Bristol".
	Area string
	// List is the name of the list of neighbours, or its year. Defaults to the first of the pack, which is the latest.
	List string
	// Year is the year that is looked at. Defaults to the latest of each series.
	Year int
}

// Profile is every measure of one place.
type Profile struct {
	Area   string `json:"area"`
	Name   string `json:"name"`
	Region string `json:"region,omitempty"`
	List   string `json:"list"`
	// Neighbours are those of the list, nearest first.
	Neighbours []Neighbour `json:"neighbours"`
	Measures   []Measure   `json:"measures"`
	// Notes are what a reader should know before the figures, Earlier what one of the earlier years should.
	Notes   []string `json:"notes"`
	Earlier []string `json:"earlier"`
	// Edition and Attribution are those of the pack, and Pack is its digest.
	Edition     string `json:"edition"`
	Attribution string `json:"attribution"`
	Pack        string `json:"pack"`
}

// Neighbour is one authority of a set.
type Neighbour struct {
	Code      string           `json:"code"`
	Name      string           `json:"name"`
	Closeness demand.Closeness `json:"closeness"`
	// Became says who took its place, where it was abolished.
	Became string `json:"became,omitempty"`
}

// Measure is one series of the place.
type Measure struct {
	ID       string       `json:"id"`
	Group    string       `json:"group"`
	Name     string       `json:"name"`
	Kind     Kind         `json:"kind"`
	Unit     string       `json:"unit"`
	Places   int          `json:"places"`
	Polarity rag.Polarity `json:"polarity"`
	When     string       `json:"when"`
	// Now is the year that is looked at, and Years all years to it, oldest first.
	Now   Point   `json:"now"`
	Years []Point `json:"years"`
	// Rank is 1 for the best by polarity, ties taking the best place, among Of authorities with a figure; 0 is no rank.
	Rank int `json:"rank"`
	Of   int `json:"of"`
	// Quarter is 1 lowest to 4 highest among all authorities, 0 for none; Band is the same by polarity, A best.
	Quarter int         `json:"quarter"`
	Band    demand.Band `json:"band"`
	// Change is since the year before; nil where either year has no figure.
	Change *Change `json:"change"`
	// Without are the neighbours that have no figure in the year, each with the reason.
	Without []string `json:"without,omitempty"`
	// CountOf is the id of the rate or percentage that this count is behind, empty where it stands by itself.
	CountOf string `json:"count_of,omitempty"`
	// Source says where the figure of the year comes from.
	Source string   `json:"source"`
	Notes  []string `json:"notes,omitempty"`
}

// Mean and Median are the averages of the year that is looked at, rounded half away from zero to one place more than the figures
// are published with.
func (m Measure) Mean() demand.Value { return m.Now.Mean.Round(int32(m.Places) + 1) }

// Median is beside [Measure.Mean].
func (m Measure) Median() demand.Value { return m.Now.Median.Round(int32(m.Places) + 1) }

// Change is the step from one year to the next.
type Change struct {
	From     int             `json:"from"`
	To       int             `json:"to"`
	Absolute decimal.Decimal `json:"absolute"`
	// Points says that it is in percentage points.
	Points bool `json:"points"`
	// Percent is the change in per cent of the earlier figure, to one decimal place; none for percentages and from nothing.
	Percent decimal.NullDecimal `json:"percent"`
}

// Area finds an authority by its code, GSS code or name. The error is a [*figure.Fault] that names those like it.
func (p *Pack) Area(name string) (dfe.Area, error) {
	asked := strings.TrimSpace(name)
	var found []dfe.Area
	for _, a := range p.Areas {
		switch {
		case a.Level != dfe.LocalAuthority || asked == "":
		case a.Code == asked || a.GSS != "" && strings.EqualFold(a.GSS, asked):
			return a, nil
		case dfe.SameName(a.Name, asked):
			found = append(found, a)
		}
	}
	// Dorset is two: the council that stands is meant, and the one before it has its code.
	if standing := slices.DeleteFunc(slices.Clone(found), gone); len(standing) == 1 {
		return standing[0], nil
	} else if len(found) == 1 {
		return found[0], nil
	}
	fault := &figure.Fault{Code: "unknown_area", Path: "area", Value: name, Problem: fmt.Sprintf("%q is no local authority of England", asked), Remedy: "give its name (Leeds) or its three-digit code (383)"}
	if asked == "" {
		fault.Problem = "no authority is named"
	}
	if near := p.Search(asked); len(near) > 0 && asked != "" {
		var names []string
		for _, a := range near[:min(len(near), 10)] {
			names = append(names, a.Name+" ("+a.Code+")")
		}
		fault.Remedy = "perhaps " + strings.Join(names, " or ")
	}
	return dfe.Area{}, fault
}

func gone(a dfe.Area) bool {
	_, _, gone := dfe.Successors(a.Code)
	return gone
}

// Search is the authorities whose name has a text in it, those that begin with it first.
func (p *Pack) Search(text string) []dfe.Area {
	text = strings.ToLower(strings.TrimSpace(text))
	var begin, within []dfe.Area
	for _, a := range p.Authorities() {
		switch name := strings.ToLower(a.Name); {
		case strings.HasPrefix(name, text):
			begin = append(begin, a)
		case strings.Contains(name, text):
			within = append(within, a)
		}
	}
	return append(begin, within...)
}

// Profile is every measure of a place. The error is a [*figure.Fault].
func (p *Pack) Profile(s Settings) (Profile, error) {
	area, err := p.Area(s.Area)
	if err != nil {
		return Profile{}, err
	}
	list, ok := p.List(s.List)
	if !ok {
		var names []string
		for _, l := range p.Lists {
			names = append(names, l.Name)
		}
		return Profile{}, &figure.Fault{Code: "unknown_list", Path: "list", Value: s.List, Problem: fmt.Sprintf("the pack has no list of neighbours %q", s.List), Remedy: "it has " + strings.Join(names, " and ")}
	}
	if s.Year != 0 && !slices.ContainsFunc(p.Series, func(x Series) bool { return s.Year >= x.First && s.Year <= x.Last() }) {
		return Profile{}, &figure.Fault{Code: "unknown_period", Path: "period", Value: strconv.Itoa(s.Year), Problem: "the pack has no figures of that year", Remedy: "it has " + p.Edition}
	}
	data, err := p.Data()
	if err != nil {
		return Profile{}, &figure.Fault{Code: BadPackEntry, Problem: err.Error(), Remedy: remake}
	}
	made := maker{pack: p, data: data, area: area, list: list, year: s.Year}
	return made.profile(), nil
}

// maker makes one profile.
type maker struct {
	pack *Pack
	data *dfe.Data
	area dfe.Area
	list *demand.List
	year int
}

func (m maker) profile() Profile {
	made := Profile{
		Area: m.area.Code, Name: m.area.Name, Region: m.area.Region, List: m.list.Name, Neighbours: []Neighbour{}, Notes: m.notes(), Earlier: m.earlier(),
		Edition: m.pack.Edition, Attribution: m.pack.Attribution, Pack: m.pack.Digest,
	}
	set, _ := m.list.Of(m.area.Code)
	for _, n := range set {
		made.Neighbours = append(made.Neighbours, Neighbour{Code: n.Code, Name: m.name(n.Code), Closeness: n.Closeness, Became: became(n.Code)})
	}
	for _, s := range m.pack.Series {
		made.Measures = append(made.Measures, m.measure(s))
	}
	return made
}

// notes are what a reader should know of the place and its neighbours before any figure.
func (m maker) notes() []string {
	notes := []string{}
	if words := became(m.area.Code); words != "" {
		notes = append(notes, m.area.Name+" "+words+". Its own figures end there.")
	}
	if year, before, ok := m.since(m.area.Code); ok {
		notes = append(notes, fmt.Sprintf("%s has figures since %d only. Before that its area was in %s.", m.area.Name, year, names(before)))
	}
	set, ok := m.list.Of(m.area.Code)
	if !ok {
		notes = append(notes, fmt.Sprintf("The list %s has no neighbours of %s: only England and the region stand beside it. Choose another list.", m.list.Name, m.area.Name))
	}
	for _, n := range set {
		if words := became(n.Code); words != "" {
			notes = append(notes, fmt.Sprintf("Its neighbour %s %s. Later averages are of the other neighbours; no successor is put in its place.", m.name(n.Code), words))
		}
		if joint, ok := m.pack.joint(n.Code); ok {
			notes = append(notes, fmt.Sprintf("Its neighbour %s publishes its workforce together with another authority (%s), which is nobody's neighbour.", m.name(n.Code), joint.Name))
		}
	}
	return notes
}

// earlier are the neighbours that are not in the averages of earlier years, because they were not there.
func (m maker) earlier() []string {
	notes := []string{}
	set, _ := m.list.Of(m.area.Code)
	for _, n := range set {
		if year, before, ok := m.since(n.Code); ok {
			notes = append(notes, fmt.Sprintf("Its neighbour %s has figures since %d only, when it took the place of %s. Averages of the years before are of the other neighbours.", m.name(n.Code), year, names(before)))
		}
	}
	return notes
}

// since is the year from which an authority has figures, and who was there before it, where the pack reaches that far back.
func (m maker) since(code string) (year int, before []dfe.Area, ok bool) {
	year, before, ok = dfe.Predecessors(code)
	return year, before, ok && slices.ContainsFunc(m.pack.Series, func(s Series) bool { return s.First <= year })
}

// became says what happened to an authority that was abolished, nothing of another.
func became(code string) string {
	year, successors, ok := dfe.Successors(code)
	if !ok {
		return ""
	}
	return fmt.Sprintf("was abolished in %d, and %s took its place", year, names(successors))
}

func names(areas []dfe.Area) string {
	var list []string
	for _, a := range areas {
		list = append(list, a.Name)
	}
	return strings.Join(list, " and ")
}

func (m maker) name(code string) string {
	if at := slices.IndexFunc(m.pack.Areas, func(a dfe.Area) bool { return a.Code == code }); at >= 0 {
		return m.pack.Areas[at].Name
	}
	return code
}

// measure is one series of the place.
func (m maker) measure(s Series) Measure {
	made := Measure{ID: s.ID, Group: s.Group, Name: s.Name, Kind: s.Kind, Unit: s.Unit, Places: s.Places, Polarity: s.Polarity, When: s.When, Years: []Point{}, CountOf: m.pack.countOf(s.ID), Notes: slices.Clone(s.Notes)}
	query := dfe.Query{Areas: []string{m.area.Code}, Indicators: []string{s.ID}, Polarity: s.Polarity}
	if s.Kind != Count {
		query.Neighbours = m.list
	}
	rows, _ := m.data.Compare(query) // the area and the series are there; an area without a row has none
	looked := m.lookedAt(s, rows)
	made.Now = Point{Year: looked, Value: demand.Absent(demand.Unavailable), England: m.england(s, looked), In: m.neighbours(s)}
	for i := range rows {
		point := m.point(s, &rows[i])
		if point.Year > looked {
			continue
		}
		made.Years = append(made.Years, point)
		if point.Year == looked {
			m.stand(&made, s, &rows[i], point)
		}
	}
	made.Source = m.pack.sourceOf(s, looked)
	for _, part := range s.Parts {
		if part.Own && looked >= part.From && looked <= part.To {
			made.Notes = append(made.Notes, "Figures of your file "+part.Source+" stand before those of the national picture; what the file does not have is of the picture, and may be of another edition.")
		}
	}
	if len(rows) == 0 {
		made.Notes = append(made.Notes, m.absence(s, looked))
	}
	made.Change = change(made.Years, looked, s.Kind == Percentage)
	return made
}

// countOf is the id of the first series that a count is the count of.
func (p *Pack) countOf(id string) string {
	for _, s := range p.Series {
		if s.Made.Count == id {
			return s.ID
		}
	}
	for _, s := range p.Series {
		if s.Made.Population == id && s.Made.Per == 100 && s.Made.Lag == 0 && p.onlyWhole(id) {
			return s.ID
		}
	}
	return ""
}

// onlyWhole reports whether a count says nothing by itself: it is the whole of a percentage and the count of no rate.
func (p *Pack) onlyWhole(id string) bool {
	return !slices.ContainsFunc(p.Series, func(s Series) bool { return s.Made.Count == id })
}

// lookedAt is the year of a series that is looked at: the one that was asked for, or the latest; of a council that was abolished
// the last that it has.
func (m maker) lookedAt(s Series, rows []dfe.Row) int {
	switch {
	case m.year != 0:
		return m.year
	case len(rows) > 0 && gone(m.area):
		year, _ := rows[len(rows)-1].Period.Year()
		return year
	}
	return s.Last()
}

func (m maker) neighbours(s Series) int {
	set, _ := m.list.Of(m.area.Code)
	if s.Kind == Count {
		return 0
	}
	return len(set)
}

func (m maker) england(s Series, year int) demand.Value {
	if v, ok := s.At(england(m.pack), year); ok {
		return v
	}
	return demand.Absent(demand.Unavailable)
}

func (m maker) point(s Series, r *dfe.Row) Point {
	year, _ := r.Period.Year()
	p := Point{Year: year, Value: r.Value(), England: r.England(), Region: r.Region(), N: r.N, In: r.In}
	if s.Kind != Count {
		p.Mean, p.Median = r.Mean(), r.Median()
	}
	if count, ok := m.pack.Of(s.Made.Count); ok && s.Made.Count != "" {
		p.Count, _ = count.At(m.area.Code, year)
		if population, ok := m.pack.Of(s.Made.Population); ok {
			p.Population, _ = population.At(m.area.Code, year-s.Made.Lag)
		}
	}
	return p
}

// stand says where the place stands in the year that is looked at. A count has no standing.
func (m maker) stand(made *Measure, s Series, r *dfe.Row, p Point) {
	made.Now = p
	if s.Kind == Count {
		return
	}
	made.Rank, made.Of, made.Quarter, made.Band = r.Rank, r.Of, r.Quarter, r.Band
	set, _ := m.list.Of(m.area.Code)
	for _, n := range set {
		v, ok := s.At(n.Code, p.Year)
		if _, has := v.Decimal(); ok && has {
			continue
		}
		made.Without = append(made.Without, m.name(n.Code)+": "+m.whyWithout(s, n.Code, p.Year, v, ok))
	}
}

// whyWithout says why a neighbour has no figure.
func (m maker) whyWithout(s Series, code string, year int, v demand.Value, row bool) string {
	if row {
		reason, _ := v.Missing()
		return reason.String()
	}
	if joint, ok := m.pack.joint(code); ok {
		if _, has := s.At(joint.Code, year); has {
			return "published only together with another authority"
		}
	}
	if until, _, gone := dfe.Successors(code); gone {
		return fmt.Sprintf("abolished in %d", until)
	}
	if since, _, ok := dfe.Predecessors(code); ok && year <= since {
		return fmt.Sprintf("has figures since %d only", since)
	}
	return "not in the publication"
}

// absence says why a series has no row of the place at all.
func (m maker) absence(s Series, year int) string {
	if joint, ok := m.pack.joint(m.area.Code); ok {
		if v, has := s.At(joint.Code, year); has {
			return fmt.Sprintf("Published only for %s together: %s in %d. That belongs to neither alone.", joint.Name, v, year)
		}
	}
	return "The publication has no figure of " + m.area.Name + "."
}

// SourceOf says in words where the figures of a series in a year come from; nothing for a series or a year that is not there.
func (p *Pack) SourceOf(id string, year int) string {
	s, _ := p.Of(id)
	return p.sourceOf(s, year)
}

// sourceOf says where the figures of a year come from.
func (p *Pack) sourceOf(s Series, year int) string {
	for _, part := range s.Parts {
		if year < part.From || year > part.To {
			continue
		}
		if part.Own {
			return "your file " + part.Source
		}
		if source, ok := p.Source(part.Source); ok {
			return source.Publisher + ", " + source.Title + ", " + source.Edition
		}
	}
	return ""
}

// change is the step to a year from the one before it.
func change(points []Point, year int, percentage bool) *Change {
	var series []demand.YearValue
	for _, p := range points {
		d, ok := p.Value.Decimal()
		series = append(series, demand.YearValue{Year: p.Year, Value: decimal.NullDecimal{Decimal: d, Valid: ok}})
	}
	for _, c := range demand.YearlyChanges(series, demand.ChangeSettings{Percentage: percentage}) {
		if c.To != year {
			continue
		}
		made := &Change{From: c.From, To: c.To, Absolute: c.Absolute, Points: c.Points}
		if percent, ok := c.Percent(1); ok {
			made.Percent = decimal.NewNullDecimal(percent)
		}
		return made
	}
	return nil
}
