package plan

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Rows are the records of a table, with the place of each and what is to be said of the table.
type Rows[T any] struct {
	Items  []T
	Places []figure.Place
	Notes  []string
}

// Locate puts the places of rows to faults that name them by their path, as in "prices[2]".
func (r Rows[T]) Locate(name string, err error) error {
	var all figure.Faults
	var one *figure.Fault
	switch {
	case errors.As(err, &all):
	case errors.As(err, &one):
		all = figure.Faults{one}
	}
	for _, f := range all {
		digits, ok := strings.CutPrefix(strings.TrimSuffix(f.Path, "]"), name+"[")
		if i, bad := strconv.Atoi(digits); ok && bad == nil && i < len(r.Places) {
			f.Place = r.Places[i]
		}
	}
	return err
}

// Read reads delimited text with one of the readers of tables: Read(r, plan.PricesOf).
func Read[T any](r io.Reader, of func(*table.Grid, table.Options) (Rows[T], error)) (Rows[T], error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return Rows[T]{}, err
	}
	return of(g, table.Options{})
}

// rowsOf reads each line of a table. The error is [figure.Faults].
func rowsOf[T any](s table.Schema, g *table.Grid, o table.Options, read func(t *table.Records, i int) (T, *figure.Fault)) (rows Rows[T], err error) {
	t, err := s.Read(g, o)
	if err != nil {
		return rows, err
	}
	faults := slices.Clone(t.Faults)
	rows.Notes = t.Notes
	for _, i := range t.Lines() {
		if t.FaultOf(i) != nil {
			continue
		}
		item, fault := read(t, i)
		if fault != nil {
			faults = append(faults, fault)
			continue
		}
		rows.Items, rows.Places = append(rows.Items, item), append(rows.Places, t.Place(i, ""))
	}
	return rows, faults.Err()
}

func words(id, label string, optional bool) table.Column {
	return table.Column{ID: id, Label: label, Optional: optional, Blank: optional, Need: "give the " + strings.ToLower(label)}
}

func date(id, label string, optional bool) table.Column {
	return table.Column{ID: id, Label: label, Kind: table.KindDate, Optional: optional, Blank: optional}
}

func pounds(id, label string, optional bool, rate bool) table.Column {
	unit, _ := figure.ParseUnit(finance.Pounds.String())
	return table.Column{ID: id, Label: label, Kind: table.KindMoney, Unit: unit, Optional: optional, Blank: optional, Rate: rate}
}

func numeric(id, label string, optional bool) table.Column {
	return table.Column{ID: id, Label: label, Kind: table.KindNumber, Optional: optional, Blank: optional, Rate: true}
}

func percent(id, label string, optional bool) table.Column {
	return table.Column{ID: id, Label: label, Kind: table.KindPercent, Optional: optional, Blank: optional, Rate: true}
}

// first and last are the years that a date may have.
const firstYear, lastYear = 1900, 2200

// within refuses a date outside of 1900 to 2200.
func within(t *table.Records, i int, ids ...string) *figure.Fault {
	for _, id := range ids {
		if d := t.Column(id).Date(i); !d.IsZero() && (d.Year() < firstYear || d.Year() >= lastYear) {
			return t.Fault(i, id, "date", "the date is outside of 1900 to 2200", "mend the year")
		}
	}
	return nil
}

// PricesSchema is the columns of a table of prices.
func PricesSchema() table.Schema {
	return table.Schema{Name: "prices.csv", Columns: []table.Column{
		words("placement", "Placement", false), words("provider", "Provider", true), date("from", "From", true),
		pounds("weekly", "Weekly price", false, true), pounds("income", "Weekly income", true, true), percent("sd_percent", "Standard deviation, per cent", true),
	}}
}

// PricesOf reads prices: placement and weekly and, where given, provider, from, income and sd_percent.
func PricesOf(g *table.Grid, o table.Options) (Rows[Price], error) {
	return rowsOf(PricesSchema(), g, o, func(t *table.Records, i int) (Price, *figure.Fault) {
		return Price{
			Placement: t.Column("placement").Text(i), Provider: t.Column("provider").Text(i), From: t.Column("from").Date(i),
			Weekly: t.Column("weekly").Decimal(i), Income: t.Column("income").Decimal(i), SDPercent: t.Column("sd_percent").Decimal(i),
		}, within(t, i, "from")
	})
}

// MixSchema is the columns of a table of shares.
func MixSchema() table.Schema {
	return table.Schema{Name: "mix.csv", Columns: []table.Column{
		words("placement", "Placement", false), words("provider", "Provider", false), date("from", "From", true), percent("percent", "Per cent", false),
	}}
}

// MixOf reads shares: placement, provider, percent and, where given, from.
func MixOf(g *table.Grid, o table.Options) (Rows[Share], error) {
	return rowsOf(MixSchema(), g, o, func(t *table.Records, i int) (Share, *figure.Fault) {
		return Share{
			Placement: t.Column("placement").Text(i), Provider: t.Column("provider").Text(i), From: t.Column("from").Date(i), Percent: t.Column("percent").Decimal(i),
		}, within(t, i, "from")
	})
}

// UpliftsSchema is the columns of a table of uplifts.
func UpliftsSchema() table.Schema {
	return table.Schema{Name: "uplifts.csv", Columns: []table.Column{
		date("on", "On", false), percent("percent", "Per cent", false), words("placement", "Placement", true), words("provider", "Provider", true),
	}}
}

