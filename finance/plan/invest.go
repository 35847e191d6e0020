package plan

import (
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Scheme is an invest-to-save scheme: children who step down from one price to another.
type Scheme struct {
	// Start is the first of the first month, and Months how many there are.
	Start  time.Time
	Months int
	Spends []Spend
	Starts []Cohort
	// Shares say what becomes of a cohort; from one row's month on until the next. Defaults to all retained and none who would
	// have moved without the scheme.
	Shares []Retention
	// Discount divides the net of later financial years by 1.035 a year, as the Green Book's social rate has it. Defaults to no.
	Discount bool
	// Avoided says that the saving lowers no line of the budget: it is cost avoided. Defaults to cashable.
	Avoided bool
}

// SpendKind is what money is spent on. The zero value is [Investment].
type SpendKind int

const (
	// Investment is spent once.
	Investment SpendKind = iota
	// Running is the cost of the scheme in a month.
	Running
	// Grant is received, unsigned: negative investment, shown apart.
	Grant
)

var spendNames = enum.Of("SpendKind", "investment", "running", "grant")

// String is investment, running or grant.
func (k SpendKind) String() string { return spendNames.String(int(k)) }

// MarshalText writes the name.
func (k SpendKind) MarshalText() ([]byte, error) { return spendNames.Marshal(int(k)) }

// UnmarshalText reads the name.
func (k *SpendKind) UnmarshalText(text []byte) error { return enum.Unmarshal(spendNames, text, k) }

// Spend is money of one month, in pounds. Running costs count in every month that has a row.
type Spend struct {
	Month  time.Time
	Kind   SpendKind
	Amount decimal.Decimal
}

// Cohort is children who step down on the first of a month, from one weekly price to another.
type Cohort struct {
	Month    time.Time
	Children decimal.Decimal
	From, To decimal.Decimal
}

// Retention is what share of a cohort is still stepped down from so many months after its start on, and what share would have been by
// then without the scheme, each a fraction of the cohort.
type Retention struct {
	MonthsAfter             int
	Retained, WithoutScheme figure.Ratio
}

// InvestState says whether a scheme pays for itself. The zero value is [BreaksEven].
type InvestState int

const (
	// BreaksEven has a month from whose end on what was spent is recovered to the end.
	BreaksEven InvestState = iota
	// NotWithin has none within the months given; nothing is extrapolated.
	NotWithin
	// NeverBelow had nothing to recover, so that no month is named.
	NeverBelow
)

var investNames = enum.Of("InvestState", "breaks_even", "not_within", "never_below")

// String is breaks_even, not_within or never_below.
func (s InvestState) String() string { return investNames.String(int(s)) }

// MarshalText writes the name.
func (s InvestState) MarshalText() ([]byte, error) { return investNames.Marshal(int(s)) }

// UnmarshalText reads the name.
func (s *InvestState) UnmarshalText(text []byte) error { return enum.Unmarshal(investNames, text, s) }

// Invest is what a scheme costs and gives, month by month, in pounds and pence.
type Invest struct {
	Months []InvestMonth `json:"months"`
	Years  []InvestYear  `json:"years"`
	State  InvestState   `json:"state"`
	// BreakEvenMonth is the first month from whose end on the cumulative is 0 or more to the end; FirstCrossing the first
	// month end of 0 or more. Both are empty where there is none.
	BreakEvenMonth  string          `json:"break_even_month,omitempty"`
	BreakEvenNumber int             `json:"break_even_number,omitempty"`
	FirstCrossing   string          `json:"first_crossing,omitempty"`
	LowestPoint     decimal.Decimal `json:"lowest_point"`
	LowestMonth     string          `json:"lowest_month"`
	Total           decimal.Decimal `json:"total"`
	// NPV is the total with later years discounted, absent unless it was asked for.
	NPV      decimal.NullDecimal `json:"npv"`
	Cashable bool                `json:"cashable"`
	// AllStay says that no child is taken to return.
	AllStay     bool            `json:"all_stay"`
	Children    decimal.Decimal `json:"children"`
	Sensitivity []Sensitivity   `json:"sensitivity"`
	Notes       []string        `json:"notes"`
	Questions   []string        `json:"questions"`
}

// InvestMonth is one month of a scheme. Saving is what the stepped-down children cost less; where the scheme is cost avoided, that.
type InvestMonth struct {
	Period     string          `json:"period"`
	Active     decimal.Decimal `json:"active"`
	Saving     decimal.Decimal `json:"saving"`
	Investment decimal.Decimal `json:"investment"`
	Grant      decimal.Decimal `json:"grant"`
	Running    decimal.Decimal `json:"running"`
	Net        decimal.Decimal `json:"net"`
	Cumulative decimal.Decimal `json:"cumulative"`
}

// InvestYear is the net of a financial year.
type InvestYear struct {
	Period string          `json:"period"`
	Net    decimal.Decimal `json:"net"`
}

// Sensitivity is the break-even month if one thing were otherwise.
type Sensitivity struct {
	// If is one_fewer, retained_10_points_less, gap_10_percent_less or three_months_later.
	If             string          `json:"if"`
	State          InvestState     `json:"state"`
	BreakEvenMonth string          `json:"break_even_month,omitempty"`
	Total          decimal.Decimal `json:"total"`
}

// maxMonths bounds a scheme to a hundred years.
const maxMonths = 1200

// New works out a scheme. The error is [figure.Faults].
func (s Scheme) New() (Invest, error) {
	if err := s.check(); err != nil {
		return Invest{}, err
	}
	run := s.run()
	out := run.result(s)
	for _, other := range s.others() {
		r := other.scheme.run()
		one := Sensitivity{If: other.name, Total: rounded(r.total(), pence)}
		one.State, one.BreakEvenMonth, _ = r.breakEven(other.scheme)
		out.Sensitivity = append(out.Sensitivity, one)
	}
	return out, nil
}

func (s Scheme) check() error {
	var faults figure.Faults
	refuse := func(path, problem, remedy string) {
		faults = append(faults, &figure.Fault{Code: "scheme", Path: path, Problem: problem, Remedy: remedy})
	}
	end := s.Start.AddDate(0, s.Months, 0)
	if s.Months < 1 || s.Months > maxMonths || s.Start.Day() != 1 {
		refuse("months", fmt.Sprintf("%d months from %s", s.Months, s.Start.Format(time.DateOnly)), "use 1 to 1,200 months from the first of one")
	}
	for i, x := range s.Spends {
		if x.Month.Before(s.Start) || !x.Month.Before(end) {
			refuse(fmt.Sprintf("invest[%d]", i), x.Month.Format("2006-01")+" is outside of the months of the scheme", "give more months, or an earlier first one")
		}
		if x.Amount.IsNegative() {
			refuse(fmt.Sprintf("invest[%d]", i), "the amount is negative", "use 0 or more; money received is a grant")
		}
	}
	for i, c := range s.Starts {
		path := fmt.Sprintf("starts[%d]", i)
		if c.Month.Before(s.Start) || !c.Month.Before(end) {
			refuse(path, c.Month.Format("2006-01")+" is outside of the months of the scheme", "give more months, or an earlier first one")
		}
		if c.Children.IsNegative() || c.From.IsNegative() || c.To.IsNegative() {
			refuse(path, "children or prices are negative", "use 0 or more")
		}
	}
	for i, r := range s.Shares {
		for _, q := range []figure.Ratio{r.Retained, r.WithoutScheme} {
			if !q.Defined() || q.CmpDecimal(decimal.Decimal{}) < 0 || q.CmpDecimal(decimal.NewFromInt(1)) > 0 {
				refuse(fmt.Sprintf("shares[%d]", i), "a share is outside of 0 to 100 %", "use 0 to 100")
				break
			}
		}
		if r.MonthsAfter < 0 || slices.ContainsFunc(s.Shares[:i], func(o Retention) bool { return o.MonthsAfter == r.MonthsAfter }) {
			refuse(fmt.Sprintf("shares[%d]", i), fmt.Sprintf("%d months after stands twice, or is before the start", r.MonthsAfter), "give each once")
		}
	}
	return faults.Err()
}

// schemeRun is a scheme month by month, exact.
type schemeRun struct {
	active, saving, net, cumulative []*big.Rat
	spent                           [3][]decimal.Decimal // by kind
}

func (s Scheme) month(m int) time.Time { return s.Start.AddDate(0, m, 0) }

func (s Scheme) monthName(m int) string { return s.month(m).Format("2006-01") }

// monthsBetween are whole months from one first of a month to another.
func monthsBetween(from, to time.Time) int {
	return 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month())
}

