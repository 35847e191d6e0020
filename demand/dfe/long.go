package dfe

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// long is where the columns of a LAIT long file stand, and what has been seen of them.
type long struct {
	data                               *Data
	lines                              *lines
	short, item, years, values, number int
	place, region                      int
	header                             *header
	keep                               []filterAt
	wanted                             []string // in lower case; empty for all
	measures, areas, periods, sections intern
	chosen                             []int32 // by measure: its indicator, or −1
	key                                []byte
}

func (d *Data) readLong(l *lines, h *header, o Options) error {
	t := &long{
		data: d, lines: l, header: h,
		short: h.measure(), item: h.where(colItem), years: h.where(colYears), values: h.where(colValues),
		number: h.where(colNumber), place: h.where(colPlace), region: h.where(colPart),
	}
	var err error
	if t.keep, err = h.filters(o.Filters); err != nil {
		return err
	}
	if len(o.Rates) > 0 {
		return &AskError{What: "rate", Asked: o.Rates[0].Name, Problem: "a LAIT long file has one figure a row: rates are made of two columns of an explore education statistics file"}
	}
	for _, name := range o.Indicators {
		t.wanted = append(t.wanted, strings.ToLower(strings.TrimSpace(name)))
	}
	if slices.Equal(t.wanted, []string{colValues}) { // the column of figures, chosen by filters
		t.wanted = nil
	}
	if err := rows(l, h, t.take); err != nil {
		return err
	}
	if len(d.indicators) == 0 && len(o.Indicators) > 0 {
		var have []string
		have = append(have, t.measures.texts...)
		slices.Sort(have)
		return &AskError{What: "indicator", Asked: o.Indicators[0], Have: have, Problem: fmt.Sprintf("the file has no measure %q: it has %s", o.Indicators[0], shortList(have))}
	}
	return nil
}

func (t *long) take(fields [][]byte) error {
	if len(fields[t.number]) == 0 && blank(fields) {
		return nil
	}
	t.data.Rows++
	if len(t.keep) > 0 && !keeps(t.keep, fields) {
		return nil
	}
	indicator := t.measure(fields)
	if indicator < 0 {
		return nil
	}
	area, err := t.area(fields)
	if err != nil {
		return err
	}
	c, ok := parseFixed(fields[t.values])
	if !ok {
		if c, err = t.data.parseCell(fields[t.values]); err != nil {
			return &figure.Fault{Code: figure.BadValue, Place: t.lines.place(t.values), Heading: t.header.names[t.values], Value: string(fields[t.values]), Problem: err.Error()}
		}
	}
	b := &t.data.blocks[t.section(fields, indicator)]
	c.area = area
	b.cells = append(b.cells, c)
	return nil
}

// measure is the indicator of a row, or −1 when it was not asked for.
func (t *long) measure(fields [][]byte) int32 {
	number, fresh := t.measures.of(fields[t.short])
	if !fresh {
		return t.chosen[number]
	}
	indicator := int32(-1)
	name := strings.TrimSpace(string(fields[t.short]))
	wanted := len(t.wanted) == 0 || slices.Contains(t.wanted, strings.ToLower(name))
	if t.item >= 0 && !wanted {
		wanted = slices.Contains(t.wanted, strings.ToLower(strings.TrimSpace(string(fields[t.item]))))
		if wanted {
			name = strings.TrimSpace(string(fields[t.item]))
		}
	}
	if wanted {
		indicator = int32(len(t.data.indicators))
		t.data.indicators = append(t.data.indicators, name)
	}
	t.chosen = append(t.chosen, indicator)
	return indicator
}

// LAIT numbers England 970 and the regions from 980.
const (
	laitEngland     = "970"
	laitFirstRegion = "980"
	laitLastRegion  = "999"
)

func (t *long) area(fields [][]byte) (int32, error) {
	number, fresh := t.areas.of(whole(fields[t.number]))
	if !fresh {
		return number, nil
	}
	text := func(at int) string {
		if at < 0 {
			return ""
		}
		return strings.TrimSpace(string(fields[at]))
	}
	a := Area{Level: LocalAuthority, Code: wholeText(text(t.number)), Name: text(t.place), Region: text(t.region)}
	switch {
	case a.Code == "":
		return 0, &figure.Fault{Code: figure.BadValue, Place: t.lines.place(t.number), Heading: t.header.names[t.number], Problem: "the row has no LA number"}
	case !utf8.ValidString(a.Code + a.Name + a.Region):
		return 0, &figure.Fault{Code: "encoding", Place: t.lines.place(-1), Problem: "the line is not UTF-8 text: save the file as CSV UTF-8"}
	case a.Code == laitEngland:
		a.Level = National
	case len(a.Code) == 3 && a.Code >= laitFirstRegion && a.Code <= laitLastRegion:
		a.Level = Regional
	}
	t.data.areas = append(t.data.areas, a)
	return number, nil
}

// section is the position of the block of a row's measure and year.
func (t *long) section(fields [][]byte, indicator int32) int {
	year := bytes.TrimSpace(fields[t.years])
	t.key = append(t.key[:0], byte(indicator), byte(indicator>>8), byte(indicator>>16))
	t.key = append(t.key, year...)
	number, fresh := t.sections.of(t.key)
	if !fresh {
		return int(number)
	}
	period, freshPeriod := t.periods.of(year)
	if freshPeriod {
		t.data.periods = append(t.data.periods, Period{Text: string(year)})
	}
	t.data.open(1, period, nil)
	t.data.blocks[number].indicator = indicator
	return int(number)
}
