package compare

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// view is one question that a person asks of the files: which authority, which figure, which period, against whom.
type view struct {
	settings map[string]string
	sources  []*source
	lists    []*list
	known    map[string]string // which way is better, where LAIT's dictionary says

	areas      [][2]string
	indicators [][2]string
	periods    [][2]string
	filters    []filterChoice

	source    *source
	indicator string
	area      dfe.Area
	list      *list
	polarity  rag.Polarity
	rows      []dfe.Row // the authority's under the indicator and filters, oldest first
	now       *dfe.Row
	problem   string // why there are no rows

	question   demand.Question
	comparison demand.Comparison
	base       dfe.Base
	hasBase    bool
	codes      []string // of the authorities in the figures, for the parts
}

// filterChoice is a column that divides the figures, with what it can be for this authority and indicator.
type filterChoice struct {
	column, value string
	options       [][2]string
}

// view finds what the settings ask for, and takes the nearest to it where it cannot be had.
func (s *Session) view(settings map[string]string) *view {
	v := &view{settings: settings, sources: s.sources, lists: s.lists, known: s.better}
	s.lendPicture(v)
	if len(v.sources) == 0 || len(v.lists) == 0 {
		if s.example == nil {
			s.example, _ = examples() // a test reads the example
		}
		if s.example != nil && len(v.sources) == 0 {
			v.sources = s.example.sources
		}
		if s.example != nil && len(v.lists) == 0 {
			v.lists = s.example.lists
		}
	}
	v.chooseArea()
	v.chooseIndicator()
	v.chooseList()
	v.choosePeriod()
	if v.now != nil {
		v.ask()
	}
	return v
}

// chooseArea offers every authority of any file.
func (v *view) chooseArea() {
	for _, s := range v.sources {
		for _, a := range s.authorities() {
			if !slices.ContainsFunc(v.areas, func(have [2]string) bool { return have[0] == a.Code }) {
				v.areas = append(v.areas, [2]string{a.Code, a.Name})
			}
		}
	}
	slices.SortFunc(v.areas, func(a, b [2]string) int { return strings.Compare(a[1], b[1]) })
	v.settings["authority"] = chosen(v.settings["authority"], v.areas)
}

// indicatorID names a column of a file.
func indicatorID(s *source, indicator string) string { return s.name + "|" + indicator }

// chooseIndicator offers every column of every file, those that can be compared first.
func (v *view) chooseIndicator() {
	var counts [][2]string
	for _, s := range v.sources {
		for _, indicator := range s.indicators() {
			option := [2]string{indicatorID(s, indicator), s.title(indicator)}
			if len(v.sources) > 1 {
				option[1] += " (" + s.name + ")"
			}
			if s.counts[indicator] {
				option[1] += ": a count"
				counts = append(counts, option)
				continue
			}
			v.indicators = append(v.indicators, option)
		}
	}
	v.indicators = append(v.indicators, counts...)
	v.settings["indicator"] = chosen(v.settings["indicator"], v.indicators)
	for _, s := range v.sources {
		for _, indicator := range s.indicators() {
			if indicatorID(s, indicator) == v.settings["indicator"] {
				v.source, v.indicator = s, indicator
			}
		}
	}
	v.polarity = polarityOf(v.better(v.source, v.indicator))
}

// better is which way is better: as the person says, or else as LAIT's dictionary does.
func (v *view) better(s *source, indicator string) string {
	if s == nil {
		return ""
	}
	if chosen := v.settings["better "+indicatorID(s, indicator)]; chosen != "" {
		return chosen
	}
	if s.pack != nil {
		if series, ok := s.pack.Of(indicator); ok {
			return series.Polarity.String()
		}
	}
	return v.known[indicator]
}

// betterSetting is where the polarity of the chosen indicator is kept: each has its own.
func (v *view) betterSetting() string { return "better " + v.settings["indicator"] }

