package propose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
)

// formula is the sum that a check does, over names.
func formula(c table.Check, names []string) string {
	switch c.Relation.Kind {
	case table.Ratio, table.Share:
		return factored(bracketed(names[:c.Above])+" / "+bracketed(names[c.Above:]), c.Relation.Factor)
	case table.Change:
		return factored(fmt.Sprintf("(%s - %s) / %s", names[1], names[0], names[0]), c.Relation.Factor)
	case table.Product:
		return names[0] + " * " + names[1]
	}
	var b strings.Builder
	for k, o := range c.Of {
		switch {
		case o.Sign < 0 && k == 0:
			b.WriteByte('-')
		case o.Sign < 0:
			b.WriteString(" - ")
		case k > 0:
			b.WriteString(" + ")
		}
		b.WriteString(names[k])
	}
	if c.Relation.Kind == table.Average {
		return "(" + b.String() + ") / " + strconv.Itoa(len(names))
	}
	return b.String()
}

// bracketed is a sum of names.
func bracketed(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return "(" + strings.Join(names, " + ") + ")"
}

func factored(quotient string, factor int) string {
	if factor <= 1 {
		return quotient
	}
	return quotient + " * " + strconv.Itoa(factor)
}

// why tells in words what a figure is taken to be and what bears it out: "this row is the sum of rows 3 to 8 in 5 of 6
// columns; here it misses by 36".
func (t *reader) why(c table.Check) string {
	r := c.Relation
	subject, lines := "row", "column"
	if r.Across {
		subject, lines = lines, subject
	}
	var b strings.Builder
	if r.Holds == 0 {
		b.WriteString("by its words ")
	}
	fmt.Fprintf(&b, "this %s is %s", subject, t.made(*r, subject))
	if tested := r.Holds + r.Misses; r.Holds > 0 {
		fmt.Fprintf(&b, " in %d of %s", r.Holds, counted(tested, lines))
	}
	if c.Outcome == table.Differs {
		b.WriteString("; here it ")
		if gap, ok := t.structure.Gap(c); ok {
			fmt.Fprintf(&b, "misses by %s", gap)
		} else {
			b.WriteString("does not hold")
		}
	}
	return b.String()
}

// made says what a relation makes a row or column of.
func (t *reader) made(r table.Relation, subject string) string {
	added, taken := t.places(r.Members, r.Across)
	over, _ := t.places(r.Over, r.Across)
	first, second := "", ""
	if len(r.Members) > 1 {
		first, second = fmt.Sprintf("%s %d", subject, added[0]), fmt.Sprintf("%s %d", subject, append(added, taken...)[1])
	}
	switch r.Kind {
	case table.Average:
		return "the average of " + listed(added, subject)
	case table.Ratio:
		return summed(added, subject) + " divided by " + summed(over, subject) + times(r.Factor)
	case table.Share:
		whole := fmt.Sprintf("row %d", t.grid.Place(r.Base, 0).Row)
		if !r.Across {
			whole = fmt.Sprintf("column %d", t.grid.Place(0, r.Base).Column)
		}
		return listed(added, subject) + " divided by the figure of it in " + whole + times(r.Factor)
	case table.Change:
		return "the change from " + first + " to " + second + ", divided by " + first + times(r.Factor)
	case table.Product:
		return first + " times " + second
	case table.Running:
		return t.carried(r, subject, added)
	}
	switch {
	case len(taken) == 0 && len(added) == 1:
		return "the same as " + listed(added, subject)
	case len(taken) == 0:
		return "the sum of " + listed(added, subject)
	case len(added) == 0:
		return "nothing less " + listed(taken, subject)
	case len(added) == 1:
		return listed(added, subject) + " less " + listed(taken, subject)
	}
	return "the sum of " + listed(added, subject) + " less " + listed(taken, subject)
}

// carried says what a running sum goes on from.
func (t *reader) carried(r table.Relation, subject string, added []int) string {
	line := "row"
	if !r.Across {
		line = "column"
	}
	if r.Base == r.Target {
		return fmt.Sprintf("its figure in the %s before and %s", line, listed(added, subject))
	}
	from, _ := t.places([]table.Member{{Position: r.Base}}, r.Across)
	return fmt.Sprintf("the figure of %s in the %s before", listed(from, subject), line)
}

// places are the rows or columns of members as their source counts them, those added and those taken away.
func (t *reader) places(members []table.Member, across bool) (added, taken []int) {
	for _, m := range members {
		place := t.grid.Place(m.Position, 0).Row
		if across {
			place = t.grid.Place(0, m.Position).Column
		}
		if m.Sign < 0 {
			taken = append(taken, place)
		} else {
			added = append(added, place)
		}
	}
	return added, taken
}

// summed names rows or columns that are added up, or one alone.
func summed(places []int, noun string) string {
	if len(places) == 1 {
		return listed(places, noun)
	}
	return "the sum of " + listed(places, noun)
}

func times(factor int) string {
	if factor <= 1 {
		return ""
	}
	return ", times " + grouped(factor)
}

// grouped is a power of ten as a person writes it.
func grouped(n int) string {
	if n >= 1000 {
		return strconv.Itoa(n/1000) + ",000"
	}
	return strconv.Itoa(n)
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// listed names rows or columns: "row 3", "rows 3 to 8", "rows 3, 5 and 7 to 9".
func listed(places []int, noun string) string {
	sorted := slices.Sorted(slices.Values(places))
	var parts []string
	for i := 0; i < len(sorted); {
		j := i
		for j+1 < len(sorted) && sorted[j+1] == sorted[j]+1 {
			j++
		}
		switch {
		case j > i+1:
			parts = append(parts, fmt.Sprintf("%d to %d", sorted[i], sorted[j]))
		case j == i+1:
			parts = append(parts, strconv.Itoa(sorted[i]), strconv.Itoa(sorted[j]))
		default:
			parts = append(parts, strconv.Itoa(sorted[i]))
		}
		i = j + 1
	}
	const most = 12
	if len(parts) > most {
		parts = append(parts[:most], fmt.Sprintf("%d more", len(parts)-most))
	}
	if len(sorted) == 1 {
		return noun + " " + parts[0]
	}
	if len(parts) == 1 {
		return noun + "s " + parts[0]
	}
	return noun + "s " + strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}
