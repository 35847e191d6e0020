package scrutiny

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Report is a published report as printed: its tables and the figures its text claims. It marshals to the document
// format that report.schema.json describes, and [ReadReport] reads it back.
type Report struct {
	Title  string `json:"title,omitempty"`
	Source Source `json:"source,omitzero"`
	// Unit applies where a table, a claim or a figure states none. Defaults to plain numbers.
	Unit string `json:"unit,omitempty"`
	// Rounding is how the report prints its figures. Defaults to Nearest.
	Rounding Rounding `json:"rounding,omitzero"`
	Tables   []Table  `json:"tables,omitempty"`
	Claims   []Claim  `json:"claims,omitempty"`
	// Questions are what a proposal could not settle; a check hands them on.
	Questions []Question `json:"questions,omitempty"`
	// Unclaimed counts the figures of the document that no table or claim of the report uses, by the reason: "date",
	// "target". The summary of a check counts them among the figures seen.
	Unclaimed map[string]int `json:"unclaimed,omitempty"`
}

// Source is where printed figures come from. The zero value is "not stated".
type Source struct {
	Document string `json:"document,omitempty"`
	// Date is when the report was published, as 2024-10-02 or 2 October 2024. It bounds what the report can know.
	Date string `json:"date,omitempty"`
	URL  string `json:"url,omitempty"`
}

// Table is one printed table. Its unit, precision and period hold for every cell that does not state its own.
type Table struct {
	ID    string `json:"id,omitempty"`
	Where string `json:"where,omitempty"`
	Title string `json:"title,omitempty"`
	// Unit is the unit of the cells, such as £k. Defaults to the report's.
	Unit string `json:"unit,omitempty"`
	// Period is what the table reports on, such as "2024/25 month 4".
	Period string `json:"period,omitempty"`
	// Exact says that the table's counts are not rounded. Percentages and columns with a ratio for their formula stay
	// rounded as printed. Defaults to false.
	Exact bool `json:"exact,omitempty"`
	// Step is the rounding step in printed units, such as 10. Defaults to one unit of the last printed place.
	Step Amount `json:"step,omitempty"`
	// Rounding is how this table is printed. Defaults to the report's.
	Rounding Rounding `json:"rounding,omitzero"`
	Columns  []Column `json:"columns,omitempty"`
	Rows     []Row    `json:"rows,omitempty"`
	Totals   []Total  `json:"totals,omitempty"`
	Note     string   `json:"note,omitempty"`
}

// Column is one column of a table.
type Column struct {
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
	// Formula gives the column from the others of its row, by their ids: "forecast + reserves - budget".
	Formula string `json:"formula,omitempty"`
	Unit    string `json:"unit,omitempty"`
	Step    Amount `json:"step,omitempty"`
	Exact   *bool  `json:"exact,omitempty"`
	Period  string `json:"period,omitempty"`
	// Sums says whether totals add this column up. Defaults to yes, unless the column is a ratio, a rate or an average.
	Sums *bool  `json:"sums,omitempty"`
	Note string `json:"note,omitempty"`
}

// Row is one row: a label and the cells by column id.
type Row struct {
	Label string           `json:"label"`
	Unit  string           `json:"unit,omitempty"`
	Cells map[string]Input `json:"cells,omitempty"`
	Note  string           `json:"note,omitempty"`
}

// Total is a row that adds up others.
type Total struct {
	Label string `json:"label"`
	// Of are the labels of the rows, or of other totals, that it adds up; "*" is every row.
	Of Labels `json:"of"`
	// Less are the labels that it takes away, as income is taken from gross spending.
	Less  Labels           `json:"less,omitempty"`
	Unit  string           `json:"unit,omitempty"`
	Cells map[string]Input `json:"cells,omitempty"`
	Note  string           `json:"note,omitempty"`
}

