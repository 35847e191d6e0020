package rag_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// readBack writes a value as JSON and reads it into another.
func readBack[T any](t *testing.T, v T) (back T) {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &back), string(text))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.JSONEq(t, string(text), string(again))
	return back
}

func TestValue_ItsJSONKeepsThePrecisionAndTheReason(t *testing.T) {
	for text, want := range map[string]string{
		"89.9": `{"printed":"89.9"}`, "89.90%": `{"printed":"89.90%"}`, "£1,152k": `{"printed":"£1,152k"}`, "(279)": `{"printed":"(279)"}`,
		"c": `{"missing":"suppressed"}`, "z": `{"missing":"not_applicable"}`, "": `null`, "x": `null`,
	} {
		v, err := rag.Printed(text)
		require.NoError(t, err)
		written, err := json.Marshal(v)
		require.NoError(t, err)
		assert.JSONEq(t, want, string(written))
		assert.True(t, v.Equal(readBack(t, v)), text)
		assert.Equal(t, v.String(), readBack(t, v).String())
	}
	exact := rag.Exact(decimal.RequireFromString("89.9"))
	written, err := json.Marshal(exact)
	require.NoError(t, err)
	assert.Equal(t, `"89.9"`, string(written), "an exact number is not one that was printed")
	assert.True(t, exact.Equal(readBack(t, exact)))
	for _, bad := range []string{`{"printed":"five"}`, `{"text":"5"}`, `{"missing":"gone"}`, `{"printed":"5","value":"1e99","unit":"£k"}`, `"1e999999999"`, `true`} {
		assert.Error(t, json.Unmarshal([]byte(bad), new(rag.Value)), bad)
	}
}

// drawn draws readings as scorecards have them: with and without each part, of every unit and precision.
type drawn struct{ *rand.Rand }

func (d drawn) value() rag.Value {
	switch d.IntN(8) {
	case 0:
		return rag.Value{}
	case 1:
		return rag.Absent(rag.Suppressed)
	case 2:
		return rag.Exact(decimal.New(d.Int64N(2000)-1000, -int32(d.IntN(3))))
	}
	places := d.IntN(3)
	text := fmt.Sprintf("%.*f", places, float64(d.IntN(20000)-2000)/100)
	return rag.MustPrinted(text + []string{"", "", "%", "k"}[d.IntN(4)])
}

func (d drawn) date() rag.Date {
	if d.IntN(3) == 0 {
		return 0
	}
	return rag.MustParseDate("2019-01-01") + rag.Date(d.IntN(700))
}

func (d drawn) allowance() rag.Allowance {
	return rag.MustParseAllowance([]string{"", "", "5", "10%", "0", "1% or 50, whichever is larger", "2% or £5000, whichever is smaller"}[d.IntN(7)])
}

func (d drawn) text() string { return []string{"", "Visits", "a, \"b\" <c>", "é"}[d.IntN(4)] }

func (d drawn) trajectory() rag.Trajectory {
	way := rag.Trajectory{By: rag.Path(d.IntN(2))}
	if d.IntN(2) == 0 {
		way.Baseline = rag.Milestone{Date: d.date(), Value: d.value()}
	}
	on := rag.MustParseDate("2019-03-01")
	for range d.IntN(3) {
		on += rag.Date(1 + d.IntN(200))
		way.Milestones = append(way.Milestones, rag.Milestone{Date: on, Value: rag.MustPrinted(fmt.Sprint(d.IntN(100)))})
	}
	return way
}

func (d drawn) reading() rag.Reading {
	x := rag.Reading{
		Name: d.text(), Unit: d.text(), Source: d.text(), Polarity: rag.Polarity(d.IntN(4)), Actual: d.value(), Date: d.date(), Target: d.value(),
		Floor: d.value(), Tolerance: d.allowance(), Previous: d.value(), YearAgo: d.value(), PreviousTarget: d.value(), Break: d.text(),
		Basis: rag.Basis(d.IntN(2)), Confidence: d.text(),
	}
	if d.IntN(2) == 0 {
		x.Break = ""
	}
	if d.IntN(3) == 0 {
		x.Trajectory = d.trajectory()
	}
	return x
}

func (d drawn) action() rag.Action {
	return rag.Action{
		Area: d.text(), Name: d.text(), Lead: d.text(), Start: d.date(), Due: d.date(), Status: rag.Status(d.IntN(8)), Polarity: rag.Polarity(d.IntN(4)),
		Trajectory: d.trajectory(), Actual: d.value(), ActualDate: d.date(), Progress: d.value(), Weight: rag.Count(d.IntN(4)), Priority: d.IntN(4) == 0,
	}
}

func (d drawn) rule(t *testing.T) rag.Rule {
	return rule(t, []string{
		`{"kind":"tolerance","id":"a","version":"1","amber_within":"5%"}`,
		`{"kind":"tolerance_trend","polarity":"higher","green_within":"1"}`,
		`{"kind":"target_floor","id":"b","since":"2019-04-01","source":"s"}`,
		`{"kind":"budget","sides":"two","green_within":"2%","amber_within":"5% or 100, whichever is larger"}`,
		`{"kind":"range","amber_within":"10"}`,
		`{"kind":"range","polarity":"higher","bands":[{"label":"good","rating":"green","at_least":90},{"rating":"amber","at_least":70,"below":90},{"rating":"red","below":70}]}`,
		`{"kind":"trajectory","polarity":"higher","baseline":{"date":"2019-04-01","value":24},"milestones":[{"date":"2019-10-31","value":55}]}`,
		`{"kind":"quartile","polarity":"lower","quartiles":{"min":"0","lower":"25","median":"50","upper":"75","max":"100"}}`,
	}[d.IntN(8)])
}

