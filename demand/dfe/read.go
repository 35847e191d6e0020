package dfe

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Options say what to take from a file.
type Options struct {
	// Indicators are the columns of figures, or LAIT's measures (by "Short Desc" or "Data item"). Defaults to every
	// column whose cells are numbers and symbols in the first rows, or every measure; and to none when there are Rates.
	Indicators []string
	// Filters keep the rows in which a column holds a value. Defaults to every row.
	Filters []Filter
	// Rates are made of two columns as the file is read. Defaults to none.
	Rates []RateColumn
}

// Filter keeps the rows in which Column holds Value, in any case.
type Filter struct {
	Column, Value string
}

// RateColumn is an indicator made of two others, row by row: Count / Population × Per, rounded half away from zero to so
// many Places. It is missing where either is, and where the population is not above 0.
type RateColumn struct {
	Name              string
	Count, Population string
	// Per defaults to 10,000.
	Per int
	// Places may be 0 to 6.
	Places int
}

func isEOF(err error) bool { return errors.Is(err, io.EOF) }

// Read reads a file of DfE's explore education statistics or the long file of its Local Authority Interactive Tool. Which
// of them it is, where its columns stand and how they are separated, it sees for itself. The text is never in memory
// whole. The error is a [*figure.Fault], an [*AskError] when an option names what the file does not have, or what the
// reader returned.
func Read(r io.Reader, o Options) (*Data, error) {
	l := newLines(r)
	h, err := readHeader(l, nil)
	if err != nil {
		return nil, err
	}
	return readFrom(l, h, o)
}

// DataOf reads a table as [Read] reads delimited text, below any title rows. The error is a [*figure.Fault], or an [*AskError] when
// an option names what the table does not have.
func DataOf(g *table.Grid, o Options) (*Data, error) {
	l, h, err := gridHeader(g, func(h *header) bool {
		_, err := h.layout()
		return err == nil
	}, nil)
	if err != nil {
		return nil, err
	}
	return readFrom(l, h, o)
}

func readFrom(l *lines, h *header, o Options) (*Data, error) {
	layout, err := h.layout()
	if err != nil {
		return nil, err
	}
	d := &Data{Layout: layout}
	if layout == LongFile {
		err = d.readLong(l, h, o)
	} else {
		err = d.readTidy(l, h, o)
	}
	if err != nil {
		return nil, err
	}
	if d.Rows == 0 {
		return nil, &figure.Fault{Code: "no_rows", Place: h.place, Problem: "the file has a header and no rows"}
	}
	d.index()
	return d, nil
}

// filterAt is a filter and the position of its column.
type filterAt struct {
	at    int
	value []byte
}

// keeps reports whether a row passes every filter.
func keeps(filters []filterAt, fields [][]byte) bool {
	for _, f := range filters {
		if cell := bytes.TrimSpace(fields[f.at]); !bytes.Equal(cell, f.value) && !bytes.EqualFold(cell, f.value) {
			return false
		}
	}
	return true
}

func (h *header) filters(filters []Filter) ([]filterAt, error) {
	placed := make([]filterAt, len(filters))
	for i, f := range filters {
		at := h.where(f.Column)
		if at < 0 {
			return nil, &AskError{What: "filter", Asked: f.Column, Have: h.names, Problem: fmt.Sprintf("the file has no column %q to filter by: it has %s", f.Column, h.list())}
		}
		placed[i] = filterAt{at, []byte(strings.TrimSpace(f.Value))}
	}
	return placed, nil
}

// rows calls each with the fields of every record that is not blank.
func rows(l *lines, h *header, each func(fields [][]byte) error) error {
	return rowsBy(&splitter{delimiter: h.delimiter}, l, h, each)
}

func rowsBy(s *splitter, l *lines, h *header, each func(fields [][]byte) error) error {
	if l.grid != nil {
		return l.grid.rows(h, each)
	}
	for {
		record, err := l.next()
		if isEOF(err) {
			return nil
		}
		if err != nil {
			return err
		}
		fields, err := s.cut(record, l.quoted)
		if err != nil {
			return &figure.Fault{Code: figure.BadValue, Place: l.place(-1), Problem: err.Error()}
		}
		if len(fields) != len(h.names) {
			if len(bytes.Trim(record, " \t,;")) == 0 {
				continue
			}
			return &figure.Fault{Code: "ragged", Place: l.place(-1), Problem: fmt.Sprintf("the row has %d fields, the header has %d: give every row the same number", len(fields), len(h.names))}
		}
		if err := each(fields); err != nil {
			return err
		}
	}
}

