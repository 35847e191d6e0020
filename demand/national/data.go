package national

import (
	"strconv"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

// Data is the pack as the data of one file, by which authorities are compared: each indicator is the id of a series, each
// period a year. The populations that rates were made of stand beside their years under the names that [Pack.Base] gives.
func (p *Pack) Data() (*dfe.Data, error) {
	if p.data != nil {
		return p.data, nil
	}
	var slices []dfe.Slice
	for _, s := range p.Series {
		slices = append(slices, s.slices(s.ID, 0)...)
	}
	lagged := map[string]bool{}
	for _, s := range p.Series {
		name := s.Made.population()
		if s.Made.Lag == 0 || s.Made.Population == "" || lagged[name] {
			continue
		}
		lagged[name] = true
		if population, ok := p.Of(s.Made.Population); ok {
			slices = append(slices, population.slices(name, s.Made.Lag)...)
		}
	}
	return dfe.Of(p.Areas, slices)
}

// slices are the years of a series under a name, each so many years later.
func (s Series) slices(name string, later int) []dfe.Slice {
	var list []dfe.Slice
	for year := s.First; year <= s.Last(); year++ {
		figures := map[string]demand.Value{}
		for code := range s.Figures {
			if v, ok := s.At(code, year); ok {
				figures[code] = v
			}
		}
		list = append(list, dfe.Slice{Indicator: name, Period: period(year + later), Figures: figures})
	}
	return list
}

func period(year int) dfe.Period { return dfe.Period{Text: strconv.Itoa(year)} }

// population is the name under which the population of a rate stands beside the rate's own years.
func (m Made) population() string {
	if m.Lag == 0 {
		return m.Population
	}
	return m.Population + " " + strconv.Itoa(m.Lag) + " before"
}

// Base says what the figures of a series in a year were made of, in the names of [Pack.Data]; ok is false where the pack does
// not have it, or it does not give the published figure.
func (p *Pack) Base(id string, year int) (b dfe.Base, ok bool) {
	s, ok := p.Of(id)
	if !ok || s.Made.Count == "" || year < s.Made.Since {
		return b, false
	}
	return dfe.Base{Count: s.Made.Count, Population: s.Made.population(), Per: s.Made.Per}, true
}
