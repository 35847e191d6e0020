package finance

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Statement is the financial position of a set of services at one period. The zero value is an empty statement in
// pounds with a total of zero.
type Statement struct {
	// Unit is what the statement is printed in; the amounts of its lines are pounds. Defaults to Pounds.
	Unit Unit
	// Convention is how the statement signs what it prints. Defaults to the zero Convention: no sign stated.
	Convention Convention
	// Period is the month, quarter or outturn that it reports. Defaults to not stated.
	Period Period
	Lines  []Line
	// PrintedTotals are the total rows as printed: one of the whole, whose Group is empty, and one a group at most.
	// Nothing is computed from them; Reconcile holds them against the lines.
	PrintedTotals []Line
	// Notes are what a reader should know: a row taken for a total, a column that was ignored.
	Notes []string
}

// Total is the sum of the lines, exact. An optional amount has a total only when every line gives it. The printed
// variances are left out: their sum is a check of Reconcile, not a result.
func (s Statement) Total() Line {
	var total lineSum
	for i := range s.Lines {
		total.add(&s.Lines[i])
	}
	return total.total("Total", "")
}

// GroupTotals are the totals of the groups, in the order in which they first appear. Lines without a group form one with
// an empty name. For millions of lines see [Statement.Ledger].
func (s Statement) GroupTotals() []Line {
	var names nameIndex
	var sums []lineSum
	for i := range s.Lines {
		l := &s.Lines[i]
		g := names.of(l.Group)
		if int(g) == len(sums) {
			sums = append(sums, lineSum{})
		}
		sums[g].add(l)
	}
	totals := make([]Line, len(sums))
	for g, group := range names.names {
		totals[g] = sums[g].total("Total "+group, group)
	}
	return totals
}

// Group is the lines of one group and their total.
type Group struct {
	Name  string
	Lines []Line
	Total Line
}

// Groups are the groups with their lines, in the order in which they first appear.
func (s Statement) Groups() []Group {
	totals := s.GroupTotals()
	groups, at := make([]Group, len(totals)), make(map[string]int, len(totals))
	for i, total := range totals {
		groups[i], at[total.Group] = Group{Name: total.Group, Total: total}, i
	}
	for _, l := range s.Lines {
		g := &groups[at[l.Group]]
		g.Lines = append(g.Lines, l)
	}
	return groups
}

// Driver is what one service contributes to the variance of the statement.
type Driver struct {
	Service, Group string
	Variance       Variance
	// Share is the contribution as per cent of the total variance. It is undefined when the total is nil, and above 100
	// when other services pull the other way.
	Share Percentage
}

// Drivers are the services with a variance, the largest first whatever its direction; equal ones keep their order.
func (s Statement) Drivers() []Driver {
	total := s.Total().Variance()
	drivers, sizes := make([]Driver, 0, len(s.Lines)), make([]decimal.Decimal, 0, len(s.Lines))
	for i := range s.Lines {
		l := &s.Lines[i]
		if v := l.Variance(); v.Direction() != Nil {
			drivers = append(drivers, Driver{l.Service, l.Group, v, Percentage{v.Amount, total.Amount}})
			sizes = append(sizes, v.Size())
		}
	}
	sorted := make([]Driver, len(drivers))
	for to, from := range order.Places(len(drivers), func(i, j int) bool { return sizes[i].Cmp(sizes[j]) > 0 }) {
		sorted[to] = drivers[from]
	}
	return sorted
}

// LargestDriver is the first of [Statement.Drivers]; ok is false where no service has a variance.
func (s Statement) LargestDriver() (d Driver, ok bool) {
	var largest Variance
	at := -1
	for i := range s.Lines {
		if v := s.Lines[i].Variance(); v.Direction() != Nil && (at < 0 || v.Size().Cmp(largest.Size()) > 0) {
			at, largest = i, v
		}
	}
	if at < 0 {
		return Driver{}, false
	}
	l := &s.Lines[at]
	return Driver{l.Service, l.Group, largest, Percentage{largest.Amount, s.Total().Variance().Amount}}, true
}

// Equal reports whether two statements hold equal lines and totals in the same order, unit, convention and period.
func (s Statement) Equal(o Statement) bool {
	return s.Unit == o.Unit && s.Convention == o.Convention && s.Period.Equal(o.Period) &&
		slices.EqualFunc(s.Lines, o.Lines, Line.Equal) && slices.EqualFunc(s.PrintedTotals, o.PrintedTotals, Line.Equal) &&
		slices.Equal(s.Notes, o.Notes)
}
