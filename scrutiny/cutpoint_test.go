package scrutiny_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// read is a report from its JSON.
func read(t *testing.T, text string) scrutiny.Report {
	t.Helper()
	report, err := scrutiny.ReadReport(strings.NewReader(text))
	require.NoError(t, err)
	return report
}

func TestAccepted_AtItsEdges(t *testing.T) {
	shares := []scrutiny.Share{{Percent: decimal.NewFromInt(50)}, {Percent: decimal.NewFromInt(50)}}
	assert.NotEmpty(t, scrutiny.Accepted(shares, 0, 2, false, scrutiny.Nearest))
	assert.NotEmpty(t, scrutiny.Accepted(shares, 1, 2, false, scrutiny.Nearest), "the last one")
	assert.Nil(t, scrutiny.Accepted(shares, 2, 2, false, scrutiny.Nearest), "one after the last")
	assert.Nil(t, scrutiny.Accepted(shares, -1, 2, false, scrutiny.Nearest))
	for places, some := range map[int32]bool{-1: false, 0: true, 4: true, 5: false} {
		shares[0].Places = places
		assert.Equal(t, some, scrutiny.Accepted(shares, 0, 2, false, scrutiny.Nearest) != nil, "%d places", places)
	}
}

func TestAFootnoteIsNoPartOfItsFigure(t *testing.T) {
	for printed, want := range map[string]scrutiny.Verdict{
		"7[2]": scrutiny.Agrees, "7¹": scrutiny.Agrees, "7 *": scrutiny.Agrees, "7[2]*": scrutiny.Agrees, "7[12]": scrutiny.Agrees, "7[123]": scrutiny.Agrees,
		"[7]": scrutiny.CannotCheck, "[2]": scrutiny.CannotCheck,
	} {
		report, err := scrutiny.ReadReport(strings.NewReader(`{"claims":[{"printed":"` + printed + `","formula":"a + b","inputs":{"a":"3","b":"4"}}]}`))
		if want == scrutiny.CannotCheck && err != nil {
			continue // refused outright
		}
		require.NoError(t, err, printed)
		assert.Equal(t, want, scrutiny.Check(report, scrutiny.Options{}).Findings[0].Verdict, printed)
	}
}

// 5 printed may be anything from 4.5 to 5.5, so it may stand before or behind 5.2, and may be second or third of three.
func TestARankWithinRoundingSaysWhichPlaceItHasAndMayHave(t *testing.T) {
	result := scrutiny.Check(read(t, `{"claims":[{"kind":"rank","printed":"2nd","value":"5","items":[{"value":"9"},{"value":"5.2"}]}]}`), scrutiny.Options{})
	require.Len(t, result.Findings, 1)
	assert.Equal(t, scrutiny.WithinRounding, result.Findings[0].Verdict)
	assert.Contains(t, result.Findings[0].Working, "is number 3 of 3 from the highest, and may be number 2 within rounding")
	result = scrutiny.Check(read(t, `{"claims":[{"kind":"rank","printed":"1st","value":"5","items":[{"value":"9"},{"value":"5.2"}]}]}`), scrutiny.Options{})
	assert.Equal(t, scrutiny.Differs, result.Findings[0].Verdict)
	assert.Contains(t, result.Findings[0].Working, "is number 3 of 3 from the highest")
}

func TestMarkdown_CountsOneAndMany(t *testing.T) {
	one := scrutiny.Check(read(t, `{"claims":[{"printed":"7","formula":"3 + 4"}]}`), scrutiny.Options{}).Markdown()
	two := scrutiny.Check(read(t, `{"claims":[{"printed":"7","formula":"3 + 4"},{"printed":"9","formula":"3 + 4"}]}`), scrutiny.Options{}).Markdown()
	assert.Contains(t, one, "one printed result could be worked out again")
	assert.Contains(t, one, "Of one printed figure, 1 took part")
	assert.Contains(t, two, "two printed results could be worked out again")
	assert.Contains(t, two, "One differs from what")
}

// Summary.Tested counts what came to a verdict.
func TestSummary_TestedIsWhatCameToAVerdict(t *testing.T) {
	assert.Equal(t, 6, scrutiny.Summary{Agrees: 1, WithinRounding: 2, Differs: 3, CannotCheck: 4}.Tested())
	assert.Zero(t, scrutiny.Summary{CannotCheck: 4}.Tested())
}

