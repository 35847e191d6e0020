package table_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
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

// files are delimited texts as people send them.
var files = []string{
	"name,group,x,y,when,kind,ok\nA,g,1,2.50,2024-03-31,line,yes\nB,g,3,4.25,2024-04-01,,no\nTotal,,4,6.75,,total,\n",
	"Title of the table (£000)\n\nName,Group,X,Y\n\"A, and more\",g,\"1,234\",£1.2m\n\"B \"\"quoted\"\"\",g,(5),-\nSource: a note of more than four words\n",
	"\ufeffname;group;x;y\r\nA;g;1,5;2\r\nB;;3,25;4\r\n;;;\r\nname;group;x;y\r\nC;h;1;1\r\n",
	"name\tx\ty\twhen\nA\t1\t2\t03/04/2024\nB\t1\t2\t31/03/2024\nC\tc\t\t45000\nD\t7\t8\t\n",
	"name,x,y\nA,1,2\nB,3,4\nC,4,6\n\n\n",
	"name,x,y\nHeading:,,\nA,1,2\nB,3,4\nSub-total,4,6\nOther:,,\nC,5,6\nD,7,8\nGrand total,16,20",
	"name,x,y\n\"A\nin two lines\",1,2\n \"B\" ,\"3\",4\nC,5,6,\nD,7,8,9\n",
	"name,group,x,y\n£,,£000,%\nA,g,1,2\n,g,3,\nB,,19%,x\n  ,  ,\nC,h,12.50,1e3\nD,,0.30000000000000004,12345678901234567890\n",
	"name,x,y,when\nA,1,2,01/02/2024\nB,2,3,02/03/2024\n1. A note below\n\n",
	"name,group,x,y\nA,g,10,5\n,g total,10,5\nB,h,15,5\nC,h,15,5\n,h total,30,10\nFigures are rounded to the nearest 5.\n",
	"sep=;\nname;x;y\nA;1;2\nB;2;3\n",
	"name,x,x,y\nA,1,1,2\n", "name,y\nA,1\n", "", "\n\n", "name,x,y\n", "name,x,y\n,,\n", "a\"b,x,y\nname,x,y\nA,1,2\rB,1,2\n",
	"name,x,y\nA,5,.5\nB,-,--5\nC,12\",007\nD,-0,1-\nE,£5,(1,2)\n", "name,ok,kind,x,y\nA,maybe,what,1,2\nB,,,x,y\nC,Y,Income,1,2\n",
}

// FuzzSchema_CutAndUncutTextsAgree holds that a delimited text reads the same whether its columns are filled from its bytes or its cells
// are taken apart first and read one by one: the same records, faults, places and notes.
func FuzzSchema_CutAndUncutTextsAgree(f *testing.F) {
	for i, text := range files {
		for j, cell := range messy {
			f.Add(text, cell, uint8(i+j*7), uint16(j))
		}
	}
	f.Fuzz(func(t *testing.T, text, cell string, pick uint8, at uint16) {
		// One cell of the text is another.
		if parts := strings.Split(text, ","); len(parts) > 1 {
			parts[int(at)%len(parts)] = cell
			text = strings.Join(parts, ",")
		}
		uncut, err := table.ParseDelimited([]byte(text), figure.Place{File: "test.csv"}, table.Limits{})
		if err != nil {
			return
		}
		kinds := []table.Kind{table.KindMoney, table.KindNumber, table.KindCount, table.KindPercent, table.KindFigure}
		schema := table.Schema{Name: "test.csv", Label: "name", Group: "group", Kind: "kind", Within: "within", KeepsTotals: pick%2 == 0, Mixed: pick%7 == 0, Columns: []table.Column{
			{ID: "name", Synonyms: []string{"service"}, Blank: pick%4 == 0},
			{ID: "group", Optional: true, Blank: true},
			{ID: "within", Synonyms: []string{"when"}, Optional: true, Blank: true},
			{ID: "x", Kind: kinds[int(pick)%len(kinds)], Unit: figure.Unit{Measure: figure.Pounds, Power: int32(pick % 2 * 3)}, Blank: pick%3 == 0, Gaps: pick%5 == 0, Dash: table.Dash(pick % 3)},
			{ID: "y", Kind: kinds[int(pick/8)%len(kinds)], Optional: true, Blank: true},
			{ID: "when", Synonyms: []string{"date"}, Kind: table.KindDate, Optional: true, Blank: pick%2 == 0},
			{ID: "kind", Kind: table.KindChoice, Optional: true, Blank: true, Choices: []table.Choice{{Value: "line"}, {Value: "income"}, {Value: "total", Words: []string{"sum"}}}},
			{ID: "ok", Kind: table.KindYesNo, Optional: true},
		}}
		fast, fastErr := schema.Read(uncut, table.Options{})
		careful, err := schema.Read(cut(t, text), table.Options{})
		require.Equal(t, err, fastErr)
		if err == nil {
			assertSameRecords(t, schema, careful, fast)
		}
	})
}

