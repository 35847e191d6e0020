package rag_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// vectors reads the cases of a file of expected results made by others.
func vectors[T any](t *testing.T, name string) (file struct{ Cases []T }) {
	t.Helper()
	text := sharedFile(t, name)
	require.NoError(t, json.Unmarshal(text, &file))
	require.NotEmpty(t, file.Cases)
	return file
}

func sharedFile(t *testing.T, name string) []byte {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	text, err := os.ReadFile(filepath.Join(shared, "vectors", name))
	require.NoError(t, err)
	return text
}

// fraction reads "20/3" or "5".
func fraction(t *testing.T, text string) rag.Ratio {
	over, under, isFraction := strings.Cut(text, "/")
	if !isFraction {
		under = "1"
	}
	return rag.NewRatio(decimal.RequireFromString(over), decimal.RequireFromString(under))
}

func TestVectors_SpiderScores(t *testing.T) {
	for _, c := range vectors[struct{ Goal, Red, X, Score, Colour, Error string }](t, "rag_spider_goal_redflag.json").Cases {
		goal, red, x := decimal.RequireFromString(c.Goal), decimal.RequireFromString(c.Red), decimal.RequireFromString(c.X)
		p := rag.Between(x, red, goal)
		assert.Equal(t, c.Error == "", p.Defined(), "%+v", c)
		if c.Score != "" {
			assert.Zero(t, rag.Score(p).Cmp(fraction(t, c.Score)), "%+v: %v", c, rag.Score(p))
		}
		if c.Colour != "" {
			polarity := rag.HigherBetter
			if goal.LessThan(red) {
				polarity = rag.LowerBetter
			}
			r := rag.MustRule(rag.Rule{Polarity: polarity, Method: rag.TargetFloor{Target: rag.Exact(goal), Floor: rag.Exact(red)}})
			a := r.Assess(rag.Reading{Actual: rag.Exact(x)})
			assert.Equal(t, c.Colour, a.Rating.String(), "%+v", c)
			assert.Zero(t, a.Position.Cmp(p), "the position of the assessment is that of the formula")
		}
	}
}

// alertRange is a range of the monitoring plugins, "[@]start:end", as bands that alert.
func alertRange(text string, rating rag.Rating) []rag.Band {
	text, inside := strings.CutPrefix(text, "@")
	start, end, two := strings.Cut(text, ":")
	if !two {
		start, end = "0", start
	}
	low, high := rag.MustParseBound(strings.TrimPrefix(start, "~")), rag.MustParseBound(end)
	if inside {
		return []rag.Band{{Rating: rating, AtLeast: low, AtMost: high}}
	}
	var bands []rag.Band
	if !low.IsZero() {
		bands = append(bands, rag.Band{Rating: rating, Below: low})
	}
	if !high.IsZero() {
		bands = append(bands, rag.Band{Rating: rating, Above: high})
	}
	return bands
}

func TestVectors_MonitoringPluginRanges(t *testing.T) {
	for _, c := range vectors[struct {
		Range, Warn, Crit, X, State, Error string
		Alert                              bool
	}](t, "rag_monitoring_plugins_ranges.json").Cases {
		var bands []rag.Band
		want := c.State
		if c.Range != "" {
			bands = alertRange(c.Range, rag.Red)
			want = map[bool]string{true: "critical", false: "ok"}[c.Alert]
		} else {
			bands = append(alertRange(c.Crit, rag.Red), alertRange(c.Warn, rag.Amber)...)
		}
		r := rag.Rule{Method: rag.Range{Match: rag.First, Bands: append(bands, rag.Band{Rating: rag.Green})}}
		if c.Error != "" {
			// Outside 2:1 is everything, so that what is left is unreachable.
			assert.True(t, r.Validate().Has(rag.Unreachable), "%+v", c)
			continue
		}
		got, _ := r.Rate(rag.Reading{Actual: rag.Exact(decimal.RequireFromString(c.X))})
		assert.Equal(t, want, map[rag.Rating]string{rag.Green: "ok", rag.Amber: "warning", rag.Red: "critical"}[got], "%+v", c)
	}
}

func TestVectors_VendorBandSides(t *testing.T) {
	rules := map[string]string{
		"obiee": `{"kind":"range","bands":[{"label":"ideal","rating":"green","above":125},{"label":"good","rating":"green","above":100,"at_most":125},
			{"label":"acceptable","rating":"amber","above":80,"at_most":100},{"label":"warning","rating":"amber","above":50,"at_most":80},{"label":"critical","rating":"red","at_most":50}]}`,
		"faw":        `{"kind":"range","bands":[{"label":"good","rating":"green","at_least":100},{"label":"warning","rating":"amber","above":70,"below":100},{"label":"critical","rating":"red","at_most":70}]}`,
		"revos_high": `{"kind":"range","round":0,"bands":[{"label":"red","rating":"red","at_most":10},{"label":"yellow","rating":"amber","at_least":11,"at_most":49},{"label":"green","rating":"green","at_least":50}]}`,
		"revos_low":  `{"kind":"range","round":0,"bands":[{"label":"green","rating":"green","at_most":1},{"label":"yellow","rating":"amber","at_least":2,"at_most":4},{"label":"red","rating":"red","at_least":5}]}`,
		"clearpoint": `{"kind":"range","match":"first","bands":[{"label":"green","rating":"green","at_least":"target"},{"label":"amber","rating":"amber","at_least":"90% of target"},{"label":"red","rating":"red"}]}`,
	}
	for _, c := range vectors[struct{ Scheme, X, Target, Out string }](t, "rag_vendor_band_sides.json").Cases {
		a := rule(t, rules[c.Scheme]).Assess(reading(0, c.X, c.Target))
		assert.Equal(t, c.Out, a.Band, "%+v: %s", c, a.Reason())
	}
}

