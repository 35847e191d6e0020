package operation

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand/succession"
	"github.com/scrutineer-dev/scrutineer/table"
)

// DemandCombine is the figures of councils that were divided, merged or renamed, as one area through the years.
func DemandCombine() Operation {
	return Operation{
		Group: "demand", Verb: "combine",
		Title: "Councils that were divided or merged", Question: "What are the figures of a council that was divided, merged or renamed, through the years?",
		Method: "The counts of the successors are added and held against their added populations, from the day of the change; a year in which one of them has no figure has none. Years before and after a break of definition are linked only where its factor is stated.",
		Doc:    "pooled rates of the successors of a council that was divided, merged or renamed, and a comparison with neighbours that counts them as one",
		Inputs: []Input{
			{Name: "figures", File: "figures.csv", Table: true, Label: "Figures", Schema: succession.FiguresSchema(), Doc: "columns code, period, count and population, and where known name, population_year and value"},
			{Name: "changes", File: "changes.csv", Table: true, Label: "Changes of councils", Schema: succession.ChangesSchema(), Doc: "columns kind (split, merge or continues), from_code, to_code, on, and where given weight"},
			{Name: "breaks", File: "breaks.csv", Table: true, Label: "Breaks of a series", Schema: succession.BreaksSchema(), Optional: true, Doc: "file of breaks: measure, period, comparable (no or partly), reason, source, link_factor"},
		},
		Settings: append([]Setting{
			{Name: "per", Label: "Per", Kind: Whole, Default: "10000", Value: "number", Doc: "number that the rate is per: 10000 children, 100 for a per cent"},
			{Name: "places", Label: "Decimal places", Kind: Whole, Default: "0", Value: "number", Doc: "number of decimal places of a value"},
			{Name: "measure", Label: "Measure", Doc: "measure that the figures are of, to find its breaks"},
			{Name: "area", Label: "Own council", Value: "code", Doc: "code of the council that is compared with the list"},
			{Name: "list", Label: "Neighbours", Value: "codes", Doc: "codes of its neighbours, joined by commas"},
			{Name: "period", Label: "Year", Kind: Whole, Value: "year", Doc: "year of the comparison (default the latest)"},
			{Name: "rounded", Label: "Counts are rounded", Kind: Yes, Default: "false", Doc: "counts were rounded to ten: each is known to 5 either way"},
			{Name: "link", Label: "Link over breaks", Kind: Yes, Default: "false", Doc: "bring earlier years to the later definition where a break has a factor"},
		}, TableSettings()...),
		Example: Example{
			Source:   "The councils and their figures are made up.",
			Settings: map[string]string{"area": "A", "list": "X,B", "measure": "looked after"},
			Inputs: map[string]string{
				"figures": "code,name,period,count,population\nX,Oldshire,2023,740,90000\nX1,East Oldshire,2025,460,52000\nX2,West Oldshire,2025,260,39000\nA,Ashire,2025,300,45000\nB,Beeshire,2025,200,40000\n",
				"changes": "kind,from_code,to_code,on\nsplit,X,X1,2023-04-01\nsplit,X,X2,2023-04-01\n",
			},
		},
		Zero: succession.Combination{},
		Run:  runCombine,
	}
}

