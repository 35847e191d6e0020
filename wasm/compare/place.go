package compare

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// Place works out the page of one place: all of its measures, or one. It never fails: without the national picture, or with a
// place that is none, it says so.
func (s *Session) Place(in form.Inputs) form.Place {
	if s.pack == nil {
		return form.Place{Lacking: true}
	}
	settings := form.PlaceExample().Settings
	for name, value := range in.Settings {
		settings[name] = value
	}
	at, err := s.own()
	if err != nil {
		return form.Place{Problem: upper(err.Error())}
	}
	p := form.Place{Attribution: at.pack.Attribution}
	for _, a := range at.pack.Authorities() {
		p.Authorities = append(p.Authorities, [2]string{a.Code, a.Name})
	}
	for _, l := range at.pack.Lists {
		p.Lists = append(p.Lists, l.Name)
	}
	if _, known := at.pack.List(settings[form.PlaceList]); !known {
		settings[form.PlaceList] = "" // that of a file that has been closed
	}
	profile, err := at.pack.Profile(national.Settings{Area: settings[form.PlaceArea], List: settings[form.PlaceList]})
	if err != nil {
		p.Problem = problemOf(err)
		return p
	}
	p.Area, p.Name, p.List, p.Heads = profile.Area, profile.Name, profile.List, placeHeads(profile)
	if _, known := at.pack.Of(settings[form.PlaceMeasure]); known {
		p.Measure, p.Answer, p.More = s.one(at, profile, settings)
		p.Notes, p.Earlier = profile.Notes, profile.Earlier
		return p
	}
	p.Answer, p.More = standing(profile)
	p.Notes, p.Earlier = profile.Notes, profile.Earlier
	for _, group := range profile.Groups() {
		p.Groups = append(p.Groups, placeGroup(profile, group))
	}
	return p
}

// standing says on how many measures the place is among the best and the worst quarter, and in a second text on which.
func standing(p national.Profile) (answer, more string) {
	judged, best, worst := p.Standing()
	if judged == 0 {
		return p.Name + " has no figure of a measure on which it is known whether more or less is better.", ""
	}
	answer = p.Name + " is in the worst quarter of all authorities on " + whole(len(worst)) + " and in the best on " + whole(len(best)) + " of the " + counted(judged, "measure", "measures") + " on which more or less is better."
	if len(p.Neighbours) > 0 {
		more = "Neighbours: " + p.List + ". "
	}
	if len(worst) > 0 {
		more += "Worst: " + strings.Join(worst, "; ") + ". "
	}
	if len(best) > 0 {
		more += "Best: " + strings.Join(best, "; ") + "."
	}
	return answer, strings.TrimSpace(more)
}

// problemOf is an error in a sentence, without the names of settings.
func problemOf(err error) string {
	var fault *figure.Fault
	if errors.As(err, &fault) {
		return upper(fault.Detail())
	}
	return upper(err.Error())
}

// placeGroup is one group of the profile. A count that stands behind a rate is in the rate's line.
func placeGroup(p national.Profile, title string) form.PlaceGroup {
	g := form.PlaceGroup{ID: strings.ReplaceAll(strings.ToLower(title), " ", "-"), Title: title}
	g.Years = form.Section{ID: g.ID + "-years", Title: title + ", year by year"}
	years := map[int]bool{}
	first, last := 0, 0
	var measures []national.Measure
	for _, m := range p.Measures {
		if m.Group != title || m.CountOf != "" {
			continue
		}
		measures = append(measures, m)
		g.Measures = append(g.Measures, placeLine(m))
		for _, y := range m.Years {
			years[y.Year] = true
			if first == 0 || y.Year < first {
				first = y.Year
			}
			last = max(last, y.Year)
		}
	}
	g.Years.Columns = []form.Heading{{Text: "Measure"}, {Text: "Place"}}
	for year := first; year <= last && first > 0; year++ {
		g.Years.Columns = append(g.Years.Columns, form.Heading{Text: whole(year), Number: true})
	}
	for _, m := range measures {
		own, england := cells(m.Name, p.Name), cells(m.Name, "England")
		for year := first; year <= last && first > 0; year++ {
			mine, country := "", ""
			for _, y := range m.Years {
				if y.Year == year {
					mine, country = figured(y.Value, m.Places), figured(y.England, m.Places)
				}
			}
			own.Cells = append(own.Cells, form.Cell{Text: mine})
			england.Cells = append(england.Cells, form.Cell{Text: country})
		}
		g.Years.Rows = append(g.Years.Rows, own, england)
	}
	return g
}

