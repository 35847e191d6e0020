package finance

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/order"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// PlacementRegister is a list of very many placements in columns: types are numbers, days are days, prices are whole numbers of one
// power of ten, and a [Placement] is made when somebody asks for one.
type PlacementRegister struct {
	// Notes are what a reader should know of the table.
	Notes []string

	n              int
	rows           []int32 // where each placement stands in the columns; nil is at its own number
	kinds          *column.Codes
	starts, ends   []figure.Date
	weekly, income amounts
	place          func(row int) Placement
}

// PlacementRegisterOf reads a table as [PlacementsOf] does, into columns. The table is not to be changed as long as the register is
// used.
func PlacementRegisterOf(g *table.Grid, o table.Options) (*PlacementRegister, error) {
	t, err := PlacementsSchema().Read(g, o)
	if err != nil {
		return nil, err
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	kind, id, start, end := t.Column("type"), t.Column("id"), t.Column("start"), t.Column("end")
	weekly, income := t.Column("weekly"), t.Column("income")
	r := &PlacementRegister{
		Notes: t.Notes, n: t.Len(), kinds: kind.Codes(), starts: start.Days(), ends: end.Days(), weekly: amountsOf(weekly, false), income: amountsOf(income, false),
		place: func(i int) Placement {
			return Placement{ID: id.Text(i), Type: kind.Text(i), Start: start.Date(i), End: end.Date(i), Weekly: weekly.Decimal(i), Income: income.Decimal(i)}
		},
	}
	if !t.AllLines() {
		r.rows = []int32{}
		for _, i := range t.Lines() {
			r.rows = append(r.rows, int32(i))
		}
		r.n = len(r.rows)
	}
	if r.n == 0 {
		return nil, noLines(t, "type", "give one row a placement")
	}
	var faults figure.Faults
	for i := range r.n {
		if row := r.at(i); !r.sound(row) {
			if problem := r.place(row).problem(); problem != "" {
				faults = append(faults, t.Fault(row, "", "placement", problem, "correct the row, or leave it out"))
			}
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return r, nil
}

// at is the row of the columns in which a placement stands.
func (r *PlacementRegister) at(i int) int {
	if r.rows == nil {
		return i
	}
	return int(r.rows[i])
}

// sound says of a row, as far as its columns tell, that nothing keeps it from being costed.
func (r *PlacementRegister) sound(row int) bool {
	if !r.weekly.exact() || !r.income.exact() {
		return false
	}
	open := r.ends == nil || r.ends[row] == 0
	return r.starts[row] > 0 && (open || r.ends[row] >= r.starts[row]) &&
		r.weekly.numbers.Units()[row] >= 0 && (!r.income.given() || r.income.numbers.Units()[row] >= 0)
}

// Len is how many placements there are.
func (r *PlacementRegister) Len() int { return r.n }

// Placements are all placements as values.
func (r *PlacementRegister) Placements() []Placement {
	placements := make([]Placement, r.n)
	for i := range placements {
		placements[i] = r.place(r.at(i))
	}
	return placements
}

// CostYear is what [CostYear] gives of the placements.
func (r *PlacementRegister) CostYear(year FinancialYear) (YearCost, error) {
	// A day costs the sum of the prices of those who sleep that night: no sum of a day leaves 62 bits.
	fits := func(a *amounts) bool { return a.exact() && a.most() < 1<<62/uint64(r.n+1) }
	const mostTypes = 2000 // each holds the days of a year
	names := r.kinds.Names()
	if !fits(&r.weekly) || !fits(&r.income) || len(names) > mostTypes {
		return CostYear(r.Placements(), year)
	}
	days := make([]yearDays, len(names))
	first, length := figure.DateOf(year.Start()), int32(year.Days())
	codes, weekly := r.kinds.Codes(), r.weekly.numbers.Units()
	var income []int64
	if r.income.given() {
		income = r.income.numbers.Units()
	}
	for i := range r.n {
		row := r.at(i)
		from, to := int32(0), length
		if start := r.starts[row]; start > first {
			from = min(int32(start-first), length)
		}
		if r.ends != nil && r.ends[row] != 0 {
			to = max(0, min(int32(r.ends[row]-first), length))
		}
		d := &days[codes[row]]
		d.has = true
		if from >= to {
			continue
		}
		d.nights[from]++
		d.nights[to]--
		d.gross[from] += weekly[row]
		d.gross[to] -= weekly[row]
		if income != nil {
			d.income[from] += income[row]
			d.income[to] -= income[row]
		}
	}
	y := YearCost{Year: year}
	for code, name := range names {
		if days[code].has {
			y.Types = append(y.Types, TypeCost{Type: name, Months: days[code].months(year, r.weekly.exponent(), r.income.exponent())})
		}
	}
	order.Stable(y.Types, func(a, b TypeCost) int { return strings.Compare(a.Type, b.Type) })
	return y, nil
}

// yearDays are the placements of one type by the day of the year on which they begin, less those that end there.
type yearDays struct {
	nights        [367]int32
	gross, income [367]int64
	has           bool
}

// months are the costs of the months.
func (d *yearDays) months(year FinancialYear, weekly, income int32) (months [12]Cost) {
	first := year.Start()
	var sleeping int
	var price, contribution int64
	at := 0
	for m := range months {
		var gross, others wideSum
		for last := nights(first, year.month(m+2)); at < last; at++ {
			sleeping += int(d.nights[at])
			price += d.gross[at]
			contribution += d.income[at]
			months[m].Nights += sleeping
			gross.add(price)
			others.add(contribution)
		}
		months[m].GrossWeekly, months[m].IncomeWeekly = gross.decimal(weekly), others.decimal(income)
	}
	return months
}