func runCombine(ctx context.Context, call Call) (Result, error) {
	s := succession.Settings{Measure: call.Text("measure"), Area: call.Text("area"), Link: call.Text("link") == "true"}
	var err error
	if s.Per, err = Parse(call, "per", parseBase); err != nil {
		return Result{}, err
	}
	places, err := Parse(call, "places", parsePlaces)
	if err != nil {
		return Result{}, err
	}
	s.Places = int32(places)
	if s.Year, err = ParseGiven(call, "period", strconv.Atoi); err != nil {
		return Result{}, err
	}
	for code := range strings.SplitSeq(call.Text("list"), ",") {
		if code = strings.TrimSpace(code); code != "" {
			s.List = append(s.List, code)
		}
	}
	var notes, more, also []string
	figures, err := ReadTable(ctx, call, "figures", func(g *table.Grid, o table.Options) (figures []succession.Figure, err error) {
		figures, notes, err = succession.FiguresOf(g, call.Text("rounded") == "true", o)
		return figures, err
	})
	if err != nil {
		return Result{}, err
	}
	changes, err := ReadTable(ctx, call, "changes", func(g *table.Grid, o table.Options) (changes succession.Changes, err error) {
		changes, more, err = succession.ChangesOf(g, o)
		return changes, err
	})
	if err != nil {
		return Result{}, err
	}
	var breaks []succession.Break
	if call.Given("breaks") {
		breaks, err = ReadTable(ctx, call, "breaks", func(g *table.Grid, o table.Options) (breaks []succession.Break, err error) {
			breaks, also, err = succession.BreaksOf(g, o)
			return breaks, err
		})
		if err != nil {
			return Result{}, err
		}
	}
	c, err := succession.Combine(figures, changes, breaks, s)
	if err != nil {
		return Result{}, call.about("figures", err)
	}
	c.Notes = append(append(append(c.Notes, notes...), more...), also...)
	return Result{Value: c, View: combineView(c)}, nil
}

// parseBase reads a base of a rate.
func parseBase(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1_000_000 {
		return 0, fmt.Errorf("%s is no base of a rate: use 1 to 1,000,000", quoted(text))
	}
	return n, nil
}

func parsePlaces(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 6 {
		return 0, fmt.Errorf("%s: use 0 to 6 places", quoted(text))
	}
	return n, nil
}

func combineView(c succession.Combination) View {
	plain := func(d decimal.NullDecimal) string {
		if !d.Valid {
			return ""
		}
		return d.Decimal.String()
	}
	view := View{Answer: c.Answer(), Notes: append([]string{}, c.Notes...)}
	view.Sections = []Section{{
		ID: "rows", Title: "Areas through their successions", Count: len(c.Rows),
		Columns: []Column{
			word("area", "Area"), word("name", "Name"), number("period", "Year"), number("count", "Count"), number("population", "Population"), number("value", "Value"), number("lower", "From"), number("upper", "To"),
			word("label", "Label"), word("parts", "Parts"), word("missing", "Missing"),
		},
		Rows: func(yield func(Row) bool) {
			for _, r := range c.Rows {
				if !yield(Row{Cells: Cells(
					r.Area, r.Name, strconv.Itoa(r.Year), plain(r.Count), plain(r.Population), plain(r.Value), plain(r.Lower), plain(r.Upper), string(r.Label), strings.Join(r.Parts, ", "), r.Missing,
				)}) {
					return
				}
			}
		},
	}}
	if b := c.Beside; b != nil {
		view.Sections = append(view.Sections, one(
			"beside", "Beside the list", []Column{
				word("area", "Area"), number("period", "Year"), number("value", "Value"), number("n", "Members with a figure"), number("mean", "Mean"), number("median", "Median"),
				number("n left out", "Without successors"), number("mean left out", "Mean without"), number("median left out", "Median without"),
			},
			b.Area, strconv.Itoa(b.Year), plain(b.Value), strconv.Itoa(b.N), ratio(b.Mean, 2), ratio(b.Median, 1), strconv.Itoa(b.LeftOut.N), ratio(b.LeftOut.Mean, 2), ratio(b.LeftOut.Median, 1),
		), Section{
			ID: "members", Title: "Members of the list", Count: len(c.Members),
			Columns: []Column{word("code", "Code"), word("used", "Used"), number("value", "Value"), word("reason", "Reason")},
			Rows: func(yield func(Row) bool) {
				for _, m := range c.Members {
					if !yield(Row{Cells: Cells(m.Code, strings.Join(m.Used, ", "), plain(m.Value), m.Reason)}) {
						return
					}
				}
			},
		})
	}
	return said(view, "combine", c.Questions)
}