func (v *view) chooseList() {
	name := v.settings["list"]
	for _, l := range v.lists {
		if l.Name == name {
			v.list = l
		}
	}
	if v.list == nil && len(v.lists) > 0 {
		v.list = v.lists[0]
	}
	if v.list != nil {
		v.settings["list"] = v.list.Name
	}
}

// neighbours is the chosen list, or nil without one.
func (v *view) neighbours() *demand.List {
	if v.list == nil {
		return nil
	}
	return v.list.List
}

// choosePeriod reads the authority's rows under the indicator, and offers filters and periods that have some.
func (v *view) choosePeriod() {
	if v.source == nil {
		v.problem = "No figures are open."
		return
	}
	rows, err := v.source.data.Compare(dfe.Query{Areas: []string{v.settings["authority"]}, Indicators: []string{v.indicator}, Neighbours: v.neighbours(), Polarity: v.polarity})
	if err != nil {
		v.problem = err.Error()
		return
	}
	rows = v.chooseFilters(rows)
	for _, r := range rows {
		v.periods = append(v.periods, [2]string{periodID(r.Period), r.Period.Text})
	}
	slices.Reverse(v.periods)
	v.settings["period"] = chosen(v.settings["period"], v.periods)
	v.rows = rows
	for i, r := range rows {
		if periodID(r.Period) == v.settings["period"] {
			v.now = &rows[i]
		}
	}
	if v.now == nil {
		v.problem = "The file has no figures of this authority for " + v.source.title(v.indicator) + "."
		return
	}
	v.area = v.now.Area
}

func periodID(p dfe.Period) string { return strings.TrimSpace(p.Text + " " + p.Identifier) }

// chooseFilters narrows the rows, column by column, to one combination of filters.
func (v *view) chooseFilters(rows []dfe.Row) []dfe.Row {
	for at, column := range v.source.data.Filters {
		choice := filterChoice{column: column}
		for _, r := range rows {
			if option := [2]string{r.Filters[at], r.Filters[at]}; !slices.Contains(choice.options, option) {
				choice.options = append(choice.options, option)
			}
		}
		choice.value = chosen(v.settings["filter "+column], usualFirst(choice.options))
		rows = slices.DeleteFunc(rows, func(r dfe.Row) bool { return r.Filters[at] != choice.value })
		v.filters = append(v.filters, choice)
	}
	return rows
}

// usualFirst puts first what most people ask for: the total, or the count on one day.
func usualFirst(options [][2]string) [][2]string {
	for _, usual := range []string{"total", "all", "31 march"} {
		for _, o := range options {
			words := strings.ToLower(o[0])
			if words == usual || strings.HasPrefix(words, usual+" ") || usual == "31 march" && strings.Contains(words, usual) {
				return slices.Insert(slices.DeleteFunc(slices.Clone(options), func(other [2]string) bool { return other == o }), 0, o)
			}
		}
	}
	return options
}

// ask makes the question about the chosen period, with the counts behind it where the file has them.
func (v *view) ask() {
	v.base, v.hasBase = v.source.baseOf(v.indicator, v.now.Period)
	figures := demand.Figures{}
	for _, r := range v.beside(v.indicator, nil) {
		figures[r.Area.Code] = r.Value()
		v.codes = append(v.codes, r.Area.Code)
	}
	v.question = demand.Question{
		Area: v.area.Code, Indicator: v.indicator, Period: v.now.Period.Text, Figures: figures, Polarity: v.polarity,
		Region: v.now.Region(), England: v.now.England(),
	}
	if v.list != nil {
		v.question.Neighbours = v.local(v.list.List)
	}
	if v.hasBase {
		v.question.Parts, v.question.Per = v.parts(), v.base.Per
	}
	v.comparison = demand.Compare(v.question)
}

// beside are the rows of authorities (nil for all) under an indicator of the file, for the period and filters chosen.
func (v *view) beside(indicator string, areas []string) []dfe.Row {
	rows, err := v.source.data.Compare(dfe.Query{Areas: areas, Indicators: []string{indicator}, Periods: []string{v.now.Period.Text}})
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(rows, func(r dfe.Row) bool {
		return r.Period != v.now.Period || !slices.Equal(r.Filters, v.now.Filters)
	})
}

