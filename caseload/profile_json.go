package caseload

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// exactPlaces is to how many places JSON gives a quotient, for programs that round at their own end. The sums that it is made of
// stand beside it, so that nothing is lost.
const exactPlaces = 6

// rounded is the ratio for JSON: null when it is not defined.
func (r Ratio) rounded(places int32) decimal.NullDecimal {
	value, ok := r.Round(places)
	return decimal.NullDecimal{Decimal: value, Valid: ok}
}

// profileJSON is a profile as its JSON has it. Averages, shares and utilisation follow from the sums and are not read back.
type profileJSON struct {
	sumsJSON
	Median            decimal.NullDecimal `json:"median"`
	Quantiles         []Quantile          `json:"quantiles"`
	Largest           int                 `json:"largest"`
	Basis             Basis               `json:"basis"`
	Bands             []bandJSON          `json:"bands"`
	Outside           int                 `json:"outside_bands"`
	Below             Outside             `json:"below"`
	Above             Outside             `json:"above"`
	NoCapacity        Outside             `json:"no_capacity"`
	Limit             decimal.NullDecimal `json:"limit"`
	Optimum           decimal.Decimal     `json:"optimum"`
	Limits            limitsJSON          `json:"limits"`
	OverInTeamsWithin int                 `json:"over_in_teams_within"`
	Unallocated       int                 `json:"unallocated"`
	Teams             []groupJSON         `json:"teams"`
	Roles             []groupJSON         `json:"roles"`
	Permanent         groupJSON           `json:"permanent"`
	Agency            groupJSON           `json:"agency"`
	ASYE              groupJSON           `json:"asye"`
	Records           int                 `json:"records"`
	LeftOut           []LeftOut           `json:"left_out"`
	Notes             []string            `json:"notes"`
}

// sumsJSON is a group without its name.
type sumsJSON struct {
	Workers         int                 `json:"workers"`
	Holding         int                 `json:"holding"`
	WithNone        int                 `json:"with_none"`
	FTE             decimal.Decimal     `json:"fte"`
	HoldingFTE      decimal.Decimal     `json:"holding_fte"`
	Cases           int                 `json:"cases"`
	MeanPerWorker   decimal.NullDecimal `json:"mean_per_worker"`
	MeanPerFTE      decimal.NullDecimal `json:"mean_per_fte"`
	Reason          string              `json:"reason,omitempty"`
	Load            decimal.Decimal     `json:"load"`
	LimitInAll      decimal.Decimal     `json:"limit_in_all"`
	Utilisation     decimal.NullDecimal `json:"utilisation"`
	OverLimit       int                 `json:"over_limit"`
	OverOptimum     int                 `json:"over_optimum"`
	OverExceptional int                 `json:"over_exceptional"`
	Excess          decimal.Decimal     `json:"excess"`
	Over            bool                `json:"over"`
}

type groupJSON struct {
	Name string `json:"name"`
	sumsJSON
}

// bandJSON is a band and who is in it. Its edges stand behind what is counted.
type bandJSON struct {
	Name       string              `json:"name"`
	Count      int                 `json:"count"`
	Percent    decimal.NullDecimal `json:"percent"`
	Cumulative decimal.NullDecimal `json:"cumulative_percent"`
	FTE        decimal.Decimal     `json:"fte"`
	Cases      int                 `json:"cases"`
	edgesJSON
}

type edgesJSON struct {
	From         decimal.NullDecimal `json:"from"`
	To           decimal.NullDecimal `json:"to"`
	FromExcluded bool                `json:"from_excluded,omitempty"`
	ToIncluded   bool                `json:"to_included,omitempty"`
}

func (b Band) edges() edgesJSON { return edgesJSON{b.From, b.To, b.FromExcluded, b.ToIncluded} }

