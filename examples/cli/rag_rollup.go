package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// rolledUp is the JSON of `rag rollup`.
type rolledUp struct {
	Overall  rag.Rating            `json:"overall"`
	State    *rag.State            `json:"state"`
	Policy   string                `json:"policy"`
	Reason   string                `json:"reason"`
	Tally    rag.Tally             `json:"tally"`
	Areas    map[string]rag.Tally  `json:"areas"`
	Percent  *percentages          `json:"percent"`
	To100    *percentages          `json:"percent_to_100"`
	Coverage *string               `json:"coverage"`
	Mean     *string               `json:"mean_score"`
	Reds     []string              `json:"reds"`
	Unrated  []rag.StateCount      `json:"unrated_by"`
	Policies map[string]rag.Rating `json:"policies"`
	Survives bool                  `json:"survives"`
	Notes    []string              `json:"notes,omitempty"`
}

// percentages are of the rated items.
type percentages struct {
	Green string `json:"green"`
	Amber string `json:"amber"`
	Red   string `json:"red"`
}

func percent(p rag.Percentages, ok bool) *percentages {
	if !ok {
		return nil
	}
	return &percentages{p.Green.String(), p.Amber.String(), p.Red.String()}
}

func ragRollup(flags *flag.FlagSet) func(input) (output, error) {
	policyName := flags.String("policy", "plurality", "`name`: plurality, worst, cap, priority, average, weighted, scores or latest")
	missing := flags.String("missing", "leave_out", "what an unrated item does: leave_out, `red` or block")
	coverage := flags.String("coverage", "", "`per cent` of the items that must be rated for an overall")
	places := flags.Int("places", 0, "decimal `places` of percentages")
	return func(in input) (output, error) {
		policy, err := rag.PolicyNamed(*policyName)
		if err != nil {
			return output{}, fmt.Errorf("-policy: %w", err)
		}
		var settings rag.Settings
		if err := settings.Missing.UnmarshalText([]byte(*missing)); err != nil {
			return output{}, fmt.Errorf("-missing: %w", err)
		}
		if settings.Coverage, err = rag.Printed(*coverage); err != nil {
			return output{}, fmt.Errorf("-coverage: %w", err)
		}
		if *places < 0 || *places > 6 {
			return output{}, fmt.Errorf("-places %d: give a number from 0 to 6", *places)
		}
		items, notes, err := readNoted(in, rag.ItemsOf)
		if err != nil {
			return output{}, err
		}
		every := rag.UnderEvery(items, settings)
		overall, _ := every.Under(policy.Name())
		result, shown := rollupJSON(items, overall, every, int32(*places)), tallyTable(items, overall, every)
		result.Notes, shown.Notes = notes, append(shown.Notes, notes...)
		return output{JSON: result, Tables: []printable{shown}}, nil
	}
}

func rollupJSON(items []rag.Item, overall rag.Overall, every rag.Comparison, places int32) rolledUp {
	result := rolledUp{
		Overall: overall.Rating, Policy: overall.Policy, Reason: overall.Reason, Tally: overall.Tally,
		Areas: map[string]rag.Tally{}, Reds: []string{}, Unrated: overall.Unrated,
		Policies: map[string]rag.Rating{}, Survives: every.Survives,
	}
	if overall.State != rag.Current {
		result.State = &overall.State
	}
	for _, area := range rag.ByArea(items) {
		result.Areas[area.Area] = area.Tally
	}
	result.Percent = percent(overall.Tally.Percent(places))
	result.To100 = percent(overall.Tally.PercentTo100(places))
	if covered, ok := overall.Covered.Round(1); ok {
		text := covered.String()
		result.Coverage = &text
	}
	if mean, ok := rag.MeanScore(items).Round(10); ok {
		text := mean.String()
		result.Mean = &text
	}
	for _, red := range overall.Reds {
		result.Reds = append(result.Reds, red.Name)
	}
	for _, o := range every.Overalls {
		result.Policies[o.Policy] = o.Rating
	}
	return result
}

// moved is the JSON of `rag movement`: the matrix is by the rating before, then the rating after.
type moved struct {
	Matrix   map[string]rag.Tally `json:"matrix"`
	Improved int                  `json:"improved"`
	Worsened int                  `json:"worsened"`
	Changed  []movedItem          `json:"changed"`
	New      []namedItem          `json:"new"`
	Vanished []namedItem          `json:"vanished"`
	Notes    []string             `json:"notes,omitempty"`
}

