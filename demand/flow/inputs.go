package flow

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
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

// schemas are the tables that a file may hold, in the order in which they are tried.
func schemas() []struct {
	kind   Kind
	schema table.Schema
} {
	text := func(id string, optional bool) table.Column {
		return table.Column{ID: id, Optional: optional, Blank: true}
	}
	day := func(id string, optional bool) table.Column {
		return table.Column{ID: id, Optional: optional, Blank: true, Kind: table.KindDate}
	}
	needed := func(id, need string) table.Column { return table.Column{ID: id, Need: need} }
	return []struct {
		kind   Kind
		schema table.Schema
	}{
		{EpisodeTable, table.Schema{Name: "episodes.csv", Columns: []table.Column{
			needed("child", "give the child's number"), day("decom", false), day("dec", false), needed("place", "give the placement code"),
			text("ls", true), day("dob", true),
		}}},
		{HeaderTable, table.Schema{Name: "header.csv", Columns: []table.Column{needed("child", "give the child's number"), day("dob", false)}}},
		{RateTable, table.Schema{Name: "rates.csv", Columns: []table.Column{
			text("band", false), text("from", false), text("to", false), {ID: "per_day", Kind: table.KindNumber, Rate: true},
		}}},
		{StockTable, table.Schema{Name: "stock.csv", Label: "placement", Columns: []table.Column{
			needed("placement", "give the placement type"), {ID: "children", Kind: table.KindNumber}, text("band", true), day("born", true),
		}}},
	}
}

// Schema is the columns of a table of a kind; it has none for [UnknownTable].
func Schema(kind Kind) table.Schema {
	for _, s := range schemas() {
		if s.kind == kind {
			return s.schema
		}
	}
	return table.Schema{}
}

// Read reads delimited text as [Inputs.Add] reads a table.
func (in *Inputs) Read(r io.Reader) (Kind, error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return UnknownTable, err
	}
	kind, _, err := in.Add(g, table.Options{})
	return kind, err
}

// Add adds a table of any kind, told by its columns: episodes and header as [Return.Read] takes them; rates with
// band,from,to,per_day (an empty from enters care, an empty to leaves it); stock with placement,children and band or born
// (a date of birth). The notes say what was supposed. Errors are a [*figure.Fault] or [figure.Faults]; then nothing has been
// added.
func (in *Inputs) Add(g *table.Grid, o table.Options) (kind Kind, notes []string, err error) {
	for _, candidate := range schemas() {
		t, err := candidate.schema.Read(g, o)
		if fault := (*figure.Fault)(nil); errors.As(err, &fault) && fault.Code == "missing_column" {
			continue
		}
		if err == nil {
			err = t.Err()
		}
		if err != nil {
			return candidate.kind, nil, err
		}
		switch candidate.kind {
		case EpisodeTable:
			err = in.Return.addEpisodes(t)
		case HeaderTable:
			err = in.Return.addBirths(t)
		case RateTable:
			err = in.addRates(t)
		default:
			err = in.addStock(t)
		}
		return candidate.kind, t.Notes, err
	}
	return UnknownTable, nil, &figure.Fault{
		Code: "unknown_table", Place: g.Place(0, -1), Problem: "the columns are of no table known",
		Remedy: "episodes have child, decom, dec, place; a header child, dob; rates band, from, to, per_day; a stock placement, children and band or born",
	}
}

func (in *Inputs) addRates(t *table.Records) error {
	m := in.Model
	m.Rates, m.Entries, m.Placements = slices.Clone(m.Rates), slices.Clone(m.Entries), slices.Clone(m.Placements)
	bands, froms, tos, rates := t.Column("band"), t.Column("from"), t.Column("to"), t.Column("per_day")
	var faults figure.Faults
	for i := range t.Len() {
		band, from, to, perDay := bands.Text(i), froms.Text(i), tos.Text(i), rates.Decimal(i).InexactFloat64()
		if fault := checkBandName(t, i, band); fault != nil {
			faults = append(faults, fault)
		}
		switch {
		case from == "" && to == "":
			faults = append(faults, t.Fault(i, "from", "blank", "from and to are blank", "an entry needs a to, an exit a from"))
		case from == "":
			m.Entries = append(m.Entries, Entry{Band: band, To: to, PerDay: perDay})
		default:
			m.Rates = append(m.Rates, Rate{Band: band, From: from, To: to, PerDay: perDay})
		}
		m.addPlacements(from, to)
	}
	if err := faults.Err(); err != nil {
		return err
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

func checkBandName(t *table.Records, i int, band string) *figure.Fault {
	var names []string
	for _, b := range DefaultBands() {
		names = append(names, b.Name)
	}
	if slices.Contains(names, band) {
		return nil
	}
	return t.Fault(i, "band", "not_a_choice", fmt.Sprintf("%q is no age band", band), "use one of "+strings.Join(names, ", "))
}

func (in *Inputs) addStock(t *table.Records) error {
	var added []Children
	var placements []string
	var faults figure.Faults
	placement, children, band, born := t.Column("placement"), t.Column("children"), t.Column("band"), t.Column("born")
	for _, i := range t.Lines() {
		number := children.Decimal(i)
		if number.IsNegative() {
			faults = append(faults, t.Fault(i, "children", "negative", fmt.Sprintf("%s children", number), "use 0 or more"))
		}
		c := Children{Placement: placement.Text(i), Band: band.Text(i), Number: number.InexactFloat64(), Born: born.Date(i)}
		if c.Born.IsZero() {
			if fault := checkBandName(t, i, c.Band); fault != nil {
				faults = append(faults, fault)
			}
		}
		added = append(added, c)
		placements = append(placements, c.Placement)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	in.Stock = append(in.Stock, added...)
	in.Model.addPlacements(placements...)
	return nil
}
