package plan

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// LedgerMonth is what the ledger says of a type in a month: spent, or forecast where the month is to come.
type LedgerMonth struct {
	Placement string
	Month     time.Time
	// Actual is spent; not given where the month has not been closed.
	Actual decimal.NullDecimal
	// Forecast is the ledger's forecast of the month.
	Forecast decimal.NullDecimal
}

// Reconciliation is the ledger beside the model, by type and in total, in pounds.
type Reconciliation struct {
	Rows  []ReconciledRow `json:"rows"`
	Total ReconciledRow   `json:"total"`
}

// ReconciledRow is a type. ToDate is the ledger less the model to date, ToCome the same for the rest of the year, and they add to
// Difference, the ledger's forecast outturn less the model's year.
type ReconciledRow struct {
	Placement      string          `json:"placement"`
	LedgerToDate   decimal.Decimal `json:"ledger_to_date"`
	ModelToDate    decimal.Decimal `json:"model_to_date"`
	ToDate         decimal.Decimal `json:"to_date"`
	LedgerToCome   decimal.Decimal `json:"ledger_to_come"`
	ModelToCome    decimal.Decimal `json:"model_to_come"`
	ToCome         decimal.Decimal `json:"to_come"`
	LedgerForecast decimal.Decimal `json:"ledger_forecast"`
	ModelYear      decimal.Decimal `json:"model_year"`
	// ActualPlusModel is spent to date and modelled from there on: the fourth forecast beside those of an outturn.
	ActualPlusModel decimal.Decimal `json:"actual_plus_model"`
	Difference      decimal.Decimal `json:"difference"`
	// Percent is what the ledger allows for the rest of the year as per cent of what the model needs, absent where that is not
	// above zero, as Reason then says.
	Percent decimal.NullDecimal `json:"ledger_to_come_as_percent_of_model"`
	Reason  string              `json:"reason,omitempty"`
}

// ReconcileType holds a type's ledger against the model: A spent to date, M modelled to date, R modelled to come and L the
// ledger's forecast outturn.
func ReconcileType(placement string, spent, modelToDate, modelToCome, forecast decimal.Decimal) ReconciledRow {
	r := ReconciledRow{
		Placement: placement, LedgerToDate: spent, ModelToDate: modelToDate, ToDate: spent.Sub(modelToDate), LedgerToCome: forecast.Sub(spent), ModelToCome: modelToCome,
		LedgerForecast: forecast, ModelYear: modelToDate.Add(modelToCome), ActualPlusModel: spent.Add(modelToCome),
	}
	r.ToCome = r.LedgerToCome.Sub(modelToCome)
	r.Difference = r.ToDate.Add(r.ToCome)
	if modelToCome.IsPositive() {
		r.Percent = decimal.NewNullDecimal(r.LedgerToCome.Mul(hundred).DivRound(modelToCome, exactPlaces))
	} else {
		r.Reason = "nothing is to come"
	}
	return r
}

// Reconcile sums types.
func Reconcile(rows []ReconciledRow) Reconciliation {
	var a, m, r, l decimal.Decimal
	for _, row := range rows {
		a, m, r, l = a.Add(row.LedgerToDate), m.Add(row.ModelToDate), r.Add(row.ModelToCome), l.Add(row.LedgerForecast)
	}
	return Reconciliation{Rows: rows, Total: ReconcileType("total", a, m, r, l)}
}

// Question is what has to be asked where the ledger allows less or more than the model needs; empty where it allows the same.
func (r ReconciledRow) Question(from time.Time) string {
	if r.ToCome.IsZero() || r.Reason != "" {
		return ""
	}
	less := "less"
	if r.ToCome.IsPositive() {
		less = "more"
	}
	return fmt.Sprintf(
		"the ledger allows %s%% of what the model needs: what will cost %s %s from %s on?",
		r.Percent.Decimal.StringFixed(1), wholePounds(r.ToCome.Abs()), less, from.Format("January"),
	)
}

