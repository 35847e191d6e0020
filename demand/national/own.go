package national

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

// With is the pack with a person's own file before it, and the ids of the series that the file has: where it has a figure of
// an authority and year, even a missing one, that stands in place of the pack's; later years come at the end. A file has a
// series when it has the column, and the values of the filters, that the series was taken from. The pack itself stays as it is.
func (p *Pack) With(name string, file *dfe.Data) (with *Pack, taken []string) {
	made := *p
	made.Series, made.data = slices.Clone(p.Series), nil
	for i := range made.Series {
		if s := &made.Series[i]; s.overlay(name, file, p) {
			taken = append(taken, s.ID)
		}
	}
	return &made, taken
}

// overlay puts the figures of a file over those of a series.
func (s *Series) overlay(name string, file *dfe.Data, p *Pack) bool {
	for _, part := range s.Parts {
		rows := part.rows(file)
		if len(rows) == 0 {
			continue
		}
		laid := s.lay(rows, p)
		if laid.to == 0 {
			continue
		}
		s.Parts = append([]Part{{From: laid.from, To: laid.to, Source: name, Column: part.Column, Filters: part.Filters, Own: true}}, s.Parts...)
		return true
	}
	return false
}

// rows are the rows of a file that a part would be taken from; none where an authority has two for one year.
func (part Part) rows(file *dfe.Data) []dfe.Row {
	for _, f := range part.Filters {
		if !slices.ContainsFunc(file.FilterValues(f.Column), func(v string) bool { return strings.EqualFold(v, f.Value) }) {
			return nil
		}
	}
	rows, err := file.Compare(dfe.Query{Indicators: []string{part.Column}})
	if err != nil {
		return nil
	}
	type cell struct {
		code, period string
	}
	seen := map[cell]bool{}
	var kept []dfe.Row
	for _, r := range rows {
		if !part.keeps(file.Filters, r.Filters) {
			continue
		}
		at := cell{r.Area.Code, r.Period.Text}
		if seen[at] {
			return nil
		}
		seen[at] = true
		kept = append(kept, r)
	}
	return kept
}

func (part Part) keeps(columns, values []string) bool {
	for _, f := range part.Filters {
		if at := slices.Index(columns, f.Column); at < 0 || !strings.EqualFold(values[at], f.Value) {
			return false
		}
	}
	return true
}

// years are those that were laid over.
type years struct{ from, to int }

// lay copies the figures of a series and writes those of rows over them.
func (s *Series) lay(rows []dfe.Row, p *Pack) (laid years) {
	figures := map[string][]*demand.Value{}
	for code, cells := range s.Figures {
		figures[code] = slices.Clone(cells)
	}
	last := s.Last()
	known := map[string]dfe.Area{}
	for _, a := range p.Areas {
		known[a.Code] = a
	}
	set := func(code string, year int, v demand.Value) {
		cells := figures[code]
		for len(cells) <= year-s.First {
			cells = append(cells, nil)
		}
		cells[year-s.First] = &v
		figures[code] = cells
	}
	for i := range rows {
		r := &rows[i]
		year, ok := r.Period.Year()
		area, have := known[r.Area.Code]
		if !ok || !have || year < s.First || year > s.First+mostYears-1 {
			continue
		}
		set(area.Code, year, r.Value())
		for _, wider := range []struct {
			code  string
			value demand.Value
		}{{area.RegionCode, r.Region()}, {england(p), r.England()}} {
			if _, there := wider.value.Decimal(); there && wider.code != "" {
				set(wider.code, year, wider.value)
			}
		}
		if laid.from == 0 || year < laid.from {
			laid.from = year
		}
		laid.to = max(laid.to, year)
	}
	if laid.to == 0 {
		return laid
	}
	for code, cells := range figures { // every area has as many years
		for len(cells) <= max(last, laid.to)-s.First {
			cells = append(cells, nil)
		}
		figures[code] = cells
	}
	s.Figures = figures
	return laid
}

// england is the code of the country.
func england(p *Pack) string {
	at := slices.IndexFunc(p.Areas, func(a dfe.Area) bool { return a.Level == dfe.National })
	if at < 0 {
		return ""
	}
	return p.Areas[at].Code
}
