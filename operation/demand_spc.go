package operation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/table"
)

// DemandSPC is a control chart of a measure over time.
func DemandSPC() Operation {
	return Operation{
		Group: "demand", Verb: "spc",
		Title: "Control chart", Question: "Is this movement more than noise?",
		Doc:    "chart of a series with process limits, and which points are more than noise",
		Inputs: []Input{seriesInput("column period, and value, or count and denominator, in any order of time")},
		Settings: append([]Setting{
			polaritySetting(),
			{Name: "target", Label: "Target", Kind: Number, Value: "value", Doc: "value to be reached"},
			{Name: "screen", Label: "Leave outlying ranges out", Kind: Yes, Default: "false", Doc: "leave outlying moving ranges out of the limits"},
			{Name: "baseline", Label: "Points of the baseline", Kind: Whole, Default: "0", Value: "N", Doc: "fix the limits on the first N points (0 for all)"},
			{Name: "rebase", Label: "New limits from row", Value: "rows", Doc: "begin new limits at these rows, as in 13,25"},
			{Name: "exclude", Label: "Leave rows out", Value: "rows", Doc: "leave these rows out of centre and limits, as in 4,17"},
			{
				Name: "rules", Label: "Rules", Kind: One, Default: "nhsr_0.2.2",
				Doc:     "whose rules: nhsr_0.2.2 (NHSRplotthedots), or mdc_2023 (Making Data Count since the end of 2023: two of three counts points beyond a limit)",
				Choices: []Choice{{"nhsr_0.2.2", "NHSRplotthedots 0.2.2"}, {"mdc_2023", "Making Data Count, 2023"}},
			},
			{Name: "run", Label: "Length of a trend or shift", Kind: Whole, Default: "7", Value: "points", Doc: "how many points make a trend or a shift: 7 or 6", Choices: []Choice{{"7", "7"}, {"6", "6"}}},
			{
				Name: "chart", Label: "Chart", Kind: One, Default: "xmr",
				Doc: "which chart: xmr, run (Anhøj rules), p, u and c for the columns count and denominator, or t and g for the days and the cases between rare events",
				Choices: []Choice{
					{"xmr", "XmR: single values"}, {"run", "Run chart"}, {"p", "P: proportions"}, {"u", "U: rates"}, {"c", "C: counts"}, {"t", "T: days between"}, {"g", "G: cases between"},
				},
			},
			{Name: "prime", Label: "Widen (Laney)", Kind: Yes, Default: "false", Doc: "for p and u: widen the limits by the variation between periods (Laney)"},
		}, TableSettings()...),
		Example: Example{Settings: map[string]string{"polarity": "lower", "target": "12"}, Inputs: map[string]string{"series": months}},
		Zero:    spc.Result{},
		Keys: []string{
			"centre", "lower", "upper", "points[].period", "points[].value", "points[].rule", "points[].type", "variation", "assurance",
		},
		Run: func(ctx context.Context, call Call) (Result, error) {
			kind, s, err := chartSettings(call)
			if err != nil {
				return Result{}, err
			}
			var points []series.Point
			points, notes, err := readNoted(ctx, call, "series", func(g *table.Grid, o table.Options) ([]series.Point, []string, error) {
				return series.Of(g, o, kind.Columns()...)
			})
			if err != nil {
				return Result{}, err
			}
			chart, err := spc.Draw(points, kind, s, call.Text("prime") == "true")
			if err != nil {
				return Result{}, chartFault(call, len(points), err)
			}
			chart.Note(slices.Concat(notes, series.Notes(points), unused(call, kind)))
			return Result{Value: chart, View: chartView(chart)}, nil
		},
	}
}

