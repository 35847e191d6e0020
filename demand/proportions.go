package demand

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Share is a part of a whole, in whole numbers: 16 inadequate of 57 audited.
type Share struct {
	Part, Whole int
}

// Percent is the share as a number of per cent, to 16 decimal places. The error is a [*RateError].
func (s Share) Percent() (decimal.Decimal, error) { return Percentage(s.Part, s.Whole) }

func (s Share) check() error {
	_, err := s.Percent()
	return err
}

func (s Share) float() float64 { return float64(s.Part) / float64(s.Whole) }

// smallExpected is the expected count under which the z test is replaced by Fisher's exact test (Cochran 1954).
const smallExpected = 5

// TwoShares is the test of the difference between two independent shares. Shares and differences are of one (0.28, not
// 28 %); they and everything else but the counts are computed in binary floating point.
type TwoShares struct {
	First, Second Share
	// Difference is the first less the second, with its Newcombe interval (Newcombe 1998, method 10), which stays in range
	// and is right for small counts.
	Difference   decimal.Decimal
	Lower, Upper decimal.Decimal
	// Z is the pooled two-proportion z, ChiSquared its square; both are missing when nobody or everybody is in the part.
	Z, ChiSquared Value
	// ZP is the two-sided p of z, and YatesP that of the chi-squared with Yates' correction.
	ZP, Yates, YatesP Value
	// FisherP is the two-sided p of Fisher's exact test.
	FisherP decimal.Decimal
	// WaldLower and WaldUpper are the textbook interval of the difference, for comparison; it is too narrow for small counts.
	WaldLower, WaldUpper decimal.Decimal
	// ScoreLower and ScoreUpper are the score interval of the difference (Miettinen and Nurminen 1985).
	ScoreLower, ScoreUpper decimal.Decimal
	// YatesLower and YatesUpper are the textbook interval with the continuity correction.
	YatesLower, YatesUpper decimal.Decimal
	Confidence             Confidence
	// Small says that an expected count is under 5, so that P is Fisher's.
	Small bool
	// P is the two-sided p to quote: Fisher's when Small, else that of z.
	P decimal.Decimal
}

// Significant reports whether chance alone would give so large a difference less often than the confidence allows.
func (t TwoShares) Significant() bool {
	return t.P.LessThan(decimal.NewFromFloat(1 - float64(t.Confidence)))
}

// CompareShares tests whether two independent shares differ: two years, two teams, an authority and its neighbours taken
// together. Do not use it for one sample reviewed twice, whose two results are not independent: see [AuditChange]. The
// error is a [*RateError], or a [*SampleError] for the confidence (0 is 0.95).
func CompareShares(first, second Share, c Confidence) (TwoShares, error) {
	if c == 0 {
		c = Confidence95
	}
	if !(c > 0 && c < 1) {
		return TwoShares{}, &SampleError{"confidence", fmt.Sprintf("the confidence is %v: write 0.95 for 95 per cent", float64(c))}
	}
	for _, s := range []Share{first, second} {
		if err := s.check(); err != nil {
			return TwoShares{}, err
		}
	}
	t := TwoShares{First: first, Second: second, Confidence: c}
	t.Difference = decimal.NewFromFloat(difference(first, second))
	t.newcombe()
	low, high := miettinenNurminen(first, second, c)
	t.ScoreLower, t.ScoreUpper = decimal.NewFromFloat(low), decimal.NewFromFloat(high)
	t.wald()
	t.chiSquared()
	t.FisherP = decimal.NewFromFloat(fisher(first, second))
	t.Small = t.smallest() < smallExpected
	t.P = t.FisherP
	if p, ok := t.ZP.Decimal(); ok && !t.Small {
		t.P = p
	}
	return t, nil
}

// difference divides once, so that equal shares differ by exactly nothing.
func difference(a, b Share) float64 {
	n1, n2 := float64(a.Whole), float64(b.Whole)
	return (float64(a.Part)*n2 - float64(b.Part)*n1) / (n1 * n2)
}

// smallest is the least of the four expected counts.
func (t TwoShares) smallest() float64 {
	n1, n2 := float64(t.First.Whole), float64(t.Second.Whole)
	x := float64(t.First.Part + t.Second.Part)
	return min(n1, n2) * min(x, n1+n2-x) / (n1 + n2)
}

