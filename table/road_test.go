package table_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// messy are cells as people write them.
var messy = []string{
	"0", "7", "-7", "007", "12.50", "-0.5", "0.0", "-0", ".5", "5.", "-", "-.5", "--5", "1-", "1.2.3", "£1.2m", "(1,234)", "1,234", "12,34", "-1,234.50",
	"19%", "19 %", "c", "[x]", "", " ", " 12 ", "1e3", "1e-3", "+4", "522/3", "999999999999999", "-999999999999.999", "1000000000000000", "0.30000000000000004",
	"12345678901234567890", "£", "£5", "5k", "n/a", "nil", "−7", "7\u00a0", "1 234", "0x10", "NaN", "1_000", "12\"", "3 [r]", "#REF!", "TRUE", "45,5",
}

// FuzzSchema_FastAndCarefulRoadsAgree holds that a table reads the same by the road that plain cells take and by that of a
// table of which more is known than its text, which takes every cell apart.
func FuzzSchema_FastAndCarefulRoadsAgree(f *testing.F) {
	for i, cell := range messy {
		f.Add(cell, messy[(i+7)%len(messy)], "Service "+cell, uint8(i))
	}
	f.Add("1", "2", "Total placements", uint8(0))
	f.Add("30", "3.0", "Sub-total", uint8(9))
	f.Fuzz(func(t *testing.T, a, b, label string, pick uint8) {
		units := []figure.Unit{{}, {Measure: figure.Pounds}, {Measure: figure.Pounds, Power: 3}, {Power: 3}}
		kinds := []table.Kind{table.KindNumber, table.KindCount, table.KindMoney, table.KindPercent, table.KindFigure}
		schema := table.Schema{Name: "test.csv", Label: "name", KeepsTotals: pick%2 == 0, Columns: []table.Column{
			{ID: "name", Blank: true},
			{ID: "x", Kind: kinds[int(pick)%len(kinds)], Unit: units[int(pick)%len(units)], Blank: pick%3 == 0, Gaps: pick%5 == 0, Dash: table.Dash(pick % 3)},
			{ID: "y", Kind: kinds[int(pick/8)%len(kinds)], Unit: units[int(pick/16)%len(units)]},
		}}
		rows := [][]string{{"name", "x", "y"}, {"A", "10", "1.5"}, {label, a, b}, {"B", "20", "1.5"}, {label, b, a}, {"C", a, "3"}, {"D", "4", b}}
		grid := func(mark table.Mark) *table.Grid {
			g := table.NewBuilder(figure.Place{File: "test.csv"})
			for i, row := range rows {
				for _, cell := range row {
					if i == 0 {
						g.Marked(cell, mark)
					} else {
						g.Cell(cell)
					}
				}
				g.EndRow(i + 1)
			}
			return g.Grid()
		}
		fast, fastErr := schema.Read(grid(table.Mark{}), table.Options{})
		careful, err := schema.Read(grid(table.Mark{Indent: 1}), table.Options{})
		require.Equal(t, fmt.Sprint(err), fmt.Sprint(fastErr))
		if err != nil {
			return
		}
		require.Equal(t, careful.Notes, fast.Notes)
		require.Equal(t, careful.Faults, fast.Faults)
		require.Equal(t, careful.Len(), fast.Len())
		for i := range careful.Len() {
			require.Equal(t, careful.Role(i), fast.Role(i))
			for _, id := range []string{"x", "y"} {
				want, got := careful.Column(id), fast.Column(id)
				require.Equal(t, want.Has(i), got.Has(i))
				require.True(t, want.Decimal(i).Equal(got.Decimal(i)) && want.Decimal(i).Exponent() == got.Decimal(i).Exponent(), "%q: %s, not %s", want.Text(i), want.Decimal(i), got.Decimal(i))
				require.Equal(t, want.Step(i).String(), got.Step(i).String())
				require.Equal(t, want.Reason(i), got.Reason(i))
				require.True(t, want.Figure(i).Equal(got.Figure(i)))
				require.Equal(t, careful.Place(i, id), fast.Place(i, id))
			}
		}
	})
}

// FuzzRowWording_OfLabelsInAnySpace holds that a label says the same behind a no-break space, with which it is always taken apart.
func FuzzRowWording_OfLabelsInAnySpace(f *testing.F) {
	for _, label := range strings.Split("Children in Care|Total|Sub-total:|sub total|All savings|of which: agency|o/w staff|Net position|North West|Grand total [note 1]|uk|"+
		"Averages|% of total|+/-|per cent|Last year|England|Service line 000123|W000001|Totalisator|Difference|Total*|both sexes|Great Britain|all\tpersons|Grand totality", "|") {
		f.Add(label)
	}
	f.Fuzz(func(t *testing.T, label string) {
		assert.Equal(t, table.RowWording("\u00a0"+label), table.RowWording(label))
	})
}