// chartSettings reads what chart is wanted.
func chartSettings(call Call) (kind spc.Kind, s spc.Settings, err error) {
	if kind, err = Parse(call, "chart", unmarshalled[spc.Kind]); err != nil {
		return kind, s, err
	}
	if s.Polarity, err = Parse(call, "polarity", parsePolarity); err != nil {
		return kind, s, err
	}
	if s.Target, err = parseAny(call, "target"); err != nil {
		return kind, s, err
	}
	s.Screen = call.Text("screen") == "true"
	if s.Baseline, err = Parse(call, "baseline", parseFrom(0, mostRows)); err != nil {
		return kind, s, err
	}
	if s.Rebase, err = ParseGiven(call, "rebase", parseRows); err != nil {
		return kind, s, err
	}
	if s.Exclude, err = ParseGiven(call, "exclude", parseRows); err != nil {
		return kind, s, err
	}
	if s.Edition, err = Parse(call, "rules", unmarshalled[spc.Edition]); err != nil {
		return kind, s, err
	}
	s.Run, err = Parse(call, "run", strconv.Atoi)
	return kind, s, err
}

// mostRows is more than any table has.
const mostRows = 1_000_000_000

// parseRows reads numbers of rows, counted from 1 as a person does, into positions.
func parseRows(text string) (positions []int, err error) {
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%s is not a list of row numbers: write 13 or 13,25", quoted(text))
		}
		positions = append(positions, n-1)
	}
	return positions, nil
}

// chartFault says what stands against a chart as the fault of the setting or of the series. The library counts points from 0,
// a person from 1.
func chartFault(call Call, points int, err error) error {
	var setting *spc.SettingError
	switch {
	case !errors.As(err, &setting):
		return call.about("series", err)
	case setting.Setting == "exclude" || setting.Setting == "rebase":
		err = fmt.Errorf("there is no row %d: the series has %s, counted from 1", setting.Value+1, counted(points, "row", "rows"))
	default:
		err = errors.New(setting.Problem)
	}
	return settingFault(call, setting.Setting, err)
}

// unused says which settings were given that a kind of chart has no use for.
func unused(call Call, kind spc.Kind) (notes []string) {
	var without []string
	switch kind {
	case spc.KindXmR:
		without = []string{"prime"}
	case spc.KindP, spc.KindU:
		without = []string{"polarity", "target", "rebase", "rules", "run"}
	case spc.KindRun:
		without = []string{"polarity", "target", "rebase", "rules", "run", "screen", "prime"}
	default:
		without = []string{"polarity", "target", "rebase", "rules", "run", "prime"}
	}
	for _, name := range without {
		if s, _ := call.Operation.Setting(name); call.Text(name) != s.Default {
			notes = append(notes, fmt.Sprintf("A chart of kind %s has no use for %s: it was left aside.", kind, name))
		}
	}
	return notes
}

func chartView(r spc.Result) View {
	view := View{Answer: r.Answer(), Spoken: true}
	section := Section{ID: "chart", Title: r.Method(), Count: len(r.Periods), Notes: slices.Clone(r.Notes())}
	switch {
	case r.XmR != nil:
		xmrSection(r, &section)
	case r.Run != nil:
		runSection(r, &section)
	default:
		attributeSection(r, &section)
	}
	view.Sections = []Section{section}
	return view
}

