package form

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ClaimsTable is the id of the table of figures that the text of a report prints.
const ClaimsTable = "claims"

// ClaimKind is a kind of claim: what it says, what it needs, and a row to begin with.
type ClaimKind struct {
	Kind                   scrutiny.Kind
	Asks, Needs            string
	inputs, formula, facts string
}

// claimKinds are the kinds of claim that can be written, those met most often first: kind, what it says, what it needs, and
// the inputs, the formula and what else a new one begins with.
const claimKinds = `formula|A figure worked out from others|the figures it comes from, and a formula over their names|part = 428 exact; whole = 2,202 exact|part / whole * 100|
same|A figure printed twice|same as = TABLE/ROW/COLUMN or the name of another claim; or value|||value = 12,261
variance|A variance by a stated sign|inputs budget, forecast and, where used, reserves; convention|budget = 41,300; forecast = 53,387; reserves = 0||convention = overspend_positive
movement|A movement between two periods|inputs later and earlier|later = 12,261; earlier = 11,743||
change|A change in per cent of where it started|inputs later and earlier|later = 471; earlier = 1,152||
sum|A total of figures|the figures that it adds up|first = 10; second = 20||
share|A percentage of whole things|base, exact, of which it is a share|||base = 45 exact; whole = yes
set|Percentages of one whole|the shares as items; open = yes where an “other” is not printed; base where whole things were counted|||item good = 23%; item less good = 77%
of_which|A part of a whole|the parts as inputs, the whole as value|part = 11.612||value = 12.123
compare|A word between two figures|value and against; printed is the word (above, below, fallen, met); polarity (higher, lower) for words that judge|||value = 17; against = 21
band|The name of a band|value and the bands; printed is the name|||value = 17; band manageable = up to 21; band high = 21 to 30; band very high = from 30
rank|A place in a ranking|value and the items it stands among; printed is 3rd, highest, best|||value = 12; item first = 14; item second = 12
overall|An overall rating|green, amber, red and policy (plurality or worst); printed is the colour|||green = 1; amber = 22; red = 2; policy = plurality
rag|A colour by a target|value, target, tolerance and polarity (higher, lower); printed is the colour|||value = 90; target = 95; tolerance = 5; polarity = higher
period|A figure of a period|period, which must have ended when the report was dated|||period = 2023/24 outturn
stock_flow|Opening + started − ended = printed|inputs opening, started and ended|opening = 590; started = 40; ended = 27||
cohort|A total of groups that may overlap|the groups as inputs; contains where one is counted inside another|cin = 1,538; cp = 490||contains cin = cp
weighted|An average of groups|items, with their weights (weights only in the JSON file)|||item first = 12; item second = 14
population|One population behind several rates|items with count and rate (counts only in the JSON file)|||base = 10000
neighbours|A word about statistical neighbours|the published data of the neighbours, which this page does not have: it says so; compare them on the page Demand|||`

// ClaimKinds are the kinds of claim that can be written.
func ClaimKinds() []ClaimKind {
	var kinds []ClaimKind
	for line := range strings.SplitSeq(claimKinds, "\n") {
		var k ClaimKind
		for i, text := range strings.Split(line, "|") {
			switch i {
			case 0:
				k.Kind = scrutiny.Kind(text)
			case 1:
				k.Asks = text
			case 2:
				k.Needs = text
			case 3:
				k.inputs = text
			case 4:
				k.formula = text
			case 5:
				k.facts = text
			}
		}
		kinds = append(kinds, k)
	}
	return kinds
}

func claimColumns() []grid.Column {
	return []grid.Column{
		{ID: "where", Label: "Where", Kind: grid.Short, Optional: true},
		{ID: "label", Label: "What it says"},
		{ID: "kind", Label: "Kind", Kind: grid.Short, Optional: true},
		{ID: "printed", Label: "Printed", Kind: grid.Short},
		{ID: "inputs", Label: "From these figures", Optional: true},
		{ID: "formula", Label: "Formula", Optional: true},
		{ID: "unit", Label: "Unit", Kind: grid.Short, Optional: true},
		{ID: "facts", Label: "What else it needs", Optional: true},
		{ID: "id", Label: "Name for references", Optional: true},
	}
}

