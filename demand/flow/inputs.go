package flow

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// Inputs is what a projection is made from: SSDA903 returns, or rates and a stock given by hand.
type Inputs struct {
	// Return holds the episodes and dates of birth.
	Return Return
	// Model holds the rates and entries given by hand, over [DefaultBands].
	Model Model
	// Stock is the stock given by hand.
	Stock []Children
}

// tables are the columns that tell a file, in the order in which they are tried.
func tables() []struct {
	kind    Kind
	columns table.Columns
} {
	return []struct {
		kind    Kind
		columns table.Columns
	}{
		{EpisodeTable, table.Columns{Required: []string{"child", "decom", "dec", "place"}, Optional: []string{"ls", "dob"}}},
		{HeaderTable, table.Columns{Required: []string{"child", "dob"}}},
		{RateTable, table.Columns{Required: []string{"band", "from", "to", "per_day"}}},
		{StockTable, table.Columns{Required: []string{"placement", "children"}, Optional: []string{"band", "born"}}},
	}
}

// Read adds a file of any kind, told by its columns: episodes and header as [Return.Read] takes them; rates with
// band,from,to,per_day (an empty from enters care, an empty to leaves it); stock with placement,children and band or born
// (a date of birth). Errors are a [*figure.Fault], or what the reader returned; then nothing has been added.
func (in *Inputs) Read(r io.Reader) (Kind, error) {
	text, err := io.ReadAll(io.LimitReader(r, table.MaxBytes+1))
	if err != nil {
		return UnknownTable, err
	}
	var first error
	for _, candidate := range tables() {
		file, err := table.Read(bytes.NewReader(text), candidate.columns)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		switch candidate.kind {
		case EpisodeTable:
			err = in.Return.addEpisodes(file)
		case HeaderTable:
			err = in.Return.addBirths(file)
		case RateTable:
			err = in.addRates(file)
		default:
			err = in.addStock(file)
		}
		return candidate.kind, err
	}
	return UnknownTable, unknown(first)
}

// unknown says what would be known, when the trouble is the columns; any other fault is the file's.
func unknown(err error) error {
	fault := err
	if f, ok := fault.(*figure.Fault); ok && f.Heading != "" && f.Place.Column == 0 && f.Place.Line == 1 {
		f.Problem = "the columns are of no table known: episodes have child, decom, dec, place; a header child, dob; rates band, from, to, per_day; a stock placement, children and band or born"
		f.Heading = ""
	}
	return fault
}

func (in *Inputs) addRates(file *table.Table) error {
	m := in.Model
	m.Rates, m.Entries, m.Placements = slices.Clone(m.Rates), slices.Clone(m.Entries), slices.Clone(m.Placements)
	for _, row := range file.Rows() {
		perDay, err := figure.ParseDecimal(row.Get("per_day"))
		if err != nil {
			return row.Refuse("per_day", err)
		}
		band, from, to := row.Get("band"), row.Get("from"), row.Get("to")
		if err := checkBandName(row, band); err != nil {
			return err
		}
		if from == "" && to == "" {
			return row.Fault("from", "from and to are blank: an entry needs a to, an exit a from")
		}
		if from == "" {
			m.Entries = append(m.Entries, Entry{Band: band, To: to, PerDay: perDay.InexactFloat64()})
		} else {
			m.Rates = append(m.Rates, Rate{Band: band, From: from, To: to, PerDay: perDay.InexactFloat64()})
		}
		m.addPlacements(from, to)
	}
	if err := m.Check(); err != nil {
		return &figure.Fault{Code: figure.BadValue, Problem: strings.ReplaceAll(err.Error(), "\n", "; ")}
	}
	in.Model = m
	return nil
}

func (m *Model) addPlacements(names ...string) {
	for _, name := range names {
		if name != "" && !slices.Contains(m.Placements, name) {
			m.Placements = append(m.Placements, name)
		}
	}
}

func checkBandName(row table.Row, band string) error {
	var names []string
	for _, b := range DefaultBands() {
		names = append(names, b.Name)
	}
	if slices.Contains(names, band) {
		return nil
	}
	return row.Fault("band", fmt.Sprintf("%q is no age band: use one of %s", band, strings.Join(names, ", ")))
}

func (in *Inputs) addStock(file *table.Table) error {
	var added []Children
	var placements []string
	for _, row := range file.Rows() {
		number, err := figure.ParseDecimal(row.Get("children"))
		if err != nil {
			return row.Refuse("children", err)
		}
		if number.IsNegative() {
			return row.Fault("children", fmt.Sprintf("%s children: use 0 or more", number))
		}
		c := Children{Placement: row.Get("placement"), Band: row.Get("band"), Number: number.InexactFloat64()}
		if c.Placement == "" {
			return row.Fault("placement", "the placement type is blank")
		}
		if text := row.Get("born"); text != "" {
			if c.Born, err = ParseDate(text); err != nil {
				return row.Refuse("born", err)
			}
		} else if err := checkBandName(row, c.Band); err != nil {
			return err
		}
		added = append(added, c)
		placements = append(placements, c.Placement)
	}
	in.Stock = append(in.Stock, added...)
	in.Model.addPlacements(placements...)
	return nil
}
