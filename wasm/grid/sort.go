package grid

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Sort orders the rows by a column, as one step: figures by value, text by letter without regard to case. Equal rows
// keep their order; what is blank or no figure comes last in either direction.
func (t *Table) Sort(col int, descending bool) {
	if col < 0 || col >= len(t.columns) {
		return
	}
	t.step()
	compare := byText
	if t.columns[col].Kind == Figure {
		compare = byFigure
	}
	t.rows = slices.Clone(t.rows)
	slices.SortStableFunc(t.rows, func(a, b []string) int { return compare(a[col], b[col], descending) })
	t.generation++
}

func byText(a, b string, descending bool) int {
	a, b = strings.ToLower(strings.TrimSpace(a)), strings.ToLower(strings.TrimSpace(b))
	if a == "" || b == "" {
		return lastOf(a == "", b == "")
	}
	return turn(strings.Compare(a, b), descending)
}

func byFigure(a, b string, descending bool) int {
	x, okX := valueOf(a)
	y, okY := valueOf(b)
	if !okX || !okY {
		return lastOf(!okX, !okY)
	}
	return turn(x.Value.Cmp(y.Value), descending)
}

func valueOf(text string) (figure.Figure, bool) {
	f, err := figure.Parse(text)
	return f, err == nil && f.Kind != figure.Missing
}

func lastOf(a, b bool) int {
	switch {
	case a && !b:
		return 1
	case b && !a:
		return -1
	}
	return 0
}

func turn(order int, descending bool) int {
	if descending {
		return -order
	}
	return order
}
