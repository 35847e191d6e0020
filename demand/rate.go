package demand

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// DfE prints children-looked-after rates and percentages in whole numbers, and every other rate per 10,000 and
// percentage of children's social care to one decimal place, rounded half away from zero (data guidance of the children
// looked after and children in need releases, 2021; it reproduces 11,193 of 11,193 published local authority figures).
const (
	LookedAfterPlaces int32 = 0
	RatePlaces        int32 = 1
	PercentagePlaces  int32 = 1
)

// precision is the number of decimal places of a quotient that is still to be rounded. A fraction whose base is under
// 10^14 is never nearer than that to a tie without being one, so rounding it again gives what rounding the exact fraction
// would.
const precision = 16

// RateError is a rate, percentage or ratio that does not exist.
type RateError struct {
	Count, Base int
	Problem     string
}

func (e *RateError) Error() string { return e.Problem }

// Per10k is the number of children per 10,000 of a population, to 16 decimal places: round it with
// [LookedAfterPlaces] or [RatePlaces] to print it as DfE does. A population of 0 or less and a negative count are a
// [*RateError]. The count may exceed the population: referrals, for example, can.
func Per10k(count, population int) (decimal.Decimal, error) {
	return Per(count, population, 10_000)
}

// Per is [Per10k] for another base: 1,000, 100,000.
func Per(count, population, base int) (decimal.Decimal, error) {
	switch {
	case population <= 0:
		return decimal.Decimal{}, &RateError{count, population, fmt.Sprintf("population is %d: a rate needs a population", population)}
	case count < 0:
		return decimal.Decimal{}, &RateError{count, population, fmt.Sprintf("count is %d: a count of children cannot be negative", count)}
	case base <= 0:
		return decimal.Decimal{}, &RateError{count, base, fmt.Sprintf("base is %d: give the number of children the rate is per, such as 10,000", base)}
	}
	return quotient(count, population, base), nil
}

// Percentage is part as a number of per cent of whole (19.4, never 0.194), to 16 decimal places. A whole of 0 or less, a
// negative part and a part beyond its whole are a [*RateError].
func Percentage(part, whole int) (decimal.Decimal, error) {
	switch {
	case whole <= 0:
		return decimal.Decimal{}, &RateError{part, whole, fmt.Sprintf("the whole is %d: a percentage needs a whole above 0", whole)}
	case part < 0:
		return decimal.Decimal{}, &RateError{part, whole, fmt.Sprintf("the part is %d: a count cannot be negative", part)}
	case part > whole:
		return decimal.Decimal{}, &RateError{part, whole, fmt.Sprintf("the part %d is more than its whole %d: if one is not part of the other, use Ratio", part, whole)}
	}
	return quotient(part, whole, 100), nil
}

// Ratio is a / b, to 16 decimal places, for two counts of which neither is part of the other (cases to workers). b of 0
// or less and a negative a are a [*RateError].
func Ratio(a, b int) (decimal.Decimal, error) {
	switch {
	case b <= 0:
		return decimal.Decimal{}, &RateError{a, b, fmt.Sprintf("the base of the ratio is %d: it must be above 0", b)}
	case a < 0:
		return decimal.Decimal{}, &RateError{a, b, fmt.Sprintf("the count is %d: a count cannot be negative", a)}
	}
	return quotient(a, b, 1), nil
}

func quotient(a, b, per int) decimal.Decimal {
	return decimal.NewFromInt(int64(a)).Mul(decimal.NewFromInt(int64(per))).DivRound(decimal.NewFromInt(int64(b)), precision)
}

// Population is the number of people a rate is made with, and which estimate it is.
type Population struct {
	Number int
	// Year of the mid-year estimate; 0 is not stated.
	Year int
	// Basis names the series: "rebased after the 2021 census". Empty is not stated.
	Basis string
}

// Rate is a count of children with the population it is held against.
type Rate struct {
	Count int
	// Year of the count: 2025 for 31 March 2025. 0 is not stated.
	Year       int
	Population Population
	// Per is the base of the rate. Defaults to 10,000.
	Per int
}

