package table

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// headingRows is how far down the heading of a table is looked for.
const headingRows = 200

// Heading is what a heading says: its words in one form, and the unit that stands in it.
type Heading struct {
	Text string // as it stands, several rows joined
	Name string // in lower case, without unit, note marks and punctuation: "forecast outturn"
	Unit figure.Unit
	// Stated is true where the heading states a unit.
	Stated bool
}

// ParseHeading reads a heading: "Forecast_Outturn (£000)" is "forecast outturn" in thousands of pounds.
func ParseHeading(text string) Heading {
	h := Heading{Text: strings.Join(strings.Fields(text), " ")}
	rest := PlainLabel(text)
	rest, h.Unit, h.Stated = cutUnit(rest)
	h.Name = plainName(rest)
	return h
}

// plainName is words in lower case with one space between them and nothing else.
func plainName(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = gap || r != '\'' && r != '’'
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// cutUnit takes the unit out of a heading or title: £k, £000, £'000, £m, £, %, in brackets or bare.
func cutUnit(text string) (rest string, unit figure.Unit, stated bool) {
	if open := strings.LastIndexByte(text, '('); open >= 0 && strings.HasSuffix(text, ")") {
		inside := strings.TrimPrefix(strings.ToLower(text[open+1:len(text)-1]), "in ")
		if u, ok := figure.ParseUnit(inside); ok && u != (figure.Unit{}) {
			return text[:open], u, true
		}
	}
	fields := strings.Fields(text)
	for i, word := range fields {
		word = strings.Trim(word, "(),;:")
		scaled := word
		if word == "£" && i+1 < len(fields) {
			scaled += strings.Trim(fields[i+1], "(),;:")
			if u, ok := figure.ParseUnit(scaled); ok && u.Power > 0 {
				return strings.Join(append(fields[:i:i], fields[i+2:]...), " "), u, true
			}
		}
		if !strings.HasPrefix(word, "£") && word != "%" {
			continue
		}
		if u, ok := figure.ParseUnit(word); ok {
			left := fields[:i:i]
			if n := len(left); n > 0 && strings.EqualFold(left[n-1], "in") {
				left = left[:n-1]
			}
			return strings.Join(append(left, fields[i+1:]...), " "), u, true
		}
	}
	return text, figure.Unit{}, false
}

// withoutYear drops the years of a name: "budget 2024 25" is the budget of its year.
func withoutYear(name string) string {
	var kept []string
	year := false
	for word := range strings.FieldsSeq(name) {
		digits := strings.Trim(word, "0123456789") == ""
		switch {
		case digits && len(word) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20")):
			year = true
		case digits && year && len(word) == 2:
		default:
			kept, year = append(kept, word), false
		}
	}
	return strings.Join(kept, " ")
}

// names are the plain names of a column of a schema: its ID first, which goes before the others.
func (c Column) names() []string {
	names := []string{plainName(c.ID)}
	for _, other := range append([]string{c.Label}, c.Synonyms...) {
		if name := plainName(other); name != "" && name != names[0] {
			names = append(names, name)
		}
	}
	return names
}

// header is where the columns of a schema stand in a grid.
type header struct {
	first, rows int       // the rows of the heading
	headings    []Heading // by column of the grid
	columns     []int     // by column of the schema; -1 is not there
	twice       [][]int   // by column of the schema, the columns of the grid where more than one has its name
	required    int       // columns that a heading names, of those that must be there
	found       int       // columns that a heading names
}

// findHeader finds the heading: the first row, or two or three together, that names the most columns of the schema.
func (s Schema) findHeader(g *Grid, o Options) (header, error) {
	total, _ := g.Size()
	names := s.nameIndex()
	var best header
	for i := range min(total, headingRows) {
		for _, height := range [...]int{1, 2, 3} {
			if i+height > total {
				break
			}
			if h := s.matchHeader(g, i, height, names, o); h.better(best) {
				best = h
			}
		}
		if best.rows == 1 && best.found == len(s.Columns) {
			break
		}
	}
	if best.rows == 0 {
		best = s.matchHeader(g, firstFull(g), 1, names, o)
	}
	return best, s.checkHeader(g, best, o)
}

// better says whether a heading is the likelier one: it has more of the columns that must be there, then more of any.
func (h header) better(o header) bool {
	if h.required != o.required {
		return h.required > o.required
	}
	if h.found != o.found {
		return h.found > o.found
	}
	if a, b := h.conflicts(), o.conflicts(); a != b {
		return a < b
	}
	// Rows above the names are titles, unless they are what tells two of one name apart.
	if h.conflicts() > 0 {
		return h.rows > o.rows
	}
	return h.rows < o.rows && h.found > 0
}

// conflicts is how many columns of the schema have more than one of the grid.
func (h header) conflicts() int {
	n := 0
	for _, at := range h.twice {
		if len(at) > 1 {
			n++
		}
	}
	return n
}

// nameIndex is the schema's columns by their names; an ID is never another column's synonym.
func (s Schema) nameIndex() map[string]int {
	index := map[string]int{}
	for i := range s.Columns {
		index[plainName(s.Columns[i].ID)] = i
	}
	for i := range s.Columns {
		for _, name := range s.Columns[i].names() {
			if _, taken := index[name]; !taken {
				index[name] = i
			}
		}
	}
	return index
}

// firstFull is the first row that has a cell.
func firstFull(g *Grid) int {
	rows, _ := g.Size()
	for i := range rows {
		if !g.blankRow(i) {
			return i
		}
	}
	return 0
}

// matchHeader reads rows as the heading.
func (s Schema) matchHeader(g *Grid, first, height int, names map[string]int, o Options) header {
	h := header{first: first, rows: height, columns: make([]int, len(s.Columns)), twice: make([][]int, len(s.Columns))}
	for i := range h.columns {
		h.columns[i] = -1
	}
	h.headings = g.headings(first, height)
	bestRank := make([]int, len(s.Columns))
	for at := range h.headings {
		if g.Hidden(-1, at) {
			continue
		}
		column, rank := s.matchHeading(h.headings[at], g, first, height, at, names)
		if rank == 0 {
			continue
		}
		switch {
		case rank > bestRank[column]:
			bestRank[column], h.columns[column], h.twice[column] = rank, at, []int{at}
		case rank == bestRank[column]:
			h.twice[column] = append(h.twice[column], at)
		}
	}
	for id, heading := range o.Map {
		if i := s.at(id); i >= 0 {
			at, byPlace := h.named(heading)
			if h.columns[i] = at; at >= 0 && !byPlace {
				bestRank[i] = 1
			}
		}
	}
	for i, rank := range bestRank {
		if rank == 0 {
			continue
		}
		h.found++
		if !s.Columns[i].Optional {
			h.required++
		}
	}
	if i := s.at(s.Label); i >= 0 && h.columns[i] < 0 {
		h.columns[i] = h.unnamed()
	}
	return h
}

// unnamed is the one column left of those that were found whose heading is empty, as the corner of many a table is; -1 is none.
func (h header) unnamed() int {
	first := len(h.headings)
	for _, at := range h.columns {
		if at >= 0 {
			first = min(first, at)
		}
	}
	if first == len(h.headings) || first == 0 || h.headings[first-1].Text != "" {
		return -1
	}
	return first - 1
}

// matchHeading finds the column that a heading names, and how well: 4 by its ID, 3 by another name, 2 by the last of several
// rows, 1 with the year left out; 0 is not at all.
func (s Schema) matchHeading(h Heading, g *Grid, first, height, at int, names map[string]int) (column, rank int) {
	try := func(name string, known, other int) bool {
		i, ok := names[name]
		if !ok || name == "" {
			return false
		}
		column, rank = i, other
		if name == plainName(s.Columns[i].ID) {
			rank = known
		}
		return true
	}
	if try(h.Name, 4, 3) {
		return column, rank
	}
	if height > 1 {
		for row := first + height - 1; row >= first; row-- {
			if part := ParseHeading(g.Text(row, at)); part.Name != "" {
				if try(part.Name, 2, 2) {
					return column, rank
				}
				break
			}
		}
	}
	if short := withoutYear(h.Name); short != h.Name && try(short, 1, 1) {
		return column, rank
	}
	return 0, 0
}

// headings reads the heading of each column from one row or several. In the rows above the last a cell that is empty goes on
// with what stands left of it: a group is named once, over all its columns.
func (g *Grid) headings(first, height int) []Heading {
	_, width := g.Size()
	headings := make([]Heading, width)
	parts := make([][]string, width)
	for row := first; row < first+height; row++ {
		group := ""
		for at := range width {
			text := strings.TrimSpace(g.Text(row, at))
			if row < first+height-1 {
				if text == "" {
					text = group
				}
				group = text
			}
			if text != "" && (len(parts[at]) == 0 || parts[at][len(parts[at])-1] != text) {
				parts[at] = append(parts[at], text)
			}
		}
	}
	for at := range width {
		headings[at] = ParseHeading(strings.Join(parts[at], " "))
	}
	return headings
}

// named is the column of the grid that a person names, by its heading or by the number of its place; -1 is none.
func (h header) named(heading string) (column int, byPlace bool) {
	want := ParseHeading(heading)
	for at := range h.headings {
		if h.headings[at].Text == want.Text {
			return at, false
		}
	}
	for at := range h.headings {
		if h.headings[at].Name == want.Name && want.Name != "" {
			return at, false
		}
	}
	if n, err := strconv.Atoi(strings.TrimSpace(heading)); err == nil && n >= 1 && n <= len(h.headings) {
		return n - 1, true
	}
	return -1, false
}

// checkHeader refuses a table whose columns cannot be told.
func (s Schema) checkHeader(g *Grid, h header, o Options) error {
	var faults figure.Faults
	for _, id := range slices.Sorted(maps.Keys(o.Map)) {
		heading := o.Map[id]
		switch i := s.at(id); {
		case i < 0:
			return &figure.Fault{
				Code: "unknown_column", Value: id, Problem: fmt.Sprintf("%q is no column of %s", id, s.Name),
				Remedy: "use one of " + strings.Join(s.ids(), ", "),
			}
		case h.columns[i] < 0:
			return &figure.Fault{
				Code: "unknown_heading", Value: heading, Place: g.Place(h.first, -1),
				Problem: fmt.Sprintf("no column is headed %q", heading), Remedy: "the table has " + strings.Join(h.texts(), ", "),
			}
		}
	}
	var missing []string
	for i := range s.Columns {
		switch {
		case h.columns[i] < 0 && !s.Columns[i].Optional:
			missing = append(missing, s.Columns[i].ID)
		case len(h.twice[i]) > 1 && o.Map[s.Columns[i].ID] == "":
			faults = append(faults, s.twiceFault(g, h, i))
		}
	}
	if len(missing) > 0 {
		what := "the column " + missing[0] + " is"
		if len(missing) > 1 {
			what = "the columns " + strings.Join(missing, ", ") + " are"
		}
		faults = append(figure.Faults{{
			Code: "missing_column", Place: g.Place(h.first, -1), Heading: strings.Join(missing, ", "),
			Problem: fmt.Sprintf("%s missing; the table has %s", what, strings.Join(h.texts(), ", ")),
			Remedy:  fmt.Sprintf("name it in the heading, or say which it is with -map %s=HEADING", missing[0]),
		}}, faults...)
	}
	return faults.Err()
}

func (s Schema) twiceFault(g *Grid, h header, i int) *figure.Fault {
	first, second := h.twice[i][0], h.twice[i][1]
	f := &figure.Fault{
		Code: "duplicate_column", Place: g.Place(h.first+h.rows-1, second), Heading: h.headings[second].Text, Question: true,
		Problem: fmt.Sprintf("the column %s stands twice, as column %d and as column %d", s.Columns[i].ID, first+1, second+1),
		Remedy:  fmt.Sprintf("remove one, or say which is meant with -map %s=%d", s.Columns[i].ID, first+1),
	}
	if a, b := h.headings[first].Text, h.headings[second].Text; !strings.EqualFold(a, b) {
		f.Problem += fmt.Sprintf(" (%q, %q)", a, b)
		f.Remedy = fmt.Sprintf("remove one, or say which is meant with -map %s=%q", s.Columns[i].ID, a)
	}
	return f
}

func (s Schema) ids() []string {
	ids := make([]string, len(s.Columns))
	for i := range s.Columns {
		ids[i] = s.Columns[i].ID
	}
	return ids
}

// texts are the headings of the grid as they stand, without those that are empty.
func (h header) texts() []string {
	var texts []string
	for _, heading := range h.headings {
		if heading.Text != "" {
			texts = append(texts, heading.Text)
		}
	}
	if len(texts) == 0 {
		return []string{"none"}
	}
	return texts
}
