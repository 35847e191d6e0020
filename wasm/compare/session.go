package compare

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	example "github.com/scrutineer-dev/scrutineer/examples/oldham/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Session holds what was opened. The zero value answers from the example.
type Session struct {
	sources []*source
	lists   []*list
	labels  []labelFile
	samples []demand.Sample
	better  map[string]string // by the name of a measure, from LAIT's dictionary
	// dictionary is the name of that file.
	dictionary string
	example    *Session
	pack       *national.Pack // nil until it was opened
	picture    *source        // its figures
}

// source is one file of figures.
type source struct {
	name    string
	data    *dfe.Data
	columns map[string]dfe.Column // by the name of the indicator, from the file of meta-data
	counts  map[string]bool       // indicators that are counts
	rated   bool                  // has rates made with a file of populations
	pack    *national.Pack        // where the figures are those of the national picture
}

// list is a list of neighbours and the file it came from.
type list struct {
	*demand.List
	file string
}

// labelFile is a file of meta-data.
type labelFile struct {
	name    string
	columns []dfe.Column
}

// Kinds of file.
const (
	Figures    = "figures"
	Neighbours = "neighbours"
	National   = "national"
	Labels     = "labels"
	Measures   = "measures"
	Samples    = form.SamplesPart
	Series     = form.SeriesTable
	Funnel     = form.FunnelTable
	Stages     = form.StagesTable
)

// Opened says what a file was found to be.
type Opened = form.DemandFile

// headSize is how much of a file is looked at to tell what it is.
const headSize = 65_536

// Open reads a file and says what it is. An error says what was found and what is needed; the session has not been changed
// then. A file that was open under the same name is replaced.
func (s *Session) Open(name string, r io.Reader) (Opened, error) {
	b := bufio.NewReaderSize(r, headSize)
	head, err := b.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return Opened{}, err
	}
	opened := Opened{Name: path.Base(name), Kind: kindOf(head)}
	switch opened.Kind {
	case National:
		err = s.openPack(&opened, b)
	case Labels:
		err = s.openLabels(&opened, b)
	case Measures:
		err = s.openMeasures(&opened, b)
	case Neighbours:
		err = s.openList(&opened, b)
	case Series, Funnel, Stages:
		err = openTable(&opened, b)
	case Samples:
		err = s.openSamples(&opened, b)
	default:
		err = s.openFigures(&opened, b)
	}
	if err != nil {
		return Opened{}, needed(opened.Kind, err)
	}
	return opened, nil
}

// kindOf tells a file by the columns that its first line names. What is not recognised is read as figures, whose reader
// says best what else it looks like.
func kindOf(head []byte) string {
	if national.IsPack(head) {
		return National
	}
	line, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\uFEFF")), []byte("\n"))
	var names []string
	for _, separator := range ",;\t" {
		reader := csv.NewReader(bytes.NewReader(line))
		reader.Comma, reader.LazyQuotes = separator, true
		if fields, err := reader.Read(); err == nil && len(fields) > len(names) {
			names = fields
		}
	}
	has := func(wanted ...string) bool {
		return !slices.ContainsFunc(wanted, func(name string) bool {
			return !slices.ContainsFunc(names, func(have string) bool { return strings.EqualFold(strings.TrimSpace(have), name) })
		})
	}
	switch {
	case has("col_name", "col_type"):
		return Labels
	case has("measure_short", "polarity"):
		return Measures
	case has("sn_1"), has("sn1"), has("neighbour_old_la_code"), has("neighbour_la_code"), has("stat_neighbours"), has("areacd", "1"):
		return Neighbours
	case has("period", "value"), has("period", "count"):
		return Series
	case has("x", "n", "kind"):
		return Samples
	case has("name", "x", "n"):
		return Funnel
	case has("stage", "count"):
		return Stages
	}
	return Figures
}

// needed adds to an error about figures what else the page opens.
func needed(kind string, err error) error {
	var input *figure.Fault
	if kind != Figures || !errors.As(err, &input) || input.Place.Line > 1 {
		return err
	}
	return fmt.Errorf("%w. This page also opens a list of statistical neighbours (old_la_code, SN_1 …), the .meta.csv beside a file, and your own figures: period,value; name,x,n; stage,count", err)
}