// cut is the grid of a text, of which something more than its text is known: that of a workbook.
func cut(t *testing.T, text string) *table.Grid {
	g, err := table.ParseDelimited([]byte(text), figure.Place{File: "test.csv"}, table.Limits{})
	require.NoError(t, err)
	b := table.NewBuilder(g.Source)
	rows, _ := g.Size()
	for row := range rows {
		for at := range g.Width(row) {
			b.Marked(g.Text(row, at), table.Mark{Rows: 1})
		}
		b.EndRow(g.Place(row, -1).Line)
	}
	whole := b.Grid()
	whole.Encoding, whole.Delimiter = g.Encoding, g.Delimiter
	return whole
}

func assertSameRecords(t *testing.T, schema table.Schema, want, got *table.Records) {
	t.Helper()
	require.Equal(t, want.Notes, got.Notes)
	require.Equal(t, want.Faults, got.Faults)
	require.Equal(t, want.Len(), got.Len())
	require.Equal(t, want.Dates(), got.Dates())
	require.Equal(t, want.Ignored(), got.Ignored())
	require.Equal(t, want.Lines(), got.Lines())
	for i := range want.Len() {
		require.Equal(t, want.Role(i), got.Role(i))
		require.Equal(t, want.Line(i), got.Line(i))
		require.Equal(t, want.FaultOf(i), got.FaultOf(i))
	}
	for _, c := range schema.Columns {
		a, b := want.Column(c.ID), got.Column(c.ID)
		require.Equal(t, a.Present(), b.Present())
		require.Equal(t, a.Unit(), b.Unit())
		require.Equal(t, want.HeadingPlace(c.ID), got.HeadingPlace(c.ID))
		for i := range want.Len() {
			require.Equal(t, a.Text(i), b.Text(i))
			require.Equal(t, a.Text(i), string(b.AppendText(nil, i)))
			require.Equal(t, a.Text(i), b.Codes().Text(i))
			require.Equal(t, a.Has(i), b.Has(i), a.Text(i))
			require.True(t, a.Decimal(i).Equal(b.Decimal(i)) && a.Decimal(i).Exponent() == b.Decimal(i).Exponent(), "%q: %s, not %s", a.Text(i), a.Decimal(i), b.Decimal(i))
			require.Equal(t, a.Step(i).String(), b.Step(i).String())
			require.Equal(t, a.Reason(i), b.Reason(i))
			require.True(t, a.Figure(i).Equal(b.Figure(i)), "%v, not %v", a.Figure(i), b.Figure(i))
			require.Equal(t, a.Day(i), b.Day(i))
			require.Equal(t, want.Place(i, c.ID), got.Place(i, c.ID))
		}
		var backwards []int32
		for i := range want.Len() {
			backwards = append(backwards, int32(want.Len()-1-i))
		}
		for k, text := range b.TextOfEach(backwards, nil) {
			require.Equal(t, a.Text(int(backwards[k])), string(text))
		}
		if n := b.Numbers(); n != nil && n.Exact() {
			for i, units := range n.Units() {
				require.True(t, b.Decimal(i).Equal(decimal.New(units, n.Exponent())), "%q: %d at %d", b.Text(i), units, n.Exponent())
			}
		}
	}
}