func claimsTable(claims []scrutiny.Claim) ReportTable {
	t := ReportTable{ID: ClaimsTable, Title: "Figures in the text", Columns: claimColumns()}
	for i := range claims {
		c := &claims[i]
		t.Rows = append(t.Rows, []string{c.Where, c.Label, string(c.Kind), figureText(&c.Printed), inputsText(c.Inputs), c.Formula, c.Unit, factsText(c), c.ID})
	}
	return t
}

// NewClaim is a row to begin a claim of a kind with.
func NewClaim(kind string) []string {
	for _, k := range ClaimKinds() {
		if string(k.Kind) == kind {
			return []string{"", k.Asks, kind, "", k.inputs, k.formula, "", k.facts, ""}
		}
	}
	return make([]string, len(claimColumns()))
}

// KeptClaims names the claims that hold what cannot be edited here, and what that is.
func KeptClaims(claims []scrutiny.Claim) []string {
	var kept []string
	for i := range claims {
		var parts []string
		c := &claims[i]
		if c.Rule != nil {
			parts = append(parts, "a rating rule")
		}
		if slices.ContainsFunc(c.Items, func(i scrutiny.Item) bool { return !i.Weight.IsZero() || !i.Count.IsZero() }) {
			parts = append(parts, "weights or counts of its items")
		}
		if c.Note != "" {
			parts = append(parts, "a note")
		}
		if len(parts) > 0 {
			kept = append(kept, c.Label+": "+strings.Join(parts, ", "))
		}
	}
	return kept
}

// figureText writes a figure with what is known of it: "428 exact", "-315 in £k"; one that stands elsewhere in the report
// is named after an @: "@m4/Total/variance".
func figureText(in *scrutiny.Input) string {
	text := in.Value
	if text == "" && in.SameAs != "" {
		text = "@" + in.SameAs
	}
	if text == "" && in.Missing != "" {
		return missingMark
	}
	if text == "" {
		return ""
	}
	if in.Exact {
		text += " exact"
	}
	if moneyUnit(in.Unit) {
		text += " in " + in.Unit
	}
	return text
}

const (
	exactMark = " exact"
	inMark    = " in "
	// missingMark stands for a figure that the report does not give.
	missingMark = "missing"
)

// moneyUnit are the units that a figure is written with here; others stay as the report has them.
func moneyUnit(unit string) bool { return strings.HasPrefix(unit, "£") || unit == "%" }

// typedFigure reads what figureText writes into a figure. What is not written there stays.
func typedFigure(in *scrutiny.Input, text string) {
	text = strings.TrimSpace(text)
	if moneyUnit(in.Unit) {
		in.Unit = ""
	}
	if at := strings.LastIndex(text, inMark); at >= 0 {
		if unit := strings.TrimSpace(strings.TrimPrefix(text[at:], inMark)); moneyUnit(unit) {
			in.Unit, text = unit, text[:at]
		}
	}
	text, in.Exact = strings.CutSuffix(text, exactMark)
	if reference, ok := strings.CutPrefix(text, "@"); ok {
		in.SameAs, text = reference, ""
	} else if in.Value == "" {
		in.SameAs = ""
	}
	if text = strings.TrimSpace(text); text == missingMark {
		in.Value, in.Missing = "", cmp.Or(in.Missing, "not given")
		return
	}
	if in.Value = text; text != "" {
		in.Missing = ""
	}
}

// inputsText writes inputs as "contacts = 2,202; referrals = 428".
func inputsText(inputs map[string]scrutiny.Input) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		in := inputs[name]
		parts = append(parts, name+" = "+figureText(&in))
	}
	return strings.Join(parts, "; ")
}

// fact is one thing that a claim holds beside its inputs: its name, and where it stands.
type fact struct {
	name string
	into any // *string, *scrutiny.Amount, *scrutiny.Input, *int or *bool
}

func facts(c *scrutiny.Claim) []fact {
	return []fact{
		{"same as", &c.SameAs},
		{"value", &c.Value},
		{"against", &c.Against},
		{"base", &c.Base},
		{"target", &c.Target},
		{"tolerance", &c.Tolerance},
		{"polarity", &c.Polarity},
		{"convention", &c.Convention},
		{"policy", &c.Policy},
		{"period", &c.Period},
		{"green", &c.Tally.Green},
		{"amber", &c.Tally.Amber},
		{"red", &c.Tally.Red},
		{"unrated", &c.Tally.Unrated},
		{"whole", &c.Whole},
		{"open", &c.Open},
	}
}

