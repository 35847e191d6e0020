package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
)

// folder is the published files by the id of their source.
type folder struct {
	sources []national.Source
	text    map[string][]byte
}

// read finds the published files by their names, as they are or compressed with gzip.
func read(from string) (f folder, err error) {
	f = folder{sources: published(), text: map[string][]byte{}}
	err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		at := slices.IndexFunc(f.sources, func(s national.Source) bool { return s.File == strings.TrimSuffix(d.Name(), ".gz") })
		if at < 0 {
			return nil
		}
		s := &f.sources[at]
		if f.text[s.ID] != nil {
			return fmt.Errorf("%s is there twice", s.File)
		}
		text, err := unpacked(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		sum := sha256.Sum256(text)
		f.text[s.ID], s.SHA256 = text, hex.EncodeToString(sum[:])
		return nil
	})
	if err != nil {
		return f, err
	}
	for _, s := range f.sources {
		if f.text[s.ID] == nil {
			return f, fmt.Errorf("%s is missing from %s: it is published at %s (%s, %s)", s.File, from, s.Address, s.Title, s.Edition)
		}
	}
	return f, nil
}

func unpacked(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return text, err
	}
	r, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// pack makes the pack.
func (f folder) pack() (*national.Pack, error) {
	p := &national.Pack{
		Edition: "reporting years " + strconv.Itoa(firstYear) + " to " + strconv.Itoa(lastYear) + ", as published to " + dashboardDay,
		Licence: "Open Government Licence v3.0", LicenceAddress: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
		Attribution: "Contains public sector information licensed under the Open Government Licence v3.0.",
		Sources:     f.sources,
	}
	var err error
	if p.Areas, err = f.areas(); err != nil {
		return nil, err
	}
	for _, list := range lists {
		since, err := time.Parse(time.DateOnly, list.since)
		if err != nil {
			return nil, err
		}
		l, err := dfe.ReadNeighbours(bytes.NewReader(f.text[list.source]), dfe.ListOptions{Name: list.name, Since: since, Source: list.source})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", list.source, err)
		}
		p.Lists = append(p.Lists, l)
	}
	for _, i := range recipe() {
		s, err := f.series(i, p.Areas)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", i.series.ID, err)
		}
		p.Series = append(p.Series, s)
	}
	return p, nil
}

// areas are England, the regions and the authorities of all releases; what an authority is called is said by the file that has
// its latest year.
func (f folder) areas() ([]dfe.Area, error) {
	var all []dfe.Area
	for _, source := range []string{"looked_after", "in_need", "workforce"} {
		d, err := dfe.Read(bytes.NewReader(f.text[source]), dfe.Options{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", source, err)
		}
		for _, level := range []dfe.Level{dfe.National, dfe.Regional, dfe.LocalAuthority} {
			for _, a := range d.Areas(level) {
				if !slices.ContainsFunc(all, func(have dfe.Area) bool { return have.Code == a.Code }) {
					all = append(all, a)
				}
			}
		}
	}
	for i, a := range all {
		// Dorset is a council that was abolished, and the one that took its place.
		if year, _, gone := dfe.Successors(a.Code); gone && slices.ContainsFunc(all, func(b dfe.Area) bool { return b.Name == a.Name && b.Code != a.Code }) {
			all[i].Name += fmt.Sprintf(" (before %d)", year)
		}
	}
	slices.SortStableFunc(all, func(a, b dfe.Area) int {
		if a.Level != b.Level {
			return int(a.Level - b.Level)
		}
		return strings.Compare(a.Code, b.Code)
	})
	return all, nil
}

// series takes each year of a series from the first file that has it.
func (f folder) series(i ingredient, areas []dfe.Area) (national.Series, error) {
	s := i.series
	s.Figures = map[string][]*demand.Value{}
	if s.ID == "population" {
		s.First = populationYear
	}
	first := 0
	last := s.First + lastYear - firstYear
	taken := map[int]bool{}
	for _, from := range i.from {
		d, err := dfe.Read(bytes.NewReader(f.text[from.source]), dfe.Options{Indicators: []string{from.column}, Filters: from.filters})
		if err != nil {
			return s, err
		}
		part := national.Part{Source: from.source, Column: from.column, Filters: from.filters}
		for _, period := range d.Periods() {
			year, ok := period.Year()
			if !ok || taken[year] || year < s.First || year > last {
				continue
			}
			if err := add(&s, d, from.column, period.Text, year, areas); err != nil {
				return s, err
			}
			taken[year] = true
			part.To = max(part.To, year)
			if part.From == 0 || year < part.From {
				part.From = year
			}
		}
		if part.From != 0 {
			s.Parts = append(s.Parts, part)
		}
		if first == 0 || part.From != 0 && part.From < first {
			first = part.From
		}
	}
	for year := first; year <= last; year++ {
		if !taken[year] {
			return s, fmt.Errorf("no file has %d", year)
		}
	}
	for code, cells := range s.Figures { // a series that begins later has fewer years
		s.Figures[code] = cells[first-s.First:]
	}
	s.First = first
	return s, nil
}

// add puts the figures of one year into a series.
func add(s *national.Series, d *dfe.Data, column, period string, year int, areas []dfe.Area) error {
	figures, regions, england, err := d.Figures(column, period)
	if err != nil {
		return err
	}
	set := func(code string, v demand.Value) {
		if s.Figures[code] == nil {
			s.Figures[code] = make([]*demand.Value, lastYear-firstYear+1)
		}
		v = meant(v, s.Places)
		s.Figures[code][year-s.First] = &v
	}
	for code, v := range figures {
		if !slices.ContainsFunc(areas, func(a dfe.Area) bool { return a.Code == code }) {
			return fmt.Errorf("%s is none of the areas", code)
		}
		if _, missing := v.Missing(); missing && !stood(code, year) {
			continue
		}
		set(code, v)
	}
	for _, a := range areas {
		switch a.Level {
		case dfe.National:
			set(a.Code, england)
		case dfe.Regional:
			for name, v := range regions {
				if regionKey(name) == regionKey(a.Name) {
					set(a.Code, v)
				}
			}
		}
	}
	return nil
}

// meant is the figure that was published where LAIT's bulk data has what a sum of binary doubles made of it: 83.10000000000001 is
// 83.1. A figure that differs by more from its places, as full-time equivalents of 2016 do, stays as it is.
func meant(v demand.Value, places int) demand.Value {
	d, ok := v.Decimal()
	if !ok {
		return v
	}
	if round := d.Round(int32(places)); round.Sub(d).Abs().LessThan(decimal.New(1, -9)) {
		return demand.Number(round)
	}
	return v
}

// stood reports whether an authority was there in a year. LAIT has a dash, and the files of children looked after a z, for councils
// that were abolished or not yet made, which would make missing figures of no council at all.
func stood(code string, year int) bool {
	if until, _, gone := dfe.Successors(code); gone && year > until {
		return false
	}
	since, _, made := dfe.Predecessors(code)
	return !made || year > since
}

// regionKey is what the names of one region have in common: LAIT has "London (Inner)" for "Inner London".
func regionKey(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' })
	slices.Sort(words)
	return strings.Join(words, " ")
}