func xmrSection(r spc.Result, s *Section) {
	s.Columns = []Column{
		word("period", "Period"), number("value", "Value"), number("lower", "Lower limit"), number("centre", "Centre"), number("upper", "Upper limit"),
		word("rule", "Rule"), word("type", "Type"),
	}
	type texts struct{ lower, centre, upper string }
	shown := make([]texts, len(r.XmR.Parts)) // all points of a part have its limits
	for i, part := range r.XmR.Parts {
		shown[i] = texts{shortFloat(part.Lower, 2), shortFloat(part.Centre, 2), shortFloat(part.Upper, 2)}
	}
	*s = s.withTexts(func(yield func(*rowText) bool) {
		line := &rowText{}
		for i, p := range r.XmR.Points {
			l := &shown[p.Part]
			line.clear()
			line.add(r.Periods[i])
			line.text = r.AppendValue(line.text, i)
			line.end()
			line.add(l.lower)
			line.add(l.centre)
			line.add(l.upper)
			line.add(p.Rule.String())
			if line.addTagged(p.Type.String()); !yield(line) {
				return
			}
		}
	})
	s.Notes = append(s.Notes, "variation: "+r.XmR.Variation.String())
	if r.XmR.Assurance != spc.NoAssurance {
		s.Notes = append(s.Notes, "assurance: "+r.XmR.Assurance.String())
	}
	s.Chart = func() Chart {
		var limits [3][]decimal.NullDecimal
		for _, p := range r.XmR.Points {
			part := &r.XmR.Parts[p.Part]
			for i, f := range [...]float64{part.Lower, part.Centre, part.Upper} {
				limits[i] = append(limits[i], decimal.NewNullDecimal(decimal.NewFromFloat(f)))
			}
		}
		return Chart{
			Kind: Lines, Title: r.Method(), Description: r.Answer(), Periods: r.Periods,
			Lines: []ChartLine{{"Value", charted(r.Values)}, {"Lower limit", limits[0]}, {"Centre", limits[1]}, {"Upper limit", limits[2]}},
		}
	}
}

func runSection(r spc.Result, s *Section) {
	s.Columns = []Column{word("period", "Period"), number("value", "Value"), number("median", "Median")}
	centre := shortFloat(r.Run.Centre, 2)
	s.Rows = func(yield func(Row) bool) {
		for i, period := range r.Periods {
			if !yield(Row{Cells: Cells(period, r.Values[i].String(), centre)}) {
				return
			}
		}
	}
	s.Notes = append(s.Notes, runsNote(r.Run.Runs))
	s.Chart = func() Chart {
		return Chart{
			Kind: Lines, Title: r.Method(), Description: r.Answer(), Periods: r.Periods, Lines: []ChartLine{{"Value", charted(r.Values)}},
			Marks: []Mark{{Label: "Median", At: decimal.NewFromFloat(r.Run.Centre)}},
		}
	}
}

func attributeSection(r spc.Result, s *Section) {
	const places = 4
	s.Columns = []Column{word("period", "Period"), number("value", "Value"), number("lower", "Lower limit"), number("upper", "Upper limit"), word("outside", "Outside")}
	s.Rows = func(yield func(Row) bool) {
		for i, v := range r.Attributes.Points {
			mark := ""
			if v.Outside {
				mark = "outside"
			}
			if !yield(Row{Cells: append(Cells(r.Periods[i], shortFloat(v.Value, places), shortFloat(v.Lower, places), shortFloat(v.Upper, places)), Cell{mark, mark})}) {
				return
			}
		}
	}
	s.Notes = append(s.Notes, runsNote(r.Attributes.Runs))
	s.Chart = func() Chart {
		var lines [3][]decimal.NullDecimal
		for _, v := range r.Attributes.Points {
			for i, f := range [...]float64{v.Value, v.Lower, v.Upper} {
				lines[i] = append(lines[i], decimal.NewNullDecimal(decimal.NewFromFloat(f)))
			}
		}
		return Chart{Kind: Lines, Title: r.Method(), Description: r.Answer(), Periods: r.Periods, Lines: []ChartLine{{"Value", lines[0]}, {"Lower limit", lines[1]}, {"Upper limit", lines[2]}}}
	}
}

func runsNote(r spc.Runs) string {
	verdict := "no shift"
	if r.Signal {
		verdict = "a shift"
	}
	return fmt.Sprintf("longest run %d (chance allows %d), crossings %d (chance wants %d): %s", r.Longest, r.LongestMax, r.Crossings, r.CrossingsMin, verdict)
}

// charted are values as a chart has them.
func charted(values []decimal.Decimal) []decimal.NullDecimal {
	line := make([]decimal.NullDecimal, len(values))
	for i, v := range values {
		line[i] = decimal.NewNullDecimal(v)
	}
	return line
}
