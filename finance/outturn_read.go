package finance

import (
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadActuals reads actuals.csv into the actuals and the profile of a year: month (April, M1 or 1, from the first), actual
// (blank for months that are not in yet) and, where given, profile, the weight of each of the twelve months. Bare amounts
// are in unit. The error is a [*figure.Fault].
func ReadActuals(r io.Reader, unit Unit) (YearToDate, error) {
	t, err := table.Read(r, table.Columns{Required: []string{"month", "actual"}, Optional: []string{"profile"}})
	if err != nil {
		return YearToDate{}, err
	}
	var y YearToDate
	for i, row := range t.Rows() {
		if err := y.readMonth(row, i+1, unit, t.Has("profile")); err != nil {
			return YearToDate{}, err
		}
	}
	if t.Has("profile") && len(y.Profile) != 12 {
		problem := fmt.Sprintf("the profile has %d months: give all 12, with a blank actual for those to come", len(y.Profile))
		return YearToDate{}, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Heading: "profile", Problem: problem}
	}
	return y, nil
}

func (y *YearToDate) readMonth(row table.Row, number int, unit Unit, profiled bool) error {
	if month, ok := monthNumber(row.Get("month")); !ok || month != number {
		problem := fmt.Sprintf("%s stands where month %d is due: give the months from April in order, as M1, 1 or April", quoted(row.Get("month")), number)
		return fault(row, "month", problem)
	}
	actual, in, err := cell(row, "actual", unit)
	switch {
	case err != nil:
		return err
	case in && len(y.Actuals) < number-1:
		return fault(row, "actual", fmt.Sprintf("month %d is blank before it: give the months in order, without a gap", len(y.Actuals)+1))
	case in:
		y.Actuals = append(y.Actuals, actual.Pounds)
	}
	if !profiled {
		return nil
	}
	weight, err := needed(row, "profile", Pounds)
	y.Profile = append(y.Profile, weight.Pounds)
	return err
}

// monthNumber reads a month of the financial year: M1, 1, April, Apr.
func monthNumber(text string) (number int, ok bool) {
	if n := small(text); n >= 1 && n <= 12 {
		return n, true
	}
	p, err := ParsePeriod(strings.TrimSpace(text))
	return p.Number, err == nil && p.Kind == Month
}