// Claim is one statement of the text that figures can bear out. Kind says how it is judged; the other fields are those
// that the kind needs (see [Kind]).
type Claim struct {
	ID    string `json:"id,omitempty"`
	Where string `json:"where,omitempty"`
	Label string `json:"label,omitempty"`
	Kind  Kind   `json:"kind,omitempty"`
	// Printed is the result as printed: a figure, or the word that the text uses.
	Printed Input `json:"printed,omitzero"`
	// Unit applies to the printed result and the inputs that print none of their own.
	Unit    string           `json:"unit,omitempty"`
	Inputs  map[string]Input `json:"inputs,omitempty"`
	Formula string           `json:"formula,omitempty"`
	// Period is what the figure reports on: "2024/25 outturn".
	Period string `json:"period,omitempty"`
	// SameAs names another figure of the report that this one repeats: a claim's id, or a cell as table/row/column.
	SameAs string `json:"same_as,omitempty"`

	Tally      Tally  `json:"tally,omitzero"`
	Policy     string `json:"policy,omitempty"`
	Bands      []Band `json:"bands,omitempty"`
	Value      Input  `json:"value,omitzero"`
	Against    Input  `json:"against,omitzero"`
	Base       Input  `json:"base,omitzero"`
	Target     Input  `json:"target,omitzero"`
	Tolerance  Amount `json:"tolerance,omitempty"`
	Polarity   string `json:"polarity,omitempty"`
	Convention string `json:"convention,omitempty"`
	Items      []Item `json:"items,omitempty"`
	Open       bool   `json:"open,omitempty"`
	Whole      bool   `json:"whole,omitempty"`
	// Rule is the rating rule of a claim of kind rag, as package rag reads it.
	Rule *rag.Rule `json:"rule,omitempty"`
	// Contains says, for a claim of kind cohort, which inputs are counted inside which: {"cin": ["cp", "cla"]}.
	Contains map[string][]string `json:"contains,omitempty"`
	Note     string              `json:"note,omitempty"`

	// Relation is what the finding calls itself, in place of Kind: "sum", "difference", "tie". Proposals from natural
	// documents state it; empty elsewhere.
	Relation Kind `json:"relation,omitempty"`
	// At is where the printed figure stands, and Of where its operands do.
	At At   `json:"at,omitzero"`
	Of []At `json:"of,omitempty"`
	// Why is the reason for which the claim was proposed, as a sentence.
	Why string `json:"why,omitempty"`
}

// Tally counts rated items, for claims of kind overall.
type Tally struct {
	Green   int `json:"green"`
	Amber   int `json:"amber"`
	Red     int `json:"red"`
	Unrated int `json:"unrated,omitempty"`
}

// Band is one band of a claim of kind band: From is inside it and To is not, unless the band says otherwise. An absent
// edge leaves the side open.
type Band struct {
	Name         string `json:"name"`
	From         Amount `json:"from,omitempty"`
	To           Amount `json:"to,omitempty"`
	FromExcluded bool   `json:"from_excluded,omitempty"`
	ToIncluded   bool   `json:"to_included,omitempty"`
}

// bandObject is a band as it is written, its edges also by the words that reports use.
type bandObject struct {
	plainBand
	Below   Amount `json:"below"`
	Under   Amount `json:"under"`
	UpTo    Amount `json:"up_to"`
	Over    Amount `json:"over"`
	Above   Amount `json:"above"`
	AtLeast Amount `json:"at_least"`
}

// plainBand is a [Band] that encoding/json reads by itself.
type plainBand Band

// UnmarshalJSON also reads the edges by the words that reports use: below, under, up_to, over, above, at_least.
func (b *Band) UnmarshalJSON(data []byte) error {
	words := bandObject{plainBand: plainBand(*b)}
	if err := json.Unmarshal(data, &words); err != nil {
		return err
	}
	*b = Band(words.plainBand)
	for _, edge := range []struct {
		text     Amount
		into     *Amount
		mark     *bool
		markedAs bool
	}{
		{words.Below, &b.To, &b.ToIncluded, false},
		{words.Under, &b.To, &b.ToIncluded, false},
		{words.UpTo, &b.To, &b.ToIncluded, true},
		{words.Over, &b.From, &b.FromExcluded, true},
		{words.Above, &b.From, &b.FromExcluded, true},
		{words.AtLeast, &b.From, &b.FromExcluded, false},
	} {
		if edge.text != "" {
			*edge.into, *edge.mark = edge.text, edge.markedAs
		}
	}
	return nil
}

// Amount is a number as text; in JSON it may stand with or without quotation marks.
type Amount string

// UnmarshalJSON reads "10" and 10.
func (a *Amount) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	return scalar(data, (*string)(a))
}

// Labels are labels of rows; in JSON one alone may stand without a list.
type Labels []string