func TestVectors_AZeroTargetIsNoShortcutToGreen(t *testing.T) {
	for _, c := range vectors[struct{ Actual, Target, Polarity, Ours string }](t, "rag_zero_target_antivectors.json").Cases {
		var p rag.Polarity
		require.NoError(t, p.UnmarshalText([]byte(c.Polarity)))
		got, _ := rule(t, `{"kind":"tolerance","amber_within":"5%"}`).Rate(reading(p, c.Actual, c.Target))
		assert.Equal(t, c.Ours, got.String(), "%+v", c)
	}
}

func TestVectors_RollUps(t *testing.T) {
	cqc := rule(t, `{"kind":"range","round":0,"lowest":25,"highest":100,"bands":[{"label":"inadequate","rating":"red","at_most":38},
		{"label":"requires improvement","rating":"amber","at_least":39,"at_most":62},{"label":"good","rating":"green","at_least":63,"at_most":87},{"label":"outstanding","rating":"green","at_least":88}]}`)
	for _, c := range vectors[struct {
		Kind, Score, On, Weight, Percent, Rating string
		Weights, Shares                          []string
		Scores                                   []any
		Changes                                  [][2]string
	}](t, "rag_rollup_average_hides_red.json").Cases {
		switch c.Kind {
		case "share":
			for i, share := range c.Shares {
				// The share of a weight is the mean of scores that are 100 for it and 0 for the others.
				var list []rag.Item
				for j, w := range c.Weights {
					list = append(list, rag.Item{Weight: number(w), Score: rag.Count(map[bool]int{true: 100}[i == j])})
				}
				assert.Zero(t, rag.MeanScore(list).Cmp(fraction(t, share)), "%+v", c)
			}
		case "avg":
			var list []rag.Item
			for i, score := range c.Scores {
				item := rag.Item{Rating: rag.Green}
				if score != nil {
					item.Score = number(score.(string))
				}
				if c.Weights != nil {
					item.Weight = number(c.Weights[i])
				}
				list = append(list, item)
			}
			assert.Zero(t, rag.MeanScore(list).Cmp(fraction(t, c.Score)), "%+v", c)
		case "dated_weight":
			var weights []rag.DatedWeight
			for _, change := range c.Changes {
				var since rag.Date // the first weight holds from the beginning, which the vectors write as the first day of year 1
				if change[0] != "0001-01-01" {
					since = rag.MustParseDate(change[0])
				}
				weights = append(weights, rag.DatedWeight{Since: since, Weight: decimal.RequireFromString(change[1])})
			}
			w, ok := rag.WeightOn(weights, rag.MustParseDate(c.On))
			assert.True(t, ok && w.Equal(decimal.RequireFromString(c.Weight)), "%+v", c)
		case "cqc":
			sum := 0.0
			for _, score := range c.Scores {
				sum += score.(float64)
			}
			percent := decimal.NewFromInt(int64(sum)*100).DivRound(decimal.NewFromInt(int64(4*len(c.Scores))), 10)
			a := cqc.Assess(rag.Reading{Actual: rag.Exact(percent)})
			assert.Equal(t, c.Rating, a.Band, "%+v", c)
			assert.Equal(t, c.Percent, percent.Round(0).String())
		default:
			t.Errorf("kind %q", c.Kind)
		}
	}
}

func TestVectors_TrajectoryProgress(t *testing.T) {
	said := map[rag.Outlook]string{
		rag.OnCourse: "sun", rag.SlightlyOff: "slightly cloudy", rag.OffCourse: "cloudy", rag.WrongWay: "thunderstorm", rag.MetWorsening: "sun with cloud",
	}
	compound := 0
	for _, c := range vectors[struct {
		M, Target, Out string
		Points         []string
		Years          int `json:"years_left"`
		Dir            int
		Skip           bool
	}](t, "rag_trajectory_progress.json").Cases {
		switch {
		case c.M == "opensdg":
			compound++ // compound growth: not offered, because it has no answer at a base of 0
		case c.Skip:
		default:
			var values []rag.Value
			for _, p := range c.Points {
				values = append(values, number(p))
			}
			p := rag.HigherBetter
			if c.Dir < 0 {
				p = rag.LowerBetter
			}
			assert.Equal(t, c.Out, said[rag.Project(values, c.Years, number(c.Target), p).Outlook], "%+v", c)
		}
	}
	assert.Equal(t, 6, compound)
}

