package operation

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// DemandClaims is a claim about statistical neighbours under every definition.
func DemandClaims() Operation {
	neighbours := neighboursInput()
	neighbours.Many = true
	return Operation{
		Group: "demand", Verb: "claims",
		Title: "A claim about neighbours", Question: "Does a claim about statistical neighbours hold under every average and every list?",
		Doc:    "claim about statistical neighbours tried under every average and every list; exit 1 when it depends or fails",
		Inputs: []Input{figuresInput(), neighbours},
		Settings: slices.Concat(comparisonSettings(), []Setting{
			{Name: "claim", Label: "Claim", Required: true, Value: "claim", Doc: "claim that the report makes: below, above, in line with, or 3 points higher (lower)"},
			{Name: "count", Label: "Column of the count", Value: "column", Doc: "column with the count behind the rate, for the neighbours' pooled rate"},
			{Name: "population", Label: "Column of the population", Value: "column", Doc: "column with the population behind the rate"},
			{Name: "per", Label: "Per", Kind: Whole, Default: "10000", Value: "number", Doc: "number that the pooled rate is per"},
		}, TableSettings()),
		Example: Example{
			Settings: map[string]string{"claim": "above", "indicator": "rate", "area": "353", "period": "2025"},
			Inputs:   DemandCompare().Example.Inputs,
		},
		Zero: demand.ClaimResult{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			r, err := claims(ctx, call)
			if err != nil {
				return Result{}, err
			}
			return Result{Value: r, View: claimsView(r), Found: r.Robustness == demand.Depends || r.Robustness == demand.HoldsUnderNone}, nil
		},
	}
}

func claims(ctx context.Context, call Call) (r demand.ClaimResult, err error) {
	claim, err := Parse(call, "claim", demand.ParseClaim)
	if err != nil {
		return r, err
	}
	for _, one := range [...]struct {
		name  string
		items []string
	}{{"area", areasOf(call.Text("area"))}, {"period", several(call.Text("period"))}, {"indicator", indicatorsOf(call.Text("indicator"))}} {
		if len(one.items) != 1 {
			return r, settingFault(call, one.name, errors.New("a claim is about one figure: give one area, one period and one indicator"))
		}
	}
	count, population := call.Text("count"), call.Text("population")
	if (count == "") != (population == "") {
		return r, &figure.Fault{Code: "setting", Path: "count", Problem: "the pooled rate needs both a count and a population", Remedy: "name both columns, or none"}
	}
	per, err := Parse(call, "per", parseBase)
	if err != nil {
		return r, err
	}
	filters, err := filtersOf(call)
	if err != nil {
		return r, err
	}
	columns := []string{call.Text("indicator")}
	if count != "" {
		columns = append(columns, count, population)
	}
	data, err := readFigures(ctx, call, dfe.Options{Indicators: columns, Filters: filters})
	if err != nil {
		return r, err
	}
	q, err := data.Question(call.Text("area"), call.Text("indicator"), call.Text("period"))
	if err == nil && count != "" {
		q.Parts, err = data.Parts(count, population, call.Text("period"))
	}
	if err != nil {
		return r, call.about("figures", err)
	}
	q.Per = per
	lists, err := readLists(ctx, call)
	if err != nil {
		return r, err
	}
	if lists, err = coded(call, data, lists); err != nil {
		return r, err
	}
	return demand.CheckClaim(claim, q, lists...), nil
}

func claimsView(r demand.ClaimResult) View {
	return View{Answer: r.Answer(), Notes: r.Notes, Sections: []Section{{
		ID: "claim", Title: `"` + r.Claim.String() + `": ` + r.Robustness.String(), Count: len(r.Cases),
		Columns: []Column{
			word("list", "List"), word("statistic", "Average"), number("value", "Value"), number("neighbours", "Neighbours"), number("difference", "Difference"),
			number("n", "With data"), word("outcome", "Outcome"),
		},
		Definitions: []string{"demand.neighbours_mean", "demand.neighbours_median"},
		Rows: func(yield func(Row) bool) {
			for _, c := range r.Cases {
				outcome := c.Outcome.String()
				cells := append(Cells(c.List, c.Statistic.String(), c.Value.String(), c.Comparator.Round(2).String(), c.Difference.Round(2).String(), strconv.Itoa(c.N)), Cell{outcome, outcome})
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
		Working: func(yield func(string) bool) {
			for _, c := range r.Cases {
				if !yield(c.Working) {
					return
				}
			}
		},
	}}}
}