func TestParseFormula_AtItsLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		formula string
		ok      bool
	}{
		"4,096 characters":                       {"1" + strings.Repeat("+1", 2047) + " ", true},
		"4,097 characters":                       {"1" + strings.Repeat("+1", 2048), false},
		"brackets 64 deep":                       {strings.Repeat("(", 64) + "1" + strings.Repeat(")", 64), true},
		"brackets 65 deep":                       {strings.Repeat("(", 65) + "1" + strings.Repeat(")", 65), false},
		"64 signs":                               {strings.Repeat("-", 64) + "1", true},
		"65 signs":                               {strings.Repeat("-", 65) + "1", false},
		"sixteen figures multiplied":             {"a" + strings.Repeat("*a", 15), true},
		"seventeen figures multiplied":           {"a" + strings.Repeat("*a", 16), false},
		"eight by eight multiplied":              {"(a" + strings.Repeat("*a", 7) + ")*(b" + strings.Repeat("/b", 7) + ")", true},
		"eight by nine multiplied":               {"(a" + strings.Repeat("*a", 7) + ")*(b" + strings.Repeat("/b", 8) + ")", false},
		"seventeen added, which are no product":  {"a" + strings.Repeat("+a", 16), true},
		"round to 12 places":                     {"round(a, 12)", true},
		"round to 13 places":                     {"round(a, 13)", false},
		"round to half a place":                  {"round(a, 0.5)", false},
		"round to a figure":                      {"round(a, b)", false},
		"round without places":                   {"round(a)", false},
		"the size of two":                        {"abs(a, b)", false},
		"the least of one":                       {"min(a)", true},
		"a function that is none":                {"mean(a, b)", false},
		"a name with a point and a low line":     {"table.row_1 + 1", true},
		"a name in back-quotes":                  {"`Children in Care` - 1", true},
		"a name never closed":                    {"`Children in Care - 1", false},
		"no name in back-quotes":                 {"`` - 1", false},
		"a bracket never closed":                 {"(a + 1", false},
		"a bracket never opened":                 {"a + 1)", false},
		"two names side by side":                 {"a b", false},
		"signs as they are printed, – − × and ÷": {"a – b − c × d ÷ e", true},
		"nothing":                                {"", false},
	} {
		_, err := scrutiny.ParseFormula(tt.formula)
		assert.Equal(t, tt.ok, err == nil, "%s: %v", name, err)
	}
}

// The worth of each step, by hand, to three places: a = 3, b = 4, c = −5.
func TestFormula_EveryStepIsWorkedOut(t *testing.T) {
	for formula, want := range map[string]string{
		"a + b": "7", "a - b": "-1", "a * b": "12", "a / b": "0.75", "-a": "-3", "a - -b": "7", "a - b - c": "4", "a - (b - c)": "-6",
		"a / b / b": "0.188", "a / (b / b)": "3", "a + b * c": "-17", "(a + b) * c": "-35", "abs(c)": "5", "abs(a)": "3", "min(a, b, c)": "-5",
		"max(a, b, c)": "4", "max(c)": "-5", "sum(a, b, c)": "2", "sum(a)": "3", "round(a / 8, 2)": "0.38", "round(c / 8, 2)": "-0.63", "round(a / 8, 0)": "0",
		"2.5 * b": "10", "min(max(a, b), abs(c))": "4", "-a * -b": "12", "a - b + c": "-6", "100 * (b - a) / a": "33.333",
	} {
		result := scrutiny.Check(read(t, `{"claims":[{"printed":{"value":"999","exact":true},"formula":"`+formula+`","inputs":{"a":{"value":"3","exact":true},"b":{"value":"4","exact":true},"c":{"value":"-5","exact":true}}}]}`), scrutiny.Options{})
		require.NotNil(t, result.Findings[0].Computed, formula)
		assert.Equal(t, want, result.Findings[0].Computed.String(), formula)
	}
}

// Whatever stands in a formula, it is read or refused, and what is read can be worked out or says why not, soon.
func FuzzParseFormula(f *testing.F) {
	for _, seed := range []string{"a + b * 2", "round(a / b, 2) * 100", "`a` ÷ (b − 1)", "min(a, -b, abs(a))", "1/a+1/b+1/a", "sum(a, b) / max(a, 1)", "((a))", "a*a*a*(1-a)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		formula, err := scrutiny.ParseFormula(text)
		if err != nil {
			return
		}
		inputs := map[string]scrutiny.Input{}
		for i, name := range formula.Names() {
			inputs[name] = scrutiny.Print([]string{"12.5", "-3", "0.0000000000000000000000000000000000001", "9,999,999"}[i%4])
		}
		began := time.Now()
		result := scrutiny.Check(scrutiny.Report{Claims: []scrutiny.Claim{{ID: "c", Printed: scrutiny.Print("5"), Formula: text, Inputs: inputs}}}, scrutiny.Options{})
		require.Len(t, result.Findings, 1)
		require.NotEmpty(t, result.Findings[0].Working)
		require.Less(t, time.Since(began), 10*time.Second)
	})
}
