package main

import (
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/shopspring/decimal"
)

func caseloadVerbs() []verb {
	return []verb{
		{
			group: "caseload", name: "profile", reads: "workers.csv", table: true, setup: caseloadProfile,
			short:   "who holds how many cases: bands, averages, median, over the limit",
			example: "caseload profile -bands oldham -limit 18 workers.csv",
		},
		{
			group: "caseload", name: "ratios", reads: "workforce.csv", table: true, setup: caseloadRatios,
			short:   "average caseload, turnover, agency and vacancy rates by the DfE definitions",
			example: "caseload ratios workforce.csv",
		},
		{
			group: "caseload", name: "limits", reads: "workers.csv", table: true, setup: caseloadLimits,
			short:   "who is over their own limit, and by how much in all",
			example: "caseload limits -limit 18 -asye 0.6 workers.csv",
		},
		{
			group: "caseload", name: "plan", reads: "workers.csv", table: true, setup: caseloadPlan,
			short:   "workers needed for an average, the average after a change, months until it is reached",
			example: "caseload plan -aim 15 -joining 4 -leaving 1 -turnover 15 -opening-monthly 60 -ending-monthly 62 workers.csv",
		},
		{
			group: "caseload", name: "room", reads: "workers.csv", table: true, setup: caseloadRoom,
			short:   "who has room for the next case, the least loaded after it first",
			example: "caseload room -limit 18 workers.csv",
		},
		{
			group: "caseload", name: "transfers", reads: "workers.csv", table: true, setup: caseloadTransfers,
			short:   "the fewest moves that bring everyone within their limit, or the proof that none do",
			example: "caseload transfers -same-team workers.csv",
		},
	}
}

// exactPlaces is to how many places JSON gives a quotient, for programs that round at their own end. Tables print one
// place, as DfE does.
const exactPlaces = 6

// limitFlags declares the flags that say who is over.
func limitFlags(flags *flag.FlagSet) func() (caseload.Limits, error) {
	ordinary := flags.String("limit", "18", "`cases` that a worker should hold at most")
	optimum := flags.String("optimum", "15", "`cases` that good practice aims at")
	exceptional := flags.String("exceptional", "", "`cases` that a worker may hold in exceptional circumstances")
	perFTE := flags.Bool("per-fte", false, "limits are those of a full-time worker: half time has half")
	asye := flags.String("asye", "", "`factor` at which newly qualified workers count, as 0.6")
	by := flags.String("asye-by", "limit", "apply the factor to `limit` or fte")
	return func() (caseload.Limits, error) {
		l := caseload.Limits{PerFTE: *perFTE}
		for _, f := range []struct {
			name, text string
			into       *decimal.Decimal
		}{{"limit", *ordinary, &l.Ordinary}, {"optimum", *optimum, &l.Optimum}, {"exceptional", *exceptional, &l.Exceptional}, {"asye", *asye, &l.ASYE.Factor}} {
			if f.text == "" {
				continue
			}
			value, err := positive(f.name, f.text)
			if err != nil {
				return l, err
			}
			*f.into = value
		}
		if err := l.ASYE.By.UnmarshalText([]byte(*by)); err != nil {
			return l, fmt.Errorf("-asye-by: %w", err)
		}
		return l, l.Check()
	}
}

// positive reads the number of a flag.
func positive(name, text string) (decimal.Decimal, error) {
	value, err := decimal.NewFromString(text)
	if err != nil || len(text) > 20 || strings.ContainsAny(text, "eE") || !value.IsPositive() {
		return decimal.Decimal{}, fmt.Errorf("-%s %q: write a number above 0, as 18 or 0.6", name, text)
	}
	return value, nil
}

// readRoster reads workers.csv. Unless leaveOut is set, the first record that cannot be counted is an error.
func readRoster(in input, leaveOut bool) (roster caseload.Roster, err error) {
	return readTable(in, func(g *table.Grid, o table.Options) (caseload.Roster, error) {
		roster, err := caseload.RosterOf(g, o)
		if err == nil && !leaveOut {
			err = roster.Err()
		}
		return roster, err
	})
}

