package operation

import (
	"context"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadShares is what the printed shares of a report can mean.
func CaseloadShares() Operation {
	return Operation{
		Group: "caseload", Verb: "shares",
		Title: "What a report's shares can mean", Question: "Do “30% high and 3% very high” lie apart, or one inside the other?",
		Method: "Apart: 100 − high − very high is manageable. Inside: 100 − high is manageable, and high − very high is high alone. Both are given, or the one that is possible.",
		Doc:    "both ways to read the printed shares of high and very high caseloads: apart, or one inside the other",
		Settings: []Setting{
			{Name: "high", Label: "High, in per cent", Kind: Number, Required: true, Value: "per cent", Doc: "per cent printed as high"},
			{Name: "very_high", Label: "Very high, in per cent", Kind: Number, Required: true, Value: "per cent", Doc: "per cent printed as very high"},
		},
		Example: Example{
			Settings: map[string]string{"high": "30", "very_high": "3"},
			Source:   "Oldham, report of 10 September 2019, 7.3",
		},
		Zero: caseload.ShareReadings{},
		Run: func(_ context.Context, call Call) (Result, error) {
			var readings caseload.ShareReadings
			for _, setting := range []string{"high", "very_high"} {
				share, err := Parse(call, setting, parseShare)
				if err != nil {
					return Result{}, err
				}
				readings.Printed = append(readings.Printed, share)
			}
			var err error
			if readings.Exclusive, readings.Cumulative, err = caseload.ReadShares(readings.Printed...); err != nil {
				return Result{}, settingFault(call, "high", err)
			}
			return Result{Value: readings, View: sharesView(readings)}, nil
		},
	}
}

// parseShare reads a number of per cent from 0 to 100.
func parseShare(text string) (decimal.Decimal, error) {
	share, err := parseAmount(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	if err != nil || share.GreaterThan(decimal.NewFromInt(100)) {
		return decimal.Decimal{}, fmt.Errorf("%s: write a share from 0 to 100, as 30", quoted(text))
	}
	return share, nil
}

func sharesView(r caseload.ShareReadings) View {
	var told []string
	var rows []Row
	for _, one := range []struct {
		name string
		caseload.ShareReading
	}{{"the very high are apart from the high", r.Exclusive}, {"the very high are inside the high", r.Cumulative}} {
		if !one.Possible() {
			rows = append(rows, Row{Cells: Cells(one.name, "", "", "", "impossible: "+one.Why)})
			continue
		}
		cells := Cells(one.name)
		for _, share := range one.Shares {
			cells = append(cells, Cell{Text: share.String() + "%"})
		}
		rows = append(rows, Row{Cells: append(cells, Cell{})})
		told = append(told, one.Shares[0].String()+"%")
	}
	view := View{
		Answer: "The shares cannot be right in either reading.", Spoken: true,
		Sections: []Section{{
			ID: "shares", Title: "Both readings", Count: len(rows), Rows: listed(rows), Definitions: []string{"caseload.bands"},
			Columns: []Column{word("reading", "Reading"), number("manageable", "Manageable"), number("high", "High"), number("very high", "Very high"), word("why not", "Why not")},
		}},
	}
	switch len(told) {
	case 2:
		view.Answer = "Either " + told[0] + " or " + told[1] + " of workers have a manageable caseload: ask whether the high include the very high."
	case 1:
		view.Answer = told[0] + " of workers have a manageable caseload: the shares can be read in one way only."
	}
	return view
}