func (t *TwoShares) newcombe() {
	d := difference(t.First, t.Second)
	l1, u1 := wilson(float64(t.First.Part), float64(t.First.Whole), t.Confidence)
	l2, u2 := wilson(float64(t.Second.Part), float64(t.Second.Whole), t.Confidence)
	p1, p2 := t.First.float(), t.Second.float()
	t.Lower = decimal.NewFromFloat(d - math.Hypot(p1-l1, u2-p2))
	t.Upper = decimal.NewFromFloat(d + math.Hypot(u1-p1, p2-l2))
}

func (t *TwoShares) wald() {
	d, p1, p2 := difference(t.First, t.Second), t.First.float(), t.Second.float()
	n1, n2 := float64(t.First.Whole), float64(t.Second.Whole)
	half := t.Confidence.z() * math.Sqrt(p1*(1-p1)/n1+p2*(1-p2)/n2)
	correction := t.correction() * (1/n1 + 1/n2)
	clip := func(f float64) decimal.Decimal { return decimal.NewFromFloat(max(-1, min(1, f))) }
	t.WaldLower, t.WaldUpper = clip(d-half), clip(d+half)
	t.YatesLower, t.YatesUpper = clip(d-half-correction), clip(d+half+correction)
}

// correction is Yates': half a case, but never more than the difference itself.
func (t TwoShares) correction() float64 {
	n1, n2 := float64(t.First.Whole), float64(t.Second.Whole)
	return min(0.5, math.Abs(difference(t.First, t.Second))/(1/n1+1/n2))
}

func (t *TwoShares) chiSquared() {
	n1, n2 := float64(t.First.Whole), float64(t.Second.Whole)
	p := float64(t.First.Part+t.Second.Part) / (n1 + n2)
	none := Absent(NotApplicable)
	if p <= 0 || p >= 1 {
		t.Z, t.ChiSquared, t.ZP, t.Yates, t.YatesP = none, none, none, none, none
		return
	}
	scale := math.Sqrt(p * (1 - p) * (1/n1 + 1/n2))
	z := difference(t.First, t.Second) / scale
	corrected := max(0, math.Abs(difference(t.First, t.Second))-t.correction()*(1/n1+1/n2)) / scale
	t.Z, t.ChiSquared, t.ZP = fromFloat(z), fromFloat(z*z), fromFloat(2*normalUpper(math.Abs(z)))
	t.Yates, t.YatesP = fromFloat(corrected*corrected), fromFloat(2*normalUpper(corrected))
}

// fisher is the two-sided p of Fisher's exact test: the probability, with all margins held, of a table no likelier than
// the one seen. Tables within a ten-millionth of its probability count as equally likely, as in R.
func fisher(a, b Share) float64 {
	const slack = 1 + 1e-7
	drawn := a.Part + b.Part
	lowest, highest := max(0, drawn-b.Whole), min(drawn, a.Whole)
	// Each term is the one before it times a ratio of small whole numbers, from the likeliest table outwards.
	ratio := func(x int) float64 {
		return float64(a.Whole-x) * float64(drawn-x) / (float64(x+1) * float64(b.Whole-drawn+x+1))
	}
	mode := (drawn + 1) * (a.Whole + 1) / (a.Whole + b.Whole + 2)
	mode = max(lowest, min(highest, mode))
	terms := make([]float64, highest-lowest+1)
	terms[mode-lowest] = 1
	for x := mode; x < highest; x++ {
		terms[x+1-lowest] = terms[x-lowest] * ratio(x)
	}
	for x := mode; x > lowest; x-- {
		terms[x-1-lowest] = terms[x-lowest] / ratio(x-1)
	}
	seen := terms[a.Part-lowest]
	var tail []float64
	for _, t := range terms {
		if t <= seen*slack {
			tail = append(tail, t)
		}
	}
	return min(1, sumSmallFirst(tail)/sumSmallFirst(terms))
}

// sumSmallFirst adds from the least, which loses the fewest digits.
func sumSmallFirst(terms []float64) float64 {
	slices.Sort(terms)
	total := 0.0
	for _, t := range terms {
		total += t
	}
	return total
}

// Homogeneity is a chi-squared test over several shares.
type Homogeneity struct {
	ChiSquared, P decimal.Decimal
	DF            int
	Method        string
}

// ErrDegenerate is the error of a test over shares of which all are nothing or all are everything: they cannot differ.
var ErrDegenerate = errors.New("every share is 0 or every share is the whole: there is nothing to compare")

