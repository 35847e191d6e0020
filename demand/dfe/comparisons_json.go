package dfe

import (
	"encoding/json"
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/succession"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// comparisonsJSON is comparisons as their JSON has them.
type comparisonsJSON struct {
	Rows    []comparedJSON     `json:"rows"`
	Filters []string           `json:"filter_columns"`
	Words   string             `json:"answer,omitempty"`
	Breaks  []succession.Break `json:"breaks,omitempty"`
	Notes   []string           `json:"notes"`
}

// comparedJSON holds its decimals as texts: there may be very many. Missing is why the authority has no figure.
type comparedJSON struct {
	Area           string            `json:"area"`
	Period         string            `json:"period"`
	Indicator      string            `json:"indicator"`
	Value          *string           `json:"value"`
	Mean           *string           `json:"mean"`
	Median         *string           `json:"median"`
	Sum            *string           `json:"sum"`
	N              int               `json:"n"`
	In             int               `json:"in"`
	Rank           *int              `json:"rank"`
	Of             int               `json:"of"`
	Quartile       *demand.Band      `json:"quartile"`
	Quarter        *int              `json:"quarter"`
	List           *string           `json:"list"`
	Region         *string           `json:"region"`
	RegionMissing  *demand.Missing   `json:"region_missing,omitempty"`
	England        *string           `json:"england"`
	EnglandMissing *demand.Missing   `json:"england_missing,omitempty"`
	Missing        *string           `json:"missing"`
	Name           string            `json:"name"`
	Filters        map[string]string `json:"filters"`
	// Label is pooled where the figure is that of several councils as one, Parts; Combined are neighbours that are gone, with what
	// stands for them, and LeftOut those for which nothing does.
	Label    succession.Label `json:"label,omitempty"`
	Parts    []string         `json:"parts,omitempty"`
	Combined []memberJSON     `json:"combined,omitempty"`
	LeftOut  []memberJSON     `json:"left_out,omitempty"`
}

type memberJSON struct {
	Code   string   `json:"code"`
	Used   []string `json:"used"`
	Value  *string  `json:"value"`
	Reason string   `json:"reason,omitempty"`
}

func membersJSON(members []Member) (out []memberJSON) {
	for _, m := range members {
		out = append(out, memberJSON{m.Code, append([]string{}, m.Used...), textOf(m.Value), m.Reason})
	}
	return out
}

func membersOf(in []memberJSON) (members []Member, err error) {
	for _, m := range in {
		member := Member{Code: m.Code, Reason: m.Reason, Value: demand.Absent(demand.Unavailable)}
		if len(m.Used) > 0 {
			member.Used = m.Used
		}
		if m.Value != nil {
			d, err := decimal.NewFromString(*m.Value)
			if err != nil {
				return nil, err
			}
			member.Value = demand.Number(d)
		}
		members = append(members, member)
	}
	return members, nil
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (c Comparisons) JSONShape() any { return comparisonsJSON{} }

// MarshalJSON writes all rows, averages unrounded.
func (c Comparisons) MarshalJSON() ([]byte, error) {
	out := c.frame()
	for row := range c.All() {
		out.Rows = append(out.Rows, c.json(row))
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the rows are made as they are written.
func (c Comparisons) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return c.frame(), map[string]iter.Seq[any]{"rows": func(yield func(any) bool) {
		var made comparedJSON
		for row := range c.All() {
			made = c.json(row)
			if !yield(&made) {
				return
			}
		}
	}}
}

// frame is the comparisons without their rows.
func (c Comparisons) frame() comparisonsJSON {
	return comparisonsJSON{Rows: []comparedJSON{}, Filters: append([]string{}, c.Filters...), Words: c.Words, Breaks: c.Breaks, Notes: append([]string{}, c.Notes...)}
}

func (c Comparisons) json(r Compared) comparedJSON {
	out := comparedJSON{
		Area: r.Area, Name: r.Name, Period: r.Period, Indicator: r.Indicator, N: r.N, In: r.In, Of: r.Of,
		Value: textOf(r.Value), Mean: textOf(r.Mean), Median: textOf(r.Median), Sum: textOf(r.Sum), Region: textOf(r.Region), England: textOf(r.England),
		Filters: make(map[string]string, len(c.Filters)),
	}
	for i, column := range c.Filters {
		out.Filters[column] = r.Filters[i]
	}
	if out.Parts = r.Used; len(r.Used) > 1 {
		out.Label = succession.IsPooled
	}
	out.Combined, out.LeftOut = membersJSON(r.Combined), membersJSON(r.LeftOut)
	if r.Rank > 0 {
		out.Rank = &r.Rank
	}
	if r.Quarter > 0 {
		out.Quarter = &r.Quarter
	}
	if r.Band != demand.Unbanded {
		out.Quartile = &r.Band
	}
	if c.List != "" {
		out.List = &c.List
	}
	if why, missing := r.Value.Missing(); missing {
		words := why.String()
		out.Missing = &words
	}
	// A file without regions, or without England, has no other reason.
	if why, missing := r.Region.Missing(); missing && why != demand.Unavailable {
		out.RegionMissing = &why
	}
	if why, missing := r.England.Missing(); missing && why != demand.Unavailable {
		out.EnglandMissing = &why
	}
	return out
}

// textOf is a figure as JSON has it, null for a missing one.
func textOf(v demand.Value) *string {
	d, ok := v.Decimal()
	if !ok {
		return nil
	}
	made := string(appendDecimal(nil, d))
	return &made
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Comparisons) UnmarshalJSON(data []byte) error {
	var in comparisonsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*c = Comparisons{Filters: in.Filters, Count: len(in.Rows), Words: in.Words, Breaks: in.Breaks, Notes: in.Notes}
	for i, row := range in.Rows {
		if row.List != nil {
			c.List = *row.List
		}
		read, err := row.compared(in.Filters)
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		c.read = append(c.read, read)
	}
	return nil
}

func (r comparedJSON) compared(filters []string) (c Compared, err error) {
	c = Compared{Area: r.Area, Name: r.Name, Period: r.Period, Indicator: r.Indicator, N: r.N, In: r.In, Of: r.Of, Filters: make([]string, len(filters))}
	for i, column := range filters {
		c.Filters[i] = r.Filters[column]
	}
	c.Used = r.Parts
	if c.Combined, err = membersOf(r.Combined); err == nil {
		c.LeftOut, err = membersOf(r.LeftOut)
	}
	if err != nil {
		return c, err
	}
	if r.Rank != nil {
		c.Rank = *r.Rank
	}
	if r.Quarter != nil {
		c.Quarter = *r.Quarter
	}
	if r.Quartile != nil {
		c.Band = *r.Quartile
	}
	unavailable := demand.Unavailable
	own := &unavailable
	if r.Missing != nil {
		reason, err := demand.MissingNamed(*r.Missing)
		if err != nil {
			return c, err
		}
		own = &reason
	}
	or := func(why *demand.Missing) *demand.Missing {
		if why == nil {
			return &unavailable
		}
		return why
	}
	for _, v := range [...]struct {
		into *demand.Value
		text *string
		why  *demand.Missing
	}{
		{&c.Value, r.Value, own},
		{&c.Mean, r.Mean, &unavailable},
		{&c.Median, r.Median, &unavailable},
		{&c.Sum, r.Sum, &unavailable},
		{&c.Region, r.Region, or(r.RegionMissing)},
		{&c.England, r.England, or(r.EnglandMissing)},
	} {
		if v.text == nil {
			*v.into = demand.Absent(*v.why)
			continue
		}
		d, err := decimal.NewFromString(*v.text)
		if err != nil {
			return c, err
		}
		*v.into = demand.Number(d)
	}
	return c, nil
}