func (d drawn) policy() rag.Policy {
	return []rag.Policy{
		nil,
		rag.Plurality{},
		rag.Worst{},
		rag.Cap{},
		rag.Cap{Then: rag.Worst{}},
		rag.Priority{UnlessGreen: true, Then: rag.Cap{Then: rag.Average{}}},
		rag.Average{GreenFrom: number("2.8")},
		rag.Weighted{AmberFrom: rag.MustPrinted("1.2")},
		rag.Scores{},
		rag.Latest{},
	}[d.IntN(10)]
}

func (d drawn) settings() rag.Settings {
	s := rag.Settings{Missing: rag.MissingData(d.IntN(3))}
	if d.IntN(2) == 0 {
		s.Coverage = rag.Count(d.IntN(100))
	}
	return s
}

func (d drawn) item() rag.Item {
	return rag.Item{
		Area: d.text(), Name: d.text(), Rating: rag.Rating(d.IntN(4)), State: rag.State(d.IntN(14)), Weight: d.value(), Priority: d.IntN(2) == 0, Date: d.date(),
		Score: d.value(), Position: rag.NewRatio(decimal.NewFromInt(d.Int64N(9)), decimal.NewFromInt(d.Int64N(4))), Basis: rag.Basis(d.IntN(2)), Rule: d.text(),
	}
}

func (d drawn) items() (list []rag.Item) {
	for i := range 1 + d.IntN(6) {
		item := d.item()
		item.Name += fmt.Sprint(i)
		list = append(list, item)
	}
	return list
}

// Whatever is rated and rolled up, its JSON reads back as the same, and never fails.
func TestEveryResult_ReadsBackEqual(t *testing.T) {
	d := drawn{rand.New(rand.NewPCG(7, 11))}
	on := rag.MustParseDate("2019-08-31")
	for range 120 {
		r := d.rule(t)
		readings := []rag.Reading{d.reading(), d.reading(), d.reading()}
		for _, x := range readings {
			a := r.Assess(x)
			back := readBack(t, a)
			assert.True(t, a.Equal(back), "%+v\n%+v", a, back)
			assert.Equal(t, a.Working(), back.Working())
			assert.Equal(t, a.Item("area"), withPosition(back.Item("area"), a.Position))
			assert.True(t, back.Reading().Actual.Equal(x.Actual))
		}
		card := r.Scorecard(readings)
		card.Policy, card.Settings, card.Notes = d.policy(), d.settings(), []string{"a note"}
		assert.True(t, card.Equal(readBack(t, card)))
		plan := rag.Plan{On: on, Actions: []rag.Action{d.action(), d.action()}, Policy: d.policy(), Settings: d.settings()}
		assert.True(t, plan.Equal(readBack(t, plan)))
		ratings := rag.Ratings{Items: d.items(), Policy: d.policy(), Settings: d.settings(), Places: int32(d.IntN(3))}
		assert.True(t, ratings.Equal(readBack(t, ratings)))
		assert.Equal(t, ratings.Overall().Reason, readBack(t, ratings).Overall().Reason)
		m := rag.MovementOf(d.items(), d.items())
		assert.True(t, m.Equal(readBack(t, m)))
		for _, o := range ratings.Comparison().Overalls {
			assert.Equal(t, o.Reason, readBack(t, o).Reason)
			assert.True(t, o.Covered.Equal(readBack(t, o).Covered))
		}
		if pace, ok := d.trajectory().Pace(d.value(), on, rag.HigherBetter); ok {
			assert.True(t, pace.Equal(readBack(t, pace)))
		}
		assert.Equal(t, ratings.Overall().Tally, readBack(t, ratings.Overall().Tally))
	}
}

// withPosition is an item with a position whose parts may be written otherwise.
func withPosition(i rag.Item, p rag.Ratio) rag.Item {
	if i.Position.Equal(p) {
		i.Position = p
	}
	return i
}

func TestResults_ThatAreEmptyMarshalToo(t *testing.T) {
	for _, v := range []any{rag.Assessment{}, rag.Scorecard{}, rag.Plan{}, rag.Ratings{}, rag.Movement{}, rag.Overall{}, rag.Comparison{}, rag.Validation{}, rag.Reading{}, rag.Series{}} {
		_, err := json.Marshal(v)
		assert.NoError(t, err, "%T", v)
	}
	assert.True(t, rag.Scorecard{}.Equal(readBack(t, rag.Scorecard{})))
	assert.Error(t, json.Unmarshal([]byte(`{"items":[],"policy":"best"}`), new(rag.Plan)), "a policy that nobody knows")
}

func TestOverriddenAndSeries_ReadBack(t *testing.T) {
	r := rule(t, `{"kind":"tolerance","id":"k","amber_within":"5"}`)
	a := r.Assess(reading(rag.HigherBetter, "88.0", "90"))
	o := a.Overridden(rag.Override{To: rag.Green, Reason: "late returns", By: "an officer", On: 5, Actual: rag.MustPrinted("88.0")}, 6)
	back := readBack(t, o)
	assert.True(t, o.Calculated.Equal(back.Calculated))
	assert.Equal(t, o.Raised(), back.Raised())
	both := rag.TallyBoth([]rag.Overridden{o})
	assert.Equal(t, both, readBack(t, both))
	s := rag.Pack{Rules: []rag.Rule{r}}.Series("k", []rag.Reading{reading(rag.HigherBetter, "88.0", "90")})
	assert.True(t, s.Assessments[0].Equal(readBack(t, s).Assessments[0]))
	stable := rag.StabilityOf([]rag.Rating{rag.Red, rag.Amber, rag.Amber}, 0)
	assert.True(t, stable.Flapping.Equal(readBack(t, stable).Flapping))
}
