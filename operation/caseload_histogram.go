package operation

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadHistogram describes workers of whom only the number is known that hold so many cases.
func CaseloadHistogram() Operation {
	var settings []Setting
	for _, s := range limitSettings() {
		if s.Name == "limit" || s.Name == "optimum" {
			settings = append(settings, s)
		}
	}
	bands := bandsSetting()
	bands.Doc = "bands of workers: oldham or limits"
	bands.Value = "bands"
	bands.Choices = slices.DeleteFunc(bands.Choices, func(c Choice) bool { return c.Value != "oldham" && c.Value != "limits" })
	return Operation{
		Group: "caseload", Verb: "histogram",
		Title: "From a histogram", Question: "What does a count of workers by their cases say?",
		Method: "Where a report says only how many workers hold how many cases: the average per worker, the median, the bands and who is over the limit follow. It tells neither names nor hours, so that nothing is said per full-time equivalent.",
		Doc:    "bands, average, median and over the limit from how many workers hold how many cases",
		Inputs: []Input{{
			Name: "histogram", File: "histogram.csv", Label: "How many workers hold how many cases", Table: true, Schema: caseload.HeldSchema(),
			Doc: "columns cases and workers, a row for each number of cases",
		}},
		Settings: slices.Concat([]Setting{bands}, settings, TableSettings()),
		Example: Example{
			Inputs: map[string]string{"histogram": "cases,workers\n8,1\n9,1\n10,2\n11,1\n12,2\n13,2\n14,3\n15,2\n16,2\n17,1\n18,1\n19,1\n20,1\n21,3\n22,2\n23,1\n24,2\n25,1\n31,1\n"},
			Source: "the thirty made-up workers of the other examples, counted",
		},
		Zero: caseload.Histogram{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			var s caseload.Settings
			var err error
			if s.Limits.Ordinary, err = ParseGiven(call, "limit", parsePositiveNumber); err != nil {
				return Result{}, err
			}
			if s.Limits.Optimum, err = ParseGiven(call, "optimum", parsePositiveNumber); err != nil {
				return Result{}, err
			}
			if s.Bands, err = bandsOf(call, s.Limits); err != nil {
				return Result{}, err
			}
			held, notes, err := readNoted(ctx, call, "histogram", caseload.HeldOf)
			if err != nil {
				return Result{}, err
			}
			h, err := caseload.NewHistogram(held, s)
			if err != nil {
				return Result{}, call.about("histogram", err)
			}
			h.Notes = append(h.Notes, notes...)
			return Result{Value: h, View: histogramView(h)}, nil
		},
	}
}

func histogramView(h caseload.Histogram) View {
	g := h.Group
	whole := valueSection("whole", "All workers", [][3]string{
		{"workers", strconv.Itoa(g.Workers)},
		{"holding at least one case", strconv.Itoa(g.Holding)},
		{"with no case", strconv.Itoa(g.WithNone)},
		{"cases", strconv.Itoa(g.Cases)},
		{"mean per worker holding", onePlace(g.MeanPerWorker()), g.MeanPerWorker().Working(caseload.DfEPlaces)},
		{"median per worker holding", median(h.Median)},
		{"most held by one worker", strconv.Itoa(h.Largest)},
		{"over the limit of " + h.Limits.Ordinary.String(), strconv.Itoa(g.OverLimit)},
		{"above the limit in all", g.Excess.String()},
		{"over the optimum of " + h.Limits.Optimum.String(), strconv.Itoa(g.OverOptimum)},
	})
	whole.Definitions = []string{"caseload.mean_per_worker", "caseload.quantile"}
	bands := Section{
		ID: "bands", Title: "Bands, over cases", Count: len(h.Banding.Counts), Definitions: []string{"caseload.bands"},
		Intro:   "A share is of the workers holding a case. The share with all above is the other way of printing it: high with the very high inside.",
		Columns: []Column{word("band", "Band"), number("workers", "Workers"), number("share", "Share"), number("with all above", "With all above"), number("cases", "Cases")},
		Rows: func(yield func(Row) bool) {
			for _, c := range h.Banding.Counts {
				if !yield(Row{Cells: Cells(c.Band.String(), strconv.Itoa(c.Workers), onePlace(c.Share), onePlace(c.Cumulative), strconv.Itoa(c.Cases))}) {
					return
				}
			}
		},
	}
	if g.Holding > 0 {
		bands.Chart = func() Chart { return heldChart(h.Banding.Bands, h.Limits, h.Held) }
	}
	return View{
		Answer: fmt.Sprintf("The average caseload is %s per worker holding a case; %d of %s more than %s.", onePlace(g.MeanPerWorker()), g.OverLimit, counted(g.Workers, "worker holds", "workers hold"), h.Limits.Ordinary),
		More:   "A histogram tells neither names nor hours, so that nothing is said per full-time equivalent.",
		Notes:  h.Notes, Sections: []Section{whole, bands},
	}
}