// figured is a published figure with its decimal places and thousands, or its symbol.
func figured(v demand.Value, places int) string {
	d, ok := v.Decimal()
	if !ok {
		m, _ := v.Missing()
		return m.Symbol()
	}
	return demand.Display{Places: int32(max(places, int(-d.Exponent()))), Fixed: true, Full: true}.Write(d)
}

// placeHeads are the headings of the profile.
func placeHeads(p national.Profile) []form.Heading {
	heads := columns(1, "Measure", p.Name, "England", p.Region, "Neighbours’ median", "Neighbours’ mean")
	return append(heads, columns(3, "Among all authorities", "Since the year before", "Up to ten years (dashed: England)")...)
}

// placeLine is one measure with a cell for each heading but the first and the last.
func placeLine(m national.Measure) form.PlaceLine {
	line := form.PlaceLine{ID: m.ID, Name: m.Name, Looked: m.Kind != national.Count, Under: append([]string{m.When + " " + whole(m.Now.Year)}, m.Notes...)}
	if len(m.Without) > 0 {
		line.Under = append(line.Under, "Averages without "+strings.Join(m.Without, "; ")+".")
	}
	figure := func(v demand.Value) string {
		text := missingWords(v, m.Places)
		if _, has := v.Decimal(); has && m.Kind == national.Percentage {
			text += "%"
		}
		return text
	}
	average := func(v demand.Value) form.PlaceCell {
		d, has := v.Decimal()
		switch {
		case m.Now.In == 0:
			return form.PlaceCell{}
		case !has:
			return form.PlaceCell{Text: "none has a figure"}
		}
		cell := form.PlaceCell{Text: brief(d), Under: whole(m.Now.N) + " of " + whole(m.Now.In)}
		if m.Kind == national.Percentage {
			cell.Text += "%"
		}
		return cell
	}
	line.Cells = []form.PlaceCell{
		{Text: figure(m.Now.Value), Under: madeOf(m)},
		{Text: figure(m.Now.England)},
		{Text: figure(m.Now.Region)},
		average(m.Median()), average(m.Mean()),
		standingCell(m),
		{Text: changeText(m)},
	}
	var own, england []decimal.NullDecimal
	for _, y := range m.Years {
		own, england = append(own, nullable(y.Value)), append(england, nullable(y.England))
	}
	if m.Kind == national.Count {
		england = nil // the country's count would press the place's flat
	}
	line.Spark = chart.SparkOf(own, england)
	return line
}

// madeOf says what a figure was made of: "1,498 of 176,239"; of a count, what is counted.
func madeOf(m national.Measure) string {
	if m.Kind == national.Count {
		return m.Unit
	}
	count, has := m.Now.Count.Decimal()
	if !has {
		if reason, _ := m.Now.Count.Missing(); reason != demand.Blank {
			return "number " + reason.String()
		}
		return ""
	}
	if population, has := m.Now.Population.Decimal(); has {
		return brief(count) + " of " + brief(population)
	}
	return brief(count)
}

func missingWords(v demand.Value, places int) string {
	if m, missing := v.Missing(); missing {
		return absent(m)
	}
	return figured(v, places)
}

// standingCell says the quarter among all authorities, as good or bad only where it is known which way is better, and the rank.
func standingCell(m national.Measure) form.PlaceCell {
	if m.Quarter == 0 {
		return form.PlaceCell{}
	}
	cell := form.PlaceCell{Text: quarters()[m.Quarter]}
	switch m.Band {
	case demand.BandA:
		cell = form.PlaceCell{Text: "best quarter", Tag: "better"}
	case demand.BandB:
		cell.Text = "second-best quarter"
	case demand.BandC:
		cell.Text = "second-worst quarter"
	case demand.BandD:
		cell = form.PlaceCell{Text: "worst quarter", Tag: "worse"}
	}
	if m.Rank > 0 {
		cell.Under = "rank " + whole(m.Rank) + " of " + whole(m.Of)
	}
	return cell
}

func changeText(m national.Measure) string {
	c := m.Change
	if c == nil {
		return "–"
	}
	step, unit := demand.Change{Absolute: c.Absolute}, ""
	if c.Points {
		unit = pick(c.Absolute.Abs().Equal(decimal.NewFromInt(1)), " point", " points")
	}
	switch {
	case c.Absolute.IsPositive():
		return "up " + brief(c.Absolute) + unit + better(step, m.Polarity)
	case c.Absolute.IsNegative():
		return "down " + brief(c.Absolute.Abs()) + unit + better(step, m.Polarity)
	}
	return "no change"
}