// ReconcileLedger holds the ledger of a financial year against a cost that covers it. The months with an actual are to date, and they
// are the same for every type. The error is [figure.Faults].
func (c Cost) ReconcileLedger(rows Rows[LedgerMonth]) (rec Reconciliation, questions []string, err error) {
	type sums struct {
		spent, forecast decimal.Decimal
		actuals, to     map[string]bool
	}
	var faults figure.Faults
	by := map[string]*sums{}
	var types []string
	closed := map[string]bool{}
	for i, l := range rows.Items {
		s := by[l.Placement]
		if s == nil {
			s = &sums{actuals: map[string]bool{}, to: map[string]bool{}}
			by[l.Placement] = s
			types = append(types, l.Placement)
		}
		month := l.Month.Format("2006-01")
		refuse := func(problem, remedy string) {
			faults = append(faults, &figure.Fault{Code: "ledger", Place: rows.Places[i], Label: l.Placement, Value: month, Problem: problem, Remedy: remedy})
		}
		if s.actuals[month] || s.to[month] {
			refuse("the month of this type stands twice", "leave one out")
		}
		switch {
		case l.Actual.Valid:
			s.spent, s.forecast = s.spent.Add(l.Actual.Decimal), s.forecast.Add(l.Actual.Decimal)
			s.actuals[month], closed[month] = true, true
		case l.Forecast.Valid:
			s.forecast = s.forecast.Add(l.Forecast.Decimal)
			s.to[month] = true
		default:
			refuse("the month has neither an actual nor a forecast", "give one of the two")
		}
	}
	for _, name := range types {
		for month := range closed {
			if !by[name].actuals[month] {
				faults = append(faults, &figure.Fault{Code: "ledger", Path: "ledger", Label: name, Value: month, Problem: name + " has no actual of " + month + ", which other types have", Remedy: "give it, 0 where nothing was spent"})
			}
		}
	}
	months := c.Months()
	for _, p := range months {
		for _, name := range types {
			if !by[name].actuals[p.Name] && !by[name].to[p.Name] {
				faults = append(faults, &figure.Fault{Code: "ledger", Path: "ledger", Label: name, Value: p.Name, Problem: name + " has no row for " + p.Name, Remedy: "give the ledger's actual or forecast of every month of the plan"})
			}
		}
	}
	if err := faults.Err(); err != nil {
		return rec, nil, err
	}
	split := c.Days
	for _, p := range months {
		if from, _ := c.Range(p); !closed[p.Name] {
			split = min(split, from)
		}
	}
	var out []ReconciledRow
	for _, name := range types {
		var done, come Amounts
		known := false
		for i, line := range c.Lines {
			if line.Placement == name {
				done, come, known = done.add(c.Between(i, 0, split)), come.add(c.Between(i, split, c.Days)), true
			}
		}
		if !known {
			return rec, nil, &figure.Fault{Code: "unknown_line", Path: "ledger", Value: name, Problem: name + " is no type of the plan", Remedy: "name the types as the prices do"}
		}
		out = append(out, ReconcileType(name, by[name].spent, done.Gross(pence), come.Gross(pence), by[name].forecast))
	}
	for i, line := range c.Lines {
		if !slices.Contains(types, line.Placement) && !c.Between(i, 0, c.Days).grossDays.IsZero() {
			questions = append(questions, line.Placement+" has a cost in the model and no row in the ledger: where is it booked?")
		}
	}
	rec = Reconcile(out)
	if q := rec.Total.Question(c.day(split)); q != "" {
		questions = append(questions, q)
	}
	return rec, questions, nil
}

// LedgerSchema is the columns of a table of a ledger.
func LedgerSchema() table.Schema {
	return table.Schema{Name: "ledger.csv", Columns: []table.Column{
		words("placement", "Placement", false), words("month", "Month", false), pounds("actual", "Actual", true, false), pounds("forecast", "Forecast", true, false),
	}}
}

// LedgerOf reads a ledger: placement, month, and actual where the month is closed, forecast where it is to come.
func LedgerOf(g *table.Grid, o table.Options) (Rows[LedgerMonth], error) {
	return rowsOf(LedgerSchema(), g, o, func(t *table.Records, i int) (l LedgerMonth, fault *figure.Fault) {
		l = LedgerMonth{Placement: t.Column("placement").Text(i), Actual: t.Column("actual").Null(i), Forecast: t.Column("forecast").Null(i)}
		l.Month, fault = monthOf(t, i, "month")
		return l, fault
	})
}

func (r ReconciledRow) equal(o ReconciledRow) bool {
	return r.Placement == o.Placement && r.LedgerToDate.Equal(o.LedgerToDate) && r.ModelToDate.Equal(o.ModelToDate) && r.ModelToCome.Equal(o.ModelToCome) && r.LedgerForecast.Equal(o.LedgerForecast)
}

// Equal reports whether two reconciliations have the same amounts.
func (r Reconciliation) Equal(o Reconciliation) bool {
	return slices.EqualFunc(r.Rows, o.Rows, ReconciledRow.equal) && r.Total.equal(o.Total)
}
