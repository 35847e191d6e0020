package form

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Shape is one table that a page works on, and that a file can hold.
type Shape struct {
	Page, Table string
	Label       string
	Columns     []grid.Column
	// Schema is that of its reader, and Usual are the columns that are shown unless the person's own table has others. A table
	// that no tool reads has none.
	Schema table.Schema
	Usual  []string
}

// Shapes are the tables of all pages that have some.
func Shapes() []Shape { return toolShapes() }

// pageNames are the pages as a person reads them.
var pageNames = []struct{ page, name string }{
	{"rag", "Ratings"}, {"caseload", "Caseloads"}, {"finance", "Finance"}, {"demand", "Demand"}, {"check", "Check a report"},
}

// PageName is the name of a page.
func PageName(page string) string {
	for _, p := range pageNames {
		if p.page == page {
			return p.name
		}
	}
	if t, ok := ToolOf(page); ok {
		return PageName(t.Group) + ": " + t.Title
	}
	return page
}

// published are the columns by which a file belongs to the page of demand: figures and lists as they are published, what is
// said of their columns, and a person's own series, funnel or stages.
var published = [][]string{
	{"time_period", "geographic_level"},
	{"time_period", "time_identifier"},
	{"short desc", "years", "values"},
	{"col_name", "col_type"},
	{"measure_short", "polarity"},
	{"sn_1"},
	{"sn1"},
	{"neighbour_old_la_code"},
	{"neighbour_la_code"},
	{"stat_neighbours"},
	{"areacd", "1"},
	{"period", "value"},
	{"period", "count"},
	{"x", "n", "kind"},
	{"name", "x", "n"},
	{"stage", "count"},
}

func isPublished(header []string) bool {
	return slices.ContainsFunc(published, func(needed []string) bool {
		return !slices.ContainsFunc(needed, func(name string) bool {
			return !slices.ContainsFunc(header, func(have string) bool { return strings.EqualFold(strings.TrimSpace(have), name) })
		})
	})
}

// Fitting are the shapes that the first rows of a file fit best: those of the page where there are any, or else those of
// other pages. Several fit where tables have the same columns. A file as published, or a person's own figures for the page
// of demand, fits a shape of that page without a table.
func Fitting(page string, head [][]string) []Shape {
	var own, others []Shape
	best, bestOthers := 0, 0
	for _, s := range Shapes() {
		row, matched := grid.Fit(s.Columns, head)
		if row < 0 {
			continue
		}
		if s.Page == page {
			own, best = kept(own, s, matched, best)
		} else {
			others, bestOthers = kept(others, s, matched, bestOthers)
		}
	}
	switch demand := len(head) > 0 && isPublished(head[0]); {
	case demand && page == "demand":
		return []Shape{{Page: "demand"}}
	case len(own) > 0:
		return own
	case demand:
		return []Shape{{Page: "demand"}}
	case len(others) > 0:
		return others
	}
	return byHeadings(page, head)
}

// byHeadings are the shapes whose readers know the headings of a file, those of the page where there are any.
func byHeadings(page string, head [][]string) []Shape {
	g := table.FromRows(head)
	var own, others []Shape
	for _, s := range Shapes() {
		if _, known, _ := Intake(s, g); !known {
			continue
		}
		if s.Page == page {
			own = append(own, s)
		} else {
			others = append(others, s)
		}
	}
	if len(own) > 0 {
		return own
	}
	return others
}

// kept adds a shape to those that fit as well as it does, or puts it in their place.
func kept(list []Shape, s Shape, matched, best int) ([]Shape, int) {
	switch {
	case matched > best:
		return []Shape{s}, matched
	case matched == best:
		return append(list, s), best
	}
	return list, best
}

// Unfit is a file that fits no page: what was found, and what each table needs.
type Unfit struct {
	Found string
	Needs []string
}

func (e *Unfit) Error() string {
	return e.Found + " " + strings.Join(e.Needs, " ")
}

// unfit says what a page, or where it is empty every page, would need.
func unfit(page string, head [][]string) *Unfit {
	e := &Unfit{Found: "no table is recognised in it. Its first line is: " + firstLine(head) + "."}
	if twice := twice(head); twice != "" {
		e.Found = "two columns are named " + twice + ": rename or remove one of them."
	} else if near, missing := nearest(page, head); near != "" && missing != "" {
		e.Found = "it comes near to “" + near + "”, but has no column named " + missing + ". Its first line is: " + firstLine(head) + "."
	}
	for _, s := range Shapes() {
		if page == "" || s.Page == page {
			e.Needs = append(e.Needs, PageName(s.Page)+", "+strings.ToLower(s.Label[:1])+s.Label[1:]+", needs the columns "+needed(s.Columns)+".")
		}
	}
	if page == "" || page == "demand" {
		e.Needs = append(e.Needs, PageName("demand")+" needs a file of figures as published by the Department for Education (time_period, geographic_level …), a list of statistical neighbours (old_la_code, SN_1 …), or your own: period, value; name, x, n; stage, count.")
	}
	if page == "" || page == "check" {
		e.Needs = append(e.Needs, PageName("check")+" needs a report as JSON.")
	}
	return e
}

// twice is the name of two columns of the first line, if there are such.
func twice(head [][]string) string {
	if len(head) == 0 {
		return ""
	}
	var seen []string
	for _, cell := range head[0] {
		if cell = strings.ToLower(strings.TrimSpace(cell)); cell != "" && slices.Contains(seen, cell) {
			return cell
		}
		seen = append(seen, cell)
	}
	return ""
}

// nearest is the table of a page that the first rows come nearest to, with the columns that they lack.
func nearest(page string, head [][]string) (label, missing string) {
	best := 0
	for _, s := range Shapes() {
		if _, matched := grid.Fit(s.Columns, head); s.Page == page && matched > best {
			best, label, missing = matched, s.Label, lacking(s.Columns, head)
		}
	}
	return label, missing
}

func lacking(columns []grid.Column, head [][]string) string {
	var names []string
	for _, c := range columns {
		if _, found := grid.Fit([]grid.Column{c}, head); found == 0 && !c.Optional {
			names = append(names, c.ID)
		}
	}
	return strings.Join(names, ", ")
}

// firstLine is the first line that has something in it, kept short.
func firstLine(head [][]string) string {
	const most = 12
	for _, record := range head {
		var cells []string
		for _, cell := range record {
			if cell = strings.TrimSpace(cell); cell != "" {
				cells = append(cells, shortened(cell))
			}
		}
		if len(cells) > most {
			return strings.Join(cells[:most], ", ") + " …"
		}
		if len(cells) > 0 {
			return strings.Join(cells, ", ")
		}
	}
	return "blank"
}

func shortened(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

func needed(columns []grid.Column) string {
	var names []string
	for _, c := range columns {
		if !c.Optional {
			names = append(names, c.ID)
		}
	}
	return strings.Join(names, ", ")
}
