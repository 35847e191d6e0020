package demand

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// ClaimKind is what a claim says of a figure and its neighbours.
type ClaimKind int

const (
	// ClaimBelow is "below our statistical neighbours", and the zero value.
	ClaimBelow ClaimKind = iota
	// ClaimAbove is "above our statistical neighbours".
	ClaimAbove
	// ClaimInLine is "in line with our statistical neighbours".
	ClaimInLine
	// ClaimHigherBy is "n points higher", in points also where a report writes "n % higher" of two percentages.
	ClaimHigherBy
	// ClaimLowerBy is "n points lower".
	ClaimLowerBy
)

var claimNames = enum.Of("ClaimKind", "below", "above", "in line with", "higher", "lower")

// String is the claim in words.
func (k ClaimKind) String() string { return claimNames.String(int(k)) }

// MarshalText writes the claim in words.
func (k ClaimKind) MarshalText() ([]byte, error) { return claimNames.Marshal(int(k)) }

// UnmarshalText reads the claim in words.
func (k *ClaimKind) UnmarshalText(text []byte) error { return enum.Unmarshal(claimNames, text, k) }

// Claim is what a report says of a figure beside its neighbours.
type Claim struct {
	Kind ClaimKind
	// Size is n in "n points higher", with the decimal places it is printed with.
	Size decimal.Decimal
	// Tolerance is how far apart two figures "in line" may be. Defaults to printing the same.
	Tolerance decimal.Decimal
}

// String is the claim as a report would put it.
func (c Claim) String() string {
	switch c.Kind {
	case ClaimHigherBy, ClaimLowerBy:
		return fmt.Sprintf("%s points %s", c.Size, c.Kind)
	}
	return c.Kind.String()
}

// size is the size with the places that it is printed with, which decide how a difference is rounded.
func (c Claim) size() string { return c.Size.StringFixed(max(0, -c.Size.Exponent())) }

// Equal reports whether two claims say the same, to the same decimal places.
func (c Claim) Equal(o Claim) bool {
	return c.Kind == o.Kind && c.Tolerance.Equal(o.Tolerance) && c.size() == o.size()
}

// ClaimError is a claim that cannot be read.
type ClaimError struct {
	Input, Problem string
}

func (e *ClaimError) Error() string { return e.Problem }

// ParseClaim reads "below", "above", "in line with", "3 points higher", "2.5 points lower"; "in line" and "3 higher" do
// too. The error is a [*ClaimError].
func ParseClaim(text string) (Claim, error) {
	words := strings.Fields(strings.ToLower(text))
	fail := func() (Claim, error) {
		return Claim{}, &ClaimError{text, fmt.Sprintf("claim %q: write below, above, in line with, or 3 points higher (lower)", text)}
	}
	switch phrase := strings.Join(words, " "); phrase {
	case "":
		return fail()
	case "in line", "in line with", "similar":
		return Claim{Kind: ClaimInLine}, nil
	case "below", "lower":
		return Claim{Kind: ClaimBelow}, nil
	case "above", "higher":
		return Claim{Kind: ClaimAbove}, nil
	}
	size, err := figure.ParseDecimal(words[0])
	if err != nil || size.IsNegative() {
		return fail()
	}
	rest := words[1:]
	if len(rest) == 2 && (rest[0] == "points" || rest[0] == "point") {
		rest = rest[1:]
	}
	switch strings.Join(rest, " ") {
	case "higher", "above":
		return Claim{Kind: ClaimHigherBy, Size: size}, nil
	case "lower", "below":
		return Claim{Kind: ClaimLowerBy, Size: size}, nil
	}
	return fail()
}

// Outcome is whether a claim holds under one statistic and list.
type Outcome int

const (
	// CannotTell is a figure that is missing. It is the zero value.
	CannotTell Outcome = iota
	// Holds says that the figures bear the claim out.
	Holds
	// Fails says that they say otherwise.
	Fails
	// TooClose says that value and comparator print the same, so that above and below hang on digits nobody publishes.
	TooClose
)

var outcomeNames = enum.Of("Outcome", "cannot tell", "holds", "fails", "too close to call")

// String is the outcome in words.
func (o Outcome) String() string { return outcomeNames.String(int(o)) }

// MarshalText writes the outcome.
func (o Outcome) MarshalText() ([]byte, error) { return outcomeNames.Marshal(int(o)) }

// UnmarshalText reads an outcome.
func (o *Outcome) UnmarshalText(text []byte) error { return enum.Unmarshal(outcomeNames, text, o) }

// Robustness is whether a claim depends on the definition chosen.
type Robustness int

const (
	// Unknown is a claim of which no case could be told. It is the zero value.
	Unknown Robustness = iota
	// HoldsUnderAll is a claim that every definition bears out.
	HoldsUnderAll
	// Depends is a claim that some definitions bear out and others do not: a report that makes it must say which it uses.
	Depends
	// HoldsUnderNone is a claim that no definition bears out.
	HoldsUnderNone
)

var robustnessNames = enum.Of("Robustness", "unknown", "holds under all", "depends", "holds under none")

