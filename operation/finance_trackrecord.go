package operation

import (
	"context"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/trackrecord"
	"github.com/scrutineer-dev/scrutineer/table"
)

// FinanceTrackRecord holds the forecasts of past years against their outturns.
func FinanceTrackRecord() Operation {
	return Operation{
		Group: "finance", Verb: "track-record",
		Title: "Track record", Question: "How far out were the forecasts of past years, and what does that say of this one?",
		Method: "An error is the variance at outturn less the variance that was forecast, for the same perimeter and basis. The bands of this year's outturn are its forecast with the errors that the same month had in past years.",
		Doc:    "how far out each month's forecast was in past years, which way, and what that says of this year's",
		Inputs: []Input{{
			Name: "forecasts", File: "forecasts.csv", Table: true, Label: "Forecasts and outturns of past years", Schema: trackrecord.Schema(finance.Pounds),
			Doc: "columns year, month (12 the provisional outturn, 13 the final one) and variance, and where known budget, basis and perimeter",
		}},
		Settings: append([]Setting{
			unitSetting(),
			{
				Name: "convention", Label: "Sign of a variance", Kind: One, Required: true, Doc: "which sign a variance has: overspend_positive or underspend_positive",
				Choices: []Choice{{"overspend_positive", "An overspend is positive"}, {"underspend_positive", "An underspend is positive"}},
			},
			{Name: "perimeter", Label: "Perimeter", Doc: "keep the rows of this perimeter"},
			{Name: "across_perimeters", Label: "Compare across perimeters", Kind: Yes, Default: "false", Doc: "compare forecasts and outturns of different perimeters or bases too"},
			{
				Name: "outturn", Label: "Outturn", Kind: One, Default: "final", Doc: "outturn that counts where both are known: final or provisional",
				Choices: []Choice{{"final", "The final one, month 13"}, {"provisional", "The provisional one, month 12"}},
			},
			{Name: "month", Label: "Month of this year", Kind: Whole, Doc: "month of this year whose forecast is looked at (default the latest)"},
			{Name: "since", Label: "Movement since month", Kind: Whole, Doc: "month since which this year's movement is counted (default the one before that)", Value: "month"},
		}, TableSettings()...),
		Example: Example{
			Source:   "The forecasts are made up.",
			Settings: map[string]string{"unit": "£k", "convention": "overspend_positive"},
			Inputs: map[string]string{
				"forecasts": "year,month,variance\n2021/22,2,900\n2021/22,9,210\n2021/22,12,150\n2022/23,2,2400\n2022/23,9,1900\n2022/23,12,1750\n2023/24,2,1200\n2023/24,9,300\n2023/24,12,-400\n2024/25,2,1500\n",
			},
		},
		Zero: trackrecord.Record{},
		Run:  runTrackRecord,
	}
}

func runTrackRecord(ctx context.Context, call Call) (Result, error) {
	unit, err := Parse(call, "unit", finance.ParseUnit)
	if err != nil {
		return Result{}, err
	}
	convention, err := Parse(call, "convention", trackrecord.ParseConvention)
	if err != nil {
		return Result{}, err
	}
	settings := trackrecord.Settings{
		AcrossPerimeters: call.Text("across_perimeters") == "true", Perimeter: call.Text("perimeter"), Provisional: call.Text("outturn") == "provisional",
	}
	if settings.Month, err = ParseGiven(call, "month", parseMonth); err != nil {
		return Result{}, err
	}
	if settings.Since, err = ParseGiven(call, "since", parseMonth); err != nil {
		return Result{}, err
	}
	forecasts, err := ReadTable(ctx, call, "forecasts", func(g *table.Grid, o table.Options) (trackrecord.Forecasts, error) {
		return trackrecord.Of(g, unit, convention, o)
	})
	if err != nil {
		return Result{}, err
	}
	record, err := trackrecord.New(forecasts, settings)
	if err != nil {
		return Result{}, call.about("forecasts", err)
	}
	return Result{Value: record, View: trackRecordView(record)}, nil
}

// parseMonth reads a month of a financial year that is not its last.
func parseMonth(text string) (int, error) {
	m, err := strconv.Atoi(text)
	if err != nil || m < 1 || m >= trackrecord.Provisional {
		return 0, fmt.Errorf("%s is no month of a forecast: use 1 to 11", quoted(text))
	}
	return m, nil
}

func trackRecordView(r trackrecord.Record) View {
	style := finance.TableStyle(r.Unit)
	amount := func(d decimal.Decimal) string { return style.Print(r.Unit.ToPounds(d)) }
	view := View{Answer: r.Answer(), Notes: append([]string{}, r.Notes...)}
	view.Sections = []Section{{
		ID: "months", Title: "Forecasts against outturns by month, " + r.Unit.String(), Count: len(r.Months),
		Columns: []Column{
			number("month", "Month"), number("years", "Years"), number("bias", "Mean error"), number("mean absolute error", "Mean size of error"), number("median error", "Median error"),
			number("lowest", "Lowest"), number("highest", "Highest"), number("too high", "Too high in"), number("against on budget", "Against “on budget”"), number("against last year", "Against last year"),
		},
		Rows: func(yield func(Row) bool) {
			for _, m := range r.Months {
				if !yield(Row{Cells: Cells(
					strconv.Itoa(m.Month), strconv.Itoa(m.Years), amount(m.Bias), amount(m.MeanAbsoluteError), amount(m.MedianError), amount(m.Lowest), amount(m.Highest),
					strconv.Itoa(m.TooHigh), ratio(m.RelativeToNoVariance, 3), ratio(m.RelativeToLastYear, 3),
				)}) {
					return
				}
			}
		},
		Notes: []string{"an error is the outturn's variance less the forecast's: a negative one was too high", "against a simple rule, above 1 is worse than the rule"},
	}, {
		ID: "errors", Title: "Errors by year, " + r.Unit.String(),
		Columns: []Column{number("month", "Month"), word("year", "Year"), number("error", "Error"), number("percent", "Per cent of budget")},
		Rows: func(yield func(Row) bool) {
			for _, m := range r.Months {
				for _, e := range m.Errors {
					if !yield(Row{Cells: Cells(strconv.Itoa(m.Month), e.Year.String(), amount(e.Error), ratio(e.Percent, 2))}) {
						return
					}
				}
			}
		},
	}}
	for _, m := range r.Months {
		view.Sections[1].Count += len(m.Errors)
	}
	if t := r.ThisYear; t != nil && len(t.Bands) > 0 {
		view.Sections = append(view.Sections, Section{
			ID: "bands", Title: fmt.Sprintf("Outturn of %s from month %d by past errors, %s", t.Year, t.Month, r.Unit), Count: len(t.Bands),
			Columns: []Column{number("coverage", "Per cent of cases"), number("lower", "From"), number("upper", "To")},
			Rows: func(yield func(Row) bool) {
				for _, b := range t.Bands {
					if !yield(Row{Cells: Cells(b.CoveragePercent.StringFixed(1), amount(b.Lower), amount(b.Upper))}) {
						return
					}
				}
			},
		})
	}
	if len(r.Refused) > 0 {
		view.Sections = append(view.Sections, Section{
			ID: "refused", Title: "Forecasts that were not compared", Count: len(r.Refused),
			Columns: []Column{word("year", "Year"), number("month", "Month"), word("why", "Why")},
			Rows: func(yield func(Row) bool) {
				for _, f := range r.Refused {
					if !yield(Row{Cells: Cells(f.Year.String(), strconv.Itoa(f.Month), f.Why)}) {
						return
					}
				}
			},
		})
	}
	return said(view, "comparable", r.Questions)
}
