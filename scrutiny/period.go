package scrutiny

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// carrier is something of the report that says which period it is about.
type carrier struct {
	finding Finding
	text    string
	period  finance.Period
	known   bool
	table   bool
	claimed bool // a claim of kind period, whose verdict is always told
}

// carriers are all periods that the report states, tables before claims.
func (c *checker) carriers() []carrier {
	var found []carrier
	add := func(f Finding, text string, table, claimed bool) {
		if text == "" {
			return
		}
		f.Kind, f.Printed = KindPeriod, cmp.Or(f.Printed, text)
		period, err := finance.ParsePeriod(text)
		found = append(found, carrier{finding: f, text: text, period: period, known: err == nil, table: table, claimed: claimed})
	}
	for _, g := range c.tables {
		add(Finding{ID: g.id + "/period", Where: g.table.Where, Label: cmp.Or(g.table.Title, g.id) + ", period"}, g.table.Period, true, false)
		for _, column := range g.columns {
			add(Finding{ID: g.id + "/" + column.ID + "/period", Where: g.table.Where, Label: cmp.Or(column.Label, column.ID) + ", period"}, column.Period, true, false)
		}
	}
	for _, s := range c.claims {
		f := s.start()
		if s.kind == KindPeriod {
			add(f, cmp.Or(s.claim.Period, s.claim.Printed.Value), false, true)
			continue
		}
		add(Finding{ID: s.id + "/period", Where: f.Where, Label: f.Label + ", period"}, s.claim.Period, false, false)
	}
	return found
}

// checkPeriods holds each period against what a report of its date can know: an actual figure's period must have ended.
// Where the report has no date, the latest position of its tables stands for it.
func (c *checker) checkPeriods() {
	all := c.carriers()
	for i, one := range all {
		f := one.finding
		switch {
		case !one.known:
			_, err := finance.ParsePeriod(one.text)
			f = cannotCheck(f, nil, err.Error())
		default:
			f = c.judgePeriod(f, one.text, one.period, latestOf(all, i))
		}
		// A period that merely labels a table or a figure is told only when it cannot be right.
		if one.claimed || f.Verdict == Differs {
			f.size = 1
			c.add(f)
		}
	}
}

// latestOf is the latest position among the other periods: of the tables, or where they state none of the claims. An
// outturn is what is in question, so it is no measure for another.
func latestOf(all []carrier, except int) finance.Period {
	var latest finance.Period
	for _, tables := range []bool{true, false} {
		for i, other := range all {
			dated := other.known && (other.period.Kind == finance.Month || other.period.Kind == finance.Quarter || other.period.Kind == finance.Day)
			if i == except || other.table != tables || !dated {
				continue
			}
			if order, ok := other.period.Compare(latest); latest.Kind == finance.NoPeriod || (ok && order > 0) {
				latest = other.period
			}
		}
		if latest.Kind != finance.NoPeriod {
			break
		}
	}
	return latest
}

// runningMonth says whether a calendar month is named in which the report itself was made: its caseload of "July 2024" may
// be that of a day in July. "Month 4" is a month of accounts, and must have ended.
func runningMonth(text string, period finance.Period, date time.Time) bool {
	if period.Kind != finance.Month || !strings.Contains(strings.ToLower(text), strings.ToLower(date.Month().String()[:3])) {
		return false
	}
	end, ok := period.End()
	last := end.AddDate(0, 0, -1)
	return ok && last.Year() == date.Year() && last.Month() == date.Month() && !strings.Contains(strings.ToLower(text), "month")
}

// looksAhead recognises a figure of the future by its name: "March 2025 forecast".
func looksAhead(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' })
	return slices.ContainsFunc(words, func(word string) bool {
		return slices.Contains([]string{"forecast", "projected", "projection", "expected", "estimated", "planned", "target", "budget"}, word)
	})
}

func (c *checker) judgePeriod(f Finding, text string, period, latest finance.Period) Finding {
	if period.Kind == finance.WholeYear {
		f.Verdict = Agrees
		f.Working = fmt.Sprintf("%s names a whole year, which a budget or a forecast may do at any time", period)
		return f
	}
	date, dated := parseDate(c.report.Source.Date)
	var err error
	if looksAhead(text) {
		f.Verdict = Agrees
		f.Working = fmt.Sprintf("%s is looked ahead to, which a report may do at any time", period)
		return f
	}
	switch {
	case dated && period.Year != 0:
		err = period.KnownOn(date)
	case latest.Kind != finance.NoPeriod && period.Year != 0 && latest.Year != 0:
		err = period.KnownAt(latest)
	default:
		return cannotCheck(f, nil, "neither the date of the report nor the year of its latest period is stated")
	}
	if err == nil {
		f.Verdict = Agrees
		f.Working = fmt.Sprintf("%s had ended when the report was made", period)
		if dated {
			f.Working = fmt.Sprintf("%s had ended by %s, the date of the report", period, date.Format("2 January 2006"))
		}
		return f
	}
	if dated && runningMonth(text, period, date) {
		f = cannotCheck(f, nil, fmt.Sprintf("the month was still running on %s, and what is counted in it is not stated", date.Format("2 January 2006")))
		f.Question = true
		return f
	}
	f.Verdict, f.Slip = Differs, SlipDate
	f.Working = fmt.Sprintf("%s: %s", f.Printed, err)
	if latest.Kind != finance.NoPeriod && dated {
		f.Working += fmt.Sprintf("; the report's latest position is %s", latest)
	}
	if before := lastYear(period); before.Kind != finance.NoPeriod && dated && before.KnownOn(date) == nil {
		f.Explanation = fmt.Sprintf("Printed %s; %s had ended by then: a year too late.", period, before)
	}
	return f
}

// lastYear is the same period a year before.
func lastYear(p finance.Period) finance.Period {
	if p.Year == 0 || p.Kind == finance.Day {
		return finance.Period{}
	}
	p.Year--
	return p
}

// checkPeriodClaim leaves a claim of kind period to checkPeriods, which sees the whole report.
func (c *checker) checkPeriodClaim(*statement) {}
