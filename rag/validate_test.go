package rag_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// faults reads a rule and returns all its faults as "code path".
func faults(t *testing.T, text string) (found []string) {
	t.Helper()
	r, err := rag.ReadRule(strings.NewReader(text))
	var wrong rag.Faults
	if err != nil {
		require.ErrorAs(t, err, &wrong, text)
	}
	for _, f := range r.Validate() {
		mark := ""
		if f.Warning {
			mark = " warning"
		}
		assert.NotEmpty(t, f.Problem)
		found = append(found, string(f.Code)+" "+f.Path+mark)
	}
	return found
}

func TestValidate_RefusesPublishedRulesThatLeaveGapsAndOverlaps(t *testing.T) {
	for name, tc := range map[string]struct {
		rule string
		want []string
	}{
		"ServiceNow: 89 to 90 is in no band": {
			`{"kind":"range","bands":[{"rating":"green","at_least":"90"},{"rating":"amber","at_least":"75","at_most":"89"},{"rating":"red","below":"75"}]}`,
			[]string{"gap bands"},
		},
		"ServiceNow in whole numbers": {
			`{"kind":"range","round":0,"bands":[{"rating":"green","at_least":"90"},{"rating":"amber","at_least":"75","at_most":"89"},{"rating":"red","below":"75"}]}`,
			nil,
		},
		"CQC: 38.89 is in no band": {
			`{"kind":"range","lowest":25,"highest":100,"bands":[{"rating":"red","at_most":38},{"rating":"amber","at_least":39,"at_most":62},{"rating":"green","at_least":63,"at_most":87},{"rating":"green","at_least":88}]}`,
			[]string{"gap bands", "gap bands", "gap bands"},
		},
		"Camms: 70 is in two bands": {
			`{"kind":"range","bands":[{"rating":"green","at_least":"90"},{"rating":"amber","at_least":"70","below":"90"},{"rating":"red","at_most":"70"}]}`,
			[]string{"overlap bands[2]"},
		},
		"Oracle FAW: 100 and 70 are in two bands": {
			`{"kind":"range","bands":[{"rating":"green","at_least":"100"},{"rating":"amber","at_least":"70","at_most":"100"},{"rating":"red","at_most":"70"}]}`,
			[]string{"overlap bands[2]", "overlap bands[1]"},
		},
		"Oracle FAW as a cascade of its own order": {
			`{"kind":"range","match":"first","bands":[{"rating":"green","at_least":"100"},{"rating":"red","at_most":"70"},{"rating":"amber","at_least":"70","at_most":"100"}]}`,
			nil,
		},
		"Grafana: an end is in neither": {
			`{"kind":"range","bands":[{"rating":"green","above":"10","below":"20"},{"rating":"red","below":"10"},{"rating":"red","above":"20"}]}`,
			[]string{"gap bands", "gap bands"},
		},
		"ClearPoint: amber is unreachable under a negative target": {
			`{"kind":"range","match":"first","bands":[{"rating":"green","at_least":"target"},{"rating":"amber","at_least":"90% of target"},{"rating":"red"}]}`,
			[]string{"unreachable bands[1] warning"},
		},
		"monitoring plugins: start above end": {
			`{"kind":"range","match":"first","bands":[{"rating":"red","at_least":"2","at_most":"1"},{"rating":"green"}]}`,
			[]string{"empty_band bands[0]"},
		},
		"a cascade whose second branch nothing gets to": {
			`{"kind":"range","match":"first","bands":[{"rating":"green","at_least":"70"},{"rating":"amber","at_least":"90"},{"rating":"red"}]}`,
			[]string{"unreachable bands[1]"},
		},
		"Revos in whole numbers, both outer edges to the outer colour": {
			`{"kind":"range","round":0,"bands":[{"rating":"red","at_most":10},{"rating":"amber","at_least":11,"at_most":49},{"rating":"green","at_least":50}]}`,
			nil,
		},
		"two lower ends":                   {`{"kind":"range","bands":[{"rating":"green","at_least":1,"above":2},{"rating":"red"}]}`, []string{"overlap bands[0]", "overlap bands[1]"}},
		"lines and bands":                  {`{"kind":"range","low":1,"bands":[{"rating":"green"}]}`, []string{"overlap bands"}},
		"a range upside down":              {`{"kind":"range","low":5,"high":4}`, []string{"empty_band low"}},
		"a floor above the target":         {`{"kind":"target_floor","polarity":"higher","target":75,"floor":90}`, []string{"floor_beyond_target floor"}},
		"a floor below a lower target":     {`{"kind":"target_floor","polarity":"lower","target":90,"floor":75}`, []string{"floor_beyond_target floor"}},
		"lines without polarity":           {`{"kind":"target_floor","target":90,"floor":75}`, []string{"missing_polarity polarity"}},
		"a target without polarity":        {`{"kind":"tolerance","target":90}`, []string{"missing_polarity polarity"}},
		"one line with two edges":          {`{"kind":"target_floor","polarity":"higher","target":90,"floor":90,"edges":{"red":"worse"}}`, []string{"overlap edges"}},
		"all faults at once":               {`{"kind":"tolerance","green_within":"-1","amber_within":"-5%","round":99,"no_change":-1}`, []string{"out_of_range round", "negative_tolerance no_change", "negative_tolerance green_within", "negative_tolerance amber_within"}},
		"amber inside green":               {`{"kind":"tolerance","green_within":"10%","amber_within":"5%"}`, []string{"unreachable amber_within"}},
		"per cent of a target of 0":        {`{"kind":"tolerance","polarity":"lower","target":0,"amber_within":"5%"}`, []string{"share_of_zero amber_within warning"}},
		"milestones out of order":          {`{"kind":"trajectory","polarity":"higher","milestones":[{"date":"2020-06-30","value":70},{"date":"2019-10-31","value":55},{"date":"2019-10-31","value":56}]}`, []string{"milestones_out_of_order milestones[1].date", "milestones_out_of_order milestones[2].date"}},
		"a milestone before the baseline":  {`{"kind":"trajectory","polarity":"higher","baseline":{"date":"2019-11-01","value":24},"milestones":[{"date":"2019-10-31","value":55},{"date":"2020-10-31","value":70}]}`, []string{"milestone_before_baseline milestones[0].date warning"}},
		"a milestone without date, value":  {`{"kind":"trajectory","polarity":"higher","milestones":[{"value":55},{"date":"2019-10-31"}]}`, []string{"missing milestones[0].date", "missing milestones[1].value"}},
		"a baseline alone":                 {`{"kind":"trajectory","polarity":"higher","baseline":{"date":"2019-11-01","value":24}}`, []string{"missing milestones"}},
		"a trajectory without polarity":    {`{"kind":"trajectory","milestones":[{"date":"2019-10-31","value":55}]}`, []string{"missing_polarity polarity"}},
		"quartiles out of order":           {`{"kind":"quartile","quartiles":{"min":"0","lower":"60","median":"50","upper":"75","max":"100"}}`, []string{"empty_band quartiles.median"}},
		"quartiles and close to target":    {`{"kind":"quartile","polarity":"close"}`, []string{"wrong_polarity polarity"}},
		"a budget and close to target":     {`{"kind":"budget","polarity":"close"}`, []string{"wrong_polarity polarity"}},
		"shares of time the wrong way":     {`{"kind":"delivery","elapsed":{"green_at":70,"red_below":90}}`, []string{"floor_beyond_target elapsed.red_below"}},
		"a share of time without its line": {`{"kind":"delivery","elapsed":{"red_below":90}}`, []string{"missing elapsed.green_at"}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tc.want, faults(t, tc.rule)) })
	}
}