func (s Scheme) run() schemeRun {
	var r schemeRun
	sorted := slices.Clone(s.Shares)
	slices.SortFunc(sorted, func(a, b Retention) int { return a.MonthsAfter - b.MonthsAfter })
	for kind := range r.spent {
		r.spent[kind] = make([]decimal.Decimal, s.Months)
	}
	for _, x := range s.Spends {
		if m := monthsBetween(s.Start, x.Month); m < s.Months {
			r.spent[x.Kind][m] = r.spent[x.Kind][m].Add(x.Amount)
		}
	}
	total := new(big.Rat)
	for m := range s.Months {
		nights := int64(s.month(m+1).Sub(s.month(m)) / (24 * time.Hour))
		active, saving := new(big.Rat), new(big.Rat)
		for _, c := range s.Starts {
			after := monthsBetween(c.Month, s.month(m))
			if after < 0 {
				continue
			}
			n := new(big.Rat).Mul(c.Children.Rat(), effect(sorted, after))
			active.Add(active, n)
			saving.Add(saving, n.Mul(n, c.From.Sub(c.To).Rat()).Mul(n, big.NewRat(nights, 7)))
		}
		net := new(big.Rat).Sub(saving, r.spent[Running][m].Add(r.spent[Investment][m]).Sub(r.spent[Grant][m]).Rat())
		total = new(big.Rat).Add(total, net)
		r.active, r.saving, r.net, r.cumulative = append(r.active, active), append(r.saving, saving), append(r.net, net), append(r.cumulative, total)
	}
	return r
}

