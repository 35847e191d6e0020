package compare

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// one is one measure of the place looked at in one way: the same sections as those of files and of a person's own figures.
func (s *Session) one(at *source, p national.Profile, settings map[string]string) (one *form.PlaceOne, answer, more string) {
	id, way := settings[form.PlaceMeasure], settings[form.PlaceView]
	series, _ := at.pack.Of(id)
	one = &form.PlaceOne{ID: id, Title: series.Name, View: chosen(way, form.PlaceViews()), Definitions: definitions()}
	v := at.viewOf(p, id)
	switch {
	case v.now == nil:
		one.Result.Notes = measureOf(p, id).Notes
		return one, p.Name + " has no figure of its own for “" + series.Name + "”.", ""
	case one.View == form.TimeView:
		one.Result = v.timed(series)
	case one.View == form.FunnelView:
		one.Result = v.funnelled(series)
	case one.View == form.ForecastView:
		one.Result = v.forecast(series)
	default:
		one.Result = v.compared()
	}
	return one, one.Result.Answer, one.Result.More
}

func measureOf(p national.Profile, id string) (m national.Measure) {
	if at := slices.IndexFunc(p.Measures, func(m national.Measure) bool { return m.ID == id }); at >= 0 {
		m = p.Measures[at]
	}
	return m
}

// viewOf is the question about one measure of the national picture.
func (s *source) viewOf(p national.Profile, id string) *view {
	v := &view{sources: []*source{s}, lists: packLists(s.pack)}
	v.settings = map[string]string{"authority": p.Area, "indicator": indicatorID(s, id), "list": p.List, "claim": "above"}
	v.chooseArea()
	v.settings["authority"] = p.Area // a council that was abolished is looked at, too
	v.chooseIndicator()
	v.chooseList()
	v.choosePeriod()
	if v.now != nil {
		v.ask()
		if side(v.comparison.Difference(demand.Median)) == "below" {
			v.settings["claim"] = "below"
		}
	}
	return v
}

// compared sets the place beside its neighbours under both averages and every list.
func (v *view) compared() form.Result {
	r := form.Result{}
	r.Answer, r.More = v.answer()
	r.Sections = append(r.Sections, v.ranked())
	r.Sections = append(r.Sections, v.claim()...)
	if v.hasBase {
		r.Sections = append(r.Sections, v.significance())
	}
	for _, n := range v.comparison.Notes {
		r.Notes = append(r.Notes, upper(n.Text))
	}
	return r
}

// run are the years that follow one another to the latest, as rows of the table of a person's own figures. A year without a
// figure ends them: no chart runs across it.
func (v *view) run() (rows [][]string, broken bool) {
	for _, r := range slices.Backward(v.rows) {
		d, ok := r.Value().Decimal()
		if !ok {
			return rows, true
		}
		rows = slices.Insert(rows, 0, []string{r.Period.Text, d.String()})
	}
	return rows, false
}

// ownSettings are the settings of a person's own series, for one of the national picture.
func (v *view) ownSettings(series national.Series) map[string]string {
	settings := form.DemandExample().Settings
	settings["series_name"], settings["series_better"], settings["funnel_better"] = v.area.Name+", "+series.Name, series.Polarity.String(), series.Polarity.String()
	return settings
}

// series is the place's own years, charted and carried forward.
func (v *view) series(series national.Series) (form.Result, bool) {
	rows, broken := v.run()
	if len(rows) < 2 {
		return form.Result{Answer: "There are too few years of " + v.area.Name + "’s figures in a row to say anything of their course."}, false
	}
	r := seriesResult(rows, v.ownSettings(series))
	if len(r.Problems) > 0 {
		return form.Result{Answer: upper(r.Problems[0].Text)}, false
	}
	if broken {
		r.Notes = append(r.Notes, "Only the years from "+rows[0][0]+" on are charted: the year before has no figure.")
	}
	return r, true
}

// timed is the course of the measure: beside the averages, from year to year, and by the rules of a control chart.
func (v *view) timed(series national.Series) form.Result {
	r, ok := v.series(series)
	charted := r.Sections
	r.Sections = append([]form.Section{v.trend()}, v.changes()...)
	if ok {
		r.Sections = append(r.Sections, sectionsOf(charted, "xmr", "runs")...)
	}
	return r
}

// forecast is the measure carried forward.
func (v *view) forecast(series national.Series) form.Result {
	r, ok := v.series(series)
	if !ok {
		return r
	}
	r.Sections = sectionsOf(r.Sections, "forecast", "backtest")
	latest := last(v.rows)
	r.Answer = possessive(v.area.Name) + " figure of " + exact(latest.Value()) + " (" + v.subject() + "; " + latest.Period.Text + ") carried forward three years."
	r.More = ""
	if len(r.Sections) > 0 {
		r.More = r.Sections[0].Intro
	}
	return r
}

func sectionsOf(all []form.Section, ids ...string) []form.Section {
	return slices.DeleteFunc(slices.Clone(all), func(s form.Section) bool { return !slices.Contains(ids, s.ID) })
}

// funnelled sets every authority against what chance allows for its size.
func (v *view) funnelled(series national.Series) form.Result {
	if !v.hasBase {
		return form.Result{Answer: "There is no funnel of “" + series.Name + "”: the publication does not have the counts that it is made of."}
	}
	var rows [][]string
	var left, outside []string
	for _, r := range v.beside(v.indicator, nil) {
		part := v.question.Parts[r.Area.Code]
		x, counted := part.Count.Decimal()
		n, based := part.Base.Decimal()
		if len(r.Area.Codes()) > 1 {
			continue
		}
		if !counted || !based || !n.IsPositive() {
			left = append(left, r.Area.Name)
			continue
		}
		rows = append(rows, []string{r.Area.Name, x.String(), n.String()})
	}
	settings := v.ownSettings(series)
	settings["funnel_kind"], settings[funnelWide], settings[funnelOwn] = "rate", "true", v.area.Name
	if v.base.Per == 100 {
		settings["funnel_kind"] = "proportion"
	}
	result := funnelResult(rows, settings)
	if len(result.Problems) > 0 {
		return form.Result{Answer: "There is no funnel: " + result.Problems[0].Text + "."}
	}
	for _, s := range result.Sections {
		for _, row := range s.Rows {
			if strings.Contains(row.Cells[1].Text, chart.Outside998) {
				outside = append(outside, row.Cells[0].Text)
			}
		}
	}
	result.Answer, result.More = v.inFunnel(result), "Of "+counted(len(rows), "authority", "authorities")+" "+whole(len(outside))+" lie outside the 99.8 % limits. "+result.More
	if len(left) > 0 {
		result.Notes = append(result.Notes, upperName(counted(len(left), "authority has", "authorities have"))+" no count that is published, and no place in the funnel.")
	}
	return result
}

// inFunnel says where the place lies, and sets its row apart.
func (v *view) inFunnel(r form.Result) string {
	for i, s := range r.Sections {
		for j, row := range s.Rows {
			number, name, _ := strings.Cut(row.Cells[0].Text, " ")
			if _, err := strconv.Atoi(number); err != nil || name != v.area.Name {
				continue
			}
			r.Sections[i].Rows[j].Total = true
			return v.area.Name + " (number " + number + ", " + row.Cells[2].Text + "): " + row.Cells[1].Text + "."
		}
	}
	return v.area.Name + " has no place in the funnel: its count is not published."
}
