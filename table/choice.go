package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// badChoice stands for a word that is none of the choices; no choice has it.
const badChoice = "\x00"

// settleWords gives the words of a column of choices, or of yes and no, the values that they stand for.
func (v *Values) settleWords() {
	known := map[string]string{}
	if v.column.Kind == KindYesNo {
		for _, yes := range [...]string{"yes", "y", "true", "1", "x", "✓"} {
			known[yes] = "yes"
		}
		for _, no := range [...]string{"", "no", "n", "false", "0", "-"} {
			known[no] = "no"
		}
	}
	for _, c := range v.column.Choices {
		known[plainName(c.Value)] = c.Value
		for _, word := range c.Words {
			known[plainName(word)] = c.Value
		}
	}
	v.codes.Rename(func(text string) string {
		value, ok := known[strings.ToLower(text)]
		if !ok {
			value, ok = known[plainName(text)]
		}
		if !ok && text != "" {
			return badChoice
		}
		return value
	})
}

// wordProblem says what is wrong with the word of a cell, if anything.
func (v *Values) wordProblem(i int) (code, problem, remedy string) {
	text := v.records.text(i, v.at)
	switch {
	case v.codes.Text(i) == badChoice && v.column.Kind == KindYesNo:
		return "not_yes_or_no", fmt.Sprintf("%q is neither yes nor no", text), "write yes or no"
	case v.codes.Text(i) == badChoice:
		values := make([]string, len(v.column.Choices))
		for j, c := range v.column.Choices {
			values[j] = c.Value
		}
		return "not_a_choice", fmt.Sprintf("%q is none of the words of %s", text, v.column.ID), "use " + alternatives(values)
	case text == "" && v.column.Kind == KindChoice && !v.column.Blank:
		return "blank", "the cell is blank", need(v.column, "give one of the words")
	}
	return "", "", ""
}

// alternatives lists words as a sentence does: "line, income or total".
func alternatives(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func need(c Column, otherwise string) string {
	if c.Need != "" {
		return c.Need
	}
	return otherwise
}

// judge collects what cannot be read in the lines, and in the totals that the caller keeps. Columns of which every cell is known
// to be sound are not looked at again.
func (r *Records) judge() {
	var doubtful []int
	for j, v := range r.values {
		if v != nil && !v.isSound() {
			doubtful = append(doubtful, j)
		}
	}
	if len(doubtful) == 0 {
		return
	}
	for i := range r.rows {
		role := r.Role(i)
		counted := role == RoleLine || r.schema.KeepsTotals && (role == RoleTotal || role == RoleSubtotal)
		if !counted {
			continue
		}
		for _, j := range doubtful {
			c, v := &r.schema.Columns[j], r.values[j]
			if role != RoleLine && !c.Kind.numeric() {
				continue
			}
			code, problem, remedy := v.fault(i)
			if code == "" {
				continue
			}
			f := r.Fault(i, c.ID, code, problem, remedy)
			f.Value = r.text(i, v.at)
			r.Faults = append(r.Faults, f)
			if r.first == nil {
				r.first = map[int]*figure.Fault{}
			}
			if r.first[i] == nil {
				r.first[i] = f
			}
		}
	}
}

// isSound says that no cell of a column can have a fault.
func (v *Values) isSound() bool {
	switch {
	case v.numbers != nil:
		if v.column.Kind == KindCount && !soundCounts(v.numbers) {
			return false
		}
		for _, f := range v.numbers.Forms() {
			if !sound(f, &v.column) {
				return false
			}
		}
		return true
	case v.dates != nil:
		return v.column.Blank && !slices.Contains(v.dates, badDay)
	case v.column.Kind == KindYesNo:
		return !slices.Contains(v.codes.Names(), badChoice)
	case v.column.Kind == KindChoice:
		return v.column.Blank && !slices.Contains(v.codes.Names(), badChoice)
	}
	return v.column.Blank || v.filled
}

// fault is what is wrong with a cell, if anything.
func (v *Values) fault(i int) (code, problem, remedy string) {
	switch {
	case v.numbers != nil:
		n := v.number(i)
		if sound(n.Form, &v.column) && (v.column.Kind != KindCount || n.State != column.Value || soundCount(n)) {
			return "", "", ""
		}
		return v.problem(i)
	case v.dates != nil:
		return v.dateProblem(i)
	case v.column.Kind == KindYesNo || v.column.Kind == KindChoice:
		return v.wordProblem(i)
	case !v.column.Blank && v.records.text(i, v.at) == "":
		return "blank", "the cell is blank", need(v.column, "fill it in")
	}
	return "", "", ""
}