// intern gives texts that return again and again a number each.
type intern struct {
	known map[string]int32
	texts []string
	next  []int32 // by number: which came after it the last time
	last  int32
}

// of is the number of a text; fresh says that it is new. Published rows come in order, so most texts are either the one
// before again or the one that came after it the last time, and need not be looked up.
func (t *intern) of(text []byte) (number int32, fresh bool) {
	if len(t.texts) > 0 {
		if t.texts[t.last] == string(text) {
			return t.last, false
		}
		if guess := t.next[t.last]; t.texts[guess] == string(text) {
			t.last = guess
			return guess, false
		}
	}
	number, ok := t.known[string(text)]
	if !ok {
		if t.known == nil {
			t.known = map[string]int32{}
		}
		number = int32(len(t.texts))
		t.known[string(text)] = number
		t.texts, t.next = append(t.texts, string(text)), append(t.next, number)
	}
	t.next[t.last], t.last = number, number
	return number, !ok
}

// tidy is where the columns of an explore education statistics file stand, and what has been seen of them.
type tidy struct {
	data                     *Data
	lines                    *lines
	header                   *header
	period, identifier       int
	level, code, gss, name   int
	region, regionCode       int
	country                  int
	filterColumns            []int
	figureColumns            []int // the first kept of them are indicators, the rest are parts of rates
	kept                     int
	rates                    []rateAt
	keep                     []filterAt
	lastLevel                []byte
	levelNow                 Level
	areas, periods, sections intern
	splitter                 splitter
	areaNow                  int32 // of the record before, or −1
	key                      []byte
	parts, row               []cell // of one row: the columns read, and what is stored
}

type rateAt struct {
	count, population int // in parts
	per               int64
}

func (d *Data) readTidy(l *lines, h *header, o Options) error {
	t := &tidy{data: d, lines: l, header: h}
	t.period, t.identifier = h.where(colPeriod), h.where(colIdentifier)
	t.level, t.code, t.gss, t.name = h.where(colLevel), h.where(colCode), h.where(colGSS), h.where(colName)
	t.region, t.regionCode, t.country = h.where(colRegion), h.where(colRegionCode), h.where(colCountry)
	var err error
	if t.keep, err = h.filters(o.Filters); err != nil {
		return err
	}
	if err := t.choose(o); err != nil {
		return err
	}
	t.splitter = splitter{delimiter: h.delimiter}
	for t.splitter.lead < len(h.names)-1 && slices.Contains(standardColumns, strings.ToLower(h.names[t.splitter.lead])) {
		t.splitter.lead++
	}
	return rowsBy(&t.splitter, l, h, t.take)
}

// choose divides the columns that are not of the standard into indicators and filters.
func (t *tidy) choose(o Options) error {
	numeric := t.numeric()
	var free []int
	for i, name := range t.header.names {
		if name != "" && !slices.Contains(standardColumns, strings.ToLower(name)) {
			free = append(free, i)
		}
	}
	wanted := slices.Clone(o.Indicators)
	if len(wanted) == 0 && len(o.Rates) == 0 {
		for _, i := range free {
			if numeric[i] {
				wanted = append(wanted, t.header.names[i])
			}
		}
	}
	named := len(wanted)
	for _, rate := range o.Rates {
		wanted = append(wanted, rate.Count, rate.Population)
	}
	for k, name := range wanted {
		at := t.header.where(name)
		if at < 0 || !slices.Contains(free, at) {
			var have []string
			for _, i := range free {
				if numeric[i] {
					have = append(have, t.header.names[i])
				}
			}
			return &AskError{What: "indicator", Asked: name, Have: have, Problem: fmt.Sprintf("the file has no indicator %q: it has %s", name, shortList(have))}
		}
		if !slices.Contains(t.figureColumns, at) {
			t.figureColumns = append(t.figureColumns, at)
			if k < named {
				t.data.indicators = append(t.data.indicators, t.header.names[at])
				t.kept++
			}
		}
	}
	for _, i := range free {
		if !numeric[i] && !slices.Contains(t.figureColumns, i) {
			t.filterColumns = append(t.filterColumns, i)
			t.data.Filters = append(t.data.Filters, t.header.names[i])
		}
	}
	return t.makeRates(o.Rates)
}

