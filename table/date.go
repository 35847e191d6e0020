package table

import (
	"errors"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// badDay marks a cell that is no day.
const badDay figure.Date = -1

// settleDates finds how the dates of a table are read, from all its columns of dates together: 03/04/2024 has the order of any
// that has no other, and the day first where none tells, which a note says. Dates of both orders are a question.
func (r *Records) settleDates() (figure.DateReading, error) {
	either := ""
	texts := func(yield func(string) bool) {
		for i := range r.schema.Columns {
			at := r.header.columns[i]
			if at < 0 || r.schema.Columns[i].Kind != KindDate {
				continue
			}
			for j := range r.rows {
				text := r.text(j, at)
				if day, month, err := figure.DateCandidates(text); either == "" && err == nil && day != month && day != 0 && month != 0 {
					either = text
				}
				if !yield(text) {
					return
				}
			}
		}
	}
	order, _ := figure.OrderOf(texts)
	reading, err := figure.SettleDates(texts)
	if fault := (*figure.Fault)(nil); errors.As(err, &fault) {
		fault.Place = r.HeadingPlace("")
		return reading, fault
	}
	switch {
	case order == figure.MonthFirst:
		r.note("dates are read with the month first, as some of them must be")
	case order == figure.OrderNotKnown && either != "":
		r.note("dates are read with the day first, as Britain writes them: %s", either)
	}
	reading.Serials = true
	return reading, nil
}

// readDates reads a column of days. A workbook's own date goes before what its cell shows.
func (r *Records) readDates(v *Values) {
	v.dates = make([]figure.Date, len(r.rows))
	for i := range r.rows {
		text := r.text(i, v.at)
		if mark := r.grid.Mark(int(r.rows[i]), v.at).Date; mark != "" {
			text = mark
		}
		if text == "" {
			continue
		}
		day, err := r.dates.Parse(text)
		if v.dates[i] = day; err != nil {
			v.dates[i] = badDay
		}
	}
}

// dateProblem says what is wrong with the day of a cell, if anything.
func (v *Values) dateProblem(i int) (code, problem, remedy string) {
	switch {
	case v.dates[i] == badDay:
		_, err := v.records.dates.Parse(v.Text(i))
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