func TestValidateFor_TriesTheReadingsOwnTarget(t *testing.T) {
	clearPoint := rule(t, `{"kind":"range","match":"first","bands":[{"rating":"green","at_least":"target"},{"rating":"amber","at_least":"90% of target"},{"rating":"red"}]}`)
	assert.Empty(t, clearPoint.ValidateFor(reading(rag.HigherBetter, "95", "100")))
	wrong := clearPoint.ValidateFor(reading(rag.HigherBetter, "-95", "-100"))
	assert.True(t, wrong.Has(rag.Unreachable) && wrong.Err() != nil)
	share := rule(t, `{"kind":"tolerance","amber_within":"5%"}`).ValidateFor(reading(rag.LowerBetter, "1", "0"))
	assert.True(t, share.Has(rag.ShareOfZero) && share.Err() == nil, "a warning")
	assert.Error(t, rag.Rule{}.ValidateFor(rag.Reading{}).Err())
}

func TestReadRule_RefusesWhatItCannotRead(t *testing.T) {
	for text, want := range map[string]string{
		``:                                       "the document is empty",
		"{\"kind\":\n \"tolerance\"":             "line 2, column",
		`{"id":"x"}`:                             "the rule has no kind",
		`{"kind":"magic"}`:                       `kind "magic"`,
		`{"kind":"tolerance","amber_withn":"5"}`: `line 1, column 21 (amber_withn): there is no key "amber_withn" here: write "amber_within"`,
		`{"kind":"tolerance","amber_within":"five"}`:                  `"five" is not a tolerance`,
		`{"kind":"tolerance","amber_within":1e999999999}`:             `"1e999999999" is not a tolerance`,
		`{"kind":"target_floor","target":"1e999999999"}`:              `"1e999999999"`,
		`{"kind":"tolerance","polarity":"up"}`:                        `polarity "up"`,
		`{"kind":"tolerance","since":"2019-02-29"}`:                   `"2019-02-29" is not a date`,
		`{"kind":"tolerance","round":"two"}`:                          `(round): a text stands where a whole number is needed`,
		`{"kind":"range","bands":{}}`:                                 `(bands): an object stands where a list in square brackets is needed`,
		`{"kind":"range","bands":[{"rating":"blue"}]}`:                `rating "blue"`,
		`{"kind":"range","bands":[{"rating":"red","at_leest":1}]}`:    `(bands[0].at_leest): there is no key "at_leest" here: write "at_least"`,
		`{"kind":"range","bands":[{"rating":"red","below":"x"}]}`:     `"x" is not a bound`,
		`{"kind":"tolerance","edges":{"green":"left"}}`:               `edge "left"`,
		`{"kind":"tolerance","amber_within":"5","amber_within":"50"}`: `the key "amber_within" stands twice`,
		`{"kind":5}`: "kind",
		`[]`:         "",
		"{\"kind\":\"tolerance\",\"id\":\"\xff\"}": "UTF-8",
	} {
		_, err := rag.ReadRule(strings.NewReader(text))
		if assert.Error(t, err, text) {
			assert.Contains(t, err.Error(), want, text)
			assert.NotContains(t, err.Error(), "rag.", text)
		}
	}
	var fault *figure.Fault
	_, err := rag.ReadRule(strings.NewReader("{\n  x"))
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, figure.Place{Line: 2, Column: 3}, fault.Place)
}

