package finance

import (
	"io"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadPlacements reads placements.csv: type, start, weekly and, where given, end (blank while open), income (a week's
// contribution, unsigned) and id. Dates are ISO, 2024-07-30; bare amounts are pounds. The error is a [*figure.Fault].
func ReadPlacements(r io.Reader) ([]Placement, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"type", "start", "weekly"}, Optional: []string{"end", "income", "id"},
	})
	if err != nil {
		return nil, err
	}
	var placements []Placement
	for _, row := range t.Rows() {
		p, err := readPlacement(row)
		if err != nil {
			return nil, err
		}
		placements = append(placements, p)
	}
	if len(placements) == 0 {
		return nil, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: "the file has no lines under its header: give one row a placement"}
	}
	return placements, nil
}

func readPlacement(row table.Row) (Placement, error) {
	p := Placement{ID: row.Get("id"), Type: row.Get("type")}
	if p.Type == "" {
		return p, fault(row, "type", "the cell is blank: name the type of placement")
	}
	var err error
	if p.Start, err = readDay(row, "start"); err != nil {
		return p, err
	}
	if row.Get("end") != "" {
		if p.End, err = readDay(row, "end"); err != nil {
			return p, err
		}
	}
	weekly, err := needed(row, "weekly", Pounds)
	if err != nil {
		return p, err
	}
	income, _, err := cell(row, "income", Pounds)
	if err != nil {
		return p, err
	}
	p.Weekly, p.Income = weekly.Pounds, income.Pounds
	if problem := p.problem(); problem != "" {
		return p, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: row.Line}, Problem: problem}
	}
	return p, nil
}

// readDay reads an ISO date.
func readDay(row table.Row, column string) (time.Time, error) {
	text := row.Get(column)
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fault(row, column, quoted(text)+" is not a date: write 2024-07-30")
	}
	return d, nil
}