func (t *tidy) makeRates(rates []RateColumn) error {
	at := func(column string) int { return slices.Index(t.figureColumns, t.header.where(column)) }
	for _, rate := range rates {
		per := rate.Per
		if per == 0 {
			per = 10_000
		}
		if rate.Name == "" || per < 0 || rate.Places < 0 || rate.Places > 6 {
			return &AskError{What: "rate", Asked: rate.Name, Problem: fmt.Sprintf("rate %q: give it a name, a base above 0 and 0 to 6 decimal places", rate.Name)}
		}
		scaled := int64(per)
		for range rate.Places {
			scaled *= 10
		}
		t.rates = append(t.rates, rateAt{at(rate.Count), at(rate.Population), scaled})
		t.data.indicators = append(t.data.indicators, rate.Name)
	}
	t.row, t.parts = make([]cell, t.kept+len(rates)), make([]cell, len(t.figureColumns))
	for i, rate := range rates {
		t.row[t.kept+i].places = uint8(rate.Places)
	}
	return nil
}

// numeric reports which columns hold numbers and symbols rather than words in the rows that are in memory. Most decides,
// so that a word in a number's place is found when it is read, and named.
func (t *tidy) numeric() []bool {
	const most = 400
	figures := make([]int, len(t.header.names)) // cells that are figures less those that are not
	numeric := make([]bool, len(t.header.names))
	scratch := &Data{}
	for _, fields := range t.lines.fields(t.header, most) {
		for i, field := range fields {
			if len(bytes.TrimSpace(field)) == 0 {
				continue
			}
			if _, err := scratch.parseCell(field); err != nil {
				figures[i]--
			} else {
				figures[i]++
			}
			numeric[i] = figures[i] > 0
		}
	}
	return numeric
}

// take stores one row.
func (t *tidy) take(fields [][]byte) error {
	t.data.Rows++
	// The area is among the lead columns when its code is.
	if !t.splitter.same || t.splitter.lead <= max(t.level, t.code, t.gss, t.region, t.regionCode, t.country) {
		t.areaNow = -1
	}
	if len(t.keep) > 0 && !keeps(t.keep, fields) {
		return nil
	}
	if !bytes.Equal(fields[t.level], t.lastLevel) {
		t.lastLevel = append(t.lastLevel[:0], fields[t.level]...)
		t.levelNow = parseLevel(bytes.TrimSpace(t.lastLevel))
	}
	if t.levelNow == OtherLevel {
		if blank(fields) {
			t.data.Rows--
			return nil
		}
		t.data.Skipped++
		return nil
	}
	for i, at := range t.figureColumns {
		c, ok := parseFixed(fields[at])
		if !ok {
			var err error
			if c, err = t.data.parseCell(fields[at]); err != nil {
				return &figure.Fault{Code: figure.BadValue, Place: t.lines.place(at), Heading: t.header.names[at], Value: string(fields[at]), Problem: err.Error()}
			}
		}
		t.parts[i] = c
	}
	for i, rate := range t.rates {
		t.row[t.kept+i].rate(t.parts[rate.count], t.parts[rate.population], rate.per)
	}
	copy(t.row, t.parts[:t.kept])
	if t.areaNow < 0 {
		var err error
		if t.areaNow, err = t.area(fields); err != nil {
			return err
		}
	}
	first, err := t.section(fields)
	if err != nil {
		return err
	}
	for i, c := range t.row {
		b := &t.data.blocks[first+i]
		c.area = t.areaNow
		b.cells = append(b.cells, c)
	}
	return nil
}

