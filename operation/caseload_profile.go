package operation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/table"
)

// CaseloadProfile is who holds how many cases: bands, averages, the median, who is over the limit.
func CaseloadProfile() Operation {
	return Operation{
		Group: "caseload", Verb: "profile",
		Title: "Caseloads", Question: "Who holds how many cases, and who holds too many?", Method: caseloadMethod,
		Doc: "who holds how many cases: bands, averages, median, over the limit",
		Inputs: []Input{
			workersInput(),
			{Name: "bands", File: "bands.json", Label: "Bands of your own", Doc: "file of bands of your own, as JSON", Optional: true},
			capsInput(),
		},
		Settings: slices.Concat([]Setting{bandsSetting()}, limitSettings(), []Setting{leaveOutSetting()}, TableSettings()),
		Example: Example{
			Settings: map[string]string{"bands": "oldham", "limit": "18"},
			Inputs:   map[string]string{"workers": caseloadExample()}, Source: caseloadExampleSource,
		},
		Zero: caseload.Profile{},
		Keys: []string{
			"workers", "holding", "fte", "cases", "mean_per_worker", "mean_per_fte", "median", "bands[].name", "bands[].count", "bands[].percent", "over_limit",
		},
		Run: func(ctx context.Context, call Call) (Result, error) {
			var s caseload.Settings
			var err error
			if s.Limits, err = limitsOf(ctx, call); err != nil {
				return Result{}, err
			}
			if s.Bands, err = bandsOf(call, s.Limits); err != nil {
				return Result{}, err
			}
			workers, err := ReadTable(ctx, call, "workers", func(g *table.Grid, o table.Options) (caseload.WorkerTable, error) {
				return countable(call, caseload.WorkerTableOf, g, o)
			})
			if err != nil {
				return Result{}, err
			}
			if s.Bands.Basis() == caseload.Points && !workers.InPoints() {
				return Result{}, settingFault(call, "bands", errors.New("no worker has points: fill the column points, and write the limits in points"))
			}
			p, err := workers.Profile(s)
			if err != nil {
				return Result{}, aboutWorkers(call, err)
			}
			return Result{Value: p, View: caseloadProfileView(p, workers)}, nil
		},
	}
}

func bandsSetting() Setting {
	return Setting{
		Name: "bands", Label: "Bands", Kind: One, Default: "oldham", Value: "file", Doc: "bands of workers: oldham, dfe, utilisation, limits, points or, in a JSON file, bands of your own",
		Choices: []Choice{
			{"oldham", "Oldham 2019: under 21, 21 to under 30, 30 and over"},
			{"limits", "By the optimum and the limit"},
			{"utilisation", "Utilisation: per cent of everyone's own limit"},
			{"dfe", "DfE: cases per full-time equivalent"},
			{"points", "Points, by the optimum and the limit"},
		},
	}
}

// bandsOf are the bands of a call: those that were given, or those that are named.
func bandsOf(call Call, l caseload.Limits) (caseload.Bands, error) {
	if call.Given("bands") {
		return Read(call, "bands", caseload.ReadBands)
	}
	name := call.Text("bands")
	if bands, ok := caseload.PresetBands(name); ok {
		return bands, nil
	}
	basis := caseload.Cases
	if name == "points" {
		basis = caseload.Points
	}
	bands, err := l.Bands(basis)
	if err != nil {
		return bands, settingFault(call, "bands", errors.New("these bands need an optimum below the limit, and the same limit for all"))
	}
	return bands, nil
}

func caseloadProfileView(p caseload.Profile, workers caseload.WorkerTable) View {
	over := fmt.Sprintf("%d of %s more than %s", p.OverLimit, counted(p.Workers, "worker holds", "workers hold"), limitWords(p.Limits))
	view := View{
		Answer: "The average caseload is " + onePlace(p.MeanPerWorker()) + " per worker holding a case, " + onePlace(p.MeanPerFTE()) + " per full-time equivalent.",
		More:   over + "; the largest caseload is " + strconv.Itoa(p.Largest) + ".",
		Notes:  p.Notes, Sections: []Section{wholeSection(p), bandSection(p, workers), groupSection("teams", "Teams", "team", p.Teams)},
	}
	if p.Holding == 0 {
		view.Answer, view.More = "Nobody holds a case.", ""
	}
	if others := otherGroups(p); len(others) > 0 {
		view.Sections = append(view.Sections, groupSection("groups", "Roles and contracts", "group", others))
	}
	view.Further = func() []Section {
		if p.OverLimit > mostOverNamed {
			return nil
		}
		o, err := workers.Roster().OverLimits(loadBasis(p.Banding.Bands), p.Limits)
		if err != nil || len(o.Over) == 0 {
			return nil
		}
		return []Section{overSection(o)}
	}
	return view
}

