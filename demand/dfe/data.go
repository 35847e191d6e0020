package dfe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Data is what a published file says: for each indicator, period and combination of filters, the figure of every area.
type Data struct {
	// Layout is the kind of file it came from.
	Layout Layout
	// Filters are the columns that divide a period's figures further, in the order of the file.
	Filters []string
	// Rows is how many rows were read; Skipped how many of them are about areas that are not compared (schools, wards).
	Rows, Skipped int

	areas      []Area
	periods    []Period
	indicators []string
	blocks     []block
	wide       []decimal.Decimal
	places     map[string]int32 // position of an authority by DfE code or GSS code
}

// block is the figures of all areas under one indicator, period and combination of filters.
type block struct {
	indicator, period int32
	filters           []string // the values of Data.Filters
	cells             []cell
}

// Indicators are the names of the columns of figures, or of LAIT's measures.
func (d *Data) Indicators() []string { return slices.Clone(d.indicators) }

// Periods are the periods, oldest first.
func (d *Data) Periods() []Period {
	periods := slices.Clone(d.periods)
	slices.SortStableFunc(periods, comparePeriods)
	return periods
}

func comparePeriods(a, b Period) int {
	yearA, _ := a.Year()
	yearB, _ := b.Year()
	if yearA != yearB {
		return yearA - yearB
	}
	return strings.Compare(a.Text+a.Identifier, b.Text+b.Identifier)
}

// Areas are the areas of a level, by code.
func (d *Data) Areas(level Level) []Area {
	var areas []Area
	for _, a := range d.areas {
		if a.Level == level {
			areas = append(areas, a)
		}
	}
	slices.SortFunc(areas, func(a, b Area) int { return strings.Compare(a.Code, b.Code) })
	return areas
}

// Area finds an authority by its DfE code, its GSS code, or its name in any of its spellings; a name that several have is
// not found.
func (d *Data) Area(name string) (Area, bool) {
	if i, err := d.place(name); err == nil {
		return d.areas[i], true
	}
	return Area{}, false
}

// place is the area of an authority as a person gives it. A name that no authority has, or several, is an [*AskError].
func (d *Data) place(name string) (int32, error) {
	name = wholeText(name)
	if i, ok := d.places[name]; ok {
		return i, nil
	}
	key := nameKey(name)
	found := int32(-1)
	for i, a := range d.areas {
		if a.Level != LocalAuthority || nameKey(a.Name) != key {
			continue
		}
		if found >= 0 && d.areas[found].Code != a.Code {
			have := []string{d.areas[found].Code, a.Code}
			return 0, &AskError{What: "area", Asked: name, Have: have, Problem: fmt.Sprintf("%q is the name of %s and of %s: give the code", name, have[0], have[1])}
		}
		found = int32(i)
	}
	if found < 0 {
		return 0, d.noArea(name)
	}
	return found, nil
}

// index fills the look-up of authorities by code. A joint return is found under its own, double code only.
func (d *Data) index() {
	d.places = make(map[string]int32, 2*len(d.areas))
	for i, a := range d.areas {
		if a.Level != LocalAuthority {
			continue
		}
		for _, code := range []string{a.Code, a.GSS} {
			if _, taken := d.places[code]; code != "" && !taken {
				d.places[code] = int32(i)
			}
		}
	}
}

// FilterValues are the values of a filter, in alphabetical order.
func (d *Data) FilterValues(column string) []string {
	i := slices.Index(d.Filters, column)
	if i < 0 {
		return nil
	}
	var values []string
	for _, b := range d.blocks {
		if !slices.Contains(values, b.filters[i]) {
			values = append(values, b.filters[i])
		}
	}
	slices.Sort(values)
	return values
}

