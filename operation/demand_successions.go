package operation

import (
	"context"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/succession"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// successionInputs are what became of councils and of measures.
func successionInputs() []Input {
	return []Input{
		{
			Name: "changes", File: "changes.csv", Table: true, Optional: true, Label: "Changes of councils", Schema: succession.ChangesSchema(),
			Doc: "file of councils that were divided, merged or renamed, whose successors count as one: kind (split, merge or continues), from_code, to_code, on",
		},
		{
			Name: "breaks", File: "breaks.csv", Table: true, Optional: true, Label: "Breaks of a series", Schema: succession.BreaksSchema(),
			Doc: "file of breaks in a measure: measure, period, comparable (no or partly), reason, source",
		},
	}
}

// successionSettings say what the figures of divided councils are made of.
func successionSettings() []Setting {
	return []Setting{
		{
			Name: "successions", Label: "Councils that are gone", Kind: One, Default: "file",
			Doc:     "what stands for a council that is gone: what the file of changes says, or its successors as one by the reorganisations known since 2009",
			Choices: []Choice{{"file", "What the file of changes says"}, {"known", "Known reorganisations since 2009"}},
		},
		{Name: "count", Label: "Column of the count", Value: "column", Doc: "column with the count behind the rate, for successors as one (default the columns that make the printed rates)"},
		{Name: "population", Label: "Column of the population", Value: "column", Doc: "column with the population behind the rate"},
		{Name: "per", Label: "Per", Kind: Whole, Default: "10000", Value: "number", Doc: "number that the rate is per, where its columns are named"},
		{Name: "measure", Label: "Measure", Doc: "measure that the figures are of, to find its breaks (default all breaks)"},
	}
}

// successions are the changes of councils and the breaks of a measure that a comparison goes by.
type successions struct {
	changes succession.Changes
	breaks  []succession.Break
	base    dfe.Base
	measure string
	given   bool
	notes   []string
}

func readSuccessions(ctx context.Context, call Call) (s successions, err error) {
	s.measure = call.Text("measure")
	s.base.Count, s.base.Population = call.Text("count"), call.Text("population")
	if (s.base.Count == "") != (s.base.Population == "") {
		return s, &figure.Fault{Code: "setting", Path: "count", Problem: "successors as one need both a count and a population", Remedy: "name both columns, or none"}
	}
	if s.base.Per, err = Parse(call, "per", parseBase); err != nil {
		return s, err
	}
	known := call.Text("successions") == "known"
	switch {
	case call.Given("changes") && known:
		return s, &figure.Fault{Code: "setting", Path: "successions", Value: "known", Problem: "a file of changes is given too", Remedy: "give one of the two"}
	case call.Given("changes"):
		s.given = true
		if s.changes, s.notes, err = readNoted(ctx, call, "changes", func(g *table.Grid, o table.Options) (succession.Changes, []string, error) {
			return succession.ChangesOf(g, o)
		}); err != nil {
			return s, err
		}
	case known:
		s.given = true
		if s.changes, err = succession.New(dfe.KnownChanges()); err != nil {
			return s, err
		}
	}
	if call.Given("breaks") {
		var notes []string
		breaks, notes, err := readNoted(ctx, call, "breaks", succession.BreaksOf)
		if err != nil {
			return s, err
		}
		s.notes = append(s.notes, notes...)
		for _, b := range breaks {
			if s.measure == "" || strings.EqualFold(b.Measure, s.measure) {
				s.breaks = append(s.breaks, b)
			}
		}
	}
	return s, nil
}

// columns are those to read: with changes all, unless the columns of the rates are named.
func (s successions) columns(indicators []string) []string {
	switch {
	case !s.given || len(indicators) == 0:
		return indicators
	case s.base.Count == "":
		return nil
	}
	return append(append([]string{}, indicators...), s.base.Count, s.base.Population)
}

// tell puts to a comparison what became of the councils and of the measure.
func (s successions) tell(c *dfe.Comparisons) error {
	c.Breaks = s.breaks
	for _, b := range s.breaks {
		c.Notes = append(c.Notes, b.Note())
	}
	c.Notes = append(append(c.Notes, s.notes...), c.Abolished()...)
	if !s.given {
		return nil
	}
	made, ok, err := c.Through(s.breaks, succession.Settings{Verb: s.verb(c)})
	if err != nil || !ok {
		return err
	}
	c.Words = made.Words
	return nil
}

// verb is what councils do with what is counted, where the measure or the values of its filters say so.
func (s successions) verb(c *dfe.Comparisons) string {
	said := s.measure
	for r := range c.All() {
		said += " " + r.Indicator + " " + strings.Join(r.Filters, " ")
		break
	}
	if strings.Contains(strings.ToLower(said), "looked after") || strings.Contains(strings.ToLower(said), "looked_after") {
		return "look after"
	}
	return ""
}