// mostOverNamed is how many workers over their limit a profile names; a list of more is asked for by its own calculation.
const mostOverNamed = 2_000

// loadBasis is what a load is counted in where workers are parted by some bands.
func loadBasis(b caseload.Bands) caseload.Basis {
	if b.Basis() == caseload.Points {
		return caseload.Points
	}
	return caseload.Cases
}

// valueSection is figures one under another, each with the sum that it comes from where it has one.
func valueSection(id, title string, rows [][3]string) Section {
	return Section{
		ID: id, Title: title, Count: len(rows), Columns: []Column{word("figure", "Figure"), number("value", "Value"), word("working", "How it was worked out")},
		Rows: func(yield func(Row) bool) {
			for _, row := range rows {
				if !yield(Row{Cells: Cells(row[:]...)}) {
					return
				}
			}
		},
	}
}

func wholeSection(p caseload.Profile) Section {
	rows := [][3]string{
		{"workers", strconv.Itoa(p.Workers)},
		{"holding at least one case", strconv.Itoa(p.Holding)},
		{"with no case", strconv.Itoa(p.WithNone)},
		{"FTE of all", p.FTE.String()},
		{"FTE of those holding", p.HoldingFTE.String()},
		{"cases", strconv.Itoa(p.Cases)},
		{"mean per worker holding", onePlace(p.MeanPerWorker()), p.MeanPerWorker().Working(caseload.DfEPlaces)},
		{"mean per FTE holding (DfE)", onePlace(p.MeanPerFTE()), p.MeanPerFTE().Working(caseload.DfEPlaces)},
		{"median per worker holding", median(p.Median)},
		{"most held by one worker", strconv.Itoa(p.Largest)},
		{"over " + limitWords(p.Limits), strconv.Itoa(p.OverLimit)},
		{"above the limit in all", p.Excess.String()},
		{"over their limit in teams that are within theirs", strconv.Itoa(p.OverInTeamsWithin)},
	}
	if p.Limits.Exceptional.IsPositive() {
		rows = append(rows, [3]string{"over the exceptional limit of " + p.Limits.Exceptional.String(), strconv.Itoa(p.OverExceptional)})
	}
	rows = append(
		rows, [3]string{"over the optimum of " + p.Limits.Optimum.String(), strconv.Itoa(p.OverOptimum)},
		[3]string{"load over the limits of all", utilisation(p.Utilisation()), p.Utilisation().Ratio().Working(caseload.DfEPlaces)},
	)
	if p.UnallocatedCases > 0 {
		rows = append(rows, [3]string{"cases that nobody holds, in no average", strconv.Itoa(p.UnallocatedCases)})
	}
	s := valueSection("whole", "All workers", rows)
	s.Definitions = []string{"caseload.mean_per_worker", "caseload.mean_per_fte", "caseload.quantile", "caseload.utilisation", "caseload.protection"}
	return s
}

func median(d decimal.NullDecimal) string {
	if !d.Valid {
		return "–"
	}
	return d.Decimal.String()
}

