package compare

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// PlaceCSV is every measure of a place in every year, as a file: figures as they were published, averages unrounded. Without the
// national picture it is empty: the page fetches that and asks again.
func (s *Session) PlaceCSV(in form.Inputs) (string, error) {
	if s.pack == nil {
		return "", nil
	}
	at, err := s.own()
	if err != nil {
		return "", err
	}
	profile, err := at.pack.Profile(national.Settings{Area: in.Settings[form.PlaceArea], List: in.Settings[form.PlaceList]})
	if err != nil {
		return "", err
	}
	rows := [][]string{{"authority", "code", "group", "measure", "unit", "when", "year", "value", "count", "of", "england", "region", "neighbours_mean", "neighbours_median", "neighbours_with_data", "neighbours", "list", "source"}}
	for _, m := range profile.Measures {
		for _, y := range m.Years {
			rows = append(rows, []string{
				profile.Name, profile.Area, m.Group, m.Name, m.Unit, m.When, whole(y.Year), y.Value.String(), y.Count.String(), y.Population.String(), y.England.String(), y.Region.String(),
				known(y.Mean), known(y.Median), whole(y.N), whole(y.In), profile.List, at.pack.SourceOf(m.ID, y.Year),
			})
		}
	}
	var b strings.Builder
	err = table.WriteCSV(&b, slices.Values(rows))
	return b.String(), err
}

// known is a figure that was worked out, and nothing where there is none.
func known(v demand.Value) string {
	if _, missing := v.Missing(); missing {
		return ""
	}
	return v.String()
}