func (r Rate) per() int {
	if r.Per == 0 {
		return 10_000
	}
	return r.Per
}

// Value is the rate to 16 decimal places. The errors are those of [Per].
func (r Rate) Value() (decimal.Decimal, error) { return Per(r.Count, r.Population.Number, r.per()) }

// Rounded is the rate rounded once, half away from zero.
func (r Rate) Rounded(places int32) (decimal.Decimal, error) {
	v, err := r.Value()
	if err != nil {
		return decimal.Decimal{}, err
	}
	return v.Round(places), nil
}

// Working is the sum that was done, with the population's year: "582 / 64,069 (mid-2024) × 10,000 = 90.84".
func (r Rate) Working() string {
	v, err := r.Value()
	if err != nil {
		return err.Error()
	}
	year := ""
	if r.Population.Year != 0 {
		year = fmt.Sprintf(" (mid-%d)", r.Population.Year)
	}
	return fmt.Sprintf("%s / %s%s × %s = %s", thousands(r.Count), thousands(r.Population.Number), year, thousands(r.per()), v.Round(2))
}

// lag is how many years the population is older than the count.
func (r Rate) lag() (years int, ok bool) {
	return r.Year - r.Population.Year, r.Year != 0 && r.Population.Year != 0
}

// Note is a warning that goes with a result: the result stands, and needs care. Code is stable; Text is a sentence.
type Note struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// The codes of the notes about rates.
const (
	NotePopulationYear  = "population_year"  // counts are held against populations of different age
	NotePopulationBasis = "population_basis" // the populations are of different series
	NoteBase            = "base"             // the rates are per different numbers of children
	NoteUnstated        = "population_unstated"
)

// Comparable says what stands in the way of comparing two rates: a population one year old in one and two years old in
// the other, two series of estimates (before and after a census), two bases. Nothing means that nothing known does. DfE
// holds the count at 31 March against the estimate of the middle of the year before, in every authority.
func Comparable(a, b Rate) []Note {
	var notes []Note
	lagA, okA := a.lag()
	lagB, okB := b.lag()
	switch {
	case okA && okB && lagA != lagB:
		notes = append(notes, Note{NotePopulationYear, fmt.Sprintf(
			"the count of %d is held against the population of %d and the count of %d against that of %d: use estimates of the same age",
			a.Year, a.Population.Year, b.Year, b.Population.Year)})
	case !okA || !okB:
		notes = append(notes, Note{NoteUnstated, "the year of a count or of its population is not stated: state both"})
	}
	if a.Population.Basis != b.Population.Basis {
		notes = append(notes, Note{NotePopulationBasis, fmt.Sprintf(
			"the populations are of two series, %q and %q: part of the difference is the re-estimate", a.Population.Basis, b.Population.Basis)})
	}
	if a.per() != b.per() {
		notes = append(notes, Note{NoteBase, fmt.Sprintf("one rate is per %s and the other per %s", thousands(a.per()), thousands(b.per()))})
	}
	return notes
}

// Break is a place in a series of rates where the population changes its kind: the step from Before to After is not, or
// not only, a change in children.
type Break struct {
	Index         int // of After in the series
	Before, After Rate
	Notes         []Note
}

// Breaks finds the breaks in a series in the order of its years. LAIT's looked-after rates of 2016 to 2018, for example,
// are on the population before the 2021 census and those from 2019 on the series after it.
func Breaks(series []Rate) []Break {
	var breaks []Break
	for i := 1; i < len(series); i++ {
		if notes := Comparable(series[i-1], series[i]); len(notes) > 0 {
			breaks = append(breaks, Break{Index: i, Before: series[i-1], After: series[i], Notes: notes})
		}
	}
	return breaks
}

// thousands prints a count with commas: 12,087.
func thousands(n int) string {
	if n < 0 {
		return "-" + thousands(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
