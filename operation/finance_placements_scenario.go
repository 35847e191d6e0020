package operation

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// mostMoved is how many children a scenario moves at most.
const mostMoved = 999

// scenarioSettings are what a scenario of placements changes.
func scenarioSettings() []Setting {
	return []Setting{
		{Name: "budget", Label: "Budget", Doc: "net budget of the year, to hold the cost against"},
		{Name: "move", Label: "Children who move", Kind: Whole, Value: "number", Doc: "scenario, number of children who move to another type of placement from a day on"},
		{Name: "move_from", Label: "They move from", Value: "type", Doc: "type of placement that they leave (default none: they come into care)"},
		{Name: "move_to", Label: "They move to", Value: "type", Doc: "type of placement that they go to (default none: they leave care)"},
		{Name: "move_on", Label: "From the day", Kind: Date, Value: "day", Doc: "first night in the other type, and first day of the rise (default the first of the year)"},
		{Name: "rise", Label: "Prices rise by, per cent", Kind: Number, Value: "per cent", Doc: "scenario, per cent by which prices rise from that day on"},
		{Name: "rise_type", Label: "Prices of", Value: "type", Doc: "type whose prices rise (default all)"},
		{Name: "change", Label: "Children more or fewer", Value: "residential=-1,fostering=1", Doc: "scenario, children more or fewer for the whole year: residential=-1,fostering=1"},
		{Name: "price", Label: "Prices raised by", Value: "residential=5", Doc: "scenario, prices raised by so many per cent: residential=5"},
		{
			Name: "method", Label: "Split by", Kind: One, Default: "nested", Doc: "how the scenario's difference is split: nested, flat or textbook",
			Choices: []Choice{{"nested", "Price by type, then number and mix"}, {"flat", "All parts alike"}, {"textbook", "The textbook order"}},
		},
	}
}

// placementScenario is what changes in a year of placements.
type placementScenario struct {
	year    finance.FinancialYear
	move    finance.PlacementMove
	rise    finance.Uplift
	changes []finance.PositionChange
	method  finance.Decomposition
	// words are the whole-year changes as they were written.
	words []string
}

// changed says whether the scenario differs from what stands.
func (x placementScenario) changed() bool {
	return x.move.Children > 0 || !x.rise.Percent.IsZero() || len(x.changes) > 0
}

func readPlacementScenario(call Call, year finance.FinancialYear) (x placementScenario, err error) {
	x.year = year
	children, err := Parse(call, "change", parsePairs)
	if err != nil {
		return x, err
	}
	prices, err := Parse(call, "price", parsePairs)
	if err != nil {
		return x, err
	}
	if x.method, err = Parse(call, "method", func(text string) (d finance.Decomposition, err error) { return d, d.UnmarshalText([]byte(text)) }); err != nil {
		return x, err
	}
	// A child more for the whole year is its days in weeks.
	const places = 16
	weeks := finance.Cost{Nights: year.Days()}.ChildWeeks(places)
	for _, c := range children {
		x.changes = append(x.changes, finance.PositionChange{Type: c.name, Add: c.value.Mul(weeks).Round(places)})
	}
	for _, c := range prices {
		x.changes = append(x.changes, finance.PositionChange{Type: c.name, Uplift: c.value})
	}
	for _, setting := range [...]string{"change", "price"} {
		if text := call.Text(setting); text != "" {
			x.words = append(x.words, text)
		}
	}
	if x.move.On, err = ParseGiven(call, "move_on", dayOf(year)); err != nil {
		return x, err
	}
	if x.move.On.IsZero() {
		x.move.On = year.Start()
	}
	if x.move.Children, err = ParseGiven(call, "move", parseChildren); err != nil {
		return x, err
	}
	x.move.From, x.move.To = call.Text("move_from"), call.Text("move_to")
	x.rise.On, x.rise.Type = x.move.On, call.Text("rise_type")
	x.rise.Percent, err = ParseGiven(call, "rise", parseRise)
	return x, err
}

