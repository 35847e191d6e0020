package form

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/order"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
)

// EarlierTable is the id of the statement that the finance page compares with.
const EarlierTable = "earlier"

// movementExample is a month before Oldham's month 4. The report prints no service at an earlier period, so the figures are
// made up: a virement, and a service that was merged into others.
func movementExample(in *Inputs) {
	in.Settings["earlier_period"] = "2024/25 month 3"
	in.Tables[EarlierTable] = [][]string{
		{"Children in Care", "41,300", "52,640", "0", ""},
		{"Fieldwork & Family Support", "11,515", "12,250", "0", ""},
		{"Children's Safeguarding", "2,902", "2,830", "0", ""},
		{"Children's Services - Integration", "3,325", "3,290", "-215", ""},
		{"Family Group Conferencing", "200", "190", "0", ""},
	}
}

// ReadStatementMovement computes how the statement moved since the earlier one.
func ReadStatementMovement(tables Tables, settings map[string]string) Result {
	earlier := tables[EarlierTable]
	if earlier.Empty() {
		return Result{Answer: "Give the same statement at an earlier period to see what moved."}
	}
	from, problems := readStatement(earlier, EarlierTable, "earlier_period", settings)
	if len(problems) > 0 {
		return Result{Problems: only(problems, EarlierTable, "earlier_period")}
	}
	to, problems := readStatement(tables[StatementTable], StatementTable, "period", settings)
	if len(problems) > 0 || len(to.Lines) == 0 {
		return Result{Answer: "The statement at the top of the page is needed to see what moved."}
	}
	m, err := finance.Move(from, to)
	if err != nil {
		return Result{Problems: []Problem{{Field: "earlier_period", Label: "Earlier period", Text: err.Error()}}}
	}
	return statementMovementOf(to, m)
}

// only leaves out the problems that another part of the page tells.
func only(problems []Problem, table string, fields ...string) []Problem {
	var own []Problem
	for _, p := range problems {
		for _, field := range fields {
			if p.Field == field {
				own = append(own, p)
			}
		}
		if p.Field == "" && p.Table == table {
			own = append(own, p)
		}
	}
	return own
}

func statementMovementOf(s finance.Statement, m finance.Movement) Result {
	largest := largestFirst(m.Lines)
	part := Section{
		ID: "movement", Title: "Movement by service, " + s.Unit.String(), By: []string{"finance.movement"},
		Intro:   "A variance moves when the forecast, the use of reserves or the budget does. A change of budget, such as a virement, moves it without a pound more or less being spent, so it stands apart.",
		Columns: headings(1, "Service", "Variance before", "Variance now", "Movement", "By forecast", "By reserves", "By budget"),
		Working: []string{"Movement = variance now − variance before = change of forecast + change of use of reserves − change of budget, in " + s.Unit.String()},
	}
	for _, l := range append(append([]finance.LineMovement(nil), m.Lines...), m.Total) {
		before, now, moved := finance.Variance{Amount: l.Variance.From}, finance.Variance{Amount: l.Variance.To}, finance.Variance{Amount: l.Variance.Amount()}
		part.Rows = append(part.Rows, Row{Cells: []Cell{
			presenceCell(l),
			{Text: printVariance(s, before)},
			{Text: printVariance(s, now)},
			movedCell(s, moved),
			{Text: printed(s, l.Forecast.Amount())},
			{Text: printed(s, l.Reserves.Amount())},
			{Text: printed(s, l.Budget.Amount())},
		}})
		part.Working = append(part.Working, l.Service+": "+printed(s, now.Amount)+" − "+operand(s, before.Amount)+" = "+printed(s, moved.Amount)+
			"; "+printed(s, l.Forecast.Amount())+signed(s, l.Reserves.Amount())+" − "+operand(s, l.Budget.Amount())+" = "+printed(s, moved.Amount))
	}
	part.Rows[len(m.Lines)].Total = true
	picture := movementChart(s, m, largest)
	part.Chart = &picture
	r := Result{Sections: []Section{part}, Notes: movementNotes(m)}
	r.Answer, r.More = movementAnswer(s, m, largest)
	return r
}