const leaveOutHelp = "go on without the records that cannot be counted, and account for them"

func caseloadProfile(flags *flag.FlagSet) func(input) (output, error) {
	bandsName := flags.String("bands", "oldham", "oldham, dfe, utilisation, or a JSON `file` of bands")
	leaveOut := flags.Bool("leave-out", false, leaveOutHelp)
	limits := limitFlags(flags)
	return func(in input) (output, error) {
		var s caseload.Settings
		var err error
		if s.Limits, err = limits(); err != nil {
			return output{}, err
		}
		if s.Bands, err = readBands(in, *bandsName); err != nil {
			return output{}, err
		}
		roster, err := readRoster(in, *leaveOut)
		if err != nil {
			return output{}, err
		}
		p, err := caseload.NewProfile(roster, s)
		if err != nil {
			return output{}, err
		}
		return output{JSON: profileOut(p), Tables: profileTables(p)}, nil
	}
}

func readBands(in input, name string) (bands caseload.Bands, err error) {
	if bands, ok := caseload.PresetBands(name); ok {
		return bands, nil
	}
	err = in.readNamed(name, func(r io.Reader) error {
		bands, err = caseload.ReadBands(r)
		return err
	})
	return bands, err
}

// profileJSON is the output that section 8 of the design fixes, and below it what else a profile says.
type profileJSON struct {
	Workers       int                 `json:"workers"`
	Holding       int                 `json:"holding"`
	FTE           decimal.Decimal     `json:"fte"`
	Cases         int                 `json:"cases"`
	MeanPerWorker decimal.NullDecimal `json:"mean_per_worker"`
	MeanPerFTE    decimal.NullDecimal `json:"mean_per_fte"`
	Median        decimal.NullDecimal `json:"median"`
	Bands         []bandJSON          `json:"bands"`
	OverLimit     int                 `json:"over_limit"`

	WithNone          int             `json:"with_none"`
	HoldingFTE        decimal.Decimal `json:"holding_fte"`
	Largest           int             `json:"largest"`
	Quantiles         []quantileJSON  `json:"quantiles"`
	Basis             caseload.Basis  `json:"basis"`
	Limit             decimal.Decimal `json:"limit"`
	Optimum           decimal.Decimal `json:"optimum"`
	OverOptimum       int             `json:"over_optimum"`
	Excess            decimal.Decimal `json:"excess"`
	OverInTeamsWithin int             `json:"over_in_teams_within"`
	Outside           int             `json:"outside_bands"`
	Unallocated       int             `json:"unallocated"`
	Teams             []groupJSON     `json:"teams"`
	Roles             []groupJSON     `json:"roles"`
	Permanent         groupJSON       `json:"permanent"`
	Agency            groupJSON       `json:"agency"`
	ASYE              groupJSON       `json:"asye"`
	Records           int             `json:"records"`
	LeftOut           []leftOutJSON   `json:"left_out"`
	Notes             []string        `json:"notes"`
}

type bandJSON struct {
	Name       string              `json:"name"`
	Count      int                 `json:"count"`
	Percent    decimal.NullDecimal `json:"percent"`
	Cumulative decimal.NullDecimal `json:"cumulative_percent"`
	FTE        decimal.Decimal     `json:"fte"`
	Cases      int                 `json:"cases"`
}

type quantileJSON struct {
	Share decimal.Decimal     `json:"share"`
	Cases decimal.NullDecimal `json:"cases"`
}

type groupJSON struct {
	Name          string              `json:"name"`
	Workers       int                 `json:"workers"`
	Holding       int                 `json:"holding"`
	FTE           decimal.Decimal     `json:"fte"`
	Cases         int                 `json:"cases"`
	MeanPerWorker decimal.NullDecimal `json:"mean_per_worker"`
	MeanPerFTE    decimal.NullDecimal `json:"mean_per_fte"`
	OverLimit     int                 `json:"over_limit"`
	Over          bool                `json:"over"`
}

