package scrutiny

import (
	"fmt"
	"slices"
	"strings"
)

// Fault is something in the document that keeps it from being checked: a stable code, the path to it, and a sentence.
type Fault struct {
	Code FaultCode `json:"code"`
	// Path leads to the place in the JSON document: tables[0].rows[2].cells.budget.
	Path    string `json:"path"`
	Message string `json:"message"`
}

func (f Fault) String() string { return f.Path + ": " + f.Message }

// FaultCode is a stable name for a kind of fault.
type FaultCode string

const (
	// FaultFormula is a formula that cannot be read.
	FaultFormula FaultCode = "formula"
	// FaultUnknownName is a formula, a total or a cell that names a column or row which is not there.
	FaultUnknownName FaultCode = "unknown_name"
	// FaultDuplicate is an id or a total given twice.
	FaultDuplicate FaultCode = "duplicate"
	// FaultFigure is a word where a formula or a total needs a number.
	FaultFigure FaultCode = "figure"
	// FaultMissing is something a table or claim cannot do without.
	FaultMissing FaultCode = "missing"
	// FaultValue is a unit, a date, a step or a word that is not known.
	FaultValue FaultCode = "value"
)

// Validate finds every fault of the document at once, in the order of the document. [Check] judges a faulty report too,
// as far as it goes; what a fault touches cannot be checked.
func (r Report) Validate() []Fault {
	v := &validator{report: r, claims: map[string]int{}, tables: map[string]int{}}
	if r.Source.Date != "" {
		if _, ok := parseDate(r.Source.Date); !ok {
			v.add(FaultValue, "source.date", "%q is not a date: write 2024-10-02", r.Source.Date)
		}
	}
	v.unit("unit", r.Unit)
	for i, t := range r.Tables {
		v.table(fmt.Sprintf("tables[%d]", i), t)
	}
	for i, c := range r.Claims {
		v.claim(fmt.Sprintf("claims[%d]", i), c)
	}
	return v.faults
}

type validator struct {
	report         Report
	claims, tables map[string]int
	faults         []Fault
}

func (v *validator) add(code FaultCode, path, format string, args ...any) {
	v.faults = append(v.faults, Fault{Code: code, Path: path, Message: fmt.Sprintf(format, args...)})
}

func (v *validator) unit(path, unit string) {
	if _, ok := readUnit(unit); !ok {
		v.add(FaultValue, path, "%q is not a unit: use £, £k, £m, %% or a plain word such as children", shorten(unit))
	}
}

// once notes an id and reports a second use.
func (v *validator) once(seen map[string]int, path, id, what string) {
	if id == "" {
		return
	}
	if seen[id]++; seen[id] == 2 {
		v.add(FaultDuplicate, path, "two %s have the id %q: give each its own", what, shorten(id))
	}
}

func (v *validator) table(path string, t Table) {
	v.once(v.tables, path+".id", t.ID, "tables")
	v.unit(path+".unit", t.Unit)
	known, needed := map[string]bool{}, map[string]bool{}
	for i, c := range t.Columns {
		here := fmt.Sprintf("%s.columns[%d]", path, i)
		if c.ID == "" {
			v.add(FaultMissing, here, "the column has no id")
		}
		if known[c.ID] {
			v.add(FaultDuplicate, here+".id", "two columns have the id %q: give each its own", shorten(c.ID))
		}
		known[c.ID] = true
		v.unit(here+".unit", c.Unit)
	}
	for i, c := range t.Columns {
		if c.Formula == "" {
			continue
		}
		here := fmt.Sprintf("%s.columns[%d].formula", path, i)
		needed[c.ID] = true
		formula, ok := v.formula(here, c.Formula)
		for _, name := range formula.names {
			needed[name] = true
			if ok && !known[name] {
				v.add(FaultUnknownName, here, "the formula names %q; the table has the columns %s", name, columnNames(t))
			}
		}
	}
	v.rows(path, t, known, needed)
}

func columnNames(t Table) string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.ID
	}
	return strings.Join(names, ", ")
}

