package table

import (
	"errors"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// badDay marks a cell that is no day.
const badDay figure.Date = -1

// bothDays are the days that a text may mean: with its day first, and with its month first.
type bothDays struct{ day, month figure.Date }

// dateTexts is how many texts of dates are kept as read: most files have fewer days than rows.
const dateTexts = 1 << 14

// dayReader reads a column of days, in both orders where a text has both.
type dayReader struct {
	v    *Values
	read map[string]bothDays
}

// take reads one cell.
func (d *dayReader) take(text []byte) {
	v := d.v
	if len(text) == 0 {
		v.dates = append(v.dates, 0)
		return
	}
	if day, ok := column.ISODay(text); ok {
		v.dates = append(v.dates, day)
		return
	}
	both, known := d.read[string(text)]
	if !known {
		both = daysOf(string(text))
		if d.read == nil {
			d.read = map[string]bothDays{}
		}
		if len(d.read) < dateTexts {
			d.read[string(text)] = both
		}
	}
	if both.day != both.month {
		v.twoWays = append(v.twoWays, twoWays{len(v.dates), both.month})
	}
	v.dates = append(v.dates, both.day)
}

// twoWays is a day of a column that is another, or none, with the month first.
type twoWays struct {
	record int
	month  figure.Date
}

// settleDates settles how all days are read by all of them together: 03/04/2024 has the order of any that has no other, and the
// day first where none tells, which a note says. Dates of both orders are a question. A workbook's own date goes before what
// its cell shows.
func (r *Records) settleDates() error {
	var orders figure.DateOrders
	for _, v := range r.values {
		if v == nil {
			continue
		}
		for _, two := range v.twoWays {
			orders.Add(v.dateText(two.record), v.dates[two.record], two.month)
		}
	}
	order, note, err := orders.Settle()
	var fault *figure.Fault
	if errors.As(err, &fault) {
		fault.Place = r.HeadingPlace("")
		return fault
	}
	if note != "" {
		r.note("%s", note)
	}
	r.dates = figure.DateReading{Order: order, Serials: true}
	for _, v := range r.values {
		if v != nil {
			v.settle(r.dates.Order)
		}
	}
	return nil
}

// dateText is a cell of a column of days: the date that a workbook knows, or what is shown.
func (v *Values) dateText(i int) string {
	if day := v.records.mark(i, v.at).Date; day != "" {
		return day
	}
	return v.records.text(i, v.at)
}

// daysOf reads one text in both orders.
func daysOf(text string) bothDays {
	day, month, err := figure.DateCandidates(text)
	if err != nil {
		// A number may be the day that a spreadsheet counts.
		if day, err = (figure.DateReading{Serials: true}).Parse(text); err != nil {
			return bothDays{badDay, badDay}
		}
		month = day
	}
	return bothDays{day, month}
}

// settle takes the days of the order; what has none in it is no day.
func (v *Values) settle(order figure.DateOrder) {
	for _, two := range v.twoWays {
		day := &v.dates[two.record]
		if order == figure.MonthFirst {
			*day = two.month
		}
		if *day == 0 {
			*day = badDay
		}
	}
	v.twoWays = nil
}

// dateProblem says what is wrong with the day of a cell, if anything.
func (v *Values) dateProblem(i int) (code, problem, remedy string) {
	switch {
	case v.dates[i] == badDay:
		_, err := v.records.dates.Parse(v.dateText(i))
		var fault *figure.Fault
		if errors.As(err, &fault) {
			return fault.Code, fault.Problem, fault.Remedy
		}
	case v.dates[i].IsZero() && !v.column.Blank:
		return "blank", "the cell is blank", need(v.column, "give the day, as 2024-07-30")
	}
	return "", "", ""
}

// Day is the day of a cell, the zero date where it is empty.
func (v *Values) Day(i int) figure.Date {
	if v.at < 0 || v.dates == nil || v.dates[i] == badDay {
		return 0
	}
	return v.dates[i]
}

// Date is [Values.Day] as a time, midnight UTC; the zero time where the cell is empty.
func (v *Values) Date(i int) time.Time {
	if d := v.Day(i); !d.IsZero() {
		return d.Time()
	}
	return time.Time{}
}
