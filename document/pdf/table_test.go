package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/table"
)

// grid draws the ruling lines of a table.
func grid(xs, ys []float64) string {
	var b strings.Builder
	for _, x := range xs {
		b.WriteString(rule(x, ys[0], x, ys[len(ys)-1]))
	}
	for _, y := range ys {
		b.WriteString(rule(xs[0], y, xs[len(xs)-1], y))
	}
	return b.String()
}

func statement() [][]string {
	return [][]string{
		{"Service", "Budget", "Forecast"},
		{"Early help", "1,200", "1,250"},
		{"Placements", "4,300", "5,100"},
		{"Total", "5,500", "6,350"},
	}
}

const statementText = "table:\n  Service | Budget | Forecast\n  Early help | 1,200 | 1,250\n  Placements | 4,300 | 5,100\n  Total | 5,500 | 6,350\n"

func TestATableIsFoundHoweverItIsDrawn(t *testing.T) {
	columns := []float64{72, 200, 300}
	text := rows(700, 20, columns, statement()...)
	for name, drawing := range map[string]string{
		"by lines around every cell": grid([]float64{70, 190, 290, 390}, []float64{714, 694, 674, 654, 634}),
		"by thin filled boxes": "70 694 320 0.5 re f 70 714 320 0.5 re f 70 674 320 0.5 re f 70 654 320 0.5 re f 70 634 320 0.5 re f " +
			"70 634 0.5 80 re f 190 634 0.5 80 re f 290 634 0.5 80 re f 390 634 0.5 80 re f\n",
		"by boxes around each cell":                    boxes([]float64{70, 190, 290, 390}, []float64{714, 694, 674, 654, 634}),
		"by lines that stop short of each other":       grid([]float64{71, 190, 290, 389}, []float64{713, 694, 674, 654, 635}),
		"without lines at its sides":                   rule(190, 634, 190, 714) + rule(290, 634, 290, 714) + rule(70, 694, 390, 694) + rule(70, 654, 390, 654),
		"by lines above and below and under its head":  rule(70, 714, 390, 714) + rule(70, 694, 390, 694) + rule(70, 634, 390, 634),
		"by white space alone":                         "",
		"by lines between the columns and one below":   rule(190, 634, 190, 714) + rule(290, 634, 290, 714) + rule(70, 694, 390, 694),
		"by a line around it and one below the header": grid([]float64{70, 390}, []float64{714, 694, 634}),
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, statementText, written(open(t, one(drawing+text))))
		})
	}
}

func boxes(xs, ys []float64) string {
	var b strings.Builder
	for i := range len(xs) - 1 {
		for k := range len(ys) - 1 {
			fmt.Fprintf(&b, "%g %g %g %g re S\n", xs[i], ys[k+1], xs[i+1]-xs[i], ys[k]-ys[k+1])
		}
	}
	return b.String()
}

func TestCellsThatWrapAreOne(t *testing.T) {
	t.Run("in a ruled table", func(t *testing.T) {
		d := open(t, one(grid([]float64{70, 190, 290}, []float64{714, 694, 662, 642})+
			at(72, 700, "Service")+at(200, 700, "Budget")+at(72, 682, "Children looked")+at(72, 670, "after")+at(200, 676, "12")+at(72, 648, "Total")+at(200, 648, "12")))
		assert.Equal(t, "table:\n  Service | Budget\n  Children looked after | 12\n  Total | 12\n", written(d))
	})
	t.Run("where the label had no more room", func(t *testing.T) {
		d := open(t, one(at(200, 714, "Budget")+at(300, 714, "Forecast")+
			at(72, 700, "Children looked after by")+at(200, 700, "12")+at(300, 700, "14")+at(72, 688, "the council")+
			at(72, 676, "Children in need")+at(200, 676, "13")+at(300, 676, "15")))
		assert.Equal(t, "table:\n   | Budget | Forecast\n  Children looked after by the council | 12 | 14\n  Children in need | 13 | 15\n", written(d))
	})
	t.Run("and a label that had is a heading of its own", func(t *testing.T) {
		d := open(t, one(at(200, 714, "Budget")+at(300, 714, "Forecast")+
			at(72, 700, "Placements")+at(200, 700, "12")+at(300, 700, "14")+at(72, 688, "Teams")+
			at(72, 676, "Assessment and care")+at(200, 676, "13")+at(300, 676, "15")))
		assert.Equal(t, "table:\n   | Budget | Forecast\n  Placements | 12 | 14\n  Teams |  | \n  Assessment and care | 13 | 15\n", written(d))
	})
}

