package operation

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/plan"
	"github.com/scrutineer-dev/scrutineer/table"
)

// FinanceInvest is the month in which a step-down scheme has paid for itself.
func FinanceInvest() Operation {
	return Operation{
		Group: "finance", Verb: "invest",
		Title: "Invest to save", Question: "When has a step-down scheme paid for itself, and what must be found before?",
		Method: "Each month saves, for the children who have stepped down and are still there, the difference of the two weekly prices. What was invested and runs on is taken off and grants are added; the scheme has paid for itself in the first month from which the sum stays at or above zero.",
		Doc:    "month in which a step-down scheme has paid for itself, what must be found before, and how far that depends on what was assumed",
		Inputs: []Input{
			{Name: "starts", File: "starts.csv", Table: true, Label: "Children who step down", Schema: plan.CohortsSchema(), Doc: "columns month (2026-08), children, from_weekly and to_weekly"},
			{Name: "invest", File: "invest.csv", Table: true, Label: "What is spent", Schema: plan.SpendsSchema(), Optional: true, Doc: "file of what is spent: month, kind (investment, running or grant), amount, and where stated cashable"},
			{Name: "shares", File: "shares.csv", Table: true, Label: "What becomes of a cohort", Schema: plan.SharesSchema(), Optional: true, Doc: "file of what becomes of a cohort: months_after, retained_percent, without_scheme_percent"},
		},
		Settings: append([]Setting{
			{Name: "start", Label: "First month", Value: "month", Doc: "first month (default the first that a file names), as 2026-04"},
			{Name: "months", Label: "Months", Kind: Whole, Default: "36", Value: "number", Doc: "number of months"},
			{
				Name: "discount", Label: "Discount", Kind: One, Default: "none", Doc: "discount of later financial years: none or green_book_3_5",
				Choices: []Choice{{"none", "None"}, {"green_book_3_5", "Green Book, 3.5 % a year"}},
			},
		}, TableSettings()...),
		Example: Example{
			Source:   "The scheme is made up.",
			Settings: map[string]string{"months": "24"},
			Inputs: map[string]string{
				"starts": "month,children,from_weekly,to_weekly\n2026-06,1,7145,1250\n2026-09,1,7145,1250\n",
				"invest": "month,kind,amount\n2026-04,investment,90000\n2026-05,running,8000\n2026-06,running,8000\n",
				"shares": "months_after,retained_percent,without_scheme_percent\n0,100,0\n6,80,0\n12,80,25\n",
			},
		},
		Zero: plan.Invest{},
		Run:  runInvest,
	}
}

func runInvest(ctx context.Context, call Call) (Result, error) {
	var s plan.Scheme
	var notes []string
	starts, err := rowsOf(ctx, call, "starts", plan.CohortsOf, &notes)
	if err != nil {
		return Result{}, err
	}
	spends, err := rowsOf(ctx, call, "invest", func(g *table.Grid, o table.Options) (rows plan.Rows[plan.Spend], err error) {
		rows, s.Avoided, err = plan.SpendsOf(g, o)
		return rows, err
	}, &notes)
	if err != nil {
		return Result{}, err
	}
	shares, err := rowsOf(ctx, call, "shares", plan.SharesOf, &notes)
	if err != nil {
		return Result{}, err
	}
	s.Starts, s.Spends, s.Shares, s.Discount = starts.Items, spends.Items, shares.Items, call.Text("discount") == "green_book_3_5"
	if s.Months, err = Parse(call, "months", parsePositive); err != nil {
		return Result{}, err
	}
	if s.Start, err = ParseGiven(call, "start", parseCalendarMonth); err != nil {
		return Result{}, err
	}
	if s.Start.IsZero() {
		s.Start = firstMonth(s)
	}
	if s.Start.IsZero() {
		return Result{}, &figure.Fault{Code: "no_rows", Path: "starts", Problem: "no month is named", Remedy: "give children who step down, or what is spent"}
	}
	invest, err := s.New()
	if err != nil {
		return Result{}, shares.Locate("shares", spends.Locate("invest", starts.Locate("starts", err)))
	}
	invest.Notes = append(invest.Notes, notes...)
	return Result{Value: invest, View: investView(invest)}, nil
}

// parseCalendarMonth reads 2026-04.
func parseCalendarMonth(text string) (time.Time, error) {
	month, err := time.Parse("2006-01", text)
	if err != nil {
		return month, fmt.Errorf("%s is no month: write 2026-04", quoted(text))
	}
	return month, nil
}

// firstMonth is the first month that a scheme names.
func firstMonth(s plan.Scheme) (first time.Time) {
	for _, c := range s.Starts {
		if first.IsZero() || c.Month.Before(first) {
			first = c.Month
		}
	}
	for _, x := range s.Spends {
		if first.IsZero() || x.Month.Before(first) {
			first = x.Month
		}
	}
	return first
}

var sensitivityNames = map[string]string{
	"one_fewer": "one step-down fewer", "retained_10_points_less": "10 points fewer retained", "gap_10_percent_less": "price gap 10 % less", "three_months_later": "start three months later",
}

func investView(i plan.Invest) View {
	style := finance.MoneyStyle{Grouped: true, Places: pence}
	view := View{Answer: i.Answer(), Notes: append([]string{}, i.Notes...)}
	gained := number("saving", "Saving")
	if !i.Cashable {
		gained = number("cost avoided", "Cost avoided")
	}
	npv := ""
	if i.NPV.Valid {
		npv = style.Print(i.NPV.Decimal)
	}
	view.Sections = []Section{
		one(
			"result", "When it has paid for itself, £",
			[]Column{word("state", "State"), word("break-even month", "Break-even month"), word("first crossing", "First crossing"), number("lowest point", "Lowest point"), word("lowest month", "In"), number("total", "Total"), number("npv", "Discounted")},
			i.State.String(), i.BreakEvenMonth, i.FirstCrossing, style.Print(i.LowestPoint), i.LowestMonth, style.Print(i.Total), npv,
		), {
			ID: "sensitivity", Title: "If one thing were otherwise, £", Count: len(i.Sensitivity),
			Columns: []Column{word("if", "If"), word("state", "State"), word("break-even month", "Break-even month"), number("total", "Total")},
			Rows: func(yield func(Row) bool) {
				for _, s := range i.Sensitivity {
					if !yield(Row{Cells: Cells(sensitivityNames[s.If], s.State.String(), s.BreakEvenMonth, style.Print(s.Total))}) {
						return
					}
				}
			},
		}, {
			ID: "months", Title: "Month by month, £", Count: len(i.Months),
			Columns: []Column{
				word("period", "Month"), number("active", "Children"), gained, number("investment", "Investment"), number("grant", "Grant"), number("running", "Running"), number("net", "Net"),
				number("cumulative", "Cumulative"),
			},
			Rows: func(yield func(Row) bool) {
				for _, m := range i.Months {
					if !yield(Row{Cells: Cells(
						m.Period, trimmed(m.Active), style.Print(m.Saving), style.Print(m.Investment), style.Print(m.Grant), style.Print(m.Running), style.Print(m.Net), style.Print(m.Cumulative),
					)}) {
						return
					}
				}
			},
		},
	}
	return said(view, "invest", i.Questions)
}

// trimmed is a number of children to two places, without zeros behind.
func trimmed(d decimal.Decimal) string {
	if d.IsInteger() {
		return strconv.FormatInt(d.IntPart(), 10)
	}
	return d.StringFixed(2)
}
