package finance

import (
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// readDelimited reads delimited text and hands its table on.
func readDelimited[T any](r io.Reader, of func(*table.Grid) (T, error)) (T, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		var none T
		return none, err
	}
	return of(g)
}

// money is a column of amounts. A blank cell is refused unless the column says otherwise, and so is a symbol for a figure that is
// not shown, because a total without it would be wrong.
func money(unit Unit, c table.Column) table.Column {
	c.Kind, c.Unit = table.KindMoney, unit.figure()
	return c
}

// blankMoney is a column of amounts that may be left out, and blank where there is none.
func blankMoney(unit Unit, id string, synonyms ...string) table.Column {
	return money(unit, table.Column{ID: id, Synonyms: synonyms, Optional: true, Blank: true})
}

// noLines is a table with a heading and nothing under it.
func noLines(t *table.Records, id, remedy string) *figure.Fault {
	return &figure.Fault{Code: "no_rows", Place: t.HeadingPlace(""), Problem: "the file has no lines under its header", Remedy: remedy}
}

// unitOf is the unit that a column of amounts is printed in: that of its heading or title before that of the caller.
func unitOf(t *table.Records, id string, unit Unit) Unit {
	if u := t.Column(id).Unit(); u.Measure == figure.Pounds && u.Power%3 == 0 && u.Power <= 9 {
		return Unit(u.Power / 3)
	}
	return unit
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `'`) + `"` }
