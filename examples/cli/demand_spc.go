package main

import (
	"flag"
	"fmt"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// positions is a flag that takes a list of row numbers, counted from 1 as a person does.
type positions []int

func (p *positions) String() string { return fmt.Sprint([]int(*p)) }

func (p *positions) Set(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 {
			return fmt.Errorf("%q is not a list of row numbers: write 13 or 13,25", text)
		}
		*p = append(*p, n-1)
	}
	return nil
}

// chartJSON is the output of demand spc.
type chartJSON struct {
	Centre    string           `json:"centre"`
	Lower     string           `json:"lower"`
	Upper     string           `json:"upper"`
	Points    []chartPointJSON `json:"points"`
	Variation spc.Variation    `json:"variation"`
	Assurance *spc.Assurance   `json:"assurance"`
	NearLower string           `json:"near_lower"`
	NearUpper string           `json:"near_upper"`
	Method    string           `json:"method"`
	Notes     []string         `json:"notes"`
}

type chartPointJSON struct {
	Period string        `json:"period"`
	Value  string        `json:"value"`
	Rule   spc.Rule      `json:"rule"`
	Type   spc.Variation `json:"type"`
	Centre string        `json:"centre"`
	Lower  string        `json:"lower"`
	Upper  string        `json:"upper"`
}

func setupSPC(flags *flag.FlagSet) func(input) (output, error) {
	var s spc.Settings
	var target optionalNumber
	flags.TextVar(&s.Polarity, "polarity", rag.Neutral, "which way is better: higher, lower or none")
	flags.Var(&target, "target", "the `value` to be reached")
	flags.BoolVar(&s.Screen, "screen", false, "leave outlying moving ranges out of the limits")
	flags.IntVar(&s.Baseline, "baseline", 0, "fix the limits on the first `N` points")
	flags.Var((*positions)(&s.Rebase), "rebase", "begin new limits at these `rows`, as in 13,25")
	flags.Var((*positions)(&s.Exclude), "exclude", "leave these `rows` out of centre and limits, as in 4,17")
	flags.TextVar(&s.Edition, "rules", spc.NHSR022, "whose `rules`: nhsr_0.2.2 (NHSRplotthedots), or mdc_2023 (Making Data Count since the end of 2023: two of three counts points beyond a limit)")
	flags.IntVar(&s.Run, "run", 7, "how many `points` make a trend or a shift: 7 or 6")
	kind := flags.String("chart", "xmr", "which `chart`: xmr, run (Anhøj rules), p, u and c for the columns count and denominator, or t and g for the days and the cases between rare events")
	prime := flags.Bool("prime", false, "for p and u: widen the limits by the variation between periods (Laney)")
	return func(in input) (output, error) {
		switch *kind {
		case "xmr":
		case "run":
			return runChart(in, spc.RunSettings{Baseline: s.Baseline, Exclude: s.Exclude})
		case "p", "u", "c":
			return attributeChart(in, *kind, spc.AttributeSettings{Prime: *prime, Screen: s.Screen, Baseline: s.Baseline, Exclude: s.Exclude})
		case "t":
			return rareChart(in, spc.TimeBetween, spc.AttributeSettings{Screen: s.Screen, Baseline: s.Baseline, Exclude: s.Exclude})
		case "g":
			return rareChart(in, spc.CasesBetween, spc.AttributeSettings{Baseline: s.Baseline, Exclude: s.Exclude})
		default:
			return output{}, fmt.Errorf("-chart %q: use xmr, run, p, u, c, t or g", *kind)
		}
		points, values, notes, err := readSeries(in, 1)
		if err != nil {
			return output{}, err
		}
		s.Target = target.value
		chart, err := spc.XmR(values, s)
		if err != nil {
			return output{}, plainRows(err, len(values))
		}
		chart.Notes = append(notes, chart.Notes...)
		return chartOutput(points, chart), nil
	}
}

func chartOutput(points []series.Point, chart spc.Chart) output {
	last := chart.Last()
	out := chartJSON{
		Centre: number(last.Centre), Lower: number(last.Lower), Upper: number(last.Upper),
		NearLower: number(last.NearLower), NearUpper: number(last.NearUpper),
		Variation: chart.Variation, Method: chart.Method, Notes: append([]string{}, chart.Notes...),
	}
	if chart.Assurance != spc.NoAssurance {
		out.Assurance = &chart.Assurance
	}
	table := printable{Title: chart.Method, Header: []string{"period", "value", "lower", "centre", "upper", "rule", "type"}, Notes: chart.Notes}
	// All points of a part have its limits, which are written out once.
	shown := limitTexts(chart, short)
	table.Walk = func(yield func([]string) bool) {
		for i, p := range chart.Points {
			l := shown[p.Part]
			if !yield([]string{points[i].Period, points[i].Value.Decimal.String(), l.lower, l.centre, l.upper, p.Rule.String(), p.Type.String()}) {
				return
			}
		}
	}
	table.Notes = append(table.Notes, "variation: "+chart.Variation.String())
	if chart.Assurance != spc.NoAssurance {
		table.Notes = append(table.Notes, "assurance: "+chart.Assurance.String())
	}
	return output{Value: func() any {
		full := limitTexts(chart, number)
		out.Points = make([]chartPointJSON, len(chart.Points))
		for i, p := range chart.Points {
			l := full[p.Part]
			out.Points[i] = chartPointJSON{
				Period: points[i].Period, Value: points[i].Value.Decimal.String(), Rule: p.Rule, Type: p.Type,
				Centre: l.centre, Lower: l.lower, Upper: l.upper,
			}
		}
		return out
	}, Tables: []printable{table}}
}

