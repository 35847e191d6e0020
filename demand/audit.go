package demand

import (
	"fmt"
	"math"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Grade is the judgement of one audited case.
type Grade int

const (
	// Ungraded is a case without a judgement, and the zero value.
	Ungraded Grade = iota
	Outstanding
	Good
	RequiresImprovement
	Inadequate
)

var gradeNames = enum.Of("Grade", "ungraded", "outstanding", "good", "requires improvement", "inadequate")

// String is the grade in lower case.
func (g Grade) String() string { return gradeNames.String(int(g)) }

// MarshalText writes the grade.
func (g Grade) MarshalText() ([]byte, error) { return gradeNames.Marshal(int(g)) }

// UnmarshalText reads a grade; RI is requires improvement.
func (g *Grade) UnmarshalText(text []byte) error {
	if string(text) == "RI" || string(text) == "ri" {
		*g = RequiresImprovement
		return nil
	}
	return enum.Unmarshal(gradeNames, text, g)
}

// Audit is one round of audited cases: how many were given each grade.
type Audit struct {
	Name                                               string
	Outstanding, Good, RequiresImprovement, Inadequate int
}

// Total is the number of cases.
func (a Audit) Total() int { return a.Outstanding + a.Good + a.RequiresImprovement + a.Inadequate }

// Count is the number of cases with a grade.
func (a Audit) Count(g Grade) int {
	switch g {
	case Outstanding:
		return a.Outstanding
	case Good:
		return a.Good
	case RequiresImprovement:
		return a.RequiresImprovement
	case Inadequate:
		return a.Inadequate
	}
	return 0
}

// GradeShare is one grade's part of an audit.
type GradeShare struct {
	Grade Grade
	Count int
	// Percent is the share in per cent with its 95 % interval: what the true share of all cases may be, if the audited were
	// drawn at random.
	Percent Interval
}

// Shares are the grades' parts, best first, those without a case among them. A negative count and an audit of no cases
// are a [*SampleError].
func (a Audit) Shares() ([]GradeShare, error) {
	shares := make([]GradeShare, 0, 4)
	for g := Outstanding; g <= Inadequate; g++ {
		i, err := Count(a.Count(g), a.Total(), Proportion, 100).Interval()
		if err != nil {
			return nil, err
		}
		shares = append(shares, GradeShare{g, a.Count(g), i})
	}
	return shares, nil
}

// ImpliedCount is the whole numbers of cases that print as a percentage.
type ImpliedCount struct {
	Printed   decimal.Decimal
	Low, High int
}

// Determined reports whether only one number prints so.
func (c ImpliedCount) Determined() bool { return c.Low == c.High }

// ImpliedCounts finds the whole counts behind printed percentages of n cases: 23, 72 and 5 per cent of 57 are 13, 41 and
// 3. Each percentage is taken to the decimal places it is written with, rounded half away from zero or half down: a tie may
// have gone either way. With exhaustive the percentages are all the parts there are, so that their counts must add to n,
// which narrows each; otherwise parts may be unprinted. An impossible percentage (8 % of 35: 2 prints 6 and 3 prints 9),
// or a set that cannot add up, is a [*SampleError].
func ImpliedCounts(n int, exhaustive bool, printed ...decimal.Decimal) ([]ImpliedCount, error) {
	const mostCases, mostPlaces = 1_000_000_000, 6
	if n < 1 || n > mostCases {
		return nil, &SampleError{"n", fmt.Sprintf("the number of cases is %d: it must be 1 to 1,000,000,000", n)}
	}
	counts := make([]ImpliedCount, len(printed))
	for i, p := range printed {
		places := max(0, -p.Exponent())
		if p.IsNegative() || p.GreaterThan(decimal.NewFromInt(100)) || places > mostPlaces {
			return nil, &SampleError{"percent", fmt.Sprintf("%s is not a percentage of 0 to 100 with at most 6 decimal places", p)}
		}
		// n(2P − 1)/M ≤ k ≤ n(2P + 1)/M with P the printed digits and M = 2·10^(places + 2).
		digits := p.Shift(places).IntPart()
		m := int64(2 * math.Pow10(int(places)+2))
		low := ceilDiv(int64(n)*(2*digits-1), m)
		high := int64(n) * (2*digits + 1) / m
		counts[i] = ImpliedCount{p, int(max(0, low)), int(min(int64(n), high))}
		if counts[i].Low > counts[i].High {
			return nil, &SampleError{"percent", fmt.Sprintf("%s %% of %d is impossible: %s", p, n, nearest(n, int(high), places))}
		}
	}
	return tighten(counts, n, exhaustive)
}

func ceilDiv(a, b int64) int64 {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

// nearest says what the counts on either side print.
func nearest(n, below int, places int32) string {
	prints := func(k int) string {
		return decimal.NewFromInt(int64(k)*100).DivRound(decimal.NewFromInt(int64(n)), places).String()
	}
	return fmt.Sprintf("%d prints %s and %d prints %s", below, prints(below), below+1, prints(below+1))
}

// tighten narrows each count by what the others leave.
func tighten(counts []ImpliedCount, n int, exhaustive bool) ([]ImpliedCount, error) {
	low, high := 0, 0
	for _, c := range counts {
		low, high = low+c.Low, high+c.High
	}
	if low > n || exhaustive && high < n {
		return nil, &SampleError{"percent", fmt.Sprintf("the percentages imply %d to %d cases together, and there are %d", low, high, n)}
	}
	tight := make([]ImpliedCount, len(counts))
	for i, c := range counts {
		tight[i] = c
		tight[i].High = min(c.High, n-(low-c.Low))
		if exhaustive {
			tight[i].Low = max(c.Low, n-(high-c.High))
		}
	}
	return tight, nil
}

// AuditChange is the change of one grade between two rounds of audit, tested.
type AuditChange struct {
	Grade         Grade
	Before, After Share
	// Difference is after less before, in percentage points.
	Difference decimal.Decimal
	// SameCases says that the second round looked at the cases of the first again. Then nobody but the auditors knows which
	// cases changed, so p lies between LowP and HighP: from the fewest moves that give the counts to the most.
	SameCases   bool
	LowP, HighP decimal.Decimal
	// Lower and Upper are the 95 % interval of the difference in points (Newcombe), for two samples drawn apart.
	Lower, Upper Value
	Method       string
	// Shown reports whether the change is more than chance would give, at 95 %, under every p there may be.
	Shown   bool
	Summary string
	Notes   []Note
}

// NoteSameCases is the code of the note that cases looked at again show nothing about the others.
const NoteSameCases = "same_cases"

// CompareAudits tests whether the share of a grade changed from one round to the next. sameCases says that the second
// round reviewed the very cases of the first: then the two results are not independent, and the exact McNemar test is made
// for every way the counts can have come about; otherwise it is [CompareShares]. An empty audit is a [*RateError]; rounds
// of the same cases that differ in number are a [*SampleError].
func CompareAudits(before, after Audit, g Grade, sameCases bool) (AuditChange, error) {
	c := AuditChange{
		Grade: g, SameCases: sameCases,
		Before: Share{before.Count(g), before.Total()}, After: Share{after.Count(g), after.Total()},
	}
	test, err := CompareShares(c.After, c.Before, Confidence95)
	if err != nil {
		return AuditChange{}, err
	}
	c.Difference = quotient(c.After.Part, c.After.Whole, 100).Sub(quotient(c.Before.Part, c.Before.Whole, 100))
	if sameCases {
		if c.Before.Whole != c.After.Whole {
			return AuditChange{}, &SampleError{"n", fmt.Sprintf("the same cases cannot be %d in one round and %d in the other", c.Before.Whole, c.After.Whole)}
		}
		c.mcNemar()
	} else {
		c.LowP, c.HighP, c.Method = test.P, test.P, "two-proportion z test"
		if test.Small {
			c.Method = "Fisher's exact test"
		}
		c.Lower, c.Upper = Number(test.Lower.Shift(2)), Number(test.Upper.Shift(2))
	}
	c.Shown = c.HighP.LessThan(decimal.New(5, -2))
	c.summarise()
	return c, nil
}

// mcNemar finds the least and the greatest p of all ways in which x cases of n became y.
func (c *AuditChange) mcNemar() {
	x, y, n := c.Before.Part, c.After.Part, c.Before.Whole
	low, high := 1.0, 0.0
	for stayed := max(0, x+y-n); stayed <= min(x, y); stayed++ {
		p := signTest(x-stayed, y-stayed)
		low, high = min(low, p), max(high, p)
	}
	c.LowP, c.HighP = decimal.NewFromFloat(low), decimal.NewFromFloat(high)
	c.Method = "exact McNemar test, over every way the counts can have come about"
	c.Lower, c.Upper = Absent(NotApplicable), Absent(NotApplicable)
	c.Notes = append(c.Notes, Note{NoteSameCases, "the same cases were looked at again: this shows that those were put right, not that practice in other cases has changed"})
}

// signTest is the exact two-sided p of left cases that went one way and joined that went the other.
func signTest(left, joined int) float64 {
	n, k := left+joined, min(left, joined)
	if n == 0 {
		return 1
	}
	term := math.Exp2(-float64(n))
	total := term
	for i := range k {
		term *= float64(n-i) / float64(i+1)
		total += term
	}
	return min(1, 2*total)
}

func (c *AuditChange) summarise() {
	percent := func(s Share) decimal.Decimal { return quotient(s.Part, s.Whole, 100).Round(0) }
	p := "p = " + c.HighP.Round(4).String()
	if c.SameCases && !c.LowP.Equal(c.HighP) {
		p = fmt.Sprintf("p between %s and %s", c.LowP.Round(4), c.HighP.Round(4))
	}
	verdict := "this is more than chance would give"
	if !c.Shown {
		verdict = "chance alone could give this"
	}
	c.Summary = fmt.Sprintf("%s went from %d of %d (%s %%) to %d of %d (%s %%): %s (%s, %s)",
		c.Grade, c.Before.Part, c.Before.Whole, percent(c.Before), c.After.Part, c.After.Whole, percent(c.After), verdict, p, c.Method)
}

// TargetView is what a sample can say about a target.
type TargetView struct {
	// Percent is the share found, with its 95 % interval.
	Percent Interval
	Target  decimal.Decimal
	// Gap is the share found less the target, in percentage points.
	Gap decimal.Decimal
	// Verdict is Higher when the whole interval lies above the target, Lower below, and Similar when the sample cannot show
	// on which side the true share lies.
	Verdict Verdict
	// Needed is how many of as many cases would show the target passed; missing when even all of them would not.
	Needed  Value
	Summary string
}

// AgainstTarget says how far a share found in a sample is from a target in per cent, and what the sample can and cannot
// show: 8 good of 26 is 31 %, and anything from 17 to 50 % is compatible with it. The error is a [*SampleError].
func AgainstTarget(s Share, target decimal.Decimal) (TargetView, error) {
	if target.IsNegative() || target.GreaterThan(decimal.NewFromInt(100)) {
		return TargetView{}, &SampleError{"target", fmt.Sprintf("the target is %s: write a percentage of 0 to 100", target)}
	}
	i, err := Count(s.Part, s.Whole, Proportion, 100).Interval()
	if err != nil {
		return TargetView{}, err
	}
	v := TargetView{Percent: i, Target: target, Gap: i.Value.number.Sub(target), Verdict: verdictOf(sideOf(i, target), 0)}
	v.Needed = needed(s.Whole, target)
	can := map[Verdict]string{
		Higher:  "the sample shows that the target is passed",
		Lower:   "the sample shows that the target is not reached",
		Similar: "the sample cannot show whether the target is reached",
	}[v.Verdict]
	v.Summary = fmt.Sprintf("%d of %d is %s %%, and anything from %s to %s %% is compatible with it; the target is %s %%: %s",
		s.Part, s.Whole, i.Value.Round(0), i.Lower.Round(0), i.Upper.Round(0), target, can)
	return v, nil
}

// needed is the fewest of n whose interval lies wholly above the target. The lower limit rises with the count, so the
// search halves.
func needed(n int, target decimal.Decimal) Value {
	passes := func(x int) bool {
		i, err := Count(x, n, Proportion, 100).Interval()
		return err == nil && i.Lower.present && i.Lower.number.GreaterThan(target)
	}
	if !passes(n) {
		return Absent(NotApplicable)
	}
	low, high := 0, n
	for low < high {
		middle := (low + high) / 2
		if passes(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return Whole(high)
}
