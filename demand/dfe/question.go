package dfe

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Question is one authority's figure among all, as [demand.Compare] and [demand.CheckClaim] take it; neighbours, polarity
// and parts are the caller's to add. The authority is given by DfE code, GSS code or name. The error is an [*AskError].
func (d *Data) Question(area, indicator, period string) (demand.Question, error) {
	at, err := d.place(area)
	if err != nil {
		return demand.Question{}, err
	}
	figures, regions, england, err := d.Figures(indicator, period)
	if err != nil {
		return demand.Question{}, err
	}
	q := demand.Question{Area: d.areas[at].Code, Indicator: indicator, Period: period, Figures: figures, England: england, Region: demand.Absent(demand.Unavailable)}
	for name, v := range regions {
		if regionKey(name) == regionKey(d.areas[at].Region) {
			q.Region = v
		}
	}
	return q, nil
}

// Parts are the counts and populations behind the rates of a period, for pooled rates. The error is an [*AskError].
func (d *Data) Parts(count, population, period string) (map[string]demand.Part, error) {
	counts, _, _, err := d.Figures(count, period)
	if err != nil {
		return nil, err
	}
	populations, _, _, err := d.Figures(population, period)
	if err != nil {
		return nil, err
	}
	parts := make(map[string]demand.Part, len(counts))
	for code, v := range counts {
		parts[code] = demand.Part{Count: v, Base: populations[code]}
	}
	return parts, nil
}

// AddRate adds an indicator made of a count of this data and a population of another file, such as the mid-year estimates
// of the Office for National Statistics: count / population × per, rounded half away from zero to so many places. lag is
// how many years the population is older than the count; DfE holds the count at 31 March 2025 against mid-2024, a lag of
// 1. Areas and periods without a population get a missing figure. The error is an [*AskError].
func (d *Data) AddRate(name, count string, populations *Data, population string, lag, per, places int) error {
	counted, err := d.indicator(count)
	if err != nil {
		return err
	}
	based, err := populations.indicator(population)
	if err != nil {
		return err
	}
	if per <= 0 || places < 0 || places > 6 || name == "" {
		return &AskError{What: "rate", Asked: name, Problem: fmt.Sprintf("rate %q: give it a name, a base above 0 and 0 to 6 decimal places", name)}
	}
	scaled := int64(per)
	for range places {
		scaled *= 10
	}
	byYear, err := populations.byYear(based)
	if err != nil {
		return err
	}
	indicator := int32(len(d.indicators))
	d.indicators = append(d.indicators, name)
	for _, b := range d.blocks { // the blocks of before the loop; those added are not gone over
		if b.indicator != counted {
			continue
		}
		year, _ := d.periods[b.period].Year()
		rates := block{indicator: indicator, period: b.period, filters: b.filters, cells: make([]cell, len(b.cells))}
		for i, c := range b.cells {
			base, ok := byYear[year-lag][populations.key(d.areas[c.area])]
			if !ok {
				base = cell{kind: missing, mantissa: unavailable}
			}
			rates.cells[i] = cell{area: c.area, places: uint8(places)}
			rates.cells[i].rate(c, base, scaled)
		}
		d.blocks = append(d.blocks, rates)
	}
	return nil
}

// key is what two files call an area alike.
func (*Data) key(a Area) string {
	if a.Level == Regional {
		return regionKey(a.Name)
	}
	return fmt.Sprint(int(a.Level), a.Code)
}

// byYear is the figures of an indicator by year and area.
func (d *Data) byYear(indicator int32) (map[int]map[string]cell, error) {
	years, first := map[int]map[string]cell{}, map[int]*block{}
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.indicator != indicator {
			continue
		}
		year, _ := d.periods[b.period].Year()
		if first[year] != nil {
			return nil, d.several([]*block{first[year], b})
		}
		first[year] = b
		years[year] = make(map[string]cell, len(b.cells))
		for _, c := range b.cells {
			years[year][d.key(d.areas[c.area])] = c
		}
	}
	return years, nil
}
