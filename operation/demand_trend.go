package operation

import (
	"context"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/table"
)

// DemandTrend is the five-point trend marker of a yearly measure.
func DemandTrend() Operation {
	return Operation{
		Group: "demand", Verb: "trend",
		Title: "Trend", Question: "Do the last five years rise, fall or not change?",
		Doc:    "whether the last five years of a measure rise, fall or do not change",
		Inputs: []Input{{Name: "series", File: "series.csv", Table: true, Label: "Series", Schema: series.Schema("count", "denominator"), Doc: "column period (a year), and count and denominator; count alone; or value, lower and upper"}},
		Settings: append([]Setting{
			polaritySetting(),
			{
				Name: "kind", Label: "What the figures are", Kind: One, Default: "proportion",
				Doc:     "what the figures are: proportion or rate (columns count, denominator), count (count) or interval (value, lower, upper)",
				Choices: []Choice{{"proportion", "A part of a whole"}, {"rate", "Events in a population"}, {"count", "A count"}, {"interval", "A value with its interval"}},
			},
		}, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"kind": "rate", "polarity": "lower"},
			Inputs:   map[string]string{"series": "period,count,denominator\n2020-21,160,1000\n2021-22,180,1000\n2022-23,200,1000\n2023-24,220,1000\n2024-25,240,1000\n"},
		},
		Zero: demand.TrendMarker{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			polarity, err := Parse(call, "polarity", parsePolarity)
			if err != nil {
				return Result{}, err
			}
			kind, err := Parse(call, "kind", unmarshalled[demand.TrendKind])
			if err != nil {
				return Result{}, err
			}
			points, notes, err := readNoted(ctx, call, "series", func(g *table.Grid, o table.Options) ([]demand.TrendPoint, []string, error) {
				return demand.TrendOf(g, kind, o)
			})
			if err != nil {
				return Result{}, err
			}
			marker, err := demand.FivePointTrend(points, kind, polarity)
			if err != nil {
				return Result{}, call.about("series", err)
			}
			marker.Notes = append(notes, marker.Notes...)
			return Result{Value: marker, View: trendView(marker)}, nil
		},
	}
}

func trendView(m demand.TrendMarker) View {
	chi, slope, years := "", "", ""
	if m.ChiSquare != 0 || m.Slope != 0 {
		chi, slope = shortFloat(m.ChiSquare, 2), significant(m.Slope)
	}
	if m.From != 0 {
		years = fmt.Sprintf("%d to %d", m.From, m.To)
	}
	return View{Answer: m.Answer(), Spoken: true, Notes: m.Notes, Sections: []Section{one(
		"trend", m.Method, []Column{word("trend", "Trend"), word("judgement", "Judgement"), number("chi-square", "Chi-square"), number("slope a year", "Slope a year"), word("years", "Years")},
		m.Direction.String(), m.Judgement.String(), chi, slope, years,
	)}}
}
