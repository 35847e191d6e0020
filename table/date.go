package table

import (
	"errors"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// badDay marks a cell that is no day.
const badDay figure.Date = -1

// bothDays are the days that a text may mean: with its day first, and with its month first.
type bothDays struct{ day, month figure.Date }

// dateTexts is how many texts of dates are kept as read: most files have fewer days than rows.
const dateTexts = 1 << 14

// readDates reads all columns of days. How they are read is settled by all of them together: 03/04/2024 has the order of any
// that has no other, and the day first where none tells, which a note says. Dates of both orders are a question. A workbook's
// own date goes before what its cell shows.
func (r *Records) readDates() error {
	read := map[string]bothDays{}
	var orders figure.DateOrders
	for i := range r.schema.Columns {
		if r.schema.Columns[i].Kind != KindDate || r.header.columns[i] < 0 {
			continue
		}
		v := r.values[i]
		v.both = make([]bothDays, len(r.rows))
		for j := range r.rows {
			text := v.dateText(j)
			if text == "" {
				continue
			}
			both, known := read[text]
			if !known {
				both = daysOf(text)
				if len(read) < dateTexts {
					read[text] = both
				}
			}
			v.both[j] = both
			orders.Add(text, both.day, both.month)
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
		if v != nil && v.both != nil {
			v.settle(r.dates.Order)
		}
	}
	return nil
}

// dateText is a cell of a column of days: the date that a workbook knows, or what is shown.
func (v *Values) dateText(i int) string {
	if mark := v.records.grid.Mark(int(v.records.rows[i]), v.at).Date; mark != "" {
		return mark
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

// settle takes the days of the order.
func (v *Values) settle(order figure.DateOrder) {
	v.dates = make([]figure.Date, len(v.both))
	for i, both := range v.both {
		if v.dates[i] = both.day; order == figure.MonthFirst {
			v.dates[i] = both.month
		}
		if v.dates[i] == 0 && both != (bothDays{}) {
			v.dates[i] = badDay
		}
	}
	v.both = nil
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
