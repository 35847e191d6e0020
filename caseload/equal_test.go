package caseload_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// A trailing zero is another coefficient and the same number: every result that holds decimals compares numbers.
func TestResultsAreEqualByNumber(t *testing.T) {
	a, b, c := dec("1.5"), dec("1.50"), dec("1.51")
	nullA, nullB := decimal.NewNullDecimal(a), decimal.NewNullDecimal(b)
	equal := map[string]func(x decimal.Decimal) bool{
		"worker": func(x decimal.Decimal) bool {
			return caseload.Worker{FTE: a, Limit: nullA}.Equal(caseload.Worker{FTE: x, Limit: nullB})
		},
		"ratio": func(x decimal.Decimal) bool {
			return caseload.Ratio{Numerator: a, Denominator: b}.Equal(caseload.Ratio{Numerator: x, Denominator: a})
		},
		"utilisation": func(x decimal.Decimal) bool {
			return caseload.Utilisation{Load: a}.Equal(caseload.Utilisation{Load: x})
		},
		"limits": func(x decimal.Decimal) bool {
			return caseload.Limits{Ordinary: a}.Equal(caseload.Limits{Ordinary: x})
		},
		"outside": func(x decimal.Decimal) bool { return caseload.Outside{FTE: a}.Equal(caseload.Outside{FTE: x}) },
		"group":   func(x decimal.Decimal) bool { return caseload.Group{Load: a}.Equal(caseload.Group{Load: x}) },
		"left out": func(x decimal.Decimal) bool {
			return caseload.LeftOut{FTE: a}.Equal(caseload.LeftOut{FTE: x})
		},
		"workforce": func(x decimal.Decimal) bool {
			return caseload.Workforce{InPost: nullA}.Equal(caseload.Workforce{InPost: decimal.NewNullDecimal(x)})
		},
		"capacity": func(x decimal.Decimal) bool {
			return caseload.Capacity{FullTime: a}.Equal(caseload.Capacity{FullTime: x})
		},
		"points load": func(x decimal.Decimal) bool {
			return caseload.PointsLoad{Lines: []caseload.PointsLine{{Points: a}}}.Equal(caseload.PointsLoad{Lines: []caseload.PointsLine{{Points: x}}})
		},
		"offer": func(x decimal.Decimal) bool {
			return caseload.Offer{After: caseload.Utilisation{Load: a}}.Equal(caseload.Offer{After: caseload.Utilisation{Load: x}})
		},
		"staffing": func(x decimal.Decimal) bool { return caseload.Staffing{FTE: a}.Equal(caseload.Staffing{FTE: x}) },
		"month":    func(x decimal.Decimal) bool { return caseload.CourseMonth{FTE: a}.Equal(caseload.CourseMonth{FTE: x}) },
		"overload": func(x decimal.Decimal) bool { return caseload.Overload{By: a}.Equal(caseload.Overload{By: x}) },
		"line": func(x decimal.Decimal) bool {
			return caseload.MovementLine{Before: caseload.Ratio{Numerator: a}}.Equal(caseload.MovementLine{Before: caseload.Ratio{Numerator: x}})
		},
		"bands": func(x decimal.Decimal) bool {
			return caseload.MustBands(caseload.Cases, caseload.Under("low", a)).Equal(caseload.MustBands(caseload.Cases, caseload.Under("low", x)))
		},
		"quantile": func(x decimal.Decimal) bool {
			return caseload.Quantile{Share: a, Cases: nullA}.Equal(caseload.Quantile{Share: x, Cases: nullB})
		},
	}
	for name, same := range equal {
		assert.True(t, same(b), name)
		assert.False(t, same(c), name)
	}
	assert.False(t, caseload.Worker{Name: "a"}.Equal(caseload.Worker{Name: "b"}))
	assert.False(t, caseload.Workforce{Area: "a"}.Equal(caseload.Workforce{Area: "b"}))
	assert.True(t, caseload.Limits{}.Equal(caseload.Limits{Ordinary: dec("18"), Optimum: dec("15")}), "the zero value is its defaults")
}

