package operation

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// DemandProfile is every headline measure of one authority beside its region, England and its statistical neighbours.
func DemandProfile() Operation {
	return Operation{
		Group: "demand", Verb: "profile",
		Title: "Profile of a place", Question: "How does this authority stand on every headline measure?",
		Doc:    "every headline measure of an authority: its figure, England's, the neighbours' mean and median, rank, quarter and change",
		Method: "Figures are as published. The mean (as in DfE's LAIT) and the median (as on DfE's dashboard) are of the neighbours that have a figure; the authority itself is not among them. Quarters are by R's type 7 among all authorities with a figure, ties taking the best rank. A count says how large an authority is and is not judged.",
		Inputs: []Input{{Name: "pack", File: "england.pack", Text: true, Label: "National picture", Doc: "the national picture, as examples/national makes it"}},
		Settings: []Setting{
			{Name: "area", Label: "Authority", Required: true, Value: "name", Doc: "name or code of the authority"},
			{Name: "list", Label: "Neighbours", Value: "name", Doc: "name or year of the list of neighbours (default the latest)"},
			{Name: "period", Label: "Year", Kind: Whole, Value: "year", Doc: "year that is looked at (default the latest of each measure)"},
		},
		Example: Example{Settings: map[string]string{"area": "Ashire"}, Inputs: map[string]string{"pack": examplePack()}, Source: "made up"},
		Zero:    national.Profile{},
		Run: func(_ context.Context, call Call) (Result, error) {
			pack, err := Read(call, "pack", func(r io.Reader) (*national.Pack, error) {
				text, err := io.ReadAll(r)
				if err != nil {
					return nil, err
				}
				return national.Read(text)
			})
			if err != nil {
				return Result{}, err
			}
			year, err := ParseGiven(call, "period", parseFrom(1900, 2200))
			if err != nil {
				return Result{}, err
			}
			p, err := pack.Profile(national.Settings{Area: call.Text("area"), List: call.Text("list"), Year: year})
			if err != nil {
				return Result{}, err
			}
			return Result{Value: p, View: profileView(p)}, nil
		},
	}
}

func profileView(p national.Profile) View {
	more := "Neighbours: " + p.List + ". "
	if len(p.Neighbours) == 0 {
		more = ""
	}
	view := View{Answer: p.Answer(), More: more + "Edition: " + p.Edition + ".", Notes: slices.Concat(p.Notes, p.Earlier, []string{p.Attribution}), Spoken: true}
	for _, group := range p.Groups() {
		view.Sections = append(view.Sections, profileSection(p, group))
	}
	view.Further = func() []Section {
		var further []Section
		for _, group := range p.Groups() {
			further = append(further, yearsSection(p, group))
		}
		return further
	}
	return view
}

// groupID is the name of a group as an anchor.
func groupID(group string) string { return strings.ReplaceAll(strings.ToLower(group), " ", "_") }

// inGroup are the measures of a group.
func inGroup(p national.Profile, group string) []national.Measure {
	var list []national.Measure
	for _, m := range p.Measures {
		if m.Group == group {
			list = append(list, m)
		}
	}
	return list
}

// profileSection is the latest figures of one group.
func profileSection(p national.Profile, group string) Section {
	measures := inGroup(p, group)
	s := Section{
		ID: groupID(group), Title: group, Count: len(measures),
		Columns: []Column{
			word("measure", "Measure"), word("unit", "Unit"), word("when", "When"), number("value", p.Name), number("england", "England"), number("region", regionTitle(p)),
			number("mean", "Neighbours' mean"), number("median", "Neighbours' median"), number("n", "With data"), word("rank", "Rank"), word("quarter", "Quarter"), number("change", "Change"),
		},
		Rows: func(yield func(Row) bool) {
			for _, m := range measures {
				if !yield(profileRow(m)) {
					return
				}
			}
		},
	}
	for _, m := range measures {
		for _, note := range append(m.Notes[:len(m.Notes):len(m.Notes)], withoutNote(m)...) {
			s.Notes = append(s.Notes, m.Name+": "+note)
		}
	}
	return s
}

func withoutNote(m national.Measure) []string {
	if len(m.Without) == 0 {
		return nil
	}
	return []string{"without " + strings.Join(m.Without, "; ")}
}

func regionTitle(p national.Profile) string {
	if p.Region == "" {
		return "Region"
	}
	return p.Region
}