func (s *Session) openFigures(opened *Opened, r io.Reader) error {
	data, err := dfe.Read(r, dfe.Options{})
	if err != nil {
		return err
	}
	at := &source{name: opened.Name, data: data, columns: map[string]dfe.Column{}, counts: map[string]bool{}}
	for _, indicator := range data.Indicators() {
		at.counts[indicator] = data.IsCount(indicator)
	}
	s.sources = slices.DeleteFunc(s.sources, func(have *source) bool { return have.name == at.name })
	s.sources = append(s.sources, at)
	s.label()
	opened.Words = describe(at)
	if made := s.addRates(); made > 0 {
		opened.Words += " With the populations, " + counted(made, "count is", "counts are") + " also there per 10,000."
	}
	return nil
}

// population is the one column of a file of populations, such as the mid-year estimates of the Office for National
// Statistics.
func (s *source) population() (string, bool) {
	indicators := s.data.Indicators()
	if len(indicators) != 1 || !s.counts[indicators[0]] || !strings.Contains(strings.ToLower(indicators[0]), "population") {
		return "", false
	}
	return indicators[0], true
}

// addRates makes a rate per 10,000 of every count that a file has no rate of, where a file of populations is open. DfE holds
// a count of 31 March, or of the year to that day, against the population of the middle of the year before.
func (s *Session) addRates() (made int) {
	const per, lag, places = 10_000, 1, 1
	for _, populations := range s.sources {
		column, ok := populations.population()
		if !ok {
			continue
		}
		for _, at := range s.sources {
			if _, isPopulation := at.population(); isPopulation || at.rated {
				continue
			}
			at.rated = true
			var added []string
			for _, count := range at.unrated() {
				name := count + "_per_10,000_made_with_the_populations_opened"
				if at.data.AddRate(name, count, populations.data, column, lag, per, places) == nil {
					added = append(added, name)
				}
			}
			made = max(made, len(added))
		}
	}
	return made
}

// unrated are the counts that no rate or percentage of the file is made of.
func (s *source) unrated() []string {
	used := map[string]bool{}
	for _, indicator := range s.data.Indicators() {
		if base, ok := s.data.BaseOf(indicator); ok && base.Per != 100 {
			used[base.Count], used[base.Population] = true, true
		}
	}
	return slices.DeleteFunc(s.data.Indicators(), func(indicator string) bool { return !s.counts[indicator] || used[indicator] })
}

// describe says what a file of figures has.
func describe(s *source) string {
	areas := s.data.Areas(dfe.LocalAuthority)
	words := "Figures of " + counted(len(areas), "local authority", "local authorities") + ", " + counted(len(s.data.Indicators()), "column", "columns") + " of figures"
	if periods := s.data.Periods(); len(periods) > 0 {
		words += ", " + periods[0].Text
		if len(periods) > 1 {
			words += " to " + last(periods).Text
		}
	}
	if s.data.Skipped > 0 {
		words += "; " + counted(s.data.Skipped, "row", "rows") + " of schools and other places left out"
	}
	return words + "."
}

func (s *Session) openLabels(opened *Opened, r io.Reader) error {
	columns, err := dfe.ReadMeta(r)
	if err != nil {
		return err
	}
	s.labels = slices.DeleteFunc(s.labels, func(have labelFile) bool { return have.name == opened.Name })
	s.labels = append(s.labels, labelFile{opened.Name, columns})
	s.label()
	opened.Words = "The names of " + counted(len(columns), "column", "columns") + "."
	return nil
}

// forget closes everything that the person opened.
func (s *Session) forget() {
	s.sources, s.lists, s.labels, s.samples, s.better, s.dictionary = nil, nil, nil, nil, nil, ""
}