// UpliftsOf reads uplifts: on, percent and, where only some prices are raised, placement and provider.
func UpliftsOf(g *table.Grid, o table.Options) (Rows[Uplift], error) {
	return rowsOf(UpliftsSchema(), g, o, func(t *table.Records, i int) (Uplift, *figure.Fault) {
		return Uplift{
			On: t.Column("on").Date(i), Percent: t.Column("percent").Decimal(i), Placement: t.Column("placement").Text(i), Provider: t.Column("provider").Text(i),
		}, within(t, i, "on")
	})
}

// MovesSchema is the columns of a table of moves.
func MovesSchema() table.Schema {
	return table.Schema{Name: "moves.csv", Columns: []table.Column{
		date("on", "On", false), numeric("children", "Children", false), words("from_placement", "From placement", true), words("from_provider", "From provider", true),
		words("to_placement", "To placement", true), words("to_provider", "To provider", true),
	}}
}

// MovesOf reads moves: on, children and where the children come from and go to; without a placement that is outside of care.
func MovesOf(g *table.Grid, o table.Options) (Rows[Move], error) {
	return rowsOf(MovesSchema(), g, o, func(t *table.Records, i int) (Move, *figure.Fault) {
		return Move{
			On: t.Column("on").Date(i), Children: t.Column("children").Decimal(i), From: Line{t.Column("from_placement").Text(i), t.Column("from_provider").Text(i)},
			To: Line{t.Column("to_placement").Text(i), t.Column("to_provider").Text(i)},
		}, within(t, i, "on")
	})
}

// Activity is the child-days of a type in a month.
type Activity struct {
	Placement string
	Month     time.Time
	ChildDays decimal.Decimal
}

// ActivitySchema is the columns of a table of child-days.
func ActivitySchema() table.Schema {
	isMonth := func(heading string) bool {
		_, err := time.Parse("2006-01", heading)
		return err == nil
	}
	return table.Schema{Name: "child_days.csv", Across: &table.Across{Column: "period", Value: "child_days", Is: isMonth}, Columns: []table.Column{
		words("placement", "Placement", false), words("period", "Period", false), {ID: "child_days", Label: "Child-days", Kind: table.KindNumber},
	}}
}

// ActivityOf reads child-days: placement, period (a month, 2027-04) and child_days.
func ActivityOf(g *table.Grid, o table.Options) (Rows[Activity], error) {
	return rowsOf(ActivitySchema(), g, o, func(t *table.Records, i int) (a Activity, fault *figure.Fault) {
		a = Activity{Placement: t.Column("placement").Text(i), ChildDays: t.Column("child_days").Decimal(i)}
		month, fault := monthOf(t, i, "period")
		if fault == nil && a.ChildDays.IsNegative() {
			fault = t.Fault(i, "child_days", "negative", "fewer than no child-days", "use 0 or more")
		}
		a.Month = month
		return a, fault
	})
}

// monthOf reads a month, 2027-04.
func monthOf(t *table.Records, i int, id string) (time.Time, *figure.Fault) {
	month, err := time.Parse("2006-01", t.Column(id).Text(i))
	if err != nil || month.Year() < firstYear || month.Year() >= lastYear {
		return month, t.Fault(i, id, "month", "it is no month", "write 2027-04")
	}
	return month, nil
}

// NightsOf spreads child-days evenly over the nights of their months. Every type needs every month from the first to the last of
// the table, a 0 where nobody is there. The error is [figure.Faults].
func NightsOf(rows Rows[Activity]) (start time.Time, nights []Nights, err error) {
	var faults figure.Faults
	if len(rows.Items) == 0 {
		return start, nil, &figure.Fault{Code: "no_rows", Path: "child_days", Problem: "there are no child-days", Remedy: "give a row for each type and month"}
	}
	type key struct {
		placement string
		month     time.Time
	}
	found := map[key]decimal.Decimal{}
	var types []string
	start, end := rows.Items[0].Month, rows.Items[0].Month
	for i, a := range rows.Items {
		k := key{a.Placement, a.Month}
		if _, twice := found[k]; twice {
			faults = append(faults, &figure.Fault{Code: "twice", Place: rows.Places[i], Label: a.Placement, Value: a.Month.Format("2006-01"), Problem: "the month of this type stands twice", Remedy: "leave one out"})
		}
		found[k] = a.ChildDays
		if !slices.Contains(types, a.Placement) {
			types = append(types, a.Placement)
		}
		if a.Month.Before(start) {
			start = a.Month
		}
		if a.Month.After(end) {
			end = a.Month
		}
	}
	for _, placement := range types {
		n := Nights{Placement: placement}
		for month := start; !month.After(end); month = month.AddDate(0, 1, 0) {
			childDays, ok := found[key{placement, month}]
			if !ok {
				faults = append(faults, &figure.Fault{
					Code: "missing_month", Path: "child_days", Label: placement, Value: month.Format("2006-01"), Problem: fmt.Sprintf("%s has no row for %s", placement, month.Format("2006-01")), Remedy: "give 0 where nobody is there",
				})
			}
			days := int(month.AddDate(0, 1, 0).Sub(month) / (24 * time.Hour))
			for range days {
				n.Children = append(n.Children, childDays.DivRound(decimal.NewFromInt(int64(days)), exactPlaces))
			}
		}
		nights = append(nights, n)
	}
	return start, nights, faults.Err()
}
