package operation

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

// DemandCompare is authorities beside their statistical neighbours.
func DemandCompare() Operation {
	neighbours := neighboursInput()
	neighbours.Optional, neighbours.Doc = true, "file with a list of statistical neighbours; without it only rank and quartile are made"
	return Operation{
		Group: "demand", Verb: "compare",
		Title: "Statistical neighbours", Question: "How does an authority stand beside its statistical neighbours?",
		Doc:      "authorities set beside their statistical neighbours, in a DfE file of figures",
		Inputs:   append([]Input{figuresInput(), neighbours}, successionInputs()...),
		Settings: slices.Concat(comparisonSettings(), []Setting{comparedPolarity()}, successionSettings(), TableSettings()),
		Example: Example{
			Settings: map[string]string{"indicator": "rate", "area": "353", "polarity": "lower"},
			Inputs: map[string]string{
				"figures": "time_period,time_identifier,geographic_level,new_la_code,old_la_code,la_name,rate\n2025,Calendar year,Local authority,E08000004,353,Oldham,91\n" +
					"2025,Calendar year,Local authority,E08000005,354,Rochdale,80\n2025,Calendar year,Local authority,E08000008,357,Tameside,100\n",
				"neighbours": "la_code,SN1,SN2\n353,354,357\n",
			},
		},
		Zero: dfe.Comparisons{},
		Keys: []string{
			"rows[].area", "rows[].period", "rows[].indicator", "rows[].value", "rows[].mean", "rows[].median", "rows[].n", "rows[].rank", "rows[].of", "rows[].quartile", "rows[].list",
		},
		Run: func(ctx context.Context, call Call) (Result, error) {
			c, err := compare(ctx, call)
			if err != nil {
				return Result{}, err
			}
			return Result{Value: c, View: compareView(c)}, nil
		},
	}
}

// comparedPolarity is the polarity of a comparison, without which nothing is ranked.
func comparedPolarity() Setting {
	s := polaritySetting()
	s.Doc = "which way is better: higher, lower or none; without it there is no rank and no quartile"
	return s
}

func compare(ctx context.Context, call Call) (c dfe.Comparisons, err error) {
	q := dfe.Query{Areas: areasOf(call.Text("area")), Periods: several(call.Text("period"))}
	if q.Polarity, err = Parse(call, "polarity", parsePolarity); err != nil {
		return c, err
	}
	filters, err := filtersOf(call)
	if err != nil {
		return c, err
	}
	if call.Given("neighbours") {
		if q.Neighbours, err = readList(ctx, call, call.Text("list")); err != nil {
			return c, err
		}
	}
	s, err := readSuccessions(ctx, call)
	if err != nil {
		return c, err
	}
	q.Changes, q.Base = s.changes, s.base
	q.Indicators = indicatorsOf(call.Text("indicator"))
	data, err := readFigures(ctx, call, dfe.Options{Indicators: s.columns(q.Indicators), Filters: filters})
	if err != nil {
		return c, err
	}
	c, err = data.Comparisons(q)
	var ask *dfe.AskError
	switch {
	case errors.As(err, &ask) && ask.What == "neighbours":
		return c, call.about("neighbours", err)
	case err != nil:
		return c, call.about("figures", err)
	case c.Count == 0:
		return c, call.about("figures", errors.New("no row of the file has that area, period and filter: ask for all areas and all periods to see what it has"))
	}
	if err := s.tell(&c); err != nil {
		return c, call.about("figures", err)
	}
	if c.List != "" {
		c.Notes = append(c.Notes, "Neighbours: "+c.List+". Mean (DfE's LAIT) and median (DfE's dashboard) of the n neighbours that have data, the authority itself never among them.")
	}
	return c, nil
}

// compareView has the columns that split the figures behind the indicator: without them rows of one area and period could not
// be told apart.
func compareView(c dfe.Comparisons) View {
	columns := []Column{word("area", "Code"), word("name", "Authority"), word("period", "Period"), word("indicator", "Indicator")}
	for _, filter := range c.Filters {
		columns = append(columns, word(filter, filter))
	}
	columns = append(
		columns, number("value", "Value"), number("mean", "Neighbours' mean"), number("median", "Neighbours' median"), number("n", "With data"), number("rank", "Rank"),
		number("of", "Of"), word("quartile", "Quartile"), number("region", "Region"), number("england", "England"),
	)
	view := View{Answer: c.Words, Spoken: c.Words != "", Notes: c.Notes, Sections: []Section{Section{
		ID: "comparison", Title: "Beside statistical neighbours", Columns: columns, Count: c.Count,
		Definitions: []string{"demand.neighbours_mean", "demand.neighbours_median", "demand.rank", "demand.quartile"},
	}.withTexts(comparedTexts(c))}}
	if members := c.Changed(); len(members) > 0 {
		view.Sections = append(view.Sections, Section{
			ID: "members", Title: "Neighbours that were divided, merged or renamed", Count: len(members),
			Columns: []Column{
				word("area", "Authority"), word("period", "Period"), word("neighbour", "Neighbour"), word("used", "Counted by"), number("value", "Value"), word("reason", "Left out because"),
			},
			Rows: func(yield func(Row) bool) {
				for _, m := range members {
					if !yield(Row{Cells: Cells(m.Area, m.Period, m.Code, strings.Join(m.Used, ", "), plainValue(m.Value), m.Reason)}) {
						return
					}
				}
			},
		})
	}
	return view
}

// comparedTexts are the rows of a comparison.
func comparedTexts(c dfe.Comparisons) iter.Seq[*rowText] {
	return func(yield func(*rowText) bool) {
		line := &rowText{}
		for r := range c.Rows() {
			line.clear()
			for _, text := range [...]string{r.Area.Code, r.Area.Name, r.Period.Text, r.Indicator} {
				line.add(text)
			}
			for _, value := range r.Filters {
				line.add(value)
			}
			line.text = r.AppendValue(line.text)
			line.end()
			line.text = r.AppendMean(line.text, 2)
			line.end()
			line.text = r.AppendMedian(line.text, 2)
			line.end()
			line.text = strconv.AppendInt(line.text, int64(r.N), 10)
			line.end()
			if r.Rank > 0 {
				line.text = strconv.AppendInt(line.text, int64(r.Rank), 10)
			}
			line.end()
			line.text = strconv.AppendInt(line.text, int64(r.Of), 10)
			line.end()
			if r.Band != demand.Unbanded {
				line.text = append(line.text, r.Band.String()...)
			}
			line.end()
			line.text = r.AppendRegion(line.text)
			line.end()
			line.text = r.AppendEngland(line.text)
			line.end()
			if !yield(line) {
				return
			}
		}
	}
}

// plainValue is a published figure as it stands.
func plainValue(v demand.Value) string {
	if d, ok := v.Decimal(); ok {
		return d.String()
	}
	return ""
}