func (v *validator) rows(path string, t Table, known, needed map[string]bool) {
	labels := map[string]bool{"*": true}
	for _, row := range t.Rows {
		labels[row.Label] = true
	}
	seen := map[string]bool{}
	for i, total := range t.Totals {
		here := fmt.Sprintf("%s.totals[%d]", path, i)
		key := total.Label + "\x00" + strings.Join(total.Of, "\x00")
		if seen[key] {
			v.add(FaultDuplicate, here, "the total %q is given twice: remove one", shorten(total.Label))
		}
		seen[key] = true
		labels[total.Label] = true
	}
	summed := map[string]bool{}
	for i, total := range t.Totals {
		here := fmt.Sprintf("%s.totals[%d]", path, i)
		if len(total.Of) == 0 {
			v.add(FaultMissing, here+".of", "the total %q does not say which rows it adds up: list their labels, or [\"*\"] for all", shorten(total.Label))
		}
		for j, label := range slices.Concat(total.Of, total.Less) {
			if !labels[label] {
				v.add(FaultUnknownName, fmt.Sprintf("%s.of[%d]", here, j), "the total %q adds up %q, which is not the label of a row", shorten(total.Label), shorten(label))
			}
		}
		for id := range total.Cells {
			summed[id] = true
		}
		v.cells(path, "totals", i, total.Cells, known, needed)
	}
	for _, c := range t.Columns {
		if summed[c.ID] && c.sums(t) && !t.wordsOnly(c.ID) {
			needed[c.ID] = true
		}
	}
	for i, row := range t.Rows {
		v.cells(path, "rows", i, row.Cells, known, needed)
	}
}

// wordsOnly says whether no cell of a column holds a figure, as in a column of ratings: nothing there adds up.
func (t Table) wordsOnly(id string) bool {
	figures := func(cells map[string]Input) bool {
		in := cells[id]
		f, _, _, err := readFigure(in.Value)
		return in.SameAs != "" || err == nil && f.HasValue()
	}
	return !slices.ContainsFunc(t.Rows, func(r Row) bool { return figures(r.Cells) }) &&
		!slices.ContainsFunc(t.Totals, func(total Total) bool { return figures(total.Cells) })
}

// cells looks at those of one row or total of a table, by its list and its number there.
func (v *validator) cells(table, list string, i int, cells map[string]Input, known, needed map[string]bool) {
	for _, id := range sortedKeys(cells) {
		here := func() string { return fmt.Sprintf("%s.%s[%d].cells.%s", table, list, i, id) }
		if len(known) > 0 && !known[id] {
			v.add(FaultUnknownName, here(), "the cell stands under %q, which is not the id of a column", shorten(id))
			continue
		}
		if needed[id] {
			v.figure(here, cells[id])
		}
	}
}

// figure reports a text that is no figure where one is needed. The path is worked out only for a fault.
func (v *validator) figure(path func() string, in Input) {
	if in.Unit != "" {
		v.unit(path()+".unit", in.Unit)
	}
	if in.Missing != "" || in.SameAs != "" && in.Value == "" {
		return
	}
	if _, _, _, err := readFigure(in.Value); err != nil {
		v.add(FaultFigure, path(), "%s", err)
	}
}

func (v *validator) formula(path, text string) (Formula, bool) {
	formula, err := ParseFormula(text)
	if fault, ok := isFormulaFault(err); ok {
		v.add(FaultFormula, path, "%s", fault)
		return Formula{}, false
	}
	return formula, true
}

func (v *validator) claim(path string, c Claim) {
	v.once(v.claims, path+".id", c.ID, "claims")
	v.unit(path+".unit", c.Unit)
	kind := c.kind()
	for _, name := range sortedKeys(c.Inputs) {
		v.figure(func() string { return path + ".inputs." + name }, c.Inputs[name])
	}
	if c.Formula != "" {
		formula, ok := v.formula(path+".formula", c.Formula)
		for _, name := range formula.names {
			if _, given := c.Inputs[name]; ok && !given && !c.stands(name) {
				v.add(FaultUnknownName, path+".formula", "the formula names %q; the claim has the inputs %s", name, strings.Join(sortedKeys(c.Inputs), ", "))
			}
		}
	}
	if kind == KindFormula {
		if c.Formula == "" && len(c.Inputs) != 1 {
			v.add(FaultMissing, path, "the claim has no formula: write one over its inputs, or name another kind")
		}
		v.figure(func() string { return path + ".printed" }, c.Printed)
	}
}

// stands says whether a formula may use a name for one of the claim's own fields.
func (c Claim) stands(name string) bool {
	switch name {
	case "value":
		return !c.Value.IsZero()
	case "against":
		return !c.Against.IsZero()
	case "base":
		return !c.Base.IsZero()
	case "target":
		return !c.Target.IsZero()
	}
	return false
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
