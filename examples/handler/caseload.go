package main

import (
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/shopspring/decimal"
)

func caseloadOperations() []operation {
	return []operation{
		{
			path: "/v1/caseload/profile", id: "caseloadProfile", short: "Who holds how many cases: bands, averages, median, over the limit.",
			parameter: []parameter{
				{name: "bands", otherwise: "oldham", doc: "oldham, dfe or utilisation; not looked at when the input bands is given"},
				{name: "limit", otherwise: "18", doc: "cases that a worker should hold at most"},
				{name: "optimum", otherwise: "15", doc: "cases that good practice aims at"},
				{name: "exceptional", doc: "cases that a worker may hold in exceptional circumstances"},
				{name: "per-fte", otherwise: "false", among: []string{"true", "false"}, doc: "limits are those of a full-time worker: half time has half"},
				{name: "asye", doc: "factor at which newly qualified workers count, as 0.6"},
				{name: "asye-by", otherwise: "limit", among: []string{"limit", "fte"}, doc: "apply the factor to limit or fte"},
				{name: "leave-out", otherwise: "false", among: []string{"true", "false"}, doc: "go on without the records that cannot be counted, and account for them"},
			},
			inputs: []inputOf{
				{name: "workers", table: true, doc: "columns worker, fte and cases, and team, role, asye, agency, limit and points where known"},
				{name: "bands", optional: true, doc: "bands of your own, as JSON"},
			},
			example: example{body: `{"workers":[{"worker":"A","team":"North","fte":"1","cases":21},{"worker":"B","team":"North","fte":"0.5","cases":9}]}`},
			answer:  profileAnswer{}, run: profile,
		},
		{
			path: "/v1/caseload/ratios", id: "caseloadRatios", short: "Average caseload, turnover, agency and vacancy rates by the DfE definitions.",
			inputs: []inputOf{{name: "workforce", table: true, doc: "columns area, in_post, vacancies, agency, agency_covering, leavers, cases and case_holders"}},
			example: example{
				body: `[{"area":"Oldham","in_post":"180","vacancies":"20","agency":"30","agency_covering":"15","leavers":"25","cases":"2400","case_holders":"150"}]`,
			},
			answer: ratiosAnswer{}, run: ratios,
		},
	}
}

// exactPlaces is to how many places a quotient is given, for programs that round at their own end.
const exactPlaces = 6

type profileAnswer struct {
	Workers       int                 `json:"workers"`
	Holding       int                 `json:"holding"`
	FTE           decimal.Decimal     `json:"fte"`
	Cases         int                 `json:"cases"`
	MeanPerWorker decimal.NullDecimal `json:"mean_per_worker"`
	MeanPerFTE    decimal.NullDecimal `json:"mean_per_fte"`
	Median        decimal.NullDecimal `json:"median"`
	Bands         []bandAnswer        `json:"bands"`
	OverLimit     int                 `json:"over_limit"`
	Unallocated   int                 `json:"unallocated"`
	Records       int                 `json:"records"`
	Notes         []string            `json:"notes"`
}

type bandAnswer struct {
	Name    string              `json:"name"`
	Count   int                 `json:"count"`
	Percent decimal.NullDecimal `json:"percent"`
}

func profile(q query) (any, error) {
	settings, err := profileSettings(q)
	if err != nil {
		return nil, err
	}
	leaveOut, err := parse(q, "leave-out", yes)
	if err != nil {
		return nil, err
	}
	roster, err := read(q, "workers", func(r io.Reader) (caseload.Roster, error) {
		roster, err := caseload.ReadWorkers(r)
		if err == nil && !leaveOut {
			err = roster.Err()
		}
		return roster, err
	})
	if err != nil {
		return nil, err
	}
	p, err := caseload.NewProfile(roster, settings)
	if err != nil {
		return nil, err
	}
	out := profileAnswer{
		Workers: p.Workers, Holding: p.Holding, FTE: p.FTE, Cases: p.Cases,
		MeanPerWorker: rounded(p.MeanPerWorker()), MeanPerFTE: rounded(p.MeanPerFTE()), Median: p.Median,
		Bands: []bandAnswer{}, OverLimit: p.OverLimit, Unallocated: p.UnallocatedCases, Records: p.Records,
		Notes: append([]string{}, p.Notes...),
	}
	for _, c := range p.Banding.Counts {
		out.Bands = append(out.Bands, bandAnswer{c.Band.Name, c.Workers, rounded(c.Share)})
	}
	return out, nil
}

func profileSettings(q query) (s caseload.Settings, err error) {
	for _, limit := range []struct {
		name string
		into *decimal.Decimal
	}{
		{"limit", &s.Limits.Ordinary},
		{"optimum", &s.Limits.Optimum},
		{"exceptional", &s.Limits.Exceptional},
		{"asye", &s.Limits.ASYE.Factor},
	} {
		if *limit.into, err = parse(q, limit.name, positive); err != nil {
			return s, err
		}
	}
	if s.Limits.PerFTE, err = parse(q, "per-fte", yes); err != nil {
		return s, err
	}
	if err := s.Limits.ASYE.By.UnmarshalText([]byte(q.get("asye-by"))); err != nil {
		return s, &parameterError{"asye-by", err}
	}
	if q.given("bands") {
		s.Bands, err = read(q, "bands", caseload.ReadBands)
		return s, err
	}
	s.Bands, err = parse(q, "bands", func(name string) (caseload.Bands, error) {
		bands, ok := caseload.PresetBands(name)
		if !ok {
			return bands, fmt.Errorf("%s: use oldham, dfe or utilisation, or send bands of your own", quoted(name))
		}
		return bands, nil
	})
	return s, err
}

// rounded is a ratio, null when it is not defined.
func rounded(r caseload.Ratio) decimal.NullDecimal {
	value, ok := r.Round(exactPlaces)
	return decimal.NullDecimal{Decimal: value, Valid: ok}
}

type ratiosAnswer struct {
	Rows []ratioRow `json:"rows"`
}

type ratioRow struct {
	Area        string              `json:"area"`
	Caseload    decimal.NullDecimal `json:"caseload"`
	Turnover    decimal.NullDecimal `json:"turnover"`
	Agency      decimal.NullDecimal `json:"agency"`
	Vacancy     decimal.NullDecimal `json:"vacancy"`
	AgencyCover decimal.NullDecimal `json:"agency_cover"`
}

func ratios(q query) (any, error) {
	rows, err := read(q, "workforce", caseload.ReadWorkforce)
	if err != nil {
		return nil, err
	}
	out := ratiosAnswer{Rows: []ratioRow{}}
	for _, w := range rows {
		out.Rows = append(out.Rows, ratioRow{
			Area: w.Area, Caseload: rounded(w.Ratio(caseload.AverageCaseload)), Turnover: rounded(w.Ratio(caseload.Turnover)),
			Agency: rounded(w.Ratio(caseload.AgencyRate)), Vacancy: rounded(w.Ratio(caseload.VacancyRate)), AgencyCover: rounded(w.Ratio(caseload.AgencyCover)),
		})
	}
	return out, nil
}