func TestHeadingsSpanTheirColumns(t *testing.T) {
	t.Run("by ruling lines", func(t *testing.T) {
		d := open(t, one(rule(70, 714, 390, 714)+rule(190, 697, 390, 697)+rule(70, 680, 390, 680)+rule(70, 640, 390, 640)+rule(70, 640, 70, 714)+rule(190, 640, 190, 714)+
			rule(290, 640, 290, 697)+rule(390, 640, 390, 714)+rule(70, 660, 390, 660)+
			at(72, 692, "Service")+at(260, 702, "2024/25")+at(200, 685, "Budget")+at(300, 685, "Forecast")+
			rows(666, 20, []float64{72, 200, 300}, []string{"Teams", "1", "2"}, []string{"Homes", "3", "4"})))
		assert.Equal(t, "table:\n  Service | 2024/25 | \n   | Budget | Forecast\n  Teams | 1 | 2\n  Homes | 3 | 4\n", written(d))
		g := d.Tables()[0]
		assert.Equal(t, table.Mark{Rows: 2, Columns: 1}, g.Mark(0, 0))
		assert.Equal(t, table.Mark{Rows: 1, Columns: 2}, g.Mark(0, 1))
	})
	t.Run("by a line below them", func(t *testing.T) {
		d := open(t, one(at(245, 714, "2024/25")+rule(200, 711, 340, 711)+at(400, 714, "2025/26")+rule(380, 711, 480, 711)+
			rows(700, 14, []float64{72, 200, 300, 380, 450}, []string{"", "Budget", "Forecast", "Budget", "Forecast"}, []string{"Teams", "1", "2", "5", "6"}, []string{"Homes", "3", "4", "7", "8"})))
		assert.Equal(t, "table:\n   | 2024/25 |  | 2025/26 | \n   | Budget | Forecast | Budget | Forecast\n  Teams | 1 | 2 | 5 | 6\n  Homes | 3 | 4 | 7 | 8\n", written(d))
	})
}

func TestWhatIsNoTable(t *testing.T) {
	left, right := prose(72, 700, 24), prose(320, 700, 24)
	for name, content := range map[string]string{
		"two columns of prose": left + right,
		"a list of contents": rows(700, 14, []float64{72, 400}, []string{"Introduction ...................", "1"}, []string{"Budget ...................", "3"},
			[]string{"Placements ...................", "7"}, []string{"Workforce ...................", "12"}),
		"lines with numbers":              rows(700, 14, []float64{50, 72}, []string{"1", "The committee met."}, []string{"2", "It heard a report."}, []string{"3", "It closed at 9."}),
		"a list of contents with numbers": rows(700, 14, []float64{50, 72, 400}, []string{"1.1", "Introduction", "1"}, []string{"1.2", "Budget", "3"}, []string{"2.1", "Placements", "7"}, []string{"2.2", "Workforce", "12"}),
		"numbered paragraphs":             rows(700, 14, []float64{72, 110}, []string{"1.1", "The committee met."}, []string{"1.2", "It heard a report."}, []string{"1.3", "It closed."}),
		"a box around a sentence":         grid([]float64{70, 400}, []float64{714, 690}) + at(72, 700, "Recommendation: note the report."),
		"the frame of a page":             grid([]float64{20, 575}, []float64{820, 20}) + left,
		"a date beside a place":           rows(700, 14, []float64{72, 300}, []string{"Date:", "12 March 2025"}, []string{"Place:", "Town Hall"}),
	} {
		t.Run(name, func(t *testing.T) {
			assert.Empty(t, open(t, one(content)).Tables(), written(open(t, one(content))))
		})
	}
}

func prose(x, y float64, lines int) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(at(x, y-12*float64(i), []string{"The service spent more than it had planned on", "placements for children, of whom there were 603", "at the end of the year, and less on its own homes."}[i%3]))
	}
	return b.String()
}

func TestColumnsOfProseAreReadOneAfterTheOther(t *testing.T) {
	text := texts(open(t, one(sized(72, 760, 18, "A heading over both")+prose(72, 700, 12)+strings.ReplaceAll(prose(320, 700, 12), "service", "council"))))
	assert.Less(t, strings.LastIndex(text, "service"), strings.Index(text, "council"))
	assert.Less(t, strings.Index(text, "heading"), strings.Index(text, "service"))
}