// CompareAll tests whether any of several shares differs from the others (chi-squared, k − 1 degrees of freedom, no
// correction). The error is a [*RateError], a [*SampleError] for fewer than two, or [ErrDegenerate].
func CompareAll(shares []Share) (Homogeneity, error) {
	p, err := pooled(shares)
	if err != nil {
		return Homogeneity{}, err
	}
	sum := 0.0
	for _, s := range shares {
		n := float64(s.Whole)
		d := float64(s.Part) - n*p
		sum += d * d / (n * p * (1 - p))
	}
	df := len(shares) - 1
	return Homogeneity{decimal.NewFromFloat(sum), decimal.NewFromFloat(chiSquaredUpper(sum, float64(df))), df, "chi-squared"}, nil
}

// TrendInShares tests whether shares rise or fall over equally spaced steps (Cochran-Armitage, scores 1 to k, one degree
// of freedom). The errors are those of [CompareAll].
func TrendInShares(shares []Share) (Homogeneity, error) {
	p, err := pooled(shares)
	if err != nil {
		return Homogeneity{}, err
	}
	var n, tn, t2n, tx, x float64
	for i, s := range shares {
		t, w, part := float64(i+1), float64(s.Whole), float64(s.Part)
		n, tn, t2n, x, tx = n+w, tn+t*w, t2n+t*t*w, x+part, tx+t*part
	}
	d := tx - x*tn/n
	chi := d * d / (p * (1 - p) * (t2n - tn*tn/n))
	return Homogeneity{decimal.NewFromFloat(chi), decimal.NewFromFloat(chiSquaredUpper(chi, 1)), 1, "Cochran-Armitage trend"}, nil
}

// pooled is the share of all together.
func pooled(shares []Share) (float64, error) {
	if len(shares) < 2 {
		return 0, &SampleError{"n", fmt.Sprintf("there is %d share: a comparison needs two", len(shares))}
	}
	var x, n float64
	for _, s := range shares {
		if err := s.check(); err != nil {
			return 0, err
		}
		x, n = x+float64(s.Part), n+float64(s.Whole)
	}
	if x == 0 || x == n {
		return 0, ErrDegenerate
	}
	return x / n, nil
}

// Adjustment corrects p values for having been many: of 150 authorities, seven or eight differ at 95 per cent by chance.
type Adjustment int

const (
	// Holm keeps the chance of any false alarm at the stated level (Holm 1979). It is the zero value.
	Holm Adjustment = iota
	// BenjaminiHochberg keeps the share of false alarms among the alarms (Benjamini and Hochberg 1995).
	BenjaminiHochberg
	// Bonferroni multiplies by the number of tests.
	Bonferroni
)

var adjustmentNames = enum.Of("Adjustment", "holm", "bh", "bonferroni")

// String is the name, as R has it.
func (a Adjustment) String() string { return adjustmentNames.String(int(a)) }

// MarshalText writes the name.
func (a Adjustment) MarshalText() ([]byte, error) { return adjustmentNames.Marshal(int(a)) }

// UnmarshalText reads the name.
func (a *Adjustment) UnmarshalText(text []byte) error {
	return enum.Unmarshal(adjustmentNames, text, a)
}

// Adjust corrects p values, in their order, for their number.
func Adjust(p []decimal.Decimal, a Adjustment) []decimal.Decimal {
	n := len(p)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return p[i].Cmp(p[j]) })
	adjusted := make([]decimal.Decimal, n)
	one := decimal.NewFromInt(1)
	const digits = 40 // p values may be tiny
	times := func(d decimal.Decimal, k int) decimal.Decimal {
		return decimal.Min(one, d.Mul(decimal.NewFromInt(int64(k))))
	}
	switch a {
	case BenjaminiHochberg:
		least := one
		for rank := n; rank >= 1; rank-- {
			i := order[rank-1]
			least = decimal.Min(least, p[i].Mul(decimal.NewFromInt(int64(n))).DivRound(decimal.NewFromInt(int64(rank)), digits))
			adjusted[i] = least
		}
	case Bonferroni:
		for i := range p {
			adjusted[i] = times(p[i], n)
		}
	default:
		most := decimal.Decimal{}
		for rank, i := range order {
			most = decimal.Max(most, times(p[i], n-rank))
			adjusted[i] = most
		}
	}
	return adjusted
}
