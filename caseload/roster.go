package caseload

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// Roster is a list of workers as read: those who can be counted, the cases nobody holds, and the records that cannot be
// counted.
type Roster struct {
	Workers     []Worker
	Unallocated []Unallocated
	Faults      []Fault
	// Ignored are the columns of the file that are not read; a misspelt one is among them.
	Ignored []string
}

// Err is the first fault, nil when every record can be counted.
func (r Roster) Err() error {
	if len(r.Faults) == 0 {
		return nil
	}
	return &r.Faults[0]
}

// ReadWorkers reads a CSV file with the columns worker, fte and cases, and where it has them team, role, asye, agency,
// limit and points, in any order. asye and agency are yes or no, blank for no. A row whose worker is "unallocated" holds
// the cases that nobody holds, by team if it names one; its fte may be blank.
//
// The error is a [figure.Fault] about the file as a whole: no header, a missing column, a row of another length. A record
// that cannot be counted is a [Fault] of the roster, and the other records stand.
func ReadWorkers(r io.Reader) (Roster, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"worker", "fte", "cases"},
		Optional: []string{"team", "role", "asye", "agency", "limit", "points"},
	})
	if err != nil {
		return Roster{}, err
	}
	roster := Roster{Ignored: t.Ignored()}
	read := make([]Worker, 0, len(t.Rows()))
	// A workforce has few different FTEs: sharing them keeps a long list small and its sums fast.
	ftes := map[string]decimal.Decimal{}
	for _, row := range t.Rows() {
		if strings.EqualFold(row.Get("worker"), "unallocated") {
			roster.addUnallocated(row)
			continue
		}
		w, bad := readWorker(row)
		if bad != nil {
			roster.Faults = append(roster.Faults, *bad)
			continue
		}
		text := row.Get("fte")
		if _, ok := ftes[text]; !ok {
			ftes[text] = w.FTE
		}
		w.FTE = ftes[text]
		read = append(read, w)
	}
	var faults []Fault
	roster.Workers, faults = Check(read)
	roster.Faults = byLine(append(roster.Faults, withColumns(faults, t.Rows())...))
	return roster, nil
}

func (r *Roster) addUnallocated(row table.Row) {
	cases, bad := wholeCell(row, "cases")
	if bad == nil && cases < 0 {
		bad = fault(row, "cases", "a number of cases cannot be below zero")
	}
	if bad != nil {
		r.Faults = append(r.Faults, Fault{Code: CasesUnreadable, Worker: row.Get("worker"), At: *bad})
		return
	}
	r.Unallocated = append(r.Unallocated, Unallocated{Team: row.Get("team"), Cases: cases, Line: row.Line})
}

// readWorker reads the cells of one row; whether the worker makes sense is for [Check].
func readWorker(row table.Row) (Worker, *Fault) {
	w := Worker{Name: row.Get("worker"), Team: row.Get("team"), Role: row.Get("role"), Line: row.Line}
	var bad [6]*figure.Fault
	w.FTE, bad[0] = decimalCell(row, "fte")
	w.Cases, bad[1] = wholeCell(row, "cases")
	w.ASYE, bad[2] = flagCell(row, "asye")
	w.Agency, bad[3] = flagCell(row, "agency")
	w.Limit, bad[4] = optionalCell(row, "limit")
	points, unread := optionalCell(row, "points")
	w.Points, bad[5] = points.Decimal, unread
	codes := [6]FaultCode{FTEUnreadable, CasesUnreadable, FlagUnreadable, FlagUnreadable, LimitUnreadable, LimitUnreadable}
	for i, at := range bad {
		if at != nil {
			return w, &Fault{Code: codes[i], Worker: w.Name, FTE: w.FTE, Cases: w.Cases, At: *at}
		}
	}
	return w, nil
}

// optionalCell reads a number from a cell that may be blank.
func optionalCell(row table.Row, header string) (decimal.NullDecimal, *figure.Fault) {
	if row.Get(header) == "" {
		return decimal.NullDecimal{}, nil
	}
	value, bad := decimalCell(row, header)
	return decimal.NullDecimal{Decimal: value, Valid: bad == nil}, bad
}