func TestVectors_VendorDocuments(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(string(sharedFile(t, "rag_rule_cases_from_vendor_docs.csv")))).ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		text, target, actual, variance, expect := row[1], row[2], row[3], row[4], row[5]
		t.Run(text+" "+actual, func(t *testing.T) {
			var got string
			switch {
			case strings.HasPrefix(text, "direction of travel"):
				got = map[rag.Direction]string{rag.NoMaterialChange: "Amber/no change", rag.Improving: "clear change", rag.Worsening: "clear change"}[rag.Travel(number(target), number(actual),
					rag.Comparing{Polarity: rag.HigherBetter, NoChange: rag.PerCent(decimal.RequireFromString(variance))})]
			case strings.HasPrefix(text, "less") && variance == "":
				got = rule(t, `{"kind":"target_floor","polarity":"lower","target":10,"floor":20}`).Assess(reading(0, actual, "")).Rating.String()
				expect = strings.Replace(expect, "Yellow", "Amber", 1)
			case strings.HasPrefix(text, "action:"):
				got = rule(t, `{"kind":"target_floor","polarity":"higher","target":90,"floor":70}`).Assess(reading(0, actual, "")).Rating.String()
			case strings.HasPrefix(text, "cost"):
				got = rule(t, `{"kind":"tolerance","polarity":"lower","green_within":"0.01%","amber_within":"5%"}`).Assess(reading(0, actual, target)).Rating.String()
			case strings.HasPrefix(text, "goal post"):
				// Green within the variance on both sides, and no amber: 5% of 100 is the 95 to 105 of the page.
				got = rule(t, `{"kind":"tolerance","polarity":"close","green_within":"5%"}`).Assess(reading(0, actual, target)).Rating.String()
			default:
				polarity := map[bool]string{true: "lower", false: "higher"}[strings.HasPrefix(text, "less")]
				got = rule(t, `{"kind":"tolerance","polarity":"`+polarity+`","amber_within":"`+variance+`%"}`).Assess(reading(0, actual, target)).Rating.String()
			}
			colours := strings.Fields(expect)
			assert.True(t, strings.EqualFold(got, expect) || strings.EqualFold(got, colours[len(colours)-1]) || strings.EqualFold(got, colours[0]), "want %s, got %s", expect, got)
		})
	}
	assert.Len(t, rows, 20)
}

func TestVectors_LAITQuartileBands(t *testing.T) {
	var file struct {
		Bands []struct {
			Value    *float64
			Bounds   map[string]*float64
			Polarity string
			Expect   *string
		} `json:"quartile_band"`
		Colours []struct {
			Polarity *string
			Band     string
			Expect   string
		} `json:"band_colour"`
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "lait_unit_tests.json"), &file))
	value := func(f *float64) rag.Value {
		if f == nil {
			return rag.Value{}
		}
		return number(strconv.FormatFloat(*f, 'f', -1, 64))
	}
	polarity := func(text *string) rag.Polarity {
		if text == nil {
			return rag.Neutral
		}
		return map[string]rag.Polarity{"Low": rag.LowerBetter, "High": rag.HigherBetter}[*text]
	}
	require.Len(t, file.Bands, 23)
	for _, c := range file.Bands {
		q := rag.Quartiles{Min: value(c.Bounds["0%"]), Lower: value(c.Bounds["25%"]), Median: value(c.Bounds["50%"]), Upper: value(c.Bounds["75%"]), Max: value(c.Bounds["100%"])}
		a := rag.Rule{Method: rag.Quartile{Quartiles: q}}.Assess(rag.Reading{Actual: value(c.Value), Polarity: polarity(&c.Polarity)})
		switch {
		case c.Expect == nil:
			assert.Equal(t, rag.NoData, a.State)
		case *c.Expect == "Error":
			assert.Equal(t, rag.NotComparable, a.State)
		default:
			assert.Equal(t, *c.Expect, a.Band)
		}
	}
	quarters := rag.Quartiles{Min: number("0"), Lower: number("25"), Median: number("50"), Upper: number("75"), Max: number("100")}
	for _, c := range file.Colours {
		p := polarity(c.Polarity)
		at := map[string]string{"A": "10", "B": "30", "C": "60", "D": "80"}[c.Band]
		if p == rag.HigherBetter {
			at = map[string]string{"A": "80", "B": "60", "C": "30", "D": "10"}[c.Band]
		}
		got, _ := rag.Rule{Method: rag.Quartile{Quartiles: quarters}}.Rate(rag.Reading{Actual: number(at), Polarity: p})
		want := map[string]rag.Rating{"green": rag.Green, "red": rag.Red, "none": rag.Unrated}[c.Expect]
		if c.Expect == "none" && p != rag.Neutral {
			want = rag.Amber // B and C have no colour there, and are amber here
		}
		assert.Equal(t, want, got, "%+v", c)
	}
}