// text is how a fact is written; empty where there is none.
func (f fact) text() string {
	switch into := f.into.(type) {
	case *string:
		return *into
	case *scrutiny.Amount:
		return string(*into)
	case *scrutiny.Input:
		return figureText(into)
	case *int:
		return strings.TrimPrefix(strconv.Itoa(*into), "0")
	case *bool:
		if *into {
			return "yes"
		}
	}
	return ""
}

// set reads what text writes; empty text takes the fact away.
func (f fact) set(value string) (problem string) {
	switch into := f.into.(type) {
	case *string:
		*into = value
	case *scrutiny.Amount:
		*into = scrutiny.Amount(value)
	case *scrutiny.Input:
		if value == "" {
			*into = scrutiny.Input{}
			return ""
		}
		typedFigure(into, value)
	case *int:
		count, err := strconv.Atoi(cmp.Or(value, "0"))
		if err != nil || count < 0 {
			return strconv.Quote(value) + " is no count: write " + f.name + " = 22"
		}
		*into = count
	case *bool:
		*into = value == "yes"
	}
	return ""
}

// factsText writes what a claim holds beside its inputs.
func factsText(c *scrutiny.Claim) string {
	var parts []string
	for _, f := range facts(c) {
		if text := f.text(); text != "" {
			parts = append(parts, f.name+" = "+text)
		}
	}
	for i := range c.Items {
		parts = append(parts, itemMark+c.Items[i].Label+" = "+figureText(&c.Items[i].Value))
	}
	for _, band := range c.Bands {
		parts = append(parts, bandMark+band.Name+" = "+bandText(band))
	}
	for _, group := range slices.Sorted(maps.Keys(c.Contains)) {
		parts = append(parts, containsMark+group+" = "+strings.Join(c.Contains[group], ", "))
	}
	return strings.Join(parts, "; ")
}

// What a list of a claim begins with: "item good = 23%".
const (
	itemMark     = "item "
	bandMark     = "band "
	containsMark = "contains "
)

func bandText(b scrutiny.Band) string {
	switch {
	case b.From == "" && b.To == "":
		return "any"
	case b.From == "":
		return "up to " + string(b.To)
	case b.To == "":
		return "from " + string(b.From)
	}
	return string(b.From) + " to " + string(b.To)
}

// typedBand reads what bandText writes into a band.
func typedBand(b scrutiny.Band, text string) scrutiny.Band {
	b.From, b.To = "", ""
	from, to, both := strings.Cut(text, " to ")
	if up, ok := strings.CutPrefix(text, "up to "); ok {
		b.To = scrutiny.Amount(strings.TrimSpace(up))
		return b
	}
	if both {
		b.To = scrutiny.Amount(strings.TrimSpace(to))
	}
	if from = strings.TrimSpace(strings.TrimPrefix(from, "from ")); from != "any" {
		b.From = scrutiny.Amount(from)
	}
	return b
}

// typedClaims puts the rows of the grid into the claims. What a claim holds beside stays with the claim of the same name, or
// with that of the same place and words.
func typedClaims(base []scrutiny.Claim, t *grid.Table) (claims []scrutiny.Claim, at []int, problems []Problem) {
	byName := map[string]*scrutiny.Claim{"": {}}
	for i := range base {
		byName[base[i].Where+"\x00"+base[i].Label] = &base[i]
	}
	for i := range base {
		if base[i].ID != "" {
			byName[base[i].ID] = &base[i]
		}
	}
	for row := range t.Len() {
		if t.Blank(row) {
			continue
		}
		get := func(column string) string { return strings.TrimSpace(t.Get(row, column)) }
		told := func(column, problem string) {
			if problem != "" {
				place := grid.Position{Row: row, Col: t.ColumnOf(column)}
				problems = append(problems, Problem{Table: ClaimsTable, At: place, Label: t.Place(place), Text: problem})
			}
		}
		known := cmp.Or(byName[get("where")+"\x00"+get("label")], byName[""])
		if get("id") != "" {
			known = cmp.Or(byName[get("id")], known)
		}
		c := *known
		c.ID, c.Where, c.Label, c.Unit, c.Formula = get("id"), get("where"), get("label"), get("unit"), get("formula")
		c.Kind = scrutiny.Kind(strings.ReplaceAll(strings.ToLower(get("kind")), " ", "_"))
		told("kind", kindProblem(c.Kind))
		typedFigure(&c.Printed, get("printed"))
		inputs, problem := typedInputs(c.Inputs, get("inputs"))
		told("inputs", problem)
		c.Inputs = inputs
		told("facts", typedFacts(&c, get("facts")))
		claims, at = append(claims, c), append(at, row)
	}
	return claims, at, problems
}

