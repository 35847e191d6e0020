package form

import (
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// SavingsTable is the id of the savings of the finance page.
const SavingsTable = "savings"

// SavingColumns are the columns of savings.csv that the page shows.
func SavingColumns() []grid.Column {
	figure := func(id, label string) grid.Column {
		return grid.Column{ID: id, Label: label, Kind: grid.Figure, Optional: id != "target" && id != "achieved"}
	}
	return []grid.Column{
		{ID: "saving", Label: "Saving"},
		figure("target", "Target"), figure("achieved", "Achieved"), figure("on_track", "On track"), figure("delayed", "Delayed"),
		figure("at_risk", "At risk"), figure("not_achievable", "Not achievable"), figure("pressures", "In-year pressures"), figure("net_at_risk", "Net at risk, printed"),
	}
}

// savingsExample is a made-up programme.
func savingsExample(in *Inputs) {
	in.Settings["savings_unit"] = "£k"
	in.Tables[SavingsTable] = [][]string{
		{"Review of high-cost packages", "1,500", "620", "480", "", "400", "", "", "880"},
		{"More in-house foster carers", "640", "210", "430", "", "", "", "-150", "580"},
		{"Agency staff to permanent", "450", "450", "", "", "", "", "", "0"},
		{"New children's homes open", "380", "", "", "250", "", "130", "", "380"},
		{"Total", "2,970", "1,280", "910", "250", "400", "130", "-150", "1,840"},
	}
}

// ReadSavings computes the programme of savings that stands in its table.
func ReadSavings(tables Tables, settings map[string]string) Result {
	table := tables[SavingsTable]
	if table.Empty() {
		return Result{Answer: "Give one row for each saving, its target and what is achieved, to see what is at risk."}
	}
	unit, err := finance.ParseUnit(settings["savings_unit"])
	if err != nil {
		return Result{Problems: []Problem{{Field: "savings_unit", Label: "Unit", Text: err.Error()}}}
	}
	var savings finance.Savings
	problems := rowProblems(SavingsTable, table, func(r io.Reader) error {
		savings, err = finance.ReadSavings(r, unit)
		return totalAlone(err)
	})
	if err != nil && len(problems) == 0 {
		problems = []Problem{rowProblem(SavingsTable, table, -1, err)} // a total and nothing above it
	}
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	return savingsOf(savings)
}

// totalAlone forgives a row that is a total what it lacks when it stands alone: savings above it.
func totalAlone(err error) error {
	if err != nil && strings.Contains(err.Error(), "no lines under its header") {
		return nil
	}
	return err
}

func savingsOf(s finance.Savings) Result {
	total := s.Total()
	money := finance.TextStyle(s.Unit)
	r := Result{
		Answer: "Of savings of " + money.Print(total.Target) + ", " + money.Print(total.Achieved) + " is achieved (" + total.Delivered().String() + ") and " + money.Print(total.NetAtRisk()) + " is at risk net of in-year pressures (" + total.AtRiskShare().String() + ").",
		Notes:  append(s.Questions(), s.Notes...),
	}
	if len(s.Questions()) > 0 {
		r.More = s.Questions()[0]
	}
	cell := finance.TableStyle(s.Unit)
	part := Section{
		ID: "programme", Title: "Savings by state, " + s.Unit.String(), By: []string{"finance.saving_at_risk"},
		Intro:   "Achieved and at risk are no complements: new pressures in the year can eat what has been achieved. Net at risk = target − achieved − in-year pressures, which are negative where they eat into the saving.",
		Columns: headings(1, "Saving", "Target", "Achieved", "On track", "Delayed", "At risk", "Not achievable", "Not stated", "Pressures", "Net at risk", "Rating"),
	}
	for _, item := range append(append([]finance.Saving(nil), s.Items...), total) {
		name := item.Name
		if name == "" {
			name = "Total"
		}
		row := textRow(name, cell.Print(item.Target))
		for _, state := range finance.SavingStates() {
			row.Cells = append(row.Cells, Cell{Text: cell.Print(item.In(state))})
		}
		row.Cells = append(row.Cells, Cell{Text: cell.Print(item.Pressures)}, Cell{Text: cell.Print(item.NetAtRisk())}, ratingCell(item.Rating()))
		part.Rows = append(part.Rows, row)
		part.Working = append(part.Working, name+": "+cell.Print(item.Target)+" − "+cell.Print(item.Achieved)+" − "+bracketed(cell.Print(item.Pressures))+" = "+cell.Print(item.NetAtRisk()))
	}
	part.Rows[len(s.Items)].Total = true
	r.Sections = []Section{part}
	if findings := s.Reconcile(); len(findings) > 0 {
		printed := printedFigures(findings)
		printed.ID = "printed-savings"
		r.Sections = append(r.Sections, printed)
	}
	return r
}

// bracketed sets a negative amount in brackets, where one is taken away.
func bracketed(printed string) string {
	if strings.HasPrefix(printed, "-") {
		return "(" + printed + ")"
	}
	return printed
}