func TestRule_JSONBothWays(t *testing.T) {
	more := []string{
		`{"kind":"tolerance","id":"k","version":"2","since":"2019-04-01","source":"Council plan, page 3","title":"KPIs","polarity":"lower","round":1,"no_change":"0.2","green_within":"1","amber_within":"5%","tolerance_column":"green","target":"-4.5","edges":{"red":"worse"}}`,
		`{"kind":"delivery","by":"step"}`,
		`{"kind":"delivery","by":"line"}`,
		`{"kind":"range","match":"first","bands":[{"label":"x","rating":"green","at_least":"target"},{"rating":"amber","above":"floor","below":"110% of target"},{"rating":"red"}]}`,
	}
	for _, text := range append(documentedRules(), more...) {
		first := rule(t, text)
		written, err := json.Marshal(first)
		require.NoError(t, err)
		second := rule(t, string(written))
		again, err := json.Marshal(second)
		require.NoError(t, err)
		assert.Equal(t, string(written), string(again))
	}
	written, err := json.Marshal(rule(t, more[0]))
	require.NoError(t, err)
	assert.JSONEq(t, more[0], string(written), "nothing is lost and nothing added")
	_, err = json.Marshal(rag.Rule{})
	assert.Error(t, err)
}

func TestPack_RatesByTheVersionInForce(t *testing.T) {
	pack, err := rag.ReadPack(strings.NewReader(`{"id":"council","rules":[
		{"kind":"tolerance","id":"kpi","version":"2","since":"2020-04-01","amber_within":"5%"},
		{"kind":"tolerance","id":"kpi","version":"1","since":"2019-04-01","amber_within":"10%"}]}`))
	require.NoError(t, err)
	readings := make([]rag.Reading, 0, 3)
	for _, day := range []string{"2019-03-31", "2020-03-31", "2020-04-01"} {
		x := reading(rag.HigherBetter, "92", "100")
		x.Date = rag.MustParseDate(day)
		readings = append(readings, x)
	}
	ratings := func(s rag.Series) (list []rag.Rating) {
		for _, a := range s.Assessments {
			list = append(list, a.Rating)
		}
		return list
	}
	then := pack.Series("kpi", readings)
	assert.Equal(t, []rag.Rating{rag.Unrated, rag.Amber, rag.Red}, ratings(then))
	assert.Equal(t, rag.NotApplicable, then.Assessments[0].State)
	assert.Equal(t, `no version of rule "kpi" is in force on 31 March 2019`, then.Assessments[0].Reason())
	assert.Equal(t, "1", then.Assessments[1].Rule.Version)
	again := pack.ReRate("kpi", readings, rag.MustParseDate("2020-04-01"))
	assert.Equal(t, []rag.Rating{rag.Red, rag.Red, rag.Red}, ratings(again))
	assert.Equal(t, "re-rated under kpi 2, in force on 1 April 2020", again.Label)
	assert.True(t, again.ReRated && !then.ReRated)
	assert.Contains(t, pack.ReRate("nothing", readings, rag.MustParseDate("2020-04-01")).Label, "no version")
}