func largestFirst(lines []finance.LineMovement) []finance.LineMovement {
	sorted := append([]finance.LineMovement(nil), lines...)
	order.Stable(sorted, func(a, b finance.LineMovement) int {
		return b.Variance.Amount().Abs().Cmp(a.Variance.Amount().Abs())
	})
	return sorted
}

// presenceCell names a service, and says when it stands in one of the two statements only.
func presenceCell(l finance.LineMovement) Cell {
	switch l.Presence {
	case finance.Added:
		return Cell{Text: l.Service + " (new)"}
	case finance.Vanished:
		return Cell{Text: l.Service + " (no longer there)"}
	}
	if l.Service == "" {
		return Cell{Text: "Total"}
	}
	return Cell{Text: l.Service}
}

// movedCell is a movement with the word for what it did to the position.
func movedCell(s finance.Statement, moved finance.Variance) Cell {
	word := map[finance.Direction]string{finance.Adverse: "worse", finance.Favourable: "better", finance.Nil: "no change"}[moved.Direction()]
	return Cell{Text: printVariance(s, moved), Tag: moved.Direction().String(), Word: word}
}

func movementChart(s finance.Statement, m finance.Movement, largest []finance.LineMovement) chart.Chart {
	step := func(label string, v finance.Variance) chart.Part {
		return chart.Part{Label: label, Amount: s.Unit.FromPounds(v.Amount), Printed: printVariance(s, v)}
	}
	var parts []chart.Part
	for _, l := range largest {
		if amount := l.Variance.Amount(); !amount.IsZero() {
			parts = append(parts, step(l.Service, finance.Variance{Amount: amount}))
		}
	}
	return chart.Bridge("From the variance before to the variance now", "From the total variance of the earlier statement each service adds its movement, the largest first, up to the total variance now; the table below has the same figures.",
		s.Unit.String(), step("Before", finance.Variance{Amount: m.Total.Variance.From}), parts, step("Now", finance.Variance{Amount: m.Total.Variance.To}))
}

func movementNotes(m finance.Movement) []string {
	var notes []string
	for _, l := range m.Lines {
		switch l.Presence {
		case finance.Added:
			notes = append(notes, l.Service+" is new: it stands in the later statement only and is counted from zero.")
		case finance.Vanished:
			notes = append(notes, l.Service+" is no longer there: it stands in the earlier statement only. It may have been renamed or merged; its movement is counted all the same.")
		}
	}
	if change := m.Total.Budget.Amount(); !change.IsZero() {
		notes = append(notes, "The total budget changed: part of the movement is no change of what will be spent.")
	}
	if m.From.Year != m.To.Year {
		notes = append(notes, "The two positions are of different financial years.")
	}
	return notes
}

// movementAnswer says what moved in all, and what moved most.
func movementAnswer(s finance.Statement, m finance.Movement, largest []finance.LineMovement) (string, string) {
	moved := finance.Variance{Amount: m.Total.Variance.Amount()}
	span := "Since the earlier statement"
	if m.From != (finance.Period{}) && m.To != (finance.Period{}) {
		span = "From " + m.From.String() + " to " + m.To.String()
	}
	positions := ": from " + finance.Variance{Amount: m.Total.Variance.From}.Describe(s.Unit) + " to " + finance.Variance{Amount: m.Total.Variance.To}.Describe(s.Unit) + "."
	first := span + " the position did not move in all" + positions
	switch moved.Direction() {
	case finance.Adverse:
		first = span + " the position got worse by " + amountInText(s, moved.Size()) + positions
	case finance.Favourable:
		first = span + " the position got better by " + amountInText(s, moved.Size()) + positions
	}
	var most []string
	for _, l := range largest {
		if amount := l.Variance.Amount(); !amount.IsZero() && len(most) < 2 {
			most = append(most, l.Service+", "+finance.Variance{Amount: amount}.Describe(s.Unit))
		}
	}
	if len(most) == 0 {
		return first, "No service moved."
	}
	return first, "Most moved " + strings.Join(most, "; then ") + "."
}