type leftOutJSON struct {
	Code    caseload.FaultCode `json:"code"`
	Workers int                `json:"workers"`
	FTE     decimal.Decimal    `json:"fte"`
	Cases   int                `json:"cases"`
}

// rounded is a ratio for JSON: null when it is not defined.
func rounded(r caseload.Ratio, places int32) decimal.NullDecimal {
	value, ok := r.Round(places)
	return decimal.NullDecimal{Decimal: value, Valid: ok}
}

func profileOut(p caseload.Profile) profileJSON {
	out := profileJSON{
		Workers: p.Workers, Holding: p.Holding, FTE: p.FTE, Cases: p.Cases,
		MeanPerWorker: rounded(p.MeanPerWorker(), exactPlaces), MeanPerFTE: rounded(p.MeanPerFTE(), exactPlaces), Median: p.Median,
		OverLimit: p.OverLimit, WithNone: p.WithNone, HoldingFTE: p.HoldingFTE, Largest: p.Largest, Basis: p.Banding.Bands.Basis(),
		Limit: p.Limits.Ordinary, Optimum: p.Limits.Optimum, OverOptimum: p.OverOptimum, Excess: p.Excess,
		OverInTeamsWithin: p.OverInTeamsWithin, Outside: p.Banding.Below.Workers + p.Banding.Above.Workers + p.Banding.NoCapacity.Workers,
		Unallocated: p.UnallocatedCases, Teams: groupsOut(p.Teams), Roles: groupsOut(p.Roles),
		Permanent: groupOut(p.Permanent), Agency: groupOut(p.Agency), ASYE: groupOut(p.ASYE),
		Records: p.Records, Bands: []bandJSON{}, LeftOut: []leftOutJSON{}, Notes: append([]string{}, p.Notes...),
	}
	for _, c := range p.Banding.Counts {
		out.Bands = append(out.Bands, bandJSON{c.Band.Name, c.Workers, rounded(c.Share, exactPlaces), rounded(c.Cumulative, exactPlaces), c.FTE, c.Cases})
	}
	for _, q := range p.Quantiles {
		out.Quantiles = append(out.Quantiles, quantileJSON{q.Share, q.Cases})
	}
	for _, l := range p.LeftOut {
		out.LeftOut = append(out.LeftOut, leftOutJSON(l))
	}
	return out
}

func groupOut(g caseload.Group) groupJSON {
	return groupJSON{g.Name, g.Workers, g.Holding, g.FTE, g.Cases, rounded(g.MeanPerWorker(), exactPlaces), rounded(g.MeanPerFTE(), exactPlaces), g.OverLimit, g.Over}
}

func groupsOut(groups []caseload.Group) []groupJSON {
	out := []groupJSON{}
	for _, g := range groups {
		out = append(out, groupOut(g))
	}
	return out
}

func profileTables(p caseload.Profile) []printable {
	whole := printable{
		Title:  "Caseloads",
		Header: []string{"figure", "value"},
		Rows: [][]string{
			{"workers", strconv.Itoa(p.Workers)},
			{"holding at least one case", strconv.Itoa(p.Holding)},
			{"FTE of all, of those holding", p.FTE.String() + ", " + p.HoldingFTE.String()},
			{"cases", strconv.Itoa(p.Cases)},
			{"mean per worker holding", p.MeanPerWorker().Working(caseload.DfEPlaces)},
			{"mean per FTE holding (DfE)", p.MeanPerFTE().Working(caseload.DfEPlaces)},
			{"median per worker holding", printNull(p.Median)},
			{"most held by one worker", strconv.Itoa(p.Largest)},
			{fmt.Sprintf("over the limit of %s", p.Limits.Ordinary), fmt.Sprintf("%d, by %s in all", p.OverLimit, p.Excess)},
			{fmt.Sprintf("over the optimum of %s", p.Limits.Optimum), strconv.Itoa(p.OverOptimum)},
		},
		Notes: p.Notes,
	}
	bands := printable{Title: "Bands, over " + strings.ReplaceAll(p.Banding.Bands.Basis().String(), "_", " "), Header: []string{"band", "workers", "FTE", "%", "% this and above"}}
	for _, c := range p.Banding.Counts {
		bands.Rows = append(bands.Rows, []string{c.Band.String(), strconv.Itoa(c.Workers), c.FTE.String(), printRatio(c.Share), printRatio(c.Cumulative)})
	}
	teams := printable{Title: "Teams", Header: []string{"team", "workers", "holding", "cases", "mean per worker", "mean per FTE", "over limit", "team over"}}
	for _, g := range p.Teams {
		teams.Rows = append(teams.Rows, []string{orNotStated(g.Name), strconv.Itoa(g.Workers), strconv.Itoa(g.Holding), strconv.Itoa(g.Cases), printRatio(g.MeanPerWorker()), printRatio(g.MeanPerFTE()), strconv.Itoa(g.OverLimit), yesNo(g.Over)})
	}
	return []printable{whole, bands, teams}
}