type movedItem struct {
	Area string     `json:"area"`
	Name string     `json:"name"`
	From rag.Rating `json:"from"`
	To   rag.Rating `json:"to"`
	Said string     `json:"movement"`
}

type namedItem struct {
	Area   string     `json:"area"`
	Name   string     `json:"name"`
	Rating rag.Rating `json:"rating"`
}

func ragMovement(*flag.FlagSet) func(input) (output, error) {
	return func(in input) (output, error) {
		if len(in.files) != 2 {
			return output{}, fmt.Errorf("two files are compared, the earlier first; %d were named", len(in.files))
		}
		var periods [2][]rag.Item
		var notes [2][]string
		for i, name := range in.files {
			var err error
			if periods[i], notes[i], err = readNotedOf(in, name, rag.ItemsOf); err != nil {
				return output{}, err
			}
		}
		m := rag.MovementOf(periods[0], periods[1])
		result := moved{Notes: slices.Concat(notes[:]...), Matrix: map[string]rag.Tally{}, Improved: m.Improved(), Worsened: m.Worsened(), Changed: []movedItem{}}
		matrix := printable{Title: "From, to", Header: []string{"From", "Green", "Amber", "Red", "Unrated"}}
		for _, from := range []rag.Rating{rag.Green, rag.Amber, rag.Red, rag.Unrated} {
			row := m.Matrix[from]
			result.Matrix[from.String()] = rag.Tally{Green: row[rag.Green], Amber: row[rag.Amber], Red: row[rag.Red], Unrated: row[rag.Unrated]}
			cells := []string{from.Title()}
			for _, to := range []rag.Rating{rag.Green, rag.Amber, rag.Red, rag.Unrated} {
				cells = append(cells, strconv.Itoa(row[to]))
			}
			matrix.Rows = append(matrix.Rows, cells)
		}
		list := printable{Title: "Changes", Header: []string{"Area", "Name", "Movement"}, Notes: result.Notes, Walk: changes(m)}
		return output{Value: func() any {
			for _, c := range m.Changed {
				result.Changed = append(result.Changed, movedItem{c.Area, c.Name, c.From, c.To, c.String()})
			}
			result.New, result.Vanished = named(m.New), named(m.Vanished)
			return result
		}, Tables: []printable{matrix, list}}, nil
	}
}

// changes walks what changed, a row each.
func changes(m rag.Movement) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for i := range m.Changed {
			if c := &m.Changed[i]; !yield([]string{c.Area, c.Name, c.String()}) {
				return
			}
		}
		for _, one := range [...]struct {
			word  string
			items []rag.Item
		}{{"new, ", m.New}, {"vanished, was ", m.Vanished}} {
			for i := range one.items {
				if x := &one.items[i]; !yield([]string{x.Area, x.Name, one.word + x.Rating.Title()}) {
					return
				}
			}
		}
	}
}

// named lists items that are in one file only.
func named(items []rag.Item) []namedItem {
	list := make([]namedItem, len(items))
	for i := range items {
		list[i] = namedItem{items[i].Area, items[i].Name, items[i].Rating}
	}
	return list
}

// validated is the JSON of `rag validate`.
type validated struct {
	Valid  bool        `json:"valid"`
	Rules  int         `json:"rules"`
	Faults []ruleFault `json:"faults"`
}

type ruleFault struct {
	Code    rag.Code `json:"code"`
	Path    string   `json:"path"`
	Problem string   `json:"problem"`
	Warning bool     `json:"warning"`
}

func ragValidate(*flag.FlagSet) func(input) (output, error) {
	return func(in input) (output, error) {
		var pack rag.Pack
		err := in.read(func(r io.Reader) (err error) { pack, err = rag.ReadPack(r); return err })
		var wrong rag.Faults
		if err != nil && !errors.As(err, &wrong) {
			return output{}, err
		}
		result := validated{Valid: err == nil, Rules: len(pack.Rules), Faults: []ruleFault{}}
		list := printable{Header: []string{"Fault", "Where", "Problem"}}
		for _, f := range pack.Validate() {
			result.Faults = append(result.Faults, ruleFault{f.Code, f.Path, f.Problem, f.Warning})
			kind := string(f.Code)
			if f.Warning {
				kind += " (warning)"
			}
			list.Rows = append(list.Rows, []string{kind, f.Path, f.Problem})
		}
		if err == nil {
			list.Notes = []string{fmt.Sprintf("%d rules, no faults beside what is listed", len(pack.Rules))}
		}
		return output{JSON: result, Tables: []printable{list}, Found: err != nil}, nil
	}
}