// effect is the share of a cohort that is stepped down because of the scheme, so many months after its start.
func effect(sorted []Retention, after int) *big.Rat {
	retained, without := big.NewRat(1, 1), new(big.Rat)
	for _, r := range sorted {
		if r.MonthsAfter <= after {
			retained, without = rat(r.Retained), rat(r.WithoutScheme)
		}
	}
	return new(big.Rat).Sub(retained, without)
}

func (r schemeRun) total() *big.Rat { return r.cumulative[len(r.cumulative)-1] }

// breakEven is the state, the break-even month and its number.
func (r schemeRun) breakEven(s Scheme) (InvestState, string, int) {
	last := -1 // month whose end is below
	for m, c := range r.cumulative {
		if c.Sign() < 0 {
			last = m
		}
	}
	switch {
	case last < 0:
		return NeverBelow, "", 0
	case last == s.Months-1:
		return NotWithin, "", 0
	}
	return BreaksEven, s.monthName(last + 1), last + 2
}

func (r schemeRun) result(s Scheme) Invest {
	out := Invest{Months: []InvestMonth{}, Years: []InvestYear{}, Sensitivity: []Sensitivity{}, Notes: []string{}, Questions: []string{}, Cashable: !s.Avoided, AllStay: true}
	for _, c := range s.Starts {
		out.Children = out.Children.Add(c.Children)
	}
	for _, x := range s.Shares {
		out.AllStay = out.AllStay && x.Retained.CmpDecimal(decimal.NewFromInt(1)) == 0
	}
	lowest := 0
	npv, year := new(big.Rat), new(big.Rat)
	first := finance.FinancialYearOf(s.Start)
	for m := range s.Months {
		out.Months = append(out.Months, InvestMonth{
			Period: s.monthName(m), Active: rounded(r.active[m], 6), Saving: rounded(r.saving[m], pence), Investment: r.spent[Investment][m].Round(pence), Grant: r.spent[Grant][m].Round(pence),
			Running: r.spent[Running][m].Round(pence), Net: rounded(r.net[m], pence), Cumulative: rounded(r.cumulative[m], pence),
		})
		if r.cumulative[m].Cmp(r.cumulative[lowest]) < 0 {
			lowest = m
		}
		if out.FirstCrossing == "" && r.cumulative[m].Sign() >= 0 {
			out.FirstCrossing = s.monthName(m)
		}
		year.Add(year, r.net[m])
		now := finance.FinancialYearOf(s.month(m))
		if m == s.Months-1 || finance.FinancialYearOf(s.month(m+1)) != now {
			out.Years = append(out.Years, InvestYear{now.String(), rounded(year, pence)})
			factor := big.NewRat(1, 1)
			for range int(now - first) {
				factor.Mul(factor, big.NewRat(1000, 1035))
			}
			npv.Add(npv, factor.Mul(factor, year))
			year = new(big.Rat)
		}
	}
	out.State, out.BreakEvenMonth, out.BreakEvenNumber = r.breakEven(s)
	if out.State == NeverBelow { // nothing is recovered, so nothing is crossed
		out.FirstCrossing = ""
	}
	out.LowestPoint, out.LowestMonth = rounded(r.cumulative[lowest], pence), s.monthName(lowest)
	out.Total = rounded(r.total(), pence)
	if s.Discount {
		out.NPV = decimal.NewNullDecimal(rounded(npv, pence))
		out.Notes = append(out.Notes, "green_book_3_5: the net of each financial year after the first is divided by 1.035 a year (reported: HM Treasury's social rate in real terms for 30 years, not a council's cost of borrowing)")
	}
	if len(s.Shares) == 0 && len(s.Starts) > 0 {
		out.Questions = append(out.Questions, "how many of the children would have moved without the scheme, and how many return? None is taken to")
	}
	return out
}

