package caseload

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// OldhamBands are over cases: manageable under 21, high 21 to under 30, very high 30 and over (Oldham Council,
// "Getting to Good Children's Improvement Programme Update", report to the Overview and Scrutiny Board of 10 September 2019, 7.1
// and 7.3).
func OldhamBands() Bands {
	d := decimal.NewFromInt
	return MustBands(Cases, Under("manageable", d(21)), Between("high", d(21), d(30)), AndOver("very high", d(30)))
}

// DfEBands are over cases per FTE, weighted by FTE: 1 to under 5, 5 to under 10 and so on to 50 (DfE, "Children's social
// work workforce", caseload groups, 2021). DfE leaves out who holds more than 50 per FTE, so 50 itself is in the last band.
func DfEBands() Bands {
	bands := make([]Band, 0, 10)
	for to := int64(5); to <= 50; to += 5 {
		from := max(1, to-5)
		bands = append(bands, Between(fmt.Sprintf("%d to under %d", from, to), decimal.NewFromInt(from), decimal.NewFromInt(to)))
	}
	last := &bands[len(bands)-1]
	last.Name, last.ToIncluded = "45 to 50", true
	return MustBands(CasesPerFTE, bands...)
}

// UtilisationBands are over per cent of limit: under 100, 100 to 110 with both ends in, over 110 (Ministry of Justice,
// workload management tool, view mgtreportpocapacityperiod). Exactly 110 per cent is not over 110.
func UtilisationBands() Bands {
	d := decimal.NewFromInt
	middle := Between("100 to 110", d(100), d(110))
	middle.ToIncluded = true
	top := AndOver("over 110", d(110))
	top.FromExcluded = true
	return MustBands(PercentOfLimit, Under("under 100", d(100)), middle, top)
}

// PresetBands finds a preset by the name that the command line takes: oldham, dfe or utilisation.
func PresetBands(name string) (Bands, bool) {
	switch name {
	case "oldham":
		return OldhamBands(), true
	case "dfe":
		return DfEBands(), true
	case "utilisation":
		return UtilisationBands(), true
	}
	return Bands{}, false
}
