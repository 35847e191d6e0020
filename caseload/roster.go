package caseload

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/order"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Roster is a list of workers as read: those who can be counted, the cases nobody holds, and the records that cannot be
// counted.
type Roster struct {
	Workers     []Worker
	Unallocated []Unallocated
	Faults      []Fault
	// Ignored are the columns of the file that are not read; a misspelt one is among them.
	Ignored []string
	// Notes say what reading the table supposed: a total that is no worker, columns that were not read.
	Notes []string
}

// Err is all records that cannot be counted, as [figure.Faults]; nil where every one can.
func (r Roster) Err() error {
	faults := make(figure.Faults, len(r.Faults))
	for i, f := range r.Faults {
		faults[i] = &f.At
	}
	return faults.Err()
}

// Held is how many workers hold how many cases, the fewest first.
func (r Roster) Held() (held []Held) {
	var h histogram
	for _, w := range r.Workers {
		h.add(w.Cases)
	}
	h.each(func(cases int, n int64) { held = append(held, Held{cases, int(n)}) })
	return held
}

// InPoints says whether any worker has a load in points.
func (r Roster) InPoints() bool {
	return slices.ContainsFunc(r.Workers, func(w Worker) bool { return w.Points.IsPositive() })
}

// WorkersSchema is the columns of a list of workers.
func WorkersSchema() table.Schema {
	flag := func(id, label, doc string, synonyms ...string) table.Column {
		return table.Column{ID: id, Label: label, Synonyms: synonyms, Kind: table.KindYesNo, Optional: true, Blank: true, Doc: doc}
	}
	return table.Schema{
		Name: "workers.csv", Label: "worker", Within: "team",
		Columns: []table.Column{
			{ID: "worker", Label: "Worker", Synonyms: []string{"Social worker", "Social worker name", "Worker name", "Staff", "Staff name", "Employee", "Name", "Allocated worker", "Case holder"}, Blank: true, Doc: "name or code; a row named unallocated holds the cases that nobody holds"},
			{ID: "id", Label: "Worker ID", Synonyms: []string{"Staff number", "Employee number", "Payroll number"}, Optional: true, Blank: true, Doc: "tells two workers of one name apart"},
			{ID: "team", Label: "Team", Synonyms: []string{"Team name"}, Optional: true, Blank: true, Few: true},
			{ID: "role", Label: "Role", Synonyms: []string{"Job title", "Post"}, Optional: true, Blank: true, Few: true},
			{ID: "fte", Label: "FTE", Synonyms: []string{"Full-time equivalent", "WTE"}, Kind: table.KindNumber, Blank: true, Doc: "full-time equivalent: 1 is full time, 0 is on leave"},
			{ID: "cases", Label: "Cases", Synonyms: []string{"Caseload", "Number of cases", "Children", "Open cases"}, Kind: table.KindCount, Need: "write a number, 0 for none", Doc: "children held: siblings count one each"},
			flag("asye", "ASYE", "newly qualified, in the assessed and supported year: yes, no or blank", "Newly qualified", "NQSW"),
			flag("agency", "Agency", "supplied by an agency: yes, no or blank", "Agency worker"),
			{ID: "limit", Label: "Own limit", Kind: table.KindNumber, Optional: true, Blank: true, Rate: true, Doc: "a limit of their own goes before that of all"},
			{ID: "points", Label: "Points", Kind: table.KindNumber, Optional: true, Blank: true, Doc: "load in points, where a scheme weighs cases"},
		},
	}
}

// ReadWorkers reads delimited text as [RosterOf] reads a table.
func ReadWorkers(r io.Reader) (Roster, error) { return readDelimited(r, RosterOf) }

// RosterOf reads a list of workers from a table with the columns worker, fte and cases, and where it has them id, team, role,
// asye, agency, limit and points. The id tells two workers of one name apart, and stands behind their name then. asye and agency are yes or no, blank for no. A row whose worker is "unallocated" holds
// the cases that nobody holds, by team if it names one; its fte may be blank. A total of a team or of all is no worker, and
// the notes say so.
//
// The error is a [figure.Fault] about the table as a whole: no heading, a missing column, a row longer than it. A record
// that cannot be counted is a [Fault] of the roster, and the other records stand.
func RosterOf(g *table.Grid, o table.Options) (Roster, error) {
	c, err := rosterColumnsOf(g, o)
	if err != nil {
		return Roster{}, err
	}
	return c.roster(), nil
}

func rosterColumnsOf(g *table.Grid, o table.Options) (rosterColumns, error) {
	t, err := WorkersSchema().Read(g, o)
	if err != nil {
		return rosterColumns{}, err
	}
	return rosterColumns{
		t: t, worker: t.Column("worker"), team: t.Column("team"), role: t.Column("role"), fte: t.Column("fte"), cases: t.Column("cases"),
		asye: t.Column("asye"), agency: t.Column("agency"), limit: t.Column("limit"), points: t.Column("points"),
	}, nil
}