// limitText is the limits of one part of a chart, written out.
type limitText struct{ lower, centre, upper string }

func limitTexts(chart spc.Chart, write func(float64) string) []limitText {
	texts := make([]limitText, len(chart.Parts))
	for i, part := range chart.Parts {
		texts[i] = limitText{write(part.Limits.Lower), write(part.Limits.Centre), write(part.Limits.Upper)}
	}
	return texts
}

// runsJSON is the Anhøj test.
type runsJSON struct {
	Useful       int  `json:"useful"`
	Longest      int  `json:"longest_run"`
	LongestMax   int  `json:"longest_run_max"`
	Crossings    int  `json:"crossings"`
	CrossingsMin int  `json:"crossings_min"`
	Signal       bool `json:"signal"`
}

// runChartJSON is the output of demand spc -chart run, p, u and c; a run chart has no limits.
type runChartJSON struct {
	Centre string               `json:"centre"`
	Points []attributePointJSON `json:"points"`
	Runs   runsJSON             `json:"runs"`
	Method string               `json:"method"`
	Notes  []string             `json:"notes"`
}

type attributePointJSON struct {
	Period  string  `json:"period"`
	Value   string  `json:"value"`
	Lower   *string `json:"lower"`
	Upper   *string `json:"upper"`
	Outside *bool   `json:"outside"`
}

func runChart(in input, s spc.RunSettings) (output, error) {
	points, values, notes, err := readSeries(in, 1)
	if err != nil {
		return output{}, err
	}
	chart, err := spc.RunChartOf(values, s)
	if err != nil {
		return output{}, plainRows(err, len(values))
	}
	chart.Notes = append(notes, chart.Notes...)
	out := runChartJSON{Centre: number(chart.Centre), Runs: runsJSON(chart.Runs), Method: chart.Method, Notes: append([]string{}, chart.Notes...)}
	table := printable{Title: chart.Method, Header: []string{"period", "value", "median"}, Notes: append(chart.Notes, runsNote(chart.Runs))}
	for _, p := range points {
		out.Points = append(out.Points, attributePointJSON{Period: p.Period, Value: p.Value.Decimal.String()})
		table.Rows = append(table.Rows, []string{p.Period, p.Value.Decimal.String(), short(chart.Centre)})
	}
	return output{JSON: out, Tables: []printable{table}}, nil
}

func attributeChart(in input, letter string, s spc.AttributeSettings) (output, error) {
	kind := map[string]spc.AttributeKind{"p": spc.Proportions, "u": spc.Rates, "c": spc.Counts}[letter]
	need := []string{"count", "denominator"}
	if kind == spc.Counts {
		need = need[:1]
	}
	points, notes, err := readPoints(in, need...)
	if err != nil {
		return output{}, err
	}
	var values []spc.AttributePoint
	for _, p := range points {
		if !p.Count.Valid || kind != spc.Counts && !p.Denominator.Valid {
			return output{}, in.about(&figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: p.Line}, Heading: need[len(need)-1], Problem: "the figure of " + p.Period + " is missing: leave the row out, or start the series after it"})
		}
		values = append(values, spc.AttributePoint{Count: p.Count.Decimal.InexactFloat64(), Of: p.Denominator.Decimal.InexactFloat64()})
	}
	chart, err := spc.Attributes(values, kind, s)
	if err != nil {
		return output{}, plainRows(err, len(values))
	}
	chart.Notes = append(notes, chart.Notes...)
	return attributeOutput(points, chart), nil
}

// rareChart charts what lies between rare events.
func rareChart(in input, kind spc.RareKind, s spc.AttributeSettings) (output, error) {
	points, values, notes, err := readSeries(in, 1)
	if err != nil {
		return output{}, err
	}
	chart, err := spc.RareEvents(values, kind, s)
	if err != nil {
		return output{}, err
	}
	chart.Notes = append(notes, chart.Notes...)
	return attributeOutput(points, chart), nil
}

func attributeOutput(points []series.Point, chart spc.AttributeChart) output {
	out := runChartJSON{Centre: number(chart.Centre), Runs: runsJSON(chart.Runs), Method: chart.Method, Notes: append([]string{}, chart.Notes...)}
	table := printable{Title: chart.Method, Header: []string{"period", "value", "lower", "upper", "outside"}, Notes: append(chart.Notes, runsNote(chart.Runs))}
	for i, v := range chart.Points {
		out.Points = append(out.Points, attributePointJSON{points[i].Period, number(v.Value), new(number(v.Lower)), new(number(v.Upper)), &v.Outside})
		mark := ""
		if v.Outside {
			mark = "outside"
		}
		table.Rows = append(table.Rows, []string{points[i].Period, short4(v.Value), short4(v.Lower), short4(v.Upper), mark})
	}
	return output{JSON: out, Tables: []printable{table}}
}

func runsNote(r spc.Runs) string {
	verdict := "no shift"
	if r.Signal {
		verdict = "a shift"
	}
	return fmt.Sprintf("longest run %d (chance allows %d), crossings %d (chance wants %d): %s", r.Longest, r.LongestMax, r.Crossings, r.CrossingsMin, verdict)
}

// short4 prints a proportion or a rate for people, to four places.
func short4(v float64) string { return strconv.FormatFloat(v, 'f', 4, 64) }
