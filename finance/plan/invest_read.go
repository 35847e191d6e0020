package plan

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// SpendsSchema is the columns of a table of what a scheme spends.
func SpendsSchema() table.Schema {
	return table.Schema{Name: "invest.csv", Columns: []table.Column{
		words("month", "Month", false),
		{ID: "kind", Label: "Kind", Kind: table.KindChoice, Choices: []table.Choice{{Value: "investment"}, {Value: "running", Words: []string{"running cost"}}, {Value: "grant"}}},
		pounds("amount", "Amount", false, false), cashable(),
	}}
}

func cashable() table.Column {
	return table.Column{ID: "cashable", Label: "Cashable", Kind: table.KindChoice, Optional: true, Blank: true, Choices: []table.Choice{{Value: "yes", Words: []string{"y", "true"}}, {Value: "no", Words: []string{"n", "false"}}}}
}

// SpendsOf reads what a scheme spends: month, kind (investment, running or grant) and amount. avoided says that the column cashable
// states no; a table that states both is refused.
func SpendsOf(g *table.Grid, o table.Options) (rows Rows[Spend], avoided bool, err error) {
	stated := ""
	rows, err = rowsOf(SpendsSchema(), g, o, func(t *table.Records, i int) (x Spend, fault *figure.Fault) {
		x.Amount = t.Column("amount").Decimal(i)
		if err := x.Kind.UnmarshalText([]byte(t.Column("kind").Text(i))); err != nil {
			return x, t.Fault(i, "kind", "kind", err.Error(), "use investment, running or grant")
		}
		if now := t.Column("cashable").Text(i); now != "" {
			if stated != "" && stated != now {
				return x, t.Fault(i, "cashable", "cashable", "the table says both yes and no", "give the cashable part and the part that is cost avoided as two schemes")
			}
			stated = now
		}
		x.Month, fault = monthOf(t, i, "month")
		return x, fault
	})
	return rows, stated == "no", err
}

// CohortsSchema is the columns of a table of children who step down.
func CohortsSchema() table.Schema {
	return table.Schema{Name: "starts.csv", Columns: []table.Column{
		words("month", "Month", false), numeric("children", "Children", false), pounds("from_weekly", "Weekly price before", false, true), pounds("to_weekly", "Weekly price after", false, true),
	}}
}

// CohortsOf reads children who step down: month, children, from_weekly and to_weekly.
func CohortsOf(g *table.Grid, o table.Options) (Rows[Cohort], error) {
	return rowsOf(CohortsSchema(), g, o, func(t *table.Records, i int) (c Cohort, fault *figure.Fault) {
		c = Cohort{Children: t.Column("children").Decimal(i), From: t.Column("from_weekly").Decimal(i), To: t.Column("to_weekly").Decimal(i)}
		c.Month, fault = monthOf(t, i, "month")
		return c, fault
	})
}

// SharesSchema is the columns of a table of retention.
func SharesSchema() table.Schema {
	return table.Schema{Name: "shares.csv", Columns: []table.Column{
		{ID: "months_after", Label: "Months after", Kind: table.KindCount}, percent("retained_percent", "Retained, per cent", false), percent("without_scheme_percent", "Without the scheme, per cent", true),
	}}
}

// SharesOf reads retention: months_after, retained_percent and, where given, without_scheme_percent.
func SharesOf(g *table.Grid, o table.Options) (Rows[Retention], error) {
	return rowsOf(SharesSchema(), g, o, func(t *table.Records, i int) (Retention, *figure.Fault) {
		of := func(d decimal.Decimal) figure.Ratio { return figure.NewRatio(d, hundred) }
		return Retention{t.Column("months_after").Int(i), of(t.Column("retained_percent").Decimal(i)), of(t.Column("without_scheme_percent").Decimal(i))}, nil
	})
}
