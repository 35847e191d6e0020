package form

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Parts are the results of the parts of a page by their ids.
type Parts = map[string]Result

// reading is how one part of a page is worked out: its id is that of its table, where it has one.
type reading struct {
	page, part string
	read       func(Tables, map[string]string) Result
}

// readings are all parts that a page or its worker works out, the first of each page before its others.
func readings() []reading {
	return []reading{
		{"caseload", WorkersTable, ReadCaseload},
		{"caseload", RecruitingPart, ReadRecruiting},
		{"caseload", TransfersPart, ReadTransfers},
		{"caseload", HistogramTable, ReadHistogram},
		{"caseload", SharesPart, ReadShares},
		{"caseload", StandardsTable, ReadStandards},
		{"caseload", WorkforceTable, ReadWorkforce},
	}
}

// Parts of a page that have no table of their own and work on those of the others.
const (
	RecruitingPart = "recruiting"
	TransfersPart  = "transfers"
	SharesPart     = "shares"
)

// FurtherParts works out all parts of a page but its first. Only the worker calls it, and who writes the pages ahead: so
// the page itself is downloaded without what its further parts need.
func FurtherParts(in Inputs) (Parts, error) {
	tables := Tables{}
	for _, s := range Shapes() {
		if s.Page == in.Page {
			tables[s.Table] = grid.New(s.Columns, in.Tables[s.Table])
		}
	}
	results, first := Parts{}, true
	for _, r := range readings() {
		if r.page != in.Page {
			continue
		}
		if !first {
			results[r.part] = r.read(tables, in.Settings)
		}
		first = false
	}
	if first {
		return nil, fmt.Errorf("no page named %q has parts", in.Page)
	}
	return results, nil
}

// readerOf is how the part of a table is worked out.
func readerOf(page, table string) func(Tables, map[string]string) Result {
	for _, r := range readings() {
		if r.page == page && r.part == table {
			return r.read
		}
	}
	return nil
}
