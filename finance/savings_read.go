package finance

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadSavings reads savings.csv: saving, target, achieved and, where given, group, on_track, delayed, at_risk,
// not_achievable, pressures (negative when they eat into savings), net_at_risk as printed, full_year_effect (yes or no)
// and kind (saving or total). Bare amounts are in unit. A blank cell under a state is nil. Without the column kind a row
// whose saving is "Total", or begins with the word, is taken for the printed total, and a note says so.
func ReadSavings(r io.Reader, unit Unit) (Savings, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"saving", "target", "achieved"},
		Optional: []string{"group", "on_track", "delayed", "at_risk", "not_achievable", "pressures", "net_at_risk", "full_year_effect", "kind"},
	})
	if err != nil {
		return Savings{}, err
	}
	s := Savings{Unit: unit}
	for _, row := range t.Rows() {
		item, isTotal, err := readSaving(row, unit)
		switch {
		case err != nil:
			return Savings{}, err
		case !isTotal:
			s.Items = append(s.Items, item)
		case s.PrintedTotal != nil:
			return Savings{}, fault(row, "saving", quoted(item.Name)+" is a second total: remove one")
		default:
			s.PrintedTotal = &item
			if row.Get("kind") == "" {
				s.Notes = append(s.Notes, fmt.Sprintf("%s on line %d is taken for the printed total, not for a saving", quoted(item.Name), row.Line))
			}
		}
	}
	if len(s.Items) == 0 {
		return Savings{}, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: "the file has no lines under its header: give one row a saving"}
	}
	if ignored := t.Ignored(); len(ignored) > 0 {
		s.Notes = append(s.Notes, "columns not read: "+strings.Join(ignored, ", "))
	}
	return s, nil
}

func readSaving(row table.Row, unit Unit) (item Saving, isTotal bool, err error) {
	item = Saving{Name: row.Get("saving"), Group: row.Get("group")}
	if item.Name == "" {
		return item, false, fault(row, "saving", "the cell is blank: name the saving")
	}
	target, err := needed(row, "target", unit)
	if err != nil {
		return item, false, err
	}
	item.Target, item.Step = target.Pounds, target.Step
	amounts := map[string]*decimal.Decimal{
		"achieved": &item.Achieved, "on_track": &item.OnTrack, "delayed": &item.Delayed,
		"at_risk": &item.AtRisk, "not_achievable": &item.NotAchievable, "pressures": &item.Pressures,
	}
	for _, column := range [...]string{"achieved", "on_track", "delayed", "at_risk", "not_achievable", "pressures"} {
		m, _, err := cell(row, column, unit)
		if err != nil {
			return item, false, err
		}
		*amounts[column], item.Step = m.Pounds, decimal.Max(item.Step, m.Step)
	}
	if item.PrintedAtRisk, _, err = optional(row, "net_at_risk", unit); err != nil {
		return item, false, err
	}
	if item.FullYearEffect, err = yes(row, "full_year_effect"); err != nil {
		return item, false, err
	}
	isTotal, err = totalKind(row, item.Name)
	return item, isTotal, err
}

// yes reads a column of yes and no; a blank cell is no.
func yes(row table.Row, column string) (bool, error) {
	switch strings.ToLower(row.Get(column)) {
	case "", "no", "n", "false", "0":
		return false, nil
	case "yes", "y", "true", "1":
		return true, nil
	}
	return false, fault(row, column, quoted(row.Get(column))+": write yes or no")
}

func totalKind(row table.Row, name string) (bool, error) {
	switch kind := strings.ToLower(row.Get("kind")); kind {
	case "":
		return looksLikeTotal(name), nil
	case "saving", "line":
		return false, nil
	case "total":
		return true, nil
	default:
		return false, fault(row, "kind", quoted(kind)+": use saving or total")
	}
}
