package caseload

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// AreaRatios are the workforce ratios of areas, each by the definition of the DfE.
type AreaRatios struct {
	Areas []Workforce
	// Places is to how many decimal places the ratios stand in JSON. Their figures stand beside them, so that nothing is lost.
	Places int32
	Notes  []string
}

// RatioPlaces is how many places the ratios of [AreaRatios] have unless others are asked for; the DfE prints one ([DfEPlaces]).
const RatioPlaces = exactPlaces

// Equal reports whether two sets of areas have the same figures.
func (a AreaRatios) Equal(other AreaRatios) bool {
	if a.Places != other.Places || len(a.Areas) != len(other.Areas) || !slices.Equal(a.Notes, other.Notes) {
		return false
	}
	for i := range a.Areas {
		if !a.Areas[i].Equal(other.Areas[i]) {
			return false
		}
	}
	return true
}

type areaRatiosJSON struct {
	Rows   []areaRatioJSON `json:"rows"`
	Places int32           `json:"places"`
	Notes  []string        `json:"notes,omitempty"`
}

type areaRatioJSON struct {
	Area             string              `json:"area"`
	Caseload         decimal.NullDecimal `json:"caseload"`
	Turnover         decimal.NullDecimal `json:"turnover"`
	Agency           decimal.NullDecimal `json:"agency"`
	Vacancy          decimal.NullDecimal `json:"vacancy"`
	AgencyCover      decimal.NullDecimal `json:"agency_cover"`
	VacanciesCovered decimal.NullDecimal `json:"vacancies_covered"`
	Absence          decimal.NullDecimal `json:"absence"`
	Measure          Measure             `json:"measure"`
	// Why says of each ratio that is null what it lacks.
	Why     map[WorkforceRatio]string `json:"why"`
	Figures workforceJSON             `json:"figures"`
	Line    int                       `json:"line,omitempty"`
}

// workforceJSON is the figures that the ratios are made of.
type workforceJSON struct {
	InPost         decimal.NullDecimal `json:"in_post"`
	Vacancies      decimal.NullDecimal `json:"vacancies"`
	Agency         decimal.NullDecimal `json:"agency"`
	AgencyCovering decimal.NullDecimal `json:"agency_covering"`
	Leavers        decimal.NullDecimal `json:"leavers"`
	Cases          decimal.NullDecimal `json:"cases"`
	CaseHolders    decimal.NullDecimal `json:"case_holders"`
	DaysLost       decimal.NullDecimal `json:"days_lost"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (a AreaRatios) JSONShape() any { return areaRatiosJSON{} }

// MarshalJSON writes a row for each area: its ratios, why one is null, and the figures that they are made of.
func (a AreaRatios) MarshalJSON() ([]byte, error) {
	out := areaRatiosJSON{Rows: []areaRatioJSON{}, Places: a.Places, Notes: a.Notes}
	for _, w := range a.Areas {
		row := areaRatioJSON{
			Area: w.Area, Measure: w.Measure, Why: map[WorkforceRatio]string{}, Line: w.Line,
			Figures: workforceJSON{w.InPost, w.Vacancies, w.Agency, w.AgencyCovering, w.Leavers, w.Cases, w.CaseHolders, w.DaysLost},
		}
		for i, into := range []*decimal.NullDecimal{&row.Caseload, &row.Turnover, &row.Agency, &row.Vacancy, &row.AgencyCover, &row.VacanciesCovered, &row.Absence} {
			kind := WorkforceRatios()[i]
			*into = w.Ratio(kind).rounded(a.Places)
			if why := w.Why(kind); why != "" {
				row.Why[kind] = why
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote: the figures. The ratios are worked out anew.
func (a *AreaRatios) UnmarshalJSON(data []byte) error {
	var in areaRatiosJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*a = AreaRatios{Places: in.Places, Notes: in.Notes}
	for _, row := range in.Rows {
		f := row.Figures
		a.Areas = append(a.Areas, Workforce{
			Area: row.Area, Measure: row.Measure, Line: row.Line, InPost: f.InPost, Vacancies: f.Vacancies, Agency: f.Agency, AgencyCovering: f.AgencyCovering,
			Leavers: f.Leavers, Cases: f.Cases, CaseHolders: f.CaseHolders, DaysLost: f.DaysLost,
		})
	}
	return nil
}
