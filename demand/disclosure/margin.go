package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Group is a subtotal: of some rows of a table, or of some of its columns.
type Group struct {
	Label string
	// Of are the rows (columns) that it adds up, by their index, and earlier groups by len(Rows) (len(Columns)) + theirs.
	Of []int
	// Cells are its figures, one a column (row), and Total its total.
	Cells []demand.Value
	Total demand.Value
}

// margins says what each item of one side of a grid is, the rows or the columns: a leaf, a subtotal of the items before it,
// the total, or a second printing of an item.
type margins struct {
	total int // the item that is the total; −1 for none
	of    map[int][]int
	twin  map[int]int // of an item that repeats another: that other
	notes []string
}

// marginWords are those by which people call a margin. A word alone never makes one where the figures speak against it,
// and figures make one without a word.
var marginWords = []string{"total", "totals", "subtotal", "all", "overall", "persons", "people", "both", "everyone", "combined", "england", "sum"}

// called reports whether a label is a margin's by its first or last word; a margin is often left without a label.
func called(label string) bool {
	words := wordsOf(label)
	if len(words) == 0 {
		return true
	}
	return slices.Contains(marginWords, words[0]) || slices.Contains(marginWords, words[len(words)-1])
}

// plainly reports whether a label can only be a total's: "Total", "Subtotal boys and girls" and "All children", but not
// "Total Place programme".
func plainly(label string) bool {
	words := wordsOf(label)
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	if last == "total" || last == "totals" || words[0] == "subtotal" {
		return true
	}
	strong := false
	for _, w := range words {
		switch w {
		case "total", "totals", "overall", "all":
			strong = true
		case "grand", "children", "young", "people", "persons", "ages", "sexes", "of", "the", "and", "areas", "authorities", "regions":
		default:
			return false
		}
	}
	return strong
}

func wordsOf(label string) []string {
	label = strings.ReplaceAll(strings.ToLower(label), "sub-total", "subtotal")
	return strings.FieldsFunc(label, func(r rune) bool { return r < 'a' || r > 'z' })
}

// findMargins reads the structure of one side of a grid from its figures and its words. lines are the figures across the
// other side: lines[k][i] is item i in line k. An item is a sum of those before it when every line that shows all of them
// says so, in two lines or more, or in one with a word, or where nothing is shown with a word alone; and no line speaks
// against it. The sums nest: what a subtotal has added up, only the subtotal stands for. Where an item that no word calls a
// sum is one by chance, the total that stands last does not add up any more; then such items are counts like the others.
func findMargins(side string, labels []string, lines [][]demand.Value) (margins, error) {
	m, contradicted := nested(side, labels, lines, 2)
	last := len(labels) - 1
	if contradicted {
		if flat, again := nested(side, labels, lines, never); !again {
			m = flat
		}
	} else if m.total < 0 && last > 0 && called(labels[last]) {
		// Where the last is called a total and is one of subtotals that only one line shows, it bears them out.
		if deeper, _ := nested(side, labels, lines, 1); deeper.total == last && len(deeper.of) > 1 {
			m = deeper
		}
	}
	return m.finish(side, labels, lines)
}

// never is more lines than any table has.
const never = int(^uint(0) >> 1)

