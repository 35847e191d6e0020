package rag

import (
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// readDelimited reads delimited text and hands its table on; the notes are left to who reads a table.
func readDelimited[T any](r io.Reader, of func(*table.Grid, table.Options) ([]T, []string, error)) ([]T, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return nil, err
	}
	values, _, err := of(g, table.Options{})
	return values, err
}

// text and printed are columns that may be left out: of words, and of figures as a report prints them, which a dash or a symbol
// stands for where there is none.
func text(id, label, doc string, synonyms ...string) table.Column {
	return table.Column{ID: id, Label: label, Doc: doc, Synonyms: synonyms, Optional: true, Blank: true}
}

// few is a column of few words that return often.
func few(c table.Column) table.Column {
	c.Few = true
	return c
}

func printed(id, label, doc string, synonyms ...string) table.Column {
	return table.Column{ID: id, Label: label, Doc: doc, Synonyms: synonyms, Optional: true, Blank: true, Kind: table.KindFigure, Gaps: true, Dash: table.DashMissing}
}

func day(id, label, doc string, synonyms ...string) table.Column {
	return table.Column{ID: id, Label: label, Doc: doc, Synonyms: synonyms, Optional: true, Blank: true, Kind: table.KindDate}
}

// priority is the column that marks what a priority policy follows.
func priority() table.Column {
	return table.Column{ID: "priority", Label: "Priority", Doc: "yes or no: the policy priority follows these", Kind: table.KindYesNo, Optional: true, Blank: true}
}

// cells takes the values of one record and keeps all faults.
type cells struct {
	t      *table.Records
	faults figure.Faults
	i      int
}

func (c *cells) fail(column, problem, remedy string) {
	c.faults = append(c.faults, c.t.Fault(c.i, column, figure.BadValue, problem, remedy))
}

func (c *cells) value(v *table.Values) Value {
	if !v.Present() {
		return Absent(NoData)
	}
	value, err := valueOf(v.Figure(c.i))
	if err != nil {
		c.faults = append(c.faults, c.t.Fault(c.i, v.ID(), figure.BadValue, err.Error(), ""))
	}
	return value
}

// weight is a weight of 0 or more.
func (c *cells) weight(v *table.Values) Value {
	weight := c.value(v)
	if weight.Known() && weight.number.IsNegative() {
		c.fail(v.ID(), fmt.Sprintf("the weight %s is below 0", weight), "give 0 or more")
	}
	return weight
}

func (c *cells) allowance(v *table.Values) Allowance {
	a, err := ParseAllowance(v.Text(c.i))
	if err != nil {
		c.fail(v.ID(), err.Error(), "")
	}
	if a.Negative() {
		c.fail(v.ID(), fmt.Sprintf("the tolerance %s is below 0", a), "give the miss that is allowed")
	}
	return a
}