func TestATableThatGoesOnIsOne(t *testing.T) {
	columns := []float64{72, 200, 300}
	lines := grid([]float64{70, 190, 290, 390}, []float64{714, 694, 674})
	page := func(f *file, cells ...[]string) { f.page(lines+rows(700, 20, columns, cells...), "") }
	t.Run("under the same headings", func(t *testing.T) {
		f := newFile()
		page(f, statement()[0], statement()[1])
		page(f, statement()[0], statement()[2])
		d := open(t, f.bytes())
		assert.Equal(t, "table:\n  Service | Budget | Forecast\n  Early help | 1,200 | 1,250\n  Placements | 4,300 | 5,100\n", written(d))
		assert.Equal(t, 1, d.Tables()[0].Source.Page)
	})
	t.Run("and another below a heading of its own is not", func(t *testing.T) {
		f := newFile()
		page(f, statement()[0], statement()[1])
		f.page(at(72, 760, "Last year")+lines+rows(700, 20, columns, statement()[0], statement()[2]), "")
		require.Len(t, open(t, f.bytes()).Tables(), 2)
	})
}

func TestSeveralTablesOfAPageKeepTheirTitles(t *testing.T) {
	columns := []float64{72, 200, 300}
	d := open(t, one(at(72, 730, "Table 1: Budget, £000")+rows(700, 14, columns, statement()...)+at(72, 640, "Source: finance system")+
		at(72, 600, "Table 2: Budget of last year, £000")+rows(570, 14, columns, statement()...)))
	require.Len(t, d.Tables(), 2, written(d))
	assert.Equal(t, "Table 1: Budget, £000", d.Tables()[0].Title)
	assert.Equal(t, []string{"Source: finance system"}, d.Tables()[0].Notes)
	assert.Equal(t, "Table 2: Budget of last year, £000", d.Tables()[1].Title)
	assert.Equal(t, document.Table, d.Blocks[1].Kind)
}

func TestTheMarkOfANoteIsCutOffAFigure(t *testing.T) {
	d := open(t, one(rows(700, 20, []float64{72, 200, 300}, statement()...)+sized(225.5, 664, 6, "1")))
	assert.Equal(t, "4,300¹", d.Tables()[0].Text(2, 1))
}

func TestACurrencySetApartIsOfItsFigure(t *testing.T) {
	d := open(t, one(rows(700, 14, []float64{72, 190, 220, 290, 320}, []string{"Teams", "£", "1,200", "£", "1,250"}, []string{"Homes", "", "4,300", "", "5,100"}, []string{"Total", "£", "5,500", "£", "6,350"})))
	assert.Equal(t, "table:\n  Teams | £ 1,200 | £ 1,250\n  Homes | 4,300 | 5,100\n  Total | £ 5,500 | £ 6,350\n", written(d))
}

func TestDotsLeadToAFigureAndAreNoPartOfIt(t *testing.T) {
	d := open(t, one(rows(700, 14, []float64{72, 220, 290}, []string{"", "2023", "2024"}, []string{"Teams ............", "1,200", "1,250"}, []string{"Homes . . . . . . .", "4,300", "5,100"})))
	assert.Equal(t, "table:\n   | 2023 | 2024\n  Teams | 1,200 | 1,250\n  Homes | 4,300 | 5,100\n", written(d))
}

func TestHeadingsThatRunUpStandInTheirCells(t *testing.T) {
	up := func(x float64, text string) string {
		return fmt.Sprintf("BT /F1 10 Tf 0 1 -1 0 %g 700 Tm (%s) Tj ET\n", x, text)
	}
	d := open(t, one(grid([]float64{70, 190, 290, 390}, []float64{754, 694, 674, 654})+at(72, 720, "Service")+up(240, "Budget")+up(340, "Forecast")+
		rows(680, 20, []float64{72, 200, 300}, statement()[1], statement()[2])))
	assert.Equal(t, "table:\n  Service | Budget | Forecast\n  Early help | 1,200 | 1,250\n  Placements | 4,300 | 5,100\n", written(d))
}

func TestTheLabelsOfAChartAreNoTable(t *testing.T) {
	var b strings.Builder
	for i, height := range []float64{60, 90, 40, 75, 55} {
		x := 100 + 60*float64(i)
		fmt.Fprintf(&b, "0.2 0.4 0.8 rg %g 500 24 %g re f 0.8 0.4 0.2 rg %g 500 24 %g re f\n", x, height, x+24, height/2)
	}
	labels := rows(540, 20, []float64{80, 102, 162, 222, 282, 342}, []string{"40", "61", "92", "41", "74", "53"}, []string{"20", "31", "45", "20", "37", "26"}) +
		rows(488, 12, []float64{102, 162, 222, 282, 342}, []string{"2020", "2021", "2022", "2023", "2024"})
	assert.Empty(t, open(t, one(b.String()+labels)).Tables())
}