// nested finds the sums one after the other; contradicted says that an item is called a total and no items add up to it.
// needed is how many lines must show an item that stands within, and that no word calls a sum, to be one.
func nested(side string, labels []string, lines [][]demand.Value, needed int) (m margins, contradicted bool) {
	m = margins{total: -1, of: map[int][]int{}, twin: map[int]int{}}
	var open []int
	sums := newTails(lines)
	for i, label := range labels {
		found := false
		for k := len(open); k >= 1 && !found; k-- {
			of := open[len(open)-k:]
			fits, evidence := sums.adds(i, of)
			seen := evidence >= needed || evidence >= 2 && i == len(labels)-1
			if !fits || !seen && !called(label) || k == 1 && evidence == 0 {
				continue
			}
			found = true
			if leaf := m.of[of[0]] == nil; k == 1 && !(leaf && plainly(label)) {
				m.twin[i] = of[0]
				m.notes = append(m.notes, fmt.Sprintf("the %s %s repeats %s", side, named(label), named(labels[of[0]])))
				continue
			}
			m.of[i] = slices.Clone(of)
			open = append(open[:len(open)-k], i)
			sums.cut(len(open) - 1)
			sums.push(i)
		}
		switch {
		case found:
		case plainly(label) && (len(open) > 1 || len(open) == 1 && m.of[open[0]] == nil):
			// A total that no counts add to: what the table prints contradicts itself, and whoever works with it will say where.
			m.of[i] = slices.Clone(open)
			open, contradicted = []int{i}, true
			sums.cut(0)
			sums.push(i)
		default:
			open = append(open, i)
			sums.push(i)
		}
	}
	if len(open) == 1 && m.of[open[0]] != nil {
		m.total = open[0]
	}
	return m, contradicted
}

// finish looks for a total that stands first, and refuses what is called a total and is none.
func (m margins) finish(side string, labels []string, lines [][]demand.Value) (margins, error) {
	switch {
	case len(m.of) == 0 && len(labels) > 2 && called(labels[0]):
		// A total that stands first.
		rest := make([]int, 0, len(labels)-1)
		for i := 1; i < len(labels); i++ {
			rest = append(rest, i)
		}
		if fits, _ := adds(lines, 0, rest); fits {
			m.total, m.of[0] = 0, rest
		}
	}
	for i, label := range labels {
		if words := wordsOf(label); m.of[i] == nil && plainly(label) {
			if _, twin := m.twin[i]; !twin && len(words) > 0 && len(labels) > 1 {
				return m, &TableError{Problem: fmt.Sprintf("the %s %s is called a total, and no other %ss add up to it: rename it, or give the counts that it adds up", side, named(label), side)}
			}
		}
	}
	if m.total >= 0 && !plainly(labels[m.total]) {
		m.notes = append(m.notes, fmt.Sprintf("the %s %s is taken for the total of the other %ss: it is what they add up to", side, named(labels[m.total]), side))
	}
	return m, nil
}

func named(label string) string {
	if strings.TrimSpace(label) == "" {
		return "without a name"
	}
	return fmt.Sprintf("%q", label)
}

// adds reports whether an item can be the sum of others in every line, and in how many lines it is seen to be, beyond
// zero.
func adds(lines [][]demand.Value, item int, of []int) (fits bool, evidence int) {
	for _, line := range lines {
		sum, hidden := decimal.Decimal{}, false
		for _, i := range of {
			d, ok := line[i].Decimal()
			sum, hidden = sum.Add(d), hidden || !ok
		}
		total, ok := line[item].Decimal()
		switch {
		case !ok:
		case hidden && sum.GreaterThan(total), !hidden && !sum.Equal(total):
			return false, 0
		case !hidden && !sum.IsZero():
			evidence++
		}
	}
	return true, evidence
}

// leaves are the items that are neither a sum nor a twin, in their order.
func (m margins) leaves(n int) []int {
	var leaves []int
	for i := range n {
		if _, twin := m.twin[i]; !twin && m.of[i] == nil {
			leaves = append(leaves, i)
		}
	}
	return leaves
}

// groups are the subtotals, in their order, the total left out; their members by the index of the leaf or group.
func (m margins) groups(n int) (items []int, of [][]int) {
	at := map[int]int{}
	leaves := m.leaves(n)
	for k, i := range leaves {
		at[i] = k
	}
	for i := range n {
		if m.of[i] == nil || i == m.total {
			continue
		}
		members := make([]int, len(m.of[i]))
		for k, member := range m.of[i] {
			members[k] = at[member]
		}
		at[i] = len(leaves) + len(items)
		items, of = append(items, i), append(of, members)
	}
	return items, of
}