// Figures are the figures of all local authorities under an indicator and period, by DfE code, together with those of the
// regions and of England, for [demand.Compare]. When the file has filters, the data must have been read with one
// combination of them (see [Options.Filters]); the error is an [*AskError].
func (d *Data) Figures(indicator, period string) (figures demand.Figures, regions map[string]demand.Value, england demand.Value, err error) {
	blocks, err := d.find(indicator, period)
	if err != nil {
		return nil, nil, england, err
	}
	if len(blocks) > 1 {
		return nil, nil, england, d.several(blocks)
	}
	figures, regions = demand.Figures{}, map[string]demand.Value{}
	b := blocks[0]
	for _, c := range b.cells {
		area := d.areas[c.area]
		switch area.Level {
		case LocalAuthority:
			if _, twice := figures[area.Code]; twice {
				return nil, nil, england, d.twice(*b, area)
			}
			figures[area.Code] = d.value(c)
		case Regional:
			regions[area.Name] = d.value(c)
		case National:
			england = d.value(c)
		}
	}
	return figures, regions, england, nil
}

// AskError is a question the data cannot answer: an unknown indicator, period or area, or figures that repeat because a
// filter was not chosen.
type AskError struct {
	// What is indicator, period, area, filter.
	What string
	// Asked is what was asked for.
	Asked string
	// Have is what there is instead.
	Have    []string
	Problem string
}

func (e *AskError) Error() string { return e.Problem }

// indicator finds an indicator by its name in any case.
func (d *Data) indicator(name string) (int32, error) {
	for i, have := range d.indicators {
		if strings.EqualFold(have, strings.TrimSpace(name)) {
			return int32(i), nil
		}
	}
	return 0, &AskError{What: "indicator", Asked: name, Have: d.Indicators(), Problem: fmt.Sprintf("the file has no indicator %q: it has %s", name, shortList(d.indicators))}
}

// find is the blocks of an indicator and period.
func (d *Data) find(indicator, period string) ([]*block, error) {
	wanted, err := d.indicator(indicator)
	if err != nil {
		return nil, err
	}
	var blocks []*block
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.indicator == wanted && d.periods[b.period].same(period) {
			blocks = append(blocks, b)
		}
	}
	if len(blocks) == 0 {
		return nil, d.noPeriod(period)
	}
	return blocks, nil
}

func (d *Data) noPeriod(period string) error {
	var have []string
	for _, p := range d.Periods() {
		have = append(have, p.Text)
	}
	return &AskError{What: "period", Asked: period, Have: have, Problem: fmt.Sprintf("the file has no period %q for this indicator: it has %s", period, shortList(have))}
}

// several says which filter tells blocks of one indicator and period apart.
func (d *Data) several(blocks []*block) error {
	for i, column := range d.Filters {
		var values []string
		for _, b := range blocks {
			if !slices.Contains(values, b.filters[i]) {
				values = append(values, b.filters[i])
			}
		}
		if len(values) > 1 {
			return &AskError{What: "filter", Asked: column, Have: values, Problem: fmt.Sprintf(
				"the figures of one period are divided by %s: choose one with the filter %s=VALUE, of %s", column, column, shortList(values))}
		}
	}
	return &AskError{What: "period", Problem: fmt.Sprintf("the period %s stands for several kinds of period (%s, %s): name one with the filter time_identifier=VALUE",
		d.periods[blocks[0].period].Text, d.periods[blocks[0].period].Identifier, d.periods[blocks[1].period].Identifier)}
}

// twice is the error of an area that has two figures in one block.
func (d *Data) twice(b block, area Area) error {
	return &AskError{What: "filter", Asked: area.Code, Problem: fmt.Sprintf(
		"%s (%s) has two rows for %s in %s: rows repeat, or differ in a column of numbers that is really a filter: choose one with the filter COLUMN=VALUE",
		area.Code, area.Name, d.indicators[b.indicator], d.periods[b.period].Text)}
}

func shortList(items []string) string {
	const most = 40
	if len(items) == 0 {
		return "none"
	}
	if len(items) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(items[:most], ", "), len(items)-most)
	}
	return strings.Join(items, ", ")
}