// area is the number of the area a row is about.
func (t *tidy) area(fields [][]byte) (int32, error) {
	key := append(t.key[:0], byte('0'+t.levelNow))
	field := func(at int) []byte {
		if at < 0 {
			return nil
		}
		return fields[at]
	}
	switch t.levelNow {
	case LocalAuthority:
		code := whole(field(t.code))
		if len(code) == 0 {
			code = field(t.gss)
		}
		if len(bytes.TrimSpace(code)) == 0 {
			return 0, &figure.Fault{Code: figure.BadValue, Place: t.lines.place(max(t.code, t.gss)), Heading: colCode, Problem: "the row is about a local authority and has no code"}
		}
		key = append(key, code...)
	case Regional:
		key = append(append(key, field(t.regionCode)...), field(t.region)...)
	default:
		key = append(key, field(t.country)...)
	}
	t.key = key
	number, fresh := t.areas.of(key)
	if !fresh {
		return number, nil
	}
	text := func(at int) string { return strings.TrimSpace(string(field(at))) }
	a := Area{Level: t.levelNow}
	switch t.levelNow {
	case LocalAuthority:
		a.Code, a.GSS, a.Name = wholeText(text(t.code)), text(t.gss), text(t.name)
		a.Region, a.RegionCode = text(t.region), text(t.regionCode)
		if a.Code == "" {
			a.Code = a.GSS
		}
	case Regional:
		a.Code, a.Name = text(t.regionCode), text(t.region)
	default:
		a.Code, a.Name = text(t.country), "England"
	}
	if !utf8.ValidString(a.Code + a.Name + a.Region) {
		return 0, &figure.Fault{Code: "encoding", Place: t.lines.place(-1), Problem: "the line is not UTF-8 text: save the file as CSV UTF-8"}
	}
	t.data.areas = append(t.data.areas, a)
	return number, nil
}

// section is the position of the first of the blocks that a row's figures belong to: one for each indicator, under the
// row's period and filters.
func (t *tidy) section(fields [][]byte) (int, error) {
	key := append(t.key[:0], fields[t.period]...)
	if t.identifier >= 0 {
		key = append(append(key, 0), fields[t.identifier]...)
	}
	periodEnd := len(key)
	for _, at := range t.filterColumns {
		key = append(append(key, 0), fields[at]...)
	}
	t.key = key
	number, fresh := t.sections.of(key)
	if !fresh {
		return int(number) * len(t.row), nil
	}
	if !utf8.Valid(key) {
		return 0, &figure.Fault{Code: "encoding", Place: t.lines.place(-1), Problem: "the line is not UTF-8 text: save the file as CSV UTF-8"}
	}
	period, fresh := t.periods.of(key[:periodEnd])
	if fresh {
		p := Period{Text: wholeText(string(fields[t.period]))}
		if t.identifier >= 0 {
			p.Identifier = strings.TrimSpace(string(fields[t.identifier]))
		}
		if problem := checkPeriod(p.Text); problem != "" {
			return 0, &figure.Fault{Code: figure.BadValue, Place: t.lines.place(t.period), Heading: colPeriod, Value: p.Text, Problem: problem}
		}
		t.data.periods = append(t.data.periods, p)
	}
	filters := make([]string, len(t.filterColumns))
	for i, at := range t.filterColumns {
		filters[i] = strings.TrimSpace(string(fields[at]))
	}
	t.data.open(len(t.row), period, filters)
	return int(number) * len(t.row), nil
}

// open begins a block for each of n indicators, as large as those before it came to be on average: a file has the same
// areas in every period.
func (d *Data) open(n int, period int32, filters []string) {
	most := 16
	if len(d.blocks) > 0 {
		most = (d.Rows*n/len(d.blocks)*9/8 + 4) & 0x1FF
	}
	for i := range n {
		d.blocks = append(d.blocks, block{
			indicator: int32(i), period: period, filters: filters,
			cells: make([]cell, 0, most),
		})
	}
}

// rate makes c, whose places are set, of a count and a population: one whole division, rounded half away from zero.
func (c *cell) rate(count, population cell, per int64) {
	const most = 1 << 62
	switch {
	case count.kind != fixed:
		c.kind, c.mantissa = missing, unavailable
		if count.kind == missing {
			c.mantissa = count.mantissa
		}
	case population.kind == missing:
		c.kind, c.mantissa = missing, population.mantissa
	case population.kind != fixed, count.places != 0, population.places != 0, population.mantissa <= 0, count.mantissa < 0, count.mantissa > most/2/per:
		c.kind, c.mantissa = missing, unavailable
	default:
		c.kind, c.mantissa = fixed, (2*count.mantissa*per+population.mantissa)/(2*population.mantissa)
	}
}
