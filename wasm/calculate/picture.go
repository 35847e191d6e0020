package calculate

import (
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
)

// mostBars is how many marks a picture has at most: more cannot be read.
const mostBars = 250

// pictureOf draws a chart; ok is false where it would have too many marks to be read.
func pictureOf(c operation.Chart) (picture chart.Chart, ok bool) {
	if len(c.Bars) > mostBars || len(c.Periods) > mostBars {
		return chart.Chart{}, false
	}
	switch c.Kind {
	case operation.Ranked:
		return ranked(c), true
	case operation.Lines:
		return lines(c), true
	case operation.Stacked:
		return chart.Ratings(c.Title, c.Description, areas(c)), true
	case operation.Histogram:
		return histogram(c), true
	}
	return waterfall(c), true
}

// waterfall is a bridge where the first bar is a total too.
func waterfall(c operation.Chart) chart.Chart {
	parts := make([]chart.Part, len(c.Bars))
	for i, b := range c.Bars {
		parts[i] = chart.Part{Label: b.Label, Amount: b.Amount, Printed: b.Printed}
	}
	last := len(parts) - 1
	if last > 0 && c.Bars[0].Total {
		return chart.Bridge(c.Title, c.Description, c.Unit, parts[0], parts[1:last], parts[last])
	}
	return chart.Waterfall(c.Title, c.Description, c.Unit, parts[:last], parts[last])
}

func ranked(c operation.Chart) chart.Chart {
	var kinds []string
	var places []chart.Place
	for _, b := range c.Bars {
		kinds = appendNew(kinds, b.Of)
		places = append(places, chart.Place{Name: b.Label, Kind: b.Of, Printed: b.Printed, Value: b.Amount, Lower: b.Lower, Upper: b.Upper})
	}
	var averages []chart.Average
	for _, m := range c.Marks {
		averages = append(averages, chart.Average{Name: m.Label, Value: m.At})
	}
	return chart.Ranked(c.Title, c.Description, c.Unit, kinds, places, averages)
}

func lines(c operation.Chart) chart.Chart {
	var series []chart.Line
	for _, l := range c.Lines {
		line := chart.Line{Name: l.Name}
		for i, period := range c.Periods {
			line.Points = append(line.Points, chart.LinePoint{Period: period, Value: l.Values[i]})
		}
		series = append(series, line)
	}
	return chart.Lines(c.Title, c.Description, c.Unit, c.Periods, series)
}

// areas are the ratings of each label of a chart, in its order.
func areas(c operation.Chart) []chart.AreaRatings {
	var areas []chart.AreaRatings
	at := map[string]int{}
	for _, b := range c.Bars {
		if _, known := at[b.Label]; !known {
			at[b.Label] = len(areas)
			areas = append(areas, chart.AreaRatings{Area: b.Label})
		}
		area, count := &areas[at[b.Label]], int(b.Amount.IntPart())
		switch b.Of {
		case "green":
			area.Green += count
		case "amber":
			area.Amber += count
		case "red":
			area.Red += count
		default:
			area.Unrated += count
		}
	}
	return areas
}

func histogram(c operation.Chart) chart.Chart {
	var bands []string
	var counts []chart.Count
	for _, b := range c.Bars {
		bands = appendNew(bands, b.Of)
		counts = append(counts, chart.Count{Cases: b.At, Workers: int(b.Amount.IntPart()), Band: b.Of})
	}
	marks := make([]chart.Mark, len(c.Marks))
	for i, m := range c.Marks {
		marks[i] = chart.Mark(m)
	}
	return chart.Histogram(c.Title, c.Description, bands, counts, marks...)
}

func appendNew(list []string, text string) []string {
	for _, have := range list {
		if have == text {
			return list
		}
	}
	return append(list, text)
}