func (e edgesJSON) band(name string) Band {
	return Band{Name: name, From: e.From, To: e.To, FromExcluded: e.FromExcluded, ToIncluded: e.ToIncluded}
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (p Profile) JSONShape() any { return profileJSON{} }

// MarshalJSON writes the profile with what follows from its sums: averages, shares, utilisation. What is not defined is null,
// and the reason stands beside it.
func (p Profile) MarshalJSON() ([]byte, error) {
	b := p.Banding
	out := profileJSON{
		sumsJSON: p.sumsJSON(), Median: p.Median, Quantiles: append([]Quantile{}, p.Quantiles...), Largest: p.Largest,
		Basis: b.Bands.basis, Bands: b.bandsJSON(), Outside: b.Below.Workers + b.Above.Workers + b.NoCapacity.Workers,
		Below: b.Below, Above: b.Above, NoCapacity: b.NoCapacity,
		Limit: decimal.NullDecimal{Decimal: p.Limits.ordinary(), Valid: p.Limits.Caps.Len() == 0}, Optimum: p.Limits.optimum(), Limits: p.Limits.json(),
		OverInTeamsWithin: p.OverInTeamsWithin, Unallocated: p.UnallocatedCases, Teams: groupsJSON(p.Teams), Roles: groupsJSON(p.Roles),
		Permanent: p.Permanent.json(), Agency: p.Agency.json(), ASYE: p.ASYE.json(),
		Records: p.Records, LeftOut: append([]LeftOut{}, p.LeftOut...), Notes: append([]string{}, p.Notes...),
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Profile) UnmarshalJSON(data []byte) error {
	var in profileJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	limits, err := in.Limits.limits()
	if err != nil {
		return err
	}
	banding, err := bandingOf(in.Basis, in.Bands)
	if err != nil {
		return err
	}
	banding.Below, banding.Above, banding.NoCapacity = in.Below, in.Above, in.NoCapacity
	*p = Profile{
		Group: in.group(""), Median: in.Median, Quantiles: given(in.Quantiles), Largest: in.Largest, Banding: banding, Limits: limits,
		OverInTeamsWithin: in.OverInTeamsWithin, UnallocatedCases: in.Unallocated, Teams: groupsOf(in.Teams), Roles: groupsOf(in.Roles),
		Permanent: in.Permanent.group(in.Permanent.Name), Agency: in.Agency.group(in.Agency.Name), ASYE: in.ASYE.group(in.ASYE.Name),
		Records: in.Records, LeftOut: given(in.LeftOut), Notes: given(in.Notes),
	}
	return nil
}

// given is a list that is nil where it is empty.
func given[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

func (g Group) sumsJSON() sumsJSON {
	out := sumsJSON{
		Workers: g.Workers, Holding: g.Holding, WithNone: g.WithNone, FTE: g.FTE, HoldingFTE: g.HoldingFTE, Cases: g.Cases,
		MeanPerWorker: g.MeanPerWorker().rounded(exactPlaces), MeanPerFTE: g.MeanPerFTE().rounded(exactPlaces),
		Load: g.Load, LimitInAll: g.Limit, Utilisation: g.Utilisation().Ratio().rounded(exactPlaces),
		OverLimit: g.OverLimit, OverOptimum: g.OverOptimum, OverExceptional: g.OverExceptional, Excess: g.Excess, Over: g.Over,
	}
	switch {
	case g.Holding == 0:
		out.Reason = "nobody holds a case"
	case !out.MeanPerFTE.Valid:
		out.Reason = "those who hold cases have no FTE"
	}
	return out
}

func (s sumsJSON) group(name string) Group {
	return Group{
		Name: name, Workers: s.Workers, Holding: s.Holding, WithNone: s.WithNone, FTE: s.FTE, HoldingFTE: s.HoldingFTE, Cases: s.Cases,
		Load: s.Load, Limit: s.LimitInAll, OverLimit: s.OverLimit, OverOptimum: s.OverOptimum, OverExceptional: s.OverExceptional, Excess: s.Excess, Over: s.Over,
	}
}

func (g Group) json() groupJSON { return groupJSON{g.Name, g.sumsJSON()} }

// MarshalJSON writes the sums of the group, and its averages.
func (g Group) MarshalJSON() ([]byte, error) { return marshal.JSON(g.json()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (g *Group) UnmarshalJSON(data []byte) error {
	var in groupJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*g = in.group(in.Name)
	return nil
}

func groupsJSON(groups []Group) []groupJSON {
	out := make([]groupJSON, len(groups))
	for i, g := range groups {
		out[i] = g.json()
	}
	return out
}

func groupsOf(in []groupJSON) []Group {
	var groups []Group
	for _, g := range in {
		groups = append(groups, g.group(g.Name))
	}
	return groups
}

func (b Banding) bandsJSON() []bandJSON {
	out := make([]bandJSON, len(b.Counts))
	for i, c := range b.Counts {
		out[i] = bandJSON{c.Band.Name, c.Workers, c.Share.rounded(exactPlaces), c.Cumulative.rounded(exactPlaces), c.FTE, c.Cases, c.Band.edges()}
	}
	return out
}

// bandingOf is the banding that bandsJSON wrote, its shares worked out anew.
func bandingOf(basis Basis, in []bandJSON) (Banding, error) {
	if len(in) == 0 {
		return Banding{}, nil
	}
	bands := make([]Band, len(in))
	for i, j := range in {
		bands[i] = j.band(j.Name)
		if !bounded(j.From.Decimal) || !bounded(j.To.Decimal) || !bounded(j.FTE) {
			return Banding{}, errUnbounded
		}
	}
	made, err := NewBands(basis, bands...)
	if err != nil {
		return Banding{}, err
	}
	b := newBanding(made)
	for i, j := range in {
		b.Counts[i].Workers, b.Counts[i].FTE, b.Counts[i].Cases = j.Count, j.FTE, j.Cases
	}
	b.finish()
	return b, nil
}