// printRatio is a ratio to one place, as DfE prints it.
func printRatio(r caseload.Ratio) string {
	value, ok := r.Round(caseload.DfEPlaces)
	if !ok {
		return "–"
	}
	return value.StringFixed(caseload.DfEPlaces)
}

func printNull(d decimal.NullDecimal) string {
	if !d.Valid {
		return "–"
	}
	return d.Decimal.String()
}

func orNotStated(name string) string {
	if name == "" {
		return "(not stated)"
	}
	return name
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// ratiosJSON is the output that section 8 of the design fixes, and below it what else DfE publishes.
type ratiosJSON struct {
	Rows []ratioRow `json:"rows"`
}

type ratioRow struct {
	Area        string              `json:"area"`
	Caseload    decimal.NullDecimal `json:"caseload"`
	Turnover    decimal.NullDecimal `json:"turnover"`
	Agency      decimal.NullDecimal `json:"agency"`
	Vacancy     decimal.NullDecimal `json:"vacancy"`
	AgencyCover decimal.NullDecimal `json:"agency_cover"`

	VacanciesCovered decimal.NullDecimal `json:"vacancies_covered"`
	Absence          decimal.NullDecimal `json:"absence"`
	Measure          caseload.Measure    `json:"measure"`
	// Why says of each ratio that is null what it lacks.
	Why map[caseload.WorkforceRatio]string `json:"why"`
}

func caseloadRatios(flags *flag.FlagSet) func(input) (output, error) {
	places := flags.Int("places", exactPlaces, "decimal `places` of the JSON; tables print one, as DfE does")
	return func(in input) (output, error) {
		if *places < 0 || *places > 12 {
			return output{}, fmt.Errorf("-places %d: use 0 to 12", *places)
		}
		rows, err := readTable(in, caseload.WorkforceOf)
		if err != nil {
			return output{}, err
		}
		out := ratiosJSON{Rows: []ratioRow{}}
		t := printable{Title: "Workforce ratios, by the DfE definitions", Header: []string{"area", "caseload", "turnover %", "agency %", "vacancy %", "agency cover %"}}
		for _, w := range rows {
			row := ratioRow{Area: w.Area, Measure: w.Measure, Why: map[caseload.WorkforceRatio]string{}}
			cells := []string{w.Area}
			for i, into := range []*decimal.NullDecimal{&row.Caseload, &row.Turnover, &row.Agency, &row.Vacancy, &row.AgencyCover, &row.VacanciesCovered, &row.Absence} {
				kind := caseload.WorkforceRatios()[i]
				ratio := w.Ratio(kind)
				if why := w.Why(kind); why != "" {
					row.Why[kind] = why
				}
				*into = rounded(ratio, int32(*places))
				cells = append(cells, printRatio(ratio))
			}
			out.Rows = append(out.Rows, row)
			t.Rows = append(t.Rows, cells[:len(t.Header)])
		}
		return output{JSON: out, Tables: []printable{t}}, nil
	}
}
