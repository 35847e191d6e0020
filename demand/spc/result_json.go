package spc

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// xmrJSON is an XmR chart as its JSON has it. Limits at the top are those that hold now.
type xmrJSON struct {
	Chart     Kind           `json:"chart"`
	Centre    string         `json:"centre"`
	Lower     string         `json:"lower"`
	Upper     string         `json:"upper"`
	Points    []xmrPointJSON `json:"points"`
	Variation Variation      `json:"variation"`
	Assurance *Assurance     `json:"assurance"`
	NearLower string         `json:"near_lower"`
	NearUpper string         `json:"near_upper"`
	Parts     []partJSON     `json:"parts"`
	Method    string         `json:"method"`
	Notes     []string       `json:"notes"`
}

type xmrPointJSON struct {
	Period string    `json:"period"`
	Value  string    `json:"value"`
	Rule   Rule      `json:"rule"`
	Type   Variation `json:"type"`
	Centre string    `json:"centre"`
	Lower  string    `json:"lower"`
	Upper  string    `json:"upper"`
}

// partJSON is a stretch under one set of limits, its points counted from 1.
type partJSON struct {
	From      int    `json:"from"`
	To        int    `json:"to"`
	Based     int    `json:"based_on"`
	Screened  int    `json:"screened"`
	Centre    string `json:"centre"`
	MeanRange string `json:"mean_range"`
	Lower     string `json:"lower"`
	Upper     string `json:"upper"`
	NearLower string `json:"near_lower"`
	NearUpper string `json:"near_upper"`
}

// attributeJSON is a chart of any other kind as its JSON has it; a run chart has no limits.
type attributeJSON struct {
	Chart  Kind                 `json:"chart"`
	Centre string               `json:"centre"`
	SigmaZ *string              `json:"sigma_z,omitempty"`
	Points []attributePointJSON `json:"points"`
	Runs   runsJSON             `json:"runs"`
	Method string               `json:"method"`
	Notes  []string             `json:"notes"`
}

type attributePointJSON struct {
	Period  string  `json:"period"`
	Value   string  `json:"value"`
	Lower   *string `json:"lower"`
	Upper   *string `json:"upper"`
	Outside *bool   `json:"outside"`
}

// runsJSON is the Anhøj test.
type runsJSON struct {
	Useful       int  `json:"useful"`
	Longest      int  `json:"longest_run"`
	LongestMax   int  `json:"longest_run_max"`
	Crossings    int  `json:"crossings"`
	CrossingsMin int  `json:"crossings_min"`
	Signal       bool `json:"signal"`
}

// resultJSON is what every chart has, and beside it what some have, from which a schema is made.
type resultJSON struct {
	Chart     Kind              `json:"chart"`
	Centre    string            `json:"centre"`
	Lower     string            `json:"lower,omitempty"`
	Upper     string            `json:"upper,omitempty"`
	Points    []resultPointJSON `json:"points"`
	Variation Variation         `json:"variation,omitempty"`
	Assurance *Assurance        `json:"assurance,omitempty"`
	NearLower string            `json:"near_lower,omitempty"`
	NearUpper string            `json:"near_upper,omitempty"`
	Parts     []partJSON        `json:"parts,omitempty"`
	SigmaZ    *string           `json:"sigma_z,omitempty"`
	Runs      runsJSON          `json:"runs,omitzero"`
	Method    string            `json:"method"`
	Notes     []string          `json:"notes"`
}