// roster makes a record of each row.
func (c rosterColumns) roster() Roster {
	t := c.t
	roster := Roster{Ignored: t.Ignored(), Notes: t.Notes}
	lines := t.Lines()
	read := make([]Worker, 0, len(lines))
	records := make([]int, 0, len(lines))
	for _, i := range lines {
		bad := c.fault(i)
		switch {
		case bad != nil:
			roster.Faults = append(roster.Faults, *bad)
		case c.nobody(i):
			roster.Unallocated = append(roster.Unallocated, Unallocated{Team: c.team.Text(i), Cases: c.cases.Int(i), Line: t.Line(i)})
		default:
			read, records = append(read, c.workerOf(i)), append(records, i)
		}
	}
	c.tellApart(read, records)
	var faults []Fault
	roster.Workers, faults = Check(read)
	roster.Faults = byLine(append(roster.Faults, c.withPlaces(faults, read, records)...))
	return roster
}

// rosterColumns are the columns of a list of workers as read.
type rosterColumns struct {
	t                                                           *table.Records
	worker, team, role, fte, cases, asye, agency, limit, points *table.Values
}

// nobody says whether a record holds the cases that no worker does.
func (c rosterColumns) nobody(i int) bool { return strings.EqualFold(c.worker.Text(i), "unallocated") }

// workerOf is one record; whether the worker makes sense is for [Check].
func (c rosterColumns) workerOf(i int) Worker {
	return Worker{
		Name: c.worker.Text(i), Team: c.team.Text(i), Role: c.role.Text(i), Line: c.t.Line(i),
		FTE: c.fte.Decimal(i), Cases: c.cases.Int(i), ASYE: c.asye.Yes(i), Agency: c.agency.Yes(i),
		Limit: c.limit.Null(i), Points: c.points.Decimal(i),
	}
}

// fault is a cell of a record that could not be read, or an FTE that is not there.
func (c rosterColumns) fault(i int) *Fault {
	at := c.t.FaultOf(i)
	switch {
	case at != nil:
	case c.cases.Decimal(i).GreaterThanOrEqual(decimal.New(1, 9)):
		at = c.t.Fault(i, "cases", figure.BadValue, `"`+c.cases.Text(i)+`" is more than there are people`, "write the number of children")
	case c.fte.Blank(i) && !c.nobody(i):
		at = c.t.Fault(i, "fte", "blank", "fte is blank", "write a number, 0 for none")
	default:
		return nil
	}
	code := FTEUnreadable
	switch {
	case at.Heading == "cases" && at.Code == "negative":
		code = CasesNegative
	case at.Heading == "cases":
		code = CasesUnreadable
	case at.Heading == "asye" || at.Heading == "agency":
		code = FlagUnreadable
	case at.Heading == "limit" || at.Heading == "points":
		code = LimitUnreadable
	}
	f := &Fault{Code: code, Worker: c.worker.Text(i), FTE: c.fte.Decimal(i), At: *at}
	if code != CasesUnreadable {
		f.Cases = c.cases.Int(i)
	}
	return f
}

// tellApart puts the ID of a worker behind a name that another has as well, so that both hold their cases: "Ann Lee (17)".
func (c rosterColumns) tellApart(read []Worker, records []int) {
	id := c.t.Column("id")
	if !id.Present() {
		return
	}
	bearers := make(map[string]int, len(read))
	for _, w := range read {
		bearers[identity(w.Name)]++
	}
	for j := range read {
		if text := id.Text(records[j]); text != "" && bearers[identity(read[j].Name)] > 1 {
			read[j].Name += " (" + text + ")"
		}
	}
}

// withPlaces gives the faults that [Check] found the place of their cell.
func (c rosterColumns) withPlaces(faults []Fault, read []Worker, records []int) []Fault {
	if len(faults) == 0 {
		return nil
	}
	at := make(map[int]int, len(read))
	for j, w := range read {
		at[w.Line] = records[j]
	}
	for j := range faults {
		f := &faults[j].At
		i := at[f.Place.Line]
		if team := c.team.Text(i); faults[j].Code == WorkerBlank && team != "" {
			f.Remedy = fmt.Sprintf("a total is told with -total %q", team)
		}
		*f = *c.t.Fault(i, f.Heading, f.Code, f.Problem, f.Remedy)
	}
	return faults
}

// byLine puts faults in the order of the file.
func byLine(faults []Fault) []Fault {
	line := func(f Fault) int { return max(f.At.Place.Line, f.At.Place.Row) }
	order.Stable(faults, func(a, b Fault) int { return line(a) - line(b) })
	return faults
}
