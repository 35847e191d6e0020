package form

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// HistogramTable is the id of the table that counts workers by their cases.
const HistogramTable = "histogram"

// HistogramColumns are a number of cases, and how many workers hold it.
func HistogramColumns() []grid.Column {
	return []grid.Column{
		{ID: "cases", Label: "Cases held", Kind: grid.Figure},
		{ID: "workers", Label: "Workers", Kind: grid.Figure},
	}
}

// histogramExample counts the thirty workers of the example.
const histogramExample = "8|1\n9|1\n10|2\n11|1\n12|2\n13|2\n14|3\n15|2\n16|2\n17|1\n18|1\n19|1\n20|1\n21|3\n22|2\n23|1\n24|2\n25|1\n31|1"

// ReadHistogram describes workers of whom only the number is known that hold so many cases.
func ReadHistogram(tables Tables, settings map[string]string) Result {
	table := tables[HistogramTable]
	if table.Empty() {
		return waiting("Type a number of cases and how many workers hold it, a row for each number, and the average, the bands and who is over the limit are shown here.")
	}
	limits, problems := limitsOf(settings)
	if len(problems) > 0 {
		return waiting("Correct the limits above to see this result.")
	}
	workers, counts, problems := histogramWorkers(table)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	bands, problems := bandsOf(settings["bands"], limits)
	var notes []string
	if len(problems) > 0 || bands.Basis() != caseload.Cases {
		bands, notes = caseload.OldhamBands(), []string{"The bands that are chosen above need more than a histogram tells: Oldham's are shown."}
	}
	p, err := caseload.Describe(workers, caseload.Settings{Bands: bands, Limits: caseload.Limits{Ordinary: limits.Ordinary, Optimum: limits.Optimum}})
	if err != nil {
		return waiting(sentence(err.Error()))
	}
	r := Result{
		Answer: "The average caseload is " + ratioText(p.MeanPerWorker(), 1) + " per worker holding a case; " + strconv.Itoa(p.OverLimit) + " of " + strconv.Itoa(p.Workers) + " workers hold more than " + p.Limits.Ordinary.String() + ".",
		More:   "A histogram tells neither names nor hours, so that nothing is said per full-time equivalent.",
		Notes:  notes,
	}
	whole := newSection("histogram-whole", "All workers of the histogram", "Figure|#Value", "caseload.mean_per_worker caseload.quantile")
	whole.countRows(p)
	whole.work("Average per worker = cases ÷ workers holding at least one: " + p.MeanPerWorker().Working(1))
	r.show(bandSection("histogram-bands", p, counts), whole)
	return r
}

// histogramWorkers are as many workers without a name as the table counts, and what is drawn of them.
func histogramWorkers(table *grid.Table) (workers []caseload.Worker, counts []chart.Count, problems []Problem) {
	one := decimal.NewFromInt(1)
	for row := range table.Len() {
		if table.Blank(row) {
			continue
		}
		cases, okCases := wholeNumber(table.Get(row, "cases"))
		if okCases = okCases && cases <= caseload.MaxCases && strings.TrimSpace(table.Get(row, "cases")) != ""; !okCases {
			problems = append(problems, cellProblem(HistogramTable, table, row, "cases", "write a whole number of cases, 0 to 9999"))
		}
		n, okWorkers := wholeNumber(table.Get(row, "workers"))
		if !okWorkers {
			problems = append(problems, cellProblem(HistogramTable, table, row, "workers", "write a whole number of workers, at most 100000"))
		}
		if !okCases || !okWorkers {
			continue
		}
		for range n {
			if len(workers) == mostWhole {
				return nil, nil, append(problems, cellProblem(HistogramTable, table, row, "workers", "more than 100000 workers in all: use the command line"))
			}
			workers = append(workers, caseload.Worker{Name: "worker " + strconv.Itoa(len(workers)), FTE: one, Cases: cases})
		}
		if n > 0 && cases > 0 {
			counts = append(counts, chart.Count{Cases: cases, Workers: n})
		}
	}
	return workers, counts, problems
}

// ReadShares reads the shares that a report prints of its bands in both ways.
func ReadShares(_ Tables, settings map[string]string) Result {
	if settings["high"] == "" && settings["very_high"] == "" {
		return waiting("Type the shares that a report prints, to see both readings of them.")
	}
	var printed []decimal.Decimal
	var problems []Problem
	for _, field := range []string{"high", "very_high"} {
		share, ok := percentage(settings[field])
		if !ok {
			problems = wrong(problems, field, "Share", strconv.Quote(settings[field])+": write a share from 0 to 100, as 30")
		}
		printed = append(printed, share)
	}
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	apart, inside, err := caseload.ReadShares(printed...)
	if err != nil {
		return Result{Problems: wrong(nil, "high", "Share", err.Error())}
	}
	s := newSection("shares", "Both readings", "Reading|#Manageable|#High|#Very high", "caseload.bands")
	s.work("Apart: 100 − high − very high is manageable. Inside: 100 − high is manageable, and high − very high is high alone.")
	told := append(s.shareRow("The very high are apart from the high", apart), s.shareRow("The very high are inside the high", inside)...)
	var r Result
	switch len(told) {
	case 2:
		r.Answer = "Either " + told[0] + " or " + told[1] + " of workers have a manageable caseload: ask whether the high include the very high."
	case 1:
		r.Answer = told[0] + " of workers have a manageable caseload: the shares can be read in one way only."
	default:
		r.Answer = "The shares cannot be right in either reading."
	}
	r.show(s)
	return r
}

// shareRow adds a reading, and gives the share of the lowest band where the reading is possible.
func (s *Section) shareRow(name string, reading caseload.ShareReading) (lowest []string) {
	if !reading.Possible() {
		s.row(name, "impossible: "+reading.Why, "", "")
		return nil
	}
	cells := []string{name}
	for _, share := range reading.Shares {
		cells = append(cells, share.String()+"%")
	}
	s.row(cells...)
	return cells[1:2]
}