// openMeasures reads from LAIT's dictionary how its measures are called, which of them are percentages, and which way is
// better.
func (s *Session) openMeasures(opened *Opened, r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	columns := []grid.Column{
		{ID: "measure_short", Label: "Measure_short"},
		{ID: "polarity", Label: "Polarity"},
		{ID: "measure", Label: "Measure", Optional: true},
		{ID: "y_axis_name", Label: "y_axis_name", Optional: true},
	}
	rows, _, err := grid.ReadFile(columns, text)
	if err != nil {
		return err
	}
	better := map[string]string{}
	names := labelFile{name: opened.Name}
	for _, row := range rows {
		column := dfe.Column{Name: row[0], Label: row[2]}
		if strings.HasPrefix(row[3], "%") {
			column.Unit = "%"
		}
		names.columns = append(names.columns, column)
		switch strings.ToLower(row[1]) {
		case "high":
			better[row[0]] = "higher"
		case "low":
			better[row[0]] = "lower"
		}
	}
	s.labels = slices.DeleteFunc(s.labels, func(have labelFile) bool { return have.name == opened.Name })
	s.labels = append(s.labels, names)
	s.label()
	s.better, s.dictionary = better, opened.Name
	opened.Words = "LAIT’s dictionary: " + counted(len(better), "measure", "measures") + " of which it is known whether more or less is better."
	return nil
}

// label gives the columns of each file their names: from the file of meta-data of the same name, or else from any.
func (s *Session) label() {
	for _, at := range s.sources {
		for _, labels := range s.labels {
			own := strings.TrimSuffix(labels.name, ".meta.csv") == strings.TrimSuffix(at.name, ".csv")
			for _, column := range labels.columns {
				if _, named := at.columns[column.Name]; own || !named {
					at.columns[column.Name] = column
				}
			}
		}
	}
}

// openList reads a list, or every list of a file that has several.
func (s *Session) openList(opened *Opened, r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(opened.Name, path.Ext(opened.Name))
	read := func(model string) (*demand.List, error) {
		return dfe.ReadNeighbours(bytes.NewReader(text), dfe.ListOptions{Name: model, Model: model, Default: name})
	}
	var found []*list
	one, err := read("")
	var ask *dfe.AskError
	switch {
	case errors.As(err, &ask) && ask.What == "model":
		for _, model := range ask.Have {
			if one, err = read(model); err != nil {
				return err
			}
			found = append(found, &list{one, opened.Name})
		}
	case err != nil:
		return err
	default:
		found = append(found, &list{one, opened.Name})
	}
	s.lists = slices.DeleteFunc(s.lists, func(have *list) bool { return have.file == opened.Name })
	s.lists = append(s.lists, found...)
	opened.Words = "A list of statistical neighbours of " + counted(found[0].Len(), "authority", "authorities") + "."
	if len(found) > 1 {
		opened.Words = counted(len(found), "list", "lists") + " of statistical neighbours: " + strings.Join(ask.Have, ", ") + "."
	}
	return nil
}

func (s *Session) openSamples(opened *Opened, r io.Reader) error {
	samples, err := demand.ReadSamples(r)
	if err != nil {
		return err
	}
	s.samples = samples
	opened.Words = counted(len(samples), "sample", "samples") + ", with " + pick(len(samples) == 1, "its interval", "their intervals") + " below."
	return nil
}

// openTable reads a person's own figures into the rows of a table, as they are printed: the table says what is wrong with
// them, at the cell.
func openTable(opened *Opened, r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	rows, ignored, err := grid.ReadFile(form.DemandColumns(opened.Kind), text)
	if err != nil {
		return err
	}
	opened.Table, opened.Rows = opened.Kind, rows
	opened.Words = counted(len(rows), "row", "rows") + " for the table “" + tableNames()[opened.Kind] + "”."
	if len(ignored) > 0 {
		opened.Words += " Columns that were not read: " + strings.Join(ignored, ", ") + "."
	}
	return nil
}

func tableNames() map[string]string {
	return map[string]string{Series: "Own figures over time", Funnel: "Places of different size", Stages: "Stages"}
}

// examples is a session with the files of the example.
func examples() (*Session, error) {
	s := &Session{}
	for _, file := range [][2]string{
		{"figures.csv", example.Figures},
		{"figures.meta.csv", example.Meta},
		{"DfE May 2025.csv", example.Neighbours2025},
		{"DfE April 2021.csv", example.Neighbours2021},
	} {
		if _, err := s.Open(file[0], strings.NewReader(file[1])); err != nil {
			return nil, fmt.Errorf("the example %s: %w", file[0], err)
		}
	}
	s.sources[0].name = exampleName
	return s, nil
}

const exampleName = "the example (DfE figures at 31 March for Oldham and its neighbours)"