// enumeration is what every enumeration can do.
type enumeration interface {
	encoding.TextMarshaler
	fmt.Stringer
}

func TestEnumerationsRefuseWhatTheyDoNotKnow(t *testing.T) {
	for _, e := range []enumeration{caseload.Basis(9), caseload.Measure(9), caseload.WorkforceRatio(99), caseload.ProtectedBy(9)} {
		_, err := e.MarshalText()
		assert.Error(t, err, "%T", e)
		assert.Contains(t, e.String(), "(9")
	}
	for _, e := range []encoding.TextUnmarshaler{new(caseload.Basis), new(caseload.Measure), new(caseload.WorkforceRatio), new(caseload.ProtectedBy)} {
		assert.Error(t, e.UnmarshalText([]byte("other")), "%T", e)
	}
	for text, want := range map[string]caseload.ProtectedBy{"": caseload.ByLimit, "limit": caseload.ByLimit, "fte": caseload.ByFTE} {
		var by caseload.ProtectedBy
		require.NoError(t, by.UnmarshalText([]byte(text)))
		assert.Equal(t, want, by)
		written, err := want.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want.String(), string(written))
	}
	for _, e := range []fmt.Stringer{caseload.Load(9), caseload.Outcome(9), caseload.Standing(9)} {
		assert.Contains(t, e.String(), "(9)")
	}
	assert.Equal(t, "load with no capacity", caseload.NoCapacity.String())
	assert.Equal(t, "measured", caseload.Measured.String())
	assert.Equal(t, []string{"undecided", "fewest", "best found", "impossible"}, []string{caseload.Undecided.String(), caseload.Fewest.String(), caseload.BestFound.String(), caseload.Impossible.String()})
	assert.Equal(t, []string{"not judged", "below", "within", "exceptional", "over"}, []string{caseload.NotJudged.String(), caseload.BelowStandard.String(), caseload.WithinStandard.String(), caseload.Exceptional.String(), caseload.OverStandard.String()})
}

func TestZeroValuesAreSafe(t *testing.T) {
	assert.False(t, caseload.Ratio{}.Defined())
	assert.False(t, caseload.Utilisation{}.Over(caseload.Threshold{}))
	assert.False(t, caseload.Profile{}.MeanPerFTE().Defined())
	_, err := caseload.PointsScheme{}.Load(day("2025-01-01"), nil)
	assert.ErrorIs(t, err, caseload.ErrScheme)
	assert.Equal(t, "18", caseload.Limits{}.Of(caseload.Worker{FTE: dec("1")}).String())
	assert.NoError(t, caseload.Limits{}.Check())
	assert.Zero(t, caseload.Capacity{}.Points(dec("2176")).Sign())
	assert.Empty(t, caseload.Cut{}.String())
	assert.NoError(t, caseload.Roster{}.Err())
}

func TestBandsInWords(t *testing.T) {
	up := caseload.Under("low", dec("20"))
	up.ToIncluded = true
	middle := caseload.Between("mid", dec("20"), dec("30"))
	middle.FromExcluded, middle.ToIncluded = true, true
	part := caseload.Between("upper", dec("30"), dec("40"))
	part.FromExcluded = true
	assert.Equal(t, "low up to 20, mid over 20 to 30, upper over 30 to under 40, top 40 and over (points)",
		caseload.MustBands(caseload.Points, up, middle, part, caseload.AndOver("top", dec("40"))).String())
	assert.Equal(t, "all any", caseload.Band{Name: "all"}.String())
	assert.Equal(t, "under 100, 100 to 110, over 110 (percent_of_limit)", caseload.UtilisationBands().String())
	for _, band := range caseload.DfEBands().All() {
		assert.Equal(t, band.Name, band.Range(), "DfE names its groups by their range")
	}
	for _, name := range []string{"oldham", "dfe", "utilisation"} {
		_, ok := caseload.PresetBands(name)
		assert.True(t, ok)
	}
	_, ok := caseload.PresetBands("other")
	assert.False(t, ok)
}
