// Command neighbours prints how one authority compares with its statistical neighbours, year by year, on the eight
// indicators that a scrutiny committee asks for first. It is meant to be copied: change the table of indicators.
//
//	go run ./examples/neighbours -area 353 -list sn_model_2025_wide.csv -looked-after cla.csv -in-need b1.csv \
//	    -referrals c1.csv -plans d3.csv -workforce csww.csv -population ons.csv
//
// The files are those of DfE's "explore education statistics"; what is not given is left out.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// indicator is one line of figures: where it stands, and how to read it.
type indicator struct {
	title    string
	file     string // the flag that names the file
	column   string
	filters  []dfe.Filter
	polarity rag.Polarity
	// count, if set, makes the rate of this column per 10,000 children aged 0 to 17 of the year before.
	count  string
	places int32
}

var indicators = [...]indicator{
	{
		title: "Children looked after per 10,000", file: "looked-after", column: "rate_per_10000", places: demand.LookedAfterPlaces,
		filters: []dfe.Filter{{Column: "population_type", Value: "Children looked after on 31 March each year"}},
	},
	{title: "Children in need per 10,000", file: "in-need", column: "rate", count: "At31_episodes", places: demand.RatePlaces},
	{title: "Re-referrals within 12 months, %", file: "referrals", column: "rereferral_percent", polarity: rag.LowerBetter, places: demand.PercentagePlaces},
	{title: "Repeat child protection plans, %", file: "plans", column: "CPP_subsequent_percent", polarity: rag.LowerBetter, places: demand.PercentagePlaces},
	{title: "Average caseload", file: "workforce", column: "caseload_fte", polarity: rag.LowerBetter, places: 1},
	{title: "Social worker turnover, %", file: "workforce", column: "turnover_rate_fte", polarity: rag.LowerBetter, places: demand.PercentagePlaces},
	{title: "Agency social workers, %", file: "workforce", column: "agency_rate_fte", polarity: rag.LowerBetter, places: demand.PercentagePlaces},
	{title: "Social worker vacancies, %", file: "workforce", column: "vacancy_rate_fte", polarity: rag.LowerBetter, places: demand.PercentagePlaces},
}

// populationColumn is where the mid-year estimates have the number of children.
const populationColumn = "population_estimate"

func main() {
	area := flag.String("area", "353", "three-digit `code` of the authority")
	list := flag.String("list", "", "`file` with the list of statistical neighbours")
	names := map[string]*string{"population": flag.String("population", "", "`file` of mid-year population estimates")}
	for _, i := range indicators {
		if names[i.file] == nil {
			names[i.file] = flag.String(i.file, "", "`file` with "+i.title)
		}
	}
	flag.Parse()
	open := func(name string) (io.ReadCloser, error) {
		if file := *names[name]; file != "" {
			return os.Open(file)
		}
		return nil, nil
	}
	if err := run(os.Stdout, *area, *list, open); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer, area, listFile string, open func(name string) (io.ReadCloser, error)) error {
	file, err := os.Open(listFile)
	if err != nil {
		return err
	}
	defer file.Close()
	list, err := dfe.ReadNeighbours(file, dfe.ListOptions{Default: listFile})
	if err != nil {
		return fmt.Errorf("%s: %w", listFile, err)
	}
	return report(w, area, list, open)
}

// report prints the table. open gives the file of a flag's name, or nil when there is none.
func report(w io.Writer, area string, list *demand.List, open func(name string) (io.ReadCloser, error)) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "indicator\tyear\tvalue\tmean\tmedian\tn\tEngland\trank\tagainst mean\tagainst median")
	for _, i := range indicators {
		data, err := i.read(open)
		if err != nil {
			return fmt.Errorf("%s: %w", i.title, err)
		}
		if data == nil {
			continue
		}
		rows, err := data.Compare(dfe.Query{Areas: []string{area}, Indicators: []string{i.column}, Neighbours: list, Polarity: i.polarity})
		if err != nil {
			return fmt.Errorf("%s: %w", i.title, err)
		}
		for _, r := range rows {
			fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\n", i.title, r.Period.Text,
				r.Value(), r.Mean().Round(i.places), r.Median().Round(i.places), r.N, r.England(), rank(r),
				side(r.Value(), r.Mean()), side(r.Value(), r.Median()))
		}
	}
	return out.Flush()
}

// read takes an indicator's figures from its file; nil when the file was not given.
func (i indicator) read(open func(name string) (io.ReadCloser, error)) (*dfe.Data, error) {
	column := i.column
	if i.count != "" {
		column = i.count
	}
	data, err := readFile(open, i.file, dfe.Options{Indicators: []string{column}, Filters: i.filters})
	if err != nil || data == nil || i.count == "" {
		return data, err
	}
	population, err := readFile(open, "population", dfe.Options{Indicators: []string{populationColumn}})
	if err != nil || population == nil {
		return nil, err
	}
	// DfE holds a count at 31 March against the estimate of the middle of the year before.
	return data, data.AddRate(i.column, i.count, population, populationColumn, 1, 10_000, int(i.places))
}

func readFile(open func(name string) (io.ReadCloser, error), name string, o dfe.Options) (*dfe.Data, error) {
	file, err := open(name)
	if err != nil || file == nil {
		return nil, err
	}
	defer file.Close()
	return dfe.Read(file, o)
}

func rank(r dfe.Row) string {
	if r.Rank == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", r.Rank, r.Of)
}

// side says on which side of its neighbours the figure stands.
func side(value, neighbours demand.Value) string {
	difference, ok := demand.Subtract(value, neighbours).Decimal()
	switch {
	case !ok:
		return ""
	case difference.IsPositive():
		return "above"
	case difference.IsNegative():
		return "below"
	}
	return "equal"
}
