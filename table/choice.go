package table

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// badChoice stands for a word that is none of the choices; no choice has it.
const badChoice = "\x00"

// readWords reads a column of choices, or of yes and no, as the values themselves.
func (r *Records) readWords(v *Values) {
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
	words := make([]string, len(r.rows))
	for i := range r.rows {
		text := r.text(i, v.at)
		value, ok := known[strings.ToLower(text)]
		if !ok {
			value, ok = known[plainName(text)]
		}
		if words[i] = value; !ok && text != "" {
			words[i] = badChoice
		}
	}
	v.words = words
}

// wordProblem says what is wrong with the word of a cell, if anything.
func (v *Values) wordProblem(i int) (code, problem, remedy string) {
	text := v.records.text(i, v.at)
	switch {
	case v.words[i] == badChoice && v.column.Kind == KindYesNo:
		return "not_yes_or_no", fmt.Sprintf("%q is neither yes nor no", text), "write yes or no"
	case v.words[i] == badChoice:
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

// judge collects what cannot be read in the lines, and in the totals that the caller keeps.
func (r *Records) judge() {
	for i, role := range r.roles {
		counted := role == RoleLine || r.schema.KeepsTotals && (role == RoleTotal || role == RoleSubtotal)
		if !counted {
			continue
		}
		for j, v := range r.values {
			if v == nil {
				continue
			}
			c := &r.schema.Columns[j]
			if role != RoleLine && !c.Kind.numeric() {
				continue
			}
			var code, problem, remedy string
			switch {
			case v.numbers != nil:
				if v.numbers[i].sound(c.Kind) {
					continue
				}
				code, problem, remedy = v.problem(i)
			case v.dates != nil:
				code, problem, remedy = v.dateProblem(i)
			case v.words != nil:
				code, problem, remedy = v.wordProblem(i)
			case !c.Blank && r.text(i, v.at) == "":
				code, problem, remedy = "blank", "the cell is blank", need(*c, "fill it in")
			}
			if code != "" {
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
}
