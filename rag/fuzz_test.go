package rag_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// monotoneRules are those under which a better value never rates worse, for each polarity.
func monotoneRules(t *testing.T, higher bool) (rules []rag.Rule) {
	texts := []string{
		`{"kind":"tolerance","polarity":"P","amber_within":"5%"}`,
		`{"kind":"tolerance","polarity":"P","green_within":"2","amber_within":"5","edges":{"green":"worse"}}`,
		`{"kind":"tolerance_trend","polarity":"P","green_within":"10%"}`,
		`{"kind":"tolerance_trend","polarity":"P","unchanged":"worse","edges":{"green":"worse","red":"worse"}}`,
		`{"kind":"trajectory","polarity":"P","amber_within":"5%","baseline":{"date":"2019-04-01","value":"24"},"milestones":[{"date":"2019-10-31","value":"55"}]}`,
		`{"kind":"quartile","polarity":"P","quartiles":{"min":"-100000000","lower":"-25","median":"50","upper":"75","max":"100000000"}}`,
		`{"kind":"budget","polarity":"P","green_within":"2%","amber_within":"5%","round":1}`,
	}
	name := "lower"
	if higher {
		name = "higher"
		texts = append(texts, `{"kind":"target_floor","polarity":"higher","target":"90","floor":"75","edges":{"red":"worse"}}`)
	} else {
		texts = append(texts, `{"kind":"target_floor","polarity":"lower","target":"75","floor":"90","edges":{"green":"worse"}}`)
	}
	for _, text := range texts {
		rules = append(rules, rule(t, strings.Replace(text, `"P"`, `"`+name+`"`, 1)))
	}
	return rules
}

func FuzzRate_ABetterValueNeverRatesWorse(f *testing.F) {
	f.Add(int64(900), int64(1), int64(1000), int64(850), uint8(1))
	f.Add(int64(-5), int64(0), int64(0), int64(-5), uint8(0))
	f.Add(int64(9499), int64(2), int64(-10000), int64(9500), uint8(2))
	f.Fuzz(func(t *testing.T, value, gain, target, previous int64, places uint8) {
		const most = 1_000_000_000
		value, gain, target, previous = value%most, gain%most, target%most, previous%most
		if gain < 0 {
			gain = -gain
		}
		exponent := -int32(places % 6)
		of := func(n int64) rag.Value { return rag.Exact(decimal.New(n, exponent)) }
		for _, higher := range []bool{true, false} {
			better := value + gain
			if !higher {
				better = value - gain
			}
			for _, r := range monotoneRules(t, higher) {
				x := rag.Reading{Actual: of(value), Target: of(target), Previous: of(previous), Date: rag.MustParseDate("2019-08-31")}
				if r.Method.Kind() == rag.KindTargetFloor {
					x.Target = rag.Value{}
				}
				was, _ := r.Rate(x)
				x.Actual = of(better)
				is, state := r.Rate(x)
				require.Equal(t, rag.Current, state, "rating is total")
				require.LessOrEqual(t, is, was, "%v: %v rates %v, %v %v", r.Method, of(value), was, of(better), is)
			}
		}
	})
}

func FuzzReadRule_JSONKeepsItsMeaning(f *testing.F) {
	for _, text := range documentedRules() {
		f.Add(text, int64(88), int64(90))
	}
	f.Add(`{"kind":"range","match":"first","bands":[{"rating":"green","at_least":"target"},{"rating":"amber","above":"floor","below":"90% of target"},{"rating":"red"}]}`, int64(1), int64(-1))
	f.Fuzz(func(t *testing.T, text string, actual, target int64) {
		first, err := rag.ReadRule(strings.NewReader(text))
		if err != nil {
			return
		}
		written, err := json.Marshal(first)
		require.NoError(t, err)
		second, err := rag.ReadRule(strings.NewReader(string(written)))
		require.NoError(t, err, string(written))
		x := rag.Reading{
			Polarity: rag.HigherBetter, Actual: rag.Exact(decimal.New(actual, -1)), Target: rag.Exact(decimal.New(target, -1)),
			Floor: rag.Exact(decimal.New(target-20, -1)), Date: rag.MustParseDate("2019-08-31"), Previous: rag.Count(5), YearAgo: rag.Count(6),
		}
		a, b := first.Assess(x), second.Assess(x)
		assert.True(t, a.Equal(b), "%s and %s", a.Reason(), b.Reason())
		assert.NotEmpty(t, a.Reason())
	})
}