// UnmarshalJSON reads ["*"] and "*".
func (l *Labels) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		var one string
		if err := json.Unmarshal(data, &one); err != nil {
			return err
		}
		*l = Labels{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(l))
}

// Item is one member of a list: a share of a set, a place in a ranking, a part of a weighted average, a count with its
// rate.
type Item struct {
	Label  string `json:"label,omitempty"`
	Value  Input  `json:"value,omitzero"`
	Weight Input  `json:"weight,omitzero"`
	Count  Input  `json:"count,omitzero"`
}

// Input is a printed figure: in JSON a string ("12,087"), or an object where more is known about it.
type Input struct {
	// Value is the figure as printed.
	Value string
	// Exact says that the figure was not rounded, as a count of children. Defaults to false.
	Exact bool
	// Rounded overrules the exactness of a table or column.
	Rounded bool
	// Unit is the unit the figure is in, where it prints none. Defaults to that of its column, table, claim or report.
	Unit string
	// Step is the rounding step in printed units, such as 10. Defaults to one unit of the last printed place.
	Step string
	// Missing is why there is no figure.
	Missing string
	// SameAs names a figure of the report that this one repeats; with no Value it stands for that figure.
	SameAs string
}

// Print is a figure of which nothing is known but how it is printed.
func Print(value string) Input { return Input{Value: value} }

// Count is a figure that is exact.
func Count(value string) Input { return Input{Value: value, Exact: true} }

// IsZero reports whether nothing is stated.
func (in Input) IsZero() bool { return in == Input{} }

type inputObject struct {
	Value   json.RawMessage `json:"value,omitempty"`
	Exact   *bool           `json:"exact,omitempty"`
	Unit    string          `json:"unit,omitempty"`
	Step    json.RawMessage `json:"step,omitempty"`
	Missing json.RawMessage `json:"missing,omitempty"`
	SameAs  string          `json:"same_as,omitempty"`
	Note    string          `json:"note,omitempty"`
}

// MarshalJSON writes a plain string where that says all.
func (in Input) MarshalJSON() ([]byte, error) {
	if in == (Input{Value: in.Value}) {
		return json.Marshal(in.Value)
	}
	object := inputObject{Unit: in.Unit, SameAs: in.SameAs}
	if in.Value != "" {
		object.Value = quoted(in.Value)
	}
	if in.Step != "" {
		object.Step = quoted(in.Step)
	}
	if in.Missing != "" {
		object.Missing = quoted(in.Missing)
	}
	if in.Exact || in.Rounded {
		exact := in.Exact && !in.Rounded
		object.Exact = &exact
	}
	return json.Marshal(object)
}

func quoted(s string) json.RawMessage {
	text, _ := json.Marshal(s) // a string always marshals
	return text
}

// UnmarshalJSON reads a string, a number, null (missing) or an object.
func (in *Input) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	*in = Input{}
	switch {
	case len(data) == 0 || string(data) == "null":
		in.Missing = "not given"
		return nil
	case data[0] != '{':
		return scalar(data, &in.Value)
	}
	var object inputObject
	if err := json.Unmarshal(data, &object); err != nil {
		return fmt.Errorf("a figure is a string, or an object with value, exact, unit, step, missing or same_as: %w", err)
	}
	in.Unit, in.SameAs = object.Unit, object.SameAs
	if object.Exact != nil {
		in.Exact, in.Rounded = *object.Exact, !*object.Exact
	}
	switch string(object.Missing) {
	case "", "false", "null":
	case "true":
		in.Missing = "not available"
	default:
		if err := scalar(object.Missing, &in.Missing); err != nil {
			return err
		}
	}
	if string(object.Value) == "null" {
		object.Value = nil
		if in.Missing == "" {
			in.Missing = "not given"
		}
	}
	if err := scalar(object.Value, &in.Value); err != nil {
		return err
	}
	return scalar(object.Step, &in.Step)
}

// scalar reads a string, or takes a number as it is written.
func scalar(data json.RawMessage, into *string) error {
	switch {
	case len(data) == 0:
		return nil
	case data[0] == '"':
		return json.Unmarshal(data, into)
	case data[0] == '-' || (data[0] >= '0' && data[0] <= '9'):
		*into = string(data)
		return nil
	}
	return fmt.Errorf("%s is not a printed figure: write a string, such as \"12,087\"", data)
}