func kindProblem(kind scrutiny.Kind) string {
	if kind == "" {
		return ""
	}
	var names []string
	for _, k := range ClaimKinds() {
		if k.Kind == kind {
			return ""
		}
		names = append(names, string(k.Kind))
	}
	return strconv.Quote(string(kind)) + " is no kind of claim: leave it blank, or write one of " + strings.Join(names, ", ")
}

// typedInputs reads "contacts = 2,202; referrals = 428".
func typedInputs(known map[string]scrutiny.Input, text string) (map[string]scrutiny.Input, string) {
	var inputs map[string]scrutiny.Input
	for _, part := range list(text) {
		name, value, ok := nameAndValue(part)
		if !ok {
			return known, strconv.Quote(part) + " is no input: write name = figure, with a semicolon between inputs, as in contacts = 2,202; referrals = 428"
		}
		if inputs == nil {
			inputs = map[string]scrutiny.Input{}
		}
		in := known[name]
		typedFigure(&in, value)
		inputs[name] = in
	}
	return inputs, ""
}

// nameAndValue takes "name = value" apart.
func nameAndValue(part string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(part, "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	return name, value, ok && name != "" && value != ""
}

// typedFacts reads what factsText writes into a claim. What is not written there stays as it was; a fault changes nothing.
func typedFacts(c *scrutiny.Claim, text string) string {
	typed := *c
	typed.Items, typed.Bands, typed.Contains = nil, nil, nil
	single, given := facts(&typed), map[string]bool{}
	for _, part := range list(text) {
		name, value, ok := nameAndValue(part)
		if !ok {
			return strconv.Quote(part) + " says nothing: write name = value, with a semicolon between, as in value = 17; against = 21"
		}
		given[name] = true
		problem := ""
		if at := slices.IndexFunc(single, func(f fact) bool { return f.name == name }); at >= 0 {
			problem = single[at].set(value)
		} else {
			problem = listFact(&typed, c, name, value)
		}
		if problem != "" {
			return problem
		}
	}
	for _, f := range single {
		if !given[f.name] {
			f.set("")
		}
	}
	*c = typed
	return ""
}

// listFact sets one item, band or group. What is known of it beside stays.
func listFact(c, known *scrutiny.Claim, name, value string) string {
	if label, ok := strings.CutPrefix(name, itemMark); ok {
		item := scrutiny.Item{Label: label}
		for i := range known.Items {
			if known.Items[i].Label == label {
				item = known.Items[i]
			}
		}
		typedFigure(&item.Value, value)
		c.Items = append(c.Items, item)
		return ""
	}
	if label, ok := strings.CutPrefix(name, bandMark); ok {
		band := scrutiny.Band{Name: label}
		for _, b := range known.Bands {
			if b.Name == label {
				band = b
			}
		}
		c.Bands = append(c.Bands, typedBand(band, value))
		return ""
	}
	group, ok := strings.CutPrefix(name, containsMark)
	if !ok {
		return strconv.Quote(name) + " is nothing that a claim holds: use same as, value, against, base, target, tolerance, polarity, convention, policy, period, green, amber, red, whole, open, item NAME, band NAME or contains NAME"
	}
	if c.Contains == nil {
		c.Contains = map[string][]string{}
	}
	for inner := range strings.SplitSeq(value, ",") {
		c.Contains[group] = append(c.Contains[group], strings.TrimSpace(inner))
	}
	return ""
}