func TestPack_ReportsEveryRulesFaults(t *testing.T) {
	pack, err := rag.ReadPack(strings.NewReader(`{"rules":[
		{"kind":"tolerance","id":"a","amber_within":"-5"},{"kind":"tolerance","id":"a"},{"kind":"tolerance"}]}`))
	var wrong rag.Faults
	require.True(t, errors.As(err, &wrong))
	assert.Len(t, pack.Rules, 3)
	assert.Equal(t, "rules[0].amber_within", wrong[0].Path)
	assert.True(t, wrong.Has(rag.Duplicate) && wrong.Has(rag.Missing))
	_, err = rag.ReadPack(strings.NewReader(`{"rules":[]}`))
	assert.ErrorAs(t, err, &wrong)
	_, err = rag.ReadPack(strings.NewReader(`{"rules":[{"kind":"x"}]}`))
	assert.ErrorContains(t, err, "(rules[0].kind): kind")
	_, err = rag.ReadPack(strings.NewReader(`{"rules":[{"kind":"tolerance","id":"a"}],"ruls":[]}`))
	assert.ErrorContains(t, err, `(ruls): there is no key "ruls" here: write "rules"`)
	_, err = rag.ReadPack(strings.NewReader(`{"rules":[{"kind":"tolerance","id":"a"},{"kind":"tolerance","id":"b","amber_witin":"3"}]}`))
	assert.ErrorContains(t, err, `rules[1].amber_witin`)
	one, err := rag.ReadPack(strings.NewReader(`{"kind":"tolerance","amber_within":"-5"}`))
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, "amber_within", wrong[0].Path, "one rule is a pack of one")
	assert.Len(t, one.Rules, 1)
}

func TestMustRule_PanicsOnAFault(t *testing.T) {
	assert.Panics(t, func() { rag.MustRule(rag.Rule{}) })
	assert.NotPanics(t, func() { rag.MustRule(rag.DeliveryRule()) })
	for _, bad := range []func(){
		func() { rag.MustParseDate("x") }, func() { rag.MustPrinted("x y") }, func() { rag.MustParseAllowance("x") }, func() { rag.MustParseBound("x") },
	} {
		assert.Panics(t, bad)
	}
}