type resultPointJSON struct {
	Period  string    `json:"period"`
	Value   string    `json:"value"`
	Rule    Rule      `json:"rule,omitempty"`
	Type    Variation `json:"type,omitempty"`
	Centre  string    `json:"centre,omitempty"`
	Lower   *string   `json:"lower"`
	Upper   *string   `json:"upper"`
	Outside *bool     `json:"outside,omitempty"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (r Result) JSONShape() any { return resultJSON{} }

// MarshalJSON writes the chart with its periods.
func (r Result) MarshalJSON() ([]byte, error) {
	frame, lists := r.JSONStream()
	switch out := frame.(type) {
	case xmrJSON:
		for p := range lists["points"] {
			out.Points = append(out.Points, *p.(*xmrPointJSON))
		}
		return marshal.JSON(out)
	default:
		return marshal.JSON(frame)
	}
}

// JSONStream is what MarshalJSON writes, in parts: the points of an XmR chart are made as they are written.
func (r Result) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	if r.XmR == nil {
		return r.attributeJSON(), nil
	}
	c := r.XmR
	out := xmrJSON{Chart: r.Kind, Points: []xmrPointJSON{}, Variation: c.Variation, Method: c.Method, Parts: []partJSON{}, Notes: append([]string{}, c.Notes...)}
	for _, p := range c.Parts {
		out.Parts = append(out.Parts, p.json())
	}
	if len(c.Parts) > 0 {
		last := out.Parts[len(out.Parts)-1]
		out.Centre, out.Lower, out.Upper, out.NearLower, out.NearUpper = last.Centre, last.Lower, last.Upper, last.NearLower, last.NearUpper
	}
	if c.Assurance != NoAssurance {
		out.Assurance = &c.Assurance
	}
	// All points of a part have its limits, which are written out once.
	return out, map[string]iter.Seq[any]{"points": func(yield func(any) bool) {
		var point xmrPointJSON
		for i, p := range c.Points {
			l := &out.Parts[p.Part]
			point = xmrPointJSON{Period: r.Periods[i], Value: textOf(r.Values[i]), Rule: p.Rule, Type: p.Type, Centre: l.Centre, Lower: l.Lower, Upper: l.Upper}
			if !yield(&point) {
				return
			}
		}
	}}
}

func (p Part) json() partJSON {
	return partJSON{
		From: p.From + 1, To: p.To, Based: p.Based, Screened: p.Screened, Centre: marshal.FloatText(p.Centre), MeanRange: marshal.FloatText(p.MeanRange),
		Lower: marshal.FloatText(p.Lower), Upper: marshal.FloatText(p.Upper), NearLower: marshal.FloatText(p.NearLower), NearUpper: marshal.FloatText(p.NearUpper),
	}
}

func (r Result) attributeJSON() attributeJSON {
	out := attributeJSON{Chart: r.Kind, Points: make([]attributePointJSON, len(r.Periods)), Method: r.Method(), Notes: append([]string{}, r.Notes()...)}
	switch {
	case r.Run != nil:
		out.Centre, out.Runs = marshal.FloatText(r.Run.Centre), runsJSON(r.Run.Runs)
	case r.Attributes != nil:
		out.Centre, out.Runs, out.SigmaZ = marshal.FloatText(r.Attributes.Centre), runsJSON(r.Attributes.Runs), marshal.Float(r.Attributes.SigmaZ)
	}
	for i, period := range r.Periods {
		p := attributePointJSON{Period: period}
		if r.Attributes == nil {
			p.Value = textOf(r.Values[i])
		} else {
			v := &r.Attributes.Points[i]
			p.Value, p.Lower, p.Upper, p.Outside = marshal.FloatText(v.Value), marshal.Float(v.Lower), marshal.Float(v.Upper), &v.Outside
		}
		out.Points[i] = p
	}
	return out
}

func textOf(d decimal.Decimal) string { return string(appendDecimal(nil, d)) }

func appendDecimal(text []byte, d decimal.Decimal) []byte {
	if n, small := fixed.Of(d); small {
		if text, done := n.AppendShort(text); done {
			return text
		}
	}
	return append(text, d.String()...)
}

// AppendValue appends the figure of a period as it was given.
func (r Result) AppendValue(text []byte, i int) []byte { return appendDecimal(text, r.Values[i]) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Result) UnmarshalJSON(data []byte) error {
	var which struct {
		Chart Kind `json:"chart"`
	}
	if err := json.Unmarshal(data, &which); err != nil {
		return err
	}
	*r = Result{Kind: which.Chart}
	if r.Kind == KindXmR {
		return r.readXmR(data)
	}
	return r.readAttributes(data)
}

func (r *Result) readXmR(data []byte) error {
	var in xmrJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	c := &Chart{Variation: in.Variation, Method: in.Method, Notes: in.Notes}
	if in.Assurance != nil {
		c.Assurance = *in.Assurance
	}
	var floats marshal.Floats
	for _, p := range in.Parts {
		c.Parts = append(c.Parts, Part{
			From: p.From - 1, To: p.To, Based: p.Based, Screened: p.Screened,
			Limits:    Limits{Centre: floats.Read(p.Centre), MeanRange: floats.Read(p.MeanRange), Lower: floats.Read(p.Lower), Upper: floats.Read(p.Upper)},
			NearLower: floats.Read(p.NearLower), NearUpper: floats.Read(p.NearUpper),
		})
	}
	if floats.Err != nil {
		return floats.Err
	}
	for i, p := range in.Points {
		part := slices.IndexFunc(c.Parts, func(part Part) bool { return i >= part.From && i < part.To })
		if part < 0 {
			return fmt.Errorf("point %d is in no part of the chart", i+1)
		}
		if err := r.read(p.Period, p.Value); err != nil {
			return err
		}
		c.Points = append(c.Points, Point{Value: r.Values[i].InexactFloat64(), Rule: p.Rule, Type: p.Type, Part: part})
	}
	r.XmR = c
	return nil
}

// read adds a period with its figure as it was given.
func (r *Result) read(period, value string) error {
	d, err := decimal.NewFromString(value)
	if err != nil {
		return fmt.Errorf("%q of %s is no number", value, period)
	}
	r.Periods, r.Values = append(r.Periods, period), append(r.Values, d)
	return nil
}

func (r *Result) readAttributes(data []byte) error {
	var in attributeJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	var floats marshal.Floats
	centre := floats.Read(in.Centre)
	if r.Kind == KindRun {
		r.Run = &RunChart{Centre: centre, Runs: Runs(in.Runs), Method: in.Method, Notes: in.Notes}
		for i, p := range in.Points {
			if err := r.read(p.Period, p.Value); err != nil {
				return err
			}
			r.Run.Values = append(r.Run.Values, r.Values[i].InexactFloat64())
		}
		return floats.Err
	}
	c := &AttributeChart{Centre: centre, SigmaZ: 1, Runs: Runs(in.Runs), Method: in.Method, Notes: in.Notes}
	if r.Kind == KindP || r.Kind == KindU || r.Kind == KindC {
		c.Kind = r.Kind.attribute()
	}
	limit := func(text *string) float64 {
		if text == nil {
			return math.NaN()
		}
		return floats.Read(*text)
	}
	c.SigmaZ = limit(in.SigmaZ)
	for _, p := range in.Points {
		v := AttributeValue{Value: floats.Read(p.Value), Lower: limit(p.Lower), Upper: limit(p.Upper), Outside: p.Outside != nil && *p.Outside}
		r.Periods, c.Points = append(r.Periods, p.Period), append(c.Points, v)
	}
	r.Attributes = c
	return floats.Err
}

// Equal reports whether two charts are the same in every figure, rule and note.
func (r Result) Equal(o Result) bool {
	if r.Kind != o.Kind || !slices.Equal(r.Periods, o.Periods) || !slices.EqualFunc(r.Values, o.Values, decimal.Decimal.Equal) {
		return false
	}
	if r.Method() != o.Method() || !slices.Equal(r.Notes(), o.Notes()) {
		return false
	}
	switch {
	case r.XmR != nil && o.XmR != nil:
		a, b := r.XmR, o.XmR
		return a.Variation == b.Variation && a.Assurance == b.Assurance && slices.Equal(a.Points, b.Points) && slices.Equal(a.Parts, b.Parts)
	case r.Run != nil && o.Run != nil:
		return r.Run.Centre == o.Run.Centre && r.Run.Runs == o.Run.Runs && slices.Equal(r.Run.Values, o.Run.Values)
	case r.Attributes != nil && o.Attributes != nil:
		a, b := r.Attributes, o.Attributes
		return a.Kind == b.Kind && a.Centre == b.Centre && a.SigmaZ == b.SigmaZ && a.Runs == b.Runs && slices.Equal(a.Points, b.Points)
	}
	return r.XmR == nil && o.XmR == nil && r.Run == nil && o.Run == nil && r.Attributes == nil && o.Attributes == nil
}