// parts are the counts and populations behind the rates of the period.
func (v *view) parts() map[string]demand.Part {
	parts := map[string]demand.Part{}
	for _, r := range v.beside(v.base.Count, nil) {
		parts[r.Area.Code] = demand.Part{Count: r.Value()}
	}
	for _, r := range v.beside(v.base.Population, nil) {
		part := parts[r.Area.Code]
		part.Base = r.Value()
		parts[r.Area.Code] = part
	}
	return parts
}

// local is the authority's set of a list in the codes of the figures: a list may be published with other codes.
func (v *view) local(l *demand.List) *demand.List {
	set, ok := l.Of(v.area.Code)
	if !ok && v.area.GSS != "" {
		set, ok = l.Of(v.area.GSS)
	}
	local := demand.NewList(l.Name, l.Since, l.Source)
	if !ok {
		return local
	}
	for i, n := range set {
		if area, found := v.source.data.Area(n.Code); found {
			set[i].Code = area.Code
		}
	}
	if local.Add(v.area.Code, set) != nil {
		return l // two codes of one authority: then the list stays as it is
	}
	return local
}

// name is what an authority is called in the file.
func (v *view) name(code string) string {
	if area, ok := v.source.data.Area(code); ok {
		return area.Name
	}
	return code
}

// subject is the indicator with the filters chosen, in words.
func (v *view) subject() string { return subject(v.source, v.indicator, v.now.Filters) }

func subject(s *source, indicator string, filters []string) string {
	words := s.title(indicator)
	for _, value := range filters {
		if value != "" && !strings.EqualFold(value, "total") {
			words = value + ": " + strings.ToLower(words[:1]) + words[1:]
		}
	}
	return words
}

// sample is a figure's count as a sample, for its interval.
func (v *view) sample(code string) (demand.Sample, bool) {
	part, ok := v.question.Parts[code]
	if !ok || !v.hasBase {
		return demand.Sample{}, false
	}
	x, counted := part.Count.Decimal()
	n, based := part.Base.Decimal()
	if !counted || !based {
		return demand.Sample{}, false
	}
	sample := demand.Count(0, 0, v.kind(), v.base.Per)
	sample.X, sample.N = x, n
	return sample, true
}

// kind is a proportion for a percentage and a rate otherwise.
func (v *view) kind() demand.Kind {
	if v.base.Per == 100 {
		return demand.Proportion
	}
	return demand.RateKind
}

// fields are the choices about published figures.
func (v *view) fields() []Field {
	list := []Field{
		{Part: Published, Name: "authority", Label: "Authority", Value: v.settings["authority"], Options: v.areas},
		{Part: Published, Name: "indicator", Label: "Figure", Value: v.settings["indicator"], Options: v.indicators},
	}
	for _, f := range v.filters {
		if len(f.options) > 1 {
			list = append(list, Field{Part: Published, Name: "filter " + f.column, Label: strings.ReplaceAll(f.column, "_", " "), Value: f.value, Options: f.options})
		}
	}
	var names [][2]string
	for _, l := range v.lists {
		names = append(names, [2]string{l.Name, l.Name})
	}
	better := v.better(v.source, v.indicator)
	return append(list,
		Field{Part: Published, Name: "period", Label: "Period", Value: v.settings["period"], Options: v.periods},
		Field{Part: Published, Name: v.betterSetting(), Label: "Better is", Value: chosen(better, polarities()), Options: polarities()},
		Field{Part: Published, Name: "list", Label: "Neighbours", Value: v.settings["list"], Options: names},
		Field{Part: Published, Name: "claim", Label: "Claim to test", Value: v.settings["claim"], Options: [][2]string{
			{"below", "below its neighbours"}, {"above", "above its neighbours"}, {"in line with", "in line with its neighbours"},
		}},
	)
}
