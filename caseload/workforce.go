package caseload

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// DfEPlaces is the number of decimal places to which DfE prints its workforce ratios.
const DfEPlaces = 1

// WorkingDays is the number of working days in a year by which DfE divides absence.
const WorkingDays = 253

// Measure is what a workforce is counted in. DfE publishes both, and the two differ: 10 or 7 per cent growth of the same
// workforce. A ratio is always of one of them.
type Measure int

const (
	// FTE is full-time equivalents.
	FTE Measure = iota
	// Headcount is people.
	Headcount
)

// String is the measure as files and the command line write it.
func (m Measure) String() string {
	switch m {
	case FTE:
		return "fte"
	case Headcount:
		return "headcount"
	}
	return fmt.Sprintf("Measure(%d)", int(m))
}

// MarshalText writes the name of the measure.
func (m Measure) MarshalText() ([]byte, error) {
	if m != FTE && m != Headcount {
		return nil, fmt.Errorf("measure %d does not exist", int(m))
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads fte or headcount; empty text is [FTE].
func (m *Measure) UnmarshalText(text []byte) error {
	switch s := string(text); s {
	case "", "fte":
		*m = FTE
	case "headcount":
		*m = Headcount
	default:
		return fmt.Errorf("measure %q: use fte or headcount", s)
	}
	return nil
}

// WorkforceRatio is one of the ratios that DfE publishes in "Children's social work workforce".
type WorkforceRatio int

const (
	// AverageCaseload is cases / workers, permanent and agency, holding at least one case, on 30 September.
	AverageCaseload WorkforceRatio = iota
	// Turnover is leavers in the year / in post on 30 September.
	Turnover
	// AgencyRate is agency / (agency + in post).
	AgencyRate
	// VacancyRate is vacancies / (vacancies + in post).
	VacancyRate
	// AgencyCover is agency workers covering vacancies / agency workers.
	AgencyCover
	// VacanciesCovered is agency workers covering vacancies / vacancies. Where it is above 100 DfE prints u, unreliable, in its
	// place.
	VacanciesCovered
	// Absence is working days lost / (in post × [WorkingDays]).
	Absence
)

var workforceRatioNames = enum.Of("WorkforceRatio", "caseload", "turnover", "agency", "vacancy", "agency_cover", "vacancies_covered", "absence")

// String is the ratio as the command line writes it.
func (k WorkforceRatio) String() string { return workforceRatioNames.String(int(k)) }

// MarshalText writes the name of the ratio.
func (k WorkforceRatio) MarshalText() ([]byte, error) { return workforceRatioNames.Marshal(int(k)) }

// UnmarshalText reads the name of a ratio.
func (k *WorkforceRatio) UnmarshalText(text []byte) error {
	return enum.Unmarshal(workforceRatioNames, text, k)
}

// WorkforceRatios are all of them, in the order in which the command line prints them.
func WorkforceRatios() []WorkforceRatio {
	return []WorkforceRatio{AverageCaseload, Turnover, AgencyRate, VacancyRate, AgencyCover, VacanciesCovered, Absence}
}

// Workforce is the workforce of one area at one date, in FTE or in headcount throughout. A figure that is not valid is
// missing: blank, suppressed or not collected.
type Workforce struct {
	Area    string
	Measure Measure
	// InPost is workers employed by the authority; agency workers are not in it.
	InPost, Vacancies, Agency, AgencyCovering, Leavers decimal.NullDecimal
	// Cases is children; CaseHolders is workers, permanent and agency, holding at least one case.
	Cases, CaseHolders decimal.NullDecimal
	// DaysLost is working days lost to sickness in the year.
	DaysLost decimal.NullDecimal
	// Line is where the area stands in a file, 0 when there is none.
	Line int
}

// Equal reports whether two workforces are the same in every figure.
func (w Workforce) Equal(other Workforce) bool {
	if w.Area != other.Area || w.Measure != other.Measure || w.Line != other.Line {
		return false
	}
	theirs := other.figures()
	for i, mine := range w.figures() {
		if !equalNull(mine, theirs[i]) {
			return false
		}
	}
	return true
}

func (w Workforce) figures() [8]decimal.NullDecimal {
	return [...]decimal.NullDecimal{w.InPost, w.Vacancies, w.Agency, w.AgencyCovering, w.Leavers, w.Cases, w.CaseHolders, w.DaysLost}
}

// parts are the two figures of a ratio, their names, and how they make it.
type parts struct {
	part, base         decimal.NullDecimal
	partName, baseName string
	// whole says that the part is added to the base: agency / (agency + in post).
	whole   bool
	percent bool
	// days is what the base is multiplied by.
	days int64
	// wholeCount says that the part is a count of children, exact as printed.
	wholeCount bool
}

func (w Workforce) parts(k WorkforceRatio) parts {
	switch k {
	case AverageCaseload:
		return parts{part: w.Cases, base: w.CaseHolders, partName: "cases", baseName: "case holders", days: 1, wholeCount: true}
	case Turnover:
		return parts{part: w.Leavers, base: w.InPost, partName: "leavers", baseName: "in post", percent: true, days: 1}
	case AgencyRate:
		return parts{part: w.Agency, base: w.InPost, partName: "agency", baseName: "in post", whole: true, percent: true, days: 1}
	case VacancyRate:
		return parts{part: w.Vacancies, base: w.InPost, partName: "vacancies", baseName: "in post", whole: true, percent: true, days: 1}
	case AgencyCover:
		return parts{part: w.AgencyCovering, base: w.Agency, partName: "agency covering vacancies", baseName: "agency", percent: true, days: 1}
	case VacanciesCovered:
		return parts{part: w.AgencyCovering, base: w.Vacancies, partName: "agency covering vacancies", baseName: "vacancies", percent: true, days: 1}
	case Absence:
		return parts{part: w.DaysLost, base: w.InPost, partName: "working days lost", baseName: "in post", percent: true, days: WorkingDays}
	}
	return parts{partName: k.String(), baseName: k.String()}
}

// ratio puts part over base, with the definition in words.
func (p parts) ratio(part, base decimal.Decimal, m Measure) Ratio {
	r := Ratio{Numerator: part, Denominator: base, Percent: p.percent}
	below := p.baseName
	switch {
	case p.whole:
		r.Denominator = base.Add(part)
		below = fmt.Sprintf("(%s + %s)", p.partName, p.baseName)
	case p.days > 1:
		r.Denominator = base.Mul(decimal.NewFromInt(p.days))
		below = fmt.Sprintf("(%s × %d)", p.baseName, p.days)
	}
	r.Definition = fmt.Sprintf("%s / %s, %s", p.partName, below, m)
	return r
}

// Ratio is a ratio by the DfE definition. It is not defined when a figure that it needs is missing or what it divides by is
// zero: [Workforce.Why] says which.
func (w Workforce) Ratio(k WorkforceRatio) Ratio {
	p := w.parts(k)
	if !p.part.Valid || !p.base.Valid {
		return Ratio{Definition: p.ratio(decimal.Zero, decimal.Zero, w.Measure).Definition, Percent: p.percent}
	}
	return p.ratio(p.part.Decimal, p.base.Decimal, w.Measure)
}

// Why says why a ratio is not defined; empty when it is.
func (w Workforce) Why(k WorkforceRatio) string {
	p := w.parts(k)
	switch {
	case w.Ratio(k).Defined():
		return ""
	case !p.part.Valid:
		return p.partName + " is missing"
	case !p.base.Valid:
		return p.baseName + " is missing"
	case p.whole:
		return p.partName + " and " + p.baseName + " are both 0"
	}
	return p.baseName + " is 0"
}

// TotalWorkforce adds areas up, so that the ratios of the total are ratios of sums. A figure that any area lacks is missing in
// the total, and so is everything when the areas are not all counted in the same measure.
func TotalWorkforce(area string, rows []Workforce) Workforce {
	total := Workforce{Area: area}
	if len(rows) == 0 {
		return total
	}
	total.Measure = rows[0].Measure
	sums := [8]*decimal.NullDecimal{&total.InPost, &total.Vacancies, &total.Agency, &total.AgencyCovering, &total.Leavers, &total.Cases, &total.CaseHolders, &total.DaysLost}
	for i, sum := range sums {
		*sum = decimal.NewNullDecimal(decimal.Zero)
		for _, row := range rows {
			figure := row.figures()[i]
			sum.Valid = sum.Valid && figure.Valid && row.Measure == total.Measure
			sum.Decimal = sum.Decimal.Add(figure.Decimal)
		}
		if !sum.Valid {
			*sum = decimal.NullDecimal{}
		}
	}
	return total
}