// dayOf reads a day of a year.
func dayOf(year finance.FinancialYear) func(string) (time.Time, error) {
	return func(text string) (time.Time, error) {
		day, err := parseDay(text)
		if err == nil && finance.FinancialYearOf(day) != year {
			err = fmt.Errorf("%s is not in %s", day.Format("2 January 2006"), year)
		}
		return day, err
	}
}

func parseChildren(text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > mostMoved {
		return 0, fmt.Errorf("%s is no number of children: write 0 to %d", quoted(text), mostMoved)
	}
	return n, nil
}

// parseRise reads a rise of prices in per cent.
func parseRise(text string) (decimal.Decimal, error) {
	amount, err := finance.ParseMoney(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")), finance.Pounds)
	hundred := decimal.NewFromInt(100)
	if err != nil || !amount.HasAmount() || amount.Pounds.Abs().GreaterThan(hundred) {
		return amount.Pounds, fmt.Errorf("%s is no per cent of a rise: write a number from -100 to 100", quoted(text))
	}
	return amount.Pounds, nil
}

// position is the year's position with the scenario. The error is that of a move that cannot be.
func (x placementScenario) position(placements []finance.Placement) (finance.Position, error) {
	if x.move.Children > 0 {
		if err := x.move.Check(placements); err != nil {
			return finance.Position{}, err
		}
	}
	raised := make([]finance.Placement, len(placements))
	for i, p := range placements {
		raised[i] = p
		if !x.rise.Percent.IsZero() {
			raised[i] = p.Uplifted(x.rise)
		}
	}
	costs, err := finance.CostYear(raised, x.year)
	if err != nil {
		return finance.Position{}, err
	}
	changes := x.changes
	if x.move.Children > 0 {
		changes = append(x.move.Changes(x.year), changes...)
	}
	return costs.Position().With(changes...)
}

// bridge is the difference that the scenario makes to the year.
func (x placementScenario) bridge(placements []finance.Placement, base finance.Position) (finance.Bridge, error) {
	changed, err := x.position(placements)
	if err != nil {
		return finance.Bridge{}, &InputError{Input: "placements", Err: err}
	}
	return finance.Decompose(base, changed, x.method)
}

// String says what changes: "2 children moved from residential to fostering and all prices changed by 3%".
func (x placementScenario) String() string {
	var parts []string
	if n := x.move.Children; n > 0 {
		children := counted(n, "child", "children")
		switch {
		case x.move.From == "":
			parts = append(parts, children+" more in "+x.move.To)
		case x.move.To == "":
			parts = append(parts, children+" fewer in "+x.move.From)
		default:
			parts = append(parts, children+" moved from "+x.move.From+" to "+x.move.To)
		}
	}
	if !x.rise.Percent.IsZero() {
		of := "all prices"
		if x.rise.Type != "" {
			of = "the prices of " + x.rise.Type
		}
		parts = append(parts, of+" changed by "+x.rise.Percent.String()+"%")
	}
	dated := strings.Join(parts, " and ")
	if dated != "" {
		dated += " from " + x.move.On.Format("2 January 2006")
	}
	return strings.Join(append(nonEmpty(dated), x.words...), "; ")
}

// nonEmpty are the texts that say something.
func nonEmpty(texts ...string) []string {
	var said []string
	for _, text := range texts {
		if text != "" {
			said = append(said, text)
		}
	}
	return said
}

// answer is what the year costs with the scenario.
func (x placementScenario) answer(b finance.Bridge) string {
	shown, style := b.Printed(finance.Pounds), finance.MoneyStyle{Pound: true, Grouped: true}
	difference := finance.Variance{Amount: shown.Total()}
	more := map[finance.Direction]string{finance.Adverse: " more", finance.Favourable: " less", finance.Nil: " more or less"}[difference.Direction()]
	return "With " + x.String() + " the year costs " + style.Print(b.To) + " gross, " + style.Print(difference.Size()) + more + "."
}

// chart leads from the cost as it stands to that with the change.
func (x placementScenario) chart(b finance.Bridge) Chart {
	style := finance.TableStyle(finance.Pounds)
	shown := b.Printed(finance.Pounds)
	c := Chart{
		Kind: Waterfall, Title: "From the cost as it stands to the cost with the change", Unit: "£",
		Description: "The cost of the year as it stands, what each part of the change adds or takes away, and the cost with the change; the table has the same figures.",
		Bars:        []Bar{{Label: "As they stand", Amount: shown.From, Printed: style.Print(shown.From), Total: true}},
	}
	for _, part := range [...]struct {
		label  string
		amount decimal.Decimal
	}{{"Number of children", shown.Number}, {"Mix of types", shown.Mix}, {"Prices", shown.Price}} {
		if !part.amount.IsZero() {
			c.Bars = append(c.Bars, Bar{Label: part.label, Amount: part.amount, Printed: style.Print(part.amount)})
		}
	}
	c.Bars = append(c.Bars, Bar{Label: "With the change", Amount: shown.To, Printed: style.Print(shown.To), Total: true})
	return c
}

// working is the move as its sums, the part of each type's prices, and the bridge in a sentence.
func (x placementScenario) working(base finance.Position, b finance.Bridge) iter.Seq[string] {
	return func(yield func(string) bool) {
		var lines []string
		if x.move.Children > 0 {
			lines = x.move.Working(base, x.year)
		}
		style := finance.TableStyle(finance.Pounds)
		for _, p := range b.Printed(finance.Pounds).PriceByType {
			if !p.Price.IsZero() {
				lines = append(lines, "Prices of "+p.Type+": "+style.Print(p.Price))
			}
		}
		for _, line := range append(lines, "In all "+b.Working(finance.Pounds)) {
			if !yield(line) {
				return
			}
		}
	}
}

// otherwise asks how the year answers to other changes from the same day. What cannot be, such as more children moved than are
// there, is left out.
func (x placementScenario) otherwise(placements []finance.Placement, base finance.Position) Section {
	s := Section{
		ID: "sensitivity", Title: "What if it were otherwise?",
		Intro:   "Each row is a change of its own from " + x.move.On.Format("2 January 2006") + ", beside the placements as they stand. What cannot be (more children moved than are there) is left out.",
		Columns: []Column{word("change", "Change"), number("year", "Year, £"), number("difference", "Difference, £"), word("direction", "Direction")},
	}
	plain := placementScenario{year: x.year, method: x.method}
	plain.move.On, plain.rise.On = x.move.On, x.move.On
	var others []placementScenario
	for _, children := range [...]int{1, 2, 3, 5} {
		if other := plain; x.move.From != x.move.To {
			other.move = x.move
			other.move.Children = children
			others = append(others, other)
		}
	}
	for _, t := range base.Types {
		other := plain
		other.move = finance.PlacementMove{Children: 1, To: t.Type, On: x.move.On}
		others = append(others, other)
	}
	for _, percent := range [...]int64{1, 5} {
		other := plain
		other.rise.Percent = decimal.NewFromInt(percent)
		others = append(others, other)
	}
	style := finance.TableStyle(finance.Pounds)
	since := " from " + x.move.On.Format("2 January 2006")
	var rows []Row
	for _, other := range others {
		b, err := other.bridge(placements, base)
		if err != nil {
			continue
		}
		difference := b.Printed(finance.Pounds).Total()
		direction := finance.Variance{Amount: difference}.Direction().String()
		rows = append(rows, Row{Cells: []Cell{
			{Text: capital(strings.TrimSuffix(other.String(), since))}, {Text: style.Print(b.To)}, {Text: style.Print(difference)}, {direction, direction},
		}})
	}
	s.Rows, s.Count = listed(rows), len(rows)
	return s
}
