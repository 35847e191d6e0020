package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// list is one of the lists of children of Annex A.
type list struct {
	sheet string
	// ends is the column whose date closes the case.
	ends string
	// closedBy is a column whose "yes" says that there is no case: a referral without further action.
	closedBy string
}

// lists are those that name an allocated worker, from the front door on. A child on several is one case, held by the worker of
// the last: one who is looked after counts there, and not again on the list of children in need.
var lists = []list{
	{sheet: "List 3", closedBy: "referral nfa?"},
	{sheet: "List 4", ends: "continuous assessment date of authorisation"},
	{sheet: "List 5"},
	{sheet: "List 6", ends: "cin closure date"},
	{sheet: "List 7", ends: "child protection plan end date"},
	{sheet: "List 8", ends: "date ceased to be looked after"},
}

// maxUnzipped bounds what a workbook may grow to, because a small file can hold gigabytes of zeros.
const maxUnzipped = 256 << 20

// allocation is who holds a child.
type allocation struct{ team, worker string }

// Workers counts the children that each allocated worker holds in a workbook. Children without a worker are unallocated, by
// team. A worker's FTE is the one in ftes, by name, and 1 for who is not there.
func Workers(r io.Reader, ftes map[string]decimal.Decimal) (caseload.Roster, error) {
	book, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		return caseload.Roster{}, fmt.Errorf("not an Annex A workbook: %w", err)
	}
	defer book.Close()
	children := map[string]allocation{}
	read := 0
	for _, l := range lists {
		found, err := l.read(book, children)
		if err != nil {
			return caseload.Roster{}, err
		}
		if found {
			read++
		}
	}
	if read == 0 {
		return caseload.Roster{}, fmt.Errorf("none of %s to %s is in the workbook", lists[0].sheet, lists[len(lists)-1].sheet)
	}
	return rosterOf(children, ftes), nil
}

// read puts the open cases of one list into children; found is false when the workbook does not have it.
func (l list) read(book *excelize.File, children map[string]allocation) (found bool, err error) {
	if i, err := book.GetSheetIndex(l.sheet); err != nil || i < 0 {
		return false, err
	}
	rows, err := book.GetRows(l.sheet)
	if err != nil {
		return false, fmt.Errorf("%s: %w", l.sheet, err)
	}
	if len(rows) == 0 {
		return false, nil
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[clean(strings.ToLower(name))] = i
	}
	for _, name := range []string{"child unique id", "allocated team", "allocated worker", l.ends, l.closedBy} {
		if _, ok := column[name]; !ok && name != "" {
			return false, fmt.Errorf("%s: the column %q is missing", l.sheet, name)
		}
	}
	for _, row := range rows[1:] {
		cell := func(name string) string {
			if i, ok := column[name]; ok && i < len(row) {
				return clean(row[i])
			}
			return ""
		}
		child := cell("child unique id")
		if child == "" || cell(l.ends) != "" || yes(cell(l.closedBy)) {
			continue
		}
		children[child] = allocation{team: cell("allocated team"), worker: cell("allocated worker")}
	}
	return true, nil
}

// clean takes out doubled and non-breaking spaces, and what Excel writes for a failed look-up.
func clean(s string) string {
	if s = strings.Join(strings.Fields(s), " "); s == "#N/A" {
		return ""
	}
	return s
}

// yes reads the coded answers of Annex A: "Yes", "a) Yes".
func yes(s string) bool {
	_, answer, coded := strings.Cut(s, ") ")
	if !coded {
		answer = s
	}
	return strings.EqualFold(answer, "yes")
}

// rosterOf turns the children into workers, in the order of their names.
func rosterOf(children map[string]allocation, ftes map[string]decimal.Decimal) caseload.Roster {
	var roster caseload.Roster
	held, nobody := map[string]*caseload.Worker{}, map[string]int{}
	for _, id := range slices.Sorted(maps.Keys(children)) {
		a := children[id]
		if a.worker == "" {
			nobody[a.team]++
			continue
		}
		key := strings.ToLower(a.worker)
		if held[key] == nil {
			fte, ok := ftes[key]
			if !ok {
				fte = decimal.NewFromInt(1)
			}
			held[key] = &caseload.Worker{Name: a.worker, Team: a.team, FTE: fte}
		}
		held[key].Cases++
	}
	workers := make([]caseload.Worker, 0, len(held))
	for _, w := range held {
		workers = append(workers, *w)
	}
	slices.SortFunc(workers, func(a, b caseload.Worker) int { return cmp.Compare(a.Name, b.Name) })
	roster.Workers, roster.Faults = caseload.Check(workers)
	for _, team := range slices.Sorted(maps.Keys(nobody)) {
		roster.Unallocated = append(roster.Unallocated, caseload.Unallocated{Team: team, Cases: nobody[team]})
	}
	return roster
}

// readFTEs reads a CSV file with the columns worker and fte.
func readFTEs(r io.Reader) (map[string]decimal.Decimal, error) {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || len(rows[0]) < 2 || strings.TrimPrefix(rows[0][0], "\uFEFF") != "worker" || rows[0][1] != "fte" {
		return nil, fmt.Errorf("line 1: the columns must be worker and fte")
	}
	ftes := map[string]decimal.Decimal{}
	for i, row := range rows[1:] {
		fte, err := decimal.NewFromString(row[1])
		if err != nil || len(row[1]) > 10 || fte.IsNegative() || fte.GreaterThan(caseload.MaxFTE()) {
			return nil, fmt.Errorf("line %d, column 2 (fte): %q is not an FTE from 0 to 1.5", i+2, row[1])
		}
		ftes[strings.ToLower(clean(row[0]))] = fte
	}
	return ftes, nil
}

// writeWorkers writes workers.csv.
func writeWorkers(out io.Writer, roster caseload.Roster) error {
	rows := [][]string{{"worker", "team", "role", "fte", "cases", "asye", "agency"}}
	for _, worker := range roster.Workers {
		rows = append(rows, []string{worker.Name, worker.Team, "", worker.FTE.String(), strconv.Itoa(worker.Cases), "", ""})
	}
	for _, u := range roster.Unallocated {
		rows = append(rows, []string{"unallocated", u.Team, "", "", strconv.Itoa(u.Cases), "", ""})
	}
	return table.WriteCSV(out, slices.Values(rows))
}