// String is the robustness in words.
func (r Robustness) String() string { return robustnessNames.String(int(r)) }

// MarshalText writes the robustness.
func (r Robustness) MarshalText() ([]byte, error) { return robustnessNames.Marshal(int(r)) }

// UnmarshalText reads a robustness.
func (r *Robustness) UnmarshalText(text []byte) error {
	return enum.Unmarshal(robustnessNames, text, r)
}

// ClaimCase is a claim under one list and statistic, with its figures.
type ClaimCase struct {
	List       string
	Statistic  Statistic
	Value      Value
	Comparator Value
	Difference Value
	// N of In neighbours have data.
	N, In   int
	Outcome Outcome
	// Working is the case as a sentence: "91 against the median 89 of 10 neighbours (DfE May 2025): 2 above; below fails".
	Working string
}

// ClaimResult is a claim under every list and statistic.
type ClaimResult struct {
	Claim      Claim
	Robustness Robustness
	Cases      []ClaimCase
	// Notes say what a reader should know of the data.
	Notes []string
}

// Answer says in a sentence whether the claim depends on the definition chosen.
func (r ClaimResult) Answer() string {
	holds, told := 0, 0
	for _, c := range r.Cases {
		if c.Outcome != CannotTell {
			told++
		}
		if c.Outcome == Holds {
			holds++
		}
	}
	claim := fmt.Sprintf("%q", r.Claim)
	switch r.Robustness {
	case HoldsUnderAll:
		return claim + " holds under every average and list that was tried."
	case HoldsUnderNone:
		return claim + " holds under no average and no list that was tried."
	case Depends:
		return fmt.Sprintf("%s holds under %d of %d averages and lists: say which is meant.", claim, holds, told)
	}
	return claim + " cannot be tried: a figure is missing."
}

// CheckClaim tries a claim under every list and under the mean, the median and, where the question has the counts, the
// pooled rate. The lists replace the question's own; without any, that one is used. Value and comparator that print the
// same at the value's own decimal places are too close for above and below, and in line; differences are rounded to the
// places in which the claim is printed.
func CheckClaim(claim Claim, q Question, lists ...*List) ClaimResult {
	if len(lists) == 0 && q.Neighbours != nil {
		lists = []*List{q.Neighbours}
	}
	result := ClaimResult{Claim: claim}
	for _, list := range lists {
		q.Neighbours = list
		c := Compare(q)
		for _, s := range []Statistic{Mean, Median, PooledRate} {
			if s == PooledRate && len(q.Parts) == 0 {
				continue
			}
			result.Cases = append(result.Cases, claim.under(c, s))
		}
	}
	result.Robustness = robustness(result.Cases)
	return result
}

func robustness(cases []ClaimCase) Robustness {
	told, holds := 0, 0
	for _, c := range cases {
		if c.Outcome == CannotTell {
			continue
		}
		told++
		if c.Outcome == Holds {
			holds++
		}
	}
	switch {
	case told == 0:
		return Unknown
	case holds == told:
		return HoldsUnderAll
	case holds == 0:
		return HoldsUnderNone
	}
	return Depends
}

// under tries the claim against one comparator.
func (claim Claim) under(c Comparison, s Statistic) ClaimCase {
	r := ClaimCase{List: c.List, Statistic: s, Value: c.Value, Comparator: c.Comparator(s), Difference: c.Difference(s), N: c.N, In: c.In}
	if !r.Value.present || !r.Comparator.present {
		r.Working = fmt.Sprintf("the figure or its neighbours' %s (%s) is missing", s, c.List)
		return r
	}
	r.Outcome = claim.outcome(r.Value.number, r.Comparator.number)
	side := "equal"
	switch r.Difference.number.Sign() {
	case 1:
		side = r.Difference.number.Round(2).String() + " above"
	case -1:
		side = r.Difference.number.Neg().Round(2).String() + " below"
	}
	r.Working = fmt.Sprintf("%s against the %s %s of %d neighbours (%s): %s; %q %s",
		r.Value, s, r.Comparator.Round(2), r.N, r.List, side, claim.String(), r.Outcome)
	return r
}

// outcome is whether the claim holds of two numbers.
func (claim Claim) outcome(value, comparator decimal.Decimal) Outcome {
	places := max(0, -value.Exponent())
	same := comparator.Round(places).Equal(value)
	difference := value.Sub(comparator)
	holds := func(yes bool) Outcome {
		if yes {
			return Holds
		}
		return Fails
	}
	switch claim.Kind {
	case ClaimInLine:
		return holds(same || difference.Abs().LessThanOrEqual(claim.Tolerance))
	case ClaimHigherBy:
		return holds(difference.Round(-claim.Size.Exponent()).Equal(claim.Size))
	case ClaimLowerBy:
		return holds(difference.Neg().Round(-claim.Size.Exponent()).Equal(claim.Size))
	}
	if same {
		return TooClose
	}
	return holds(difference.IsPositive() == (claim.Kind == ClaimAbove))
}
