package scrutiny

import (
	"maps"
	"time"
)

// Options are what a check may know beside the report. The zero value is good.
type Options struct {
	// Previous is the last report of the same series: its figures are held against those this report quotes, and the
	// indicators it had are looked for. Defaults to none.
	Previous *Report
	// Neighbours is the data behind the claims of kind neighbours, by their ids. Defaults to none: then they cannot be
	// checked.
	Neighbours map[string]Neighbours
	// MaxCost bounds what the formulas of the report may cost together, in units of about ten nanoseconds; what is left over
	// cannot be checked. Defaults to 200,000,000, two seconds.
	MaxCost int64
	// SingleOnly leaves out the judgement of each table as a whole. Defaults to false.
	SingleOnly bool
}

// Check holds a report against its own arithmetic. It never fails: what cannot be judged is found as cannot_check with
// the reason. The report is left as it is.
func Check(report Report, options Options) Result {
	c := &checker{report: report, options: options, named: make(map[string]*quantity, report.size()), rarities: map[[2]int]rarity{}, work: newWork(options.MaxCost)}
	c.load()
	c.findings = make([]Finding, 0, c.expected())
	for i := range c.tables {
		c.checkTable(c.tables[i])
	}
	for i := range c.claims {
		c.checkClaim(c.claims[i])
	}
	c.checkPeriods()
	c.checkVanished()
	return c.result()
}

// checker is the work of one check.
type checker struct {
	report   Report
	options  Options
	tables   []*grid
	claims   []*statement
	named    map[string]*quantity
	findings []Finding
	notes    []string
	figures  []*quantity
	rarities map[[2]int]rarity
	// last is the last report, where there is one.
	last *checker
	// judged are the equations of the table in hand.
	judged []judged
	// wholeTables counts the tables judged whole.
	wholeTables int
	// work is what the formulas of the report may still cost.
	work *work
}

// size is about how many figures the report holds.
func (r Report) size() int {
	n := 4 * len(r.Claims)
	for _, t := range r.Tables {
		n += (len(t.Rows) + len(t.Totals)) * max(1, len(t.Columns))
	}
	return n
}

// expected is about how many findings there will be: one of each claim, of each formula of a row and of each column of a total.
func (c *checker) expected() int {
	n := len(c.claims)
	for _, g := range c.tables {
		for _, column := range g.columns {
			if column.Formula != "" {
				n += len(g.lines)
			}
		}
		n += len(g.table.Totals) * len(g.columns)
	}
	return n
}

// load makes every printed figure ready, and joins those that are printed twice.
func (c *checker) load() {
	base := setting{unit: c.report.Unit, rounding: c.report.Rounding}
	for i, t := range c.report.Tables {
		c.tables = append(c.tables, c.newGrid(i, t, base))
	}
	for i, claim := range c.report.Claims {
		c.claims = append(c.claims, c.newStatement(i, claim, base))
	}
	c.loadPrevious()
	c.joinRepeated()
}

// register makes a figure known under its reference.
func (c *checker) register(reference string, q *quantity) {
	q.where = reference
	if _, taken := c.named[reference]; !taken {
		c.named[reference] = q
	}
	if (q.usable() || q.missing) && !q.setting.placed {
		c.figures = append(c.figures, q)
	}
}

// add keeps a finding and what it used.
func (c *checker) add(f Finding, used ...*quantity) {
	f.Cells = make([]string, 0, len(used))
	if f.Definition == "" {
		f.Definition = definitionOf(f.Kind)
	}
	for _, q := range used {
		if q != nil {
			q.used = q.used || f.Verdict != CannotCheck
			if q.where != "" {
				f.Cells = append(f.Cells, q.where)
			}
		}
	}
	c.findings = append(c.findings, f)
}

// result orders and counts what was found.
func (c *checker) result() Result {
	c.weighAll()
	c.order()
	r := Result{Title: c.report.Title, Findings: c.findings, Notes: c.notes}
	if r.Findings == nil {
		r.Findings = []Finding{}
	}
	r.Questions = c.report.Questions
	r.Summary = c.summary()
	return r
}

func (c *checker) summary() Summary {
	s := Summary{Figures: len(c.figures), TablesWhole: c.wholeTables}
	for _, f := range c.findings {
		switch f.Verdict {
		case Agrees:
			s.Agrees++
		case WithinRounding:
			s.WithinRounding++
		case Differs:
			s.Differs++
		default:
			s.CannotCheck++
			if s.Why == nil {
				s.Why = map[string]int{}
			}
			s.Why[f.Reason]++
		}
		if f.Verdict != CannotCheck && (f.Telling == nil || f.Telling.Passing < f.Telling.Of) {
			s.AbleToFail++
		}
	}
	for _, q := range c.figures {
		if q.used {
			s.Checked++
		}
	}
	c.countPlaces(&s)
	s.NotChecked = s.Figures - s.Checked
	return s
}

// countPlaces counts the figures of natural documents, each place once however many claims use it, and those that no claim
// uses.
func (c *checker) countPlaces(s *Summary) {
	seen, checked := map[At]bool{}, map[At]bool{}
	for _, f := range c.findings {
		if f.At.IsZero() {
			continue
		}
		of := f.Of
		if f.Kind != KindCompare && f.Kind != KindRank { // their printed result is a word
			of = append([]At{f.At}, of...)
		}
		for _, at := range of {
			at.Sign = 0
			seen[at] = true
			checked[at] = checked[at] || f.Verdict != CannotCheck
		}
	}
	s.Figures += len(seen)
	for _, ok := range checked {
		if ok {
			s.Checked++
		}
	}
	if len(c.report.Unclaimed) > 0 {
		s.NotCheckedBy = maps.Clone(c.report.Unclaimed)
	}
	for _, n := range c.report.Unclaimed {
		s.Figures += n
	}
}

// parseDate reads a day as reports print it.
func parseDate(text string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", "2 January 2006", "02/01/2006", "2 Jan 2006"} {
		if day, err := time.Parse(layout, text); err == nil {
			return day, true
		}
	}
	// A report of "October 2024" may have been made on any day of it.
	for _, layout := range []string{"January 2006", "2006-01"} {
		if day, err := time.Parse(layout, text); err == nil {
			return day.AddDate(0, 1, -1), true
		}
	}
	return time.Time{}, false
}