func FuzzPrinted_IsRatedWithinItsPossibleColours(f *testing.F) {
	for _, text := range []string{"89.9", "(279)", "£12.261m", "1e5", "c", "-", "90%"} {
		f.Add(text, int64(90))
	}
	f.Fuzz(func(t *testing.T, text string, target int64) {
		v, err := rag.Printed(text)
		if err != nil {
			return
		}
		for _, kind := range []string{`{"kind":"tolerance","green_within":"1%","amber_within":"5%"}`, `{"kind":"budget","sides":"two","amber_within":"5%","round":0}`} {
			a := rule(t, kind).Assess(rag.Reading{Polarity: rag.CloserBetter, Actual: v, Target: rag.Count(int(target % 1e12))})
			assert.NotEmpty(t, a.Reason())
			if len(a.Possible) > 0 {
				assert.Contains(t, a.Possible, a.Rating)
			}
		}
	})
}

func FuzzOverride_NeverChangesTheCalculatedTally(f *testing.F) {
	f.Add([]byte{1, 2, 3, 0, 7}, uint8(1), int64(5))
	f.Fuzz(func(t *testing.T, values []byte, to uint8, until int64) {
		r := rag.Rule{Polarity: rag.HigherBetter, Method: rag.Tolerance{AmberWithin: rag.MustParseAllowance("5")}}
		var list []rag.Overridden
		var plain rag.Tally
		for _, v := range values {
			a := r.Assess(rag.Reading{Actual: rag.Count(int(v)), Target: rag.Count(100)})
			plain.Add(a.Rating, a.State)
			list = append(list, a.Overridden(rag.Override{To: rag.Rating(to), Reason: "r", By: "b", On: 5, Until: rag.Date(until % 1000), Actual: rag.Count(int(v) &^ 1)}, 10))
		}
		both := rag.TallyBoth(list)
		assert.Equal(t, plain, both.Calculated)
		assert.Equal(t, plain.Items(), both.Shown.Items())
	})
}

func FuzzReadActions_NeverPanics(f *testing.F) {
	f.Add("area,action,status\nA,b,complete\n", "2019-08-31")
	f.Add("area,action,status,start,due,polarity,baseline,baseline_date,milestones,actual,actual_date\nA,b,in_progress,2019-04-01,2020-02-29,higher,24,2019-04-01,2019-10-31:55,24%,2019-08-31\n", "2020-02-29")
	f.Fuzz(func(t *testing.T, text, day string) {
		on, err := rag.ParseDate(day)
		if err != nil {
			return
		}
		actions, err := rag.ReadActions(strings.NewReader(text))
		if err != nil {
			return
		}
		var items []rag.Item
		for _, x := range actions {
			a := rag.DeliveryRule().AssessAction(x, on)
			assert.NotEmpty(t, a.Reason())
			if a.Rating == rag.Unrated {
				assert.NotEqual(t, rag.Current, a.State, "what is unrated says why")
			}
			items = append(items, a.Item(x.Area))
		}
		var sum rag.Tally
		for _, area := range rag.ByArea(items) {
			sum = sum.Plus(area.Tally)
		}
		assert.Equal(t, rag.TallyOf(items), sum, "the areas add up to the whole")
		m := rag.MovementOf(items, items)
		assert.Empty(t, m.Changed)
		assert.Empty(t, m.New)
	})
}

func FuzzReadKPIs_NeverPanics(f *testing.F) {
	f.Add("name,actual,target,previous,polarity,tolerance,floor\na,89.9,90,91,higher,5%,75\nb,c,,,close,0,\n")
	f.Fuzz(func(t *testing.T, text string) {
		readings, err := rag.ReadKPIs(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, rules := range documentedRules() {
			r := rule(t, rules)
			for _, x := range readings {
				a := r.Assess(x)
				assert.NotEmpty(t, a.Reason())
				a.Working()
			}
		}
	})
}