// bandSection is who is in which band, drawn as a histogram where the bands are over cases.
func bandSection(p caseload.Profile, workers caseload.WorkerTable) Section {
	b := p.Banding
	basis := strings.ReplaceAll(b.Bands.Basis().String(), "_", " ")
	s := Section{
		ID: "bands", Title: "Bands, over " + basis, Definitions: []string{"caseload.bands"},
		Intro:   "A share is of the workers holding a case. The share with all above is the other way of printing it: high with the very high inside.",
		Columns: []Column{word("band", "Band"), number("workers", "Workers"), number("FTE", "FTE"), number("share", "Share"), number("with all above", "With all above"), number("cases", "Cases")},
	}
	if b.Bands.Basis() == caseload.CasesPerFTE {
		s.Intro = "A share is of the full-time equivalent of the workers holding a case, as the DfE weights it."
		s.Definitions = []string{"caseload.bands_dfe"}
	}
	var rows []Row
	add := func(name string, workers int, fte decimal.Decimal, share, cumulative string, cases int) {
		rows = append(rows, Row{Cells: Cells(name, strconv.Itoa(workers), fte.String(), share, cumulative, strconv.Itoa(cases))})
	}
	for _, c := range b.Counts {
		add(c.Band.String(), c.Workers, c.FTE, onePlace(c.Share), onePlace(c.Cumulative), c.Cases)
	}
	for _, out := range []struct {
		name string
		caseload.Outside
	}{{"below every band", b.Below}, {"above every band", b.Above}, {"a load and no limit", b.NoCapacity}} {
		if out.Workers > 0 {
			add(out.name, out.Workers, out.FTE, "in no share", "in no share", out.Cases)
		}
	}
	s.Rows, s.Count = listed(rows), len(rows)
	s.Working = func(yield func(string) bool) {
		for _, c := range b.Counts {
			if !yield(c.Band.String() + ": " + c.Share.Working(1)) {
				return
			}
		}
	}
	if b.Bands.Basis() == caseload.Cases && p.Holding > 0 {
		s.Chart = func() Chart { return heldChart(b.Bands, p.Limits, workers.Held()) }
	}
	return s
}

// heldChart draws how many workers hold how many cases, coloured by band, with lines at the optimum and the limit.
func heldChart(bands caseload.Bands, l caseload.Limits, held []caseload.Held) Chart {
	c := Chart{
		Kind: Histogram, Title: "Cases held", Unit: "Workers", Across: "Cases",
		Description: "How many workers hold how many cases, coloured by band, with lines at the optimum and the limit; the table below has the numbers by band.",
		Marks:       []Mark{{Label: "optimum " + l.Optimum.String(), At: l.Optimum, Before: true}},
	}
	if l.Caps.Len() == 0 {
		c.Marks = append(c.Marks, Mark{Label: "limit " + l.Ordinary.String(), At: l.Ordinary})
	}
	for _, h := range held {
		if h.Cases == 0 || h.Workers == 0 {
			continue
		}
		bar := Bar{Label: strconv.Itoa(h.Cases), Printed: strconv.Itoa(h.Workers), Amount: decimal.NewFromInt(int64(h.Workers)), At: h.Cases}
		if i, ok := bands.Place(decimal.NewFromInt(int64(h.Cases))); ok {
			bar.Of = bands.All()[i].String()
		}
		c.Bars = append(c.Bars, bar)
	}
	return c
}

// otherGroups are the roles where the table tells them apart, and the contracts.
func otherGroups(p caseload.Profile) (groups []caseload.Group) {
	if len(p.Roles) > 1 {
		groups = append(groups, p.Roles...)
	}
	if p.Agency.Workers > 0 {
		groups = append(groups, p.Permanent, p.Agency)
	}
	if p.ASYE.Workers > 0 {
		groups = append(groups, p.ASYE)
	}
	return groups
}

func groupSection(id, title, what string, groups []caseload.Group) Section {
	return Section{
		ID: id, Title: title, Count: len(groups),
		Columns: []Column{
			word(what, capital(what)), number("workers", "Workers"), number("holding", "Holding a case"), number("cases", "Cases"), number("mean per worker", "Per worker"), number("mean per FTE", "Per FTE"),
			number("utilisation", "Of their limits"), number("over limit", "Over their limit"), word(what+" over", "Over as a whole"),
		},
		Rows: func(yield func(Row) bool) {
			for _, g := range groups {
				over := "no"
				if g.Over {
					over = "yes"
				}
				if !yield(Row{Cells: Cells(
					orNotStated(g.Name), strconv.Itoa(g.Workers), strconv.Itoa(g.Holding), strconv.Itoa(g.Cases), onePlace(g.MeanPerWorker()), onePlace(g.MeanPerFTE()),
					utilisation(g.Utilisation()), strconv.Itoa(g.OverLimit), over,
				)}) {
					return
				}
			}
		},
	}
}

func orNotStated(name string) string {
	if name == "" {
		return "(not stated)"
	}
	return name
}