func profileRow(m national.Measure) Row {
	rank, n := "", ""
	if m.Rank > 0 {
		rank = strconv.Itoa(m.Rank) + " of " + strconv.Itoa(m.Of)
	}
	if m.Now.In > 0 {
		n = strconv.Itoa(m.Now.N) + " of " + strconv.Itoa(m.Now.In)
	}
	cells := Cells(m.Name, m.Unit, m.When+" "+strconv.Itoa(m.Now.Year), m.Now.Value.String(), m.Now.England.String(), m.Now.Region.String(),
		shownValue(m.Mean(), int32(m.Places)+1), shownValue(m.Median(), int32(m.Places)+1), n, rank)
	return Row{Cells: append(cells, quarterCell(m), Cell{Text: changeText(m)})}
}

// quarterCell says the quarter, and by polarity whether it is the best or the worst.
func quarterCell(m national.Measure) Cell {
	words := []string{"", "lowest", "second lowest", "second highest", "highest"}[m.Quarter]
	switch {
	case m.Polarity == rag.Neutral || m.Quarter == 0:
		return Cell{Text: words}
	case m.Band == demand.BandA:
		return Cell{Text: words + ", best", Tag: "green"}
	case m.Band == demand.BandD:
		return Cell{Text: words + ", worst", Tag: "red"}
	}
	return Cell{Text: words}
}

func changeText(m national.Measure) string {
	if m.Change == nil {
		return ""
	}
	text := short(m.Change.Absolute, 2)
	if m.Change.Absolute.IsPositive() {
		text = "+" + text
	}
	return text
}

// yearsSection is every year of a group.
func yearsSection(p national.Profile, group string) Section {
	measures := inGroup(p, group)
	count := 0
	for _, m := range measures {
		count += len(m.Years)
	}
	return Section{
		ID: groupID(group) + "_years", Title: group + ", year by year", Count: count,
		Columns: []Column{word("measure", "Measure"), number("period", "Year"), number("value", p.Name), number("england", "England"), number("mean", "Neighbours' mean"), number("median", "Neighbours' median"), number("count", "Count"), number("population", "Of")},
		Rows: func(yield func(Row) bool) {
			for _, m := range measures {
				for _, y := range m.Years {
					if !yield(Row{Cells: Cells(m.Name, strconv.Itoa(y.Year), y.Value.String(), y.England.String(), shownValue(y.Mean, int32(m.Places)+1), shownValue(y.Median, int32(m.Places)+1), y.Count.String(), y.Population.String())}) {
						return
					}
				}
			}
		},
	}
}

// examplePack is a national picture of three made-up authorities.
func examplePack() string {
	figures := map[string][]*demand.Value{}
	for code, rates := range map[string][2]string{"E92000001": {"66", "67"}, "1": {"80", "85"}, "2": {"70", "71"}, "3": {"60", "c"}} {
		for _, text := range rates {
			v := demand.Absent(demand.Confidential)
			if d, err := decimal.NewFromString(text); err == nil {
				v = demand.Number(d)
			}
			figures[code] = append(figures[code], &v)
		}
	}
	p := national.Pack{
		Edition: "2024 to 2025", Licence: "none", Attribution: "Made-up figures.",
		Sources: []national.Source{{ID: "made", Title: "Made up", Publisher: "Nobody", Edition: "2025"}},
		Areas: []dfe.Area{
			{Level: dfe.National, Code: "E92000001", Name: "England"},
			{Level: dfe.LocalAuthority, Code: "1", Name: "Ashire"},
			{Level: dfe.LocalAuthority, Code: "2", Name: "Beeshire"},
			{Level: dfe.LocalAuthority, Code: "3", Name: "Ceeshire"},
		},
		Series: []national.Series{{
			ID: "looked_after_rate", Group: "Children looked after", Name: "Children looked after per 10,000", Kind: national.Rate, Unit: "per 10,000 children", When: "31 March",
			First: 2024, Parts: []national.Part{{From: 2024, To: 2025, Source: "made"}}, Figures: figures,
		}},
	}
	list := demand.NewList("Made-up neighbours", time.Time{}, "made")
	_ = list.Add("1", []demand.Neighbour{{Code: "2"}, {Code: "3"}}) // two authorities that are there
	p.Lists = []*demand.List{list}
	text, _ := p.Bytes() // it is written as it must be: the test of examples reads it
	return string(text)
}