type otherScheme struct {
	name   string
	scheme Scheme
}

// others are the schemes of the sensitivity.
func (s Scheme) others() []otherScheme {
	fewer, less, gap, later := s, s, s, s
	fewer.Starts, gap.Starts, later.Starts = slices.Clone(s.Starts), slices.Clone(s.Starts), slices.Clone(s.Starts)
	one := decimal.NewFromInt(1)
	if i := len(fewer.Starts) - 1; i >= 0 { // one fewer of the last to start
		last := 0
		for j, c := range fewer.Starts {
			if !c.Month.Before(fewer.Starts[last].Month) && c.Children.IsPositive() {
				last = j
			}
		}
		fewer.Starts[last].Children = decimal.Max(decimal.Decimal{}, fewer.Starts[last].Children.Sub(one))
	}
	shares := s.Shares
	if !slices.ContainsFunc(shares, func(r Retention) bool { return r.MonthsAfter == 0 }) {
		shares = append([]Retention{{Retained: figure.NewRatio(one, one), WithoutScheme: figure.NewRatio(decimal.Decimal{}, one)}}, shares...)
	}
	less.Shares = nil
	for _, r := range shares {
		tenth := new(big.Rat).Sub(rat(r.Retained), big.NewRat(1, 10))
		if tenth.Sign() < 0 {
			tenth = new(big.Rat)
		}
		r.Retained = figure.NewRatio(decimal.NewFromBigInt(tenth.Num(), 0), decimal.NewFromBigInt(tenth.Denom(), 0))
		less.Shares = append(less.Shares, r)
	}
	for i := range gap.Starts {
		c := &gap.Starts[i]
		c.To = c.To.Add(c.From.Sub(c.To).Mul(decimal.New(1, -1)))
		later.Starts[i].Month = later.Starts[i].Month.AddDate(0, 3, 0)
	}
	return []otherScheme{{"one_fewer", fewer}, {"retained_10_points_less", less}, {"gap_10_percent_less", gap}, {"three_months_later", later}}
}

// Equal reports whether two results have the same amounts.
func (i Invest) Equal(o Invest) bool {
	return i.State == o.State && i.BreakEvenMonth == o.BreakEvenMonth && i.BreakEvenNumber == o.BreakEvenNumber && i.FirstCrossing == o.FirstCrossing && i.LowestPoint.Equal(o.LowestPoint) &&
		i.LowestMonth == o.LowestMonth && i.Total.Equal(o.Total) && same(i.NPV, o.NPV) && i.Cashable == o.Cashable && i.AllStay == o.AllStay && i.Children.Equal(o.Children) &&
		slices.Equal(i.Notes, o.Notes) && slices.Equal(i.Questions, o.Questions) &&
		slices.EqualFunc(i.Months, o.Months, func(a, b InvestMonth) bool {
			return a.Period == b.Period && a.Active.Equal(b.Active) && a.Saving.Equal(b.Saving) && a.Investment.Equal(b.Investment) && a.Grant.Equal(b.Grant) && a.Running.Equal(b.Running) &&
				a.Net.Equal(b.Net) && a.Cumulative.Equal(b.Cumulative)
		}) &&
		slices.EqualFunc(i.Years, o.Years, func(a, b InvestYear) bool { return a.Period == b.Period && a.Net.Equal(b.Net) }) &&
		slices.EqualFunc(i.Sensitivity, o.Sensitivity, func(a, b Sensitivity) bool {
			return a.If == b.If && a.State == b.State && a.BreakEvenMonth == b.BreakEvenMonth && a.Total.Equal(b.Total)
		})
}

func same(a, b decimal.NullDecimal) bool {
	return a.Valid == b.Valid && (!a.Valid || a.Decimal.Equal(b.Decimal))
}
