package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/table"
)

// kpiWriter writes plain indicators as the JSON of [kpiJSON], laid out as an element of a list at the top of a document is: of
// 300,000 an encoder is four seconds. A test holds what it writes against the encoder.
type kpiWriter struct {
	rule         []byte // the member rule
	reason       []byte
	withPrevious bool
}

// newKPIWriter makes the writer of a scorecard; ok is false where the indicators have more than it writes.
func newKPIWriter(s Scorecard, quick bool) (w kpiWriter, ok bool) {
	if !quick || s.columns.on != 0 {
		return w, false
	}
	for _, v := range []*table.Values{s.columns.unit, s.columns.source, s.columns.confidence, s.columns.date, s.columns.basis} {
		if v.Present() {
			return w, false
		}
	}
	rule, err := marshal.Indented(s.Rule.Ref(), 3)
	w.rule, w.withPrevious = rule, s.columns.previous.Present()
	return w, err == nil
}

const (
	memberIndent = "\n      "
	partIndent   = "\n        "
)

// append writes an indicator; ok is false where a text has to be escaped or a figure is not written in plain digits.
func (w *kpiWriter) append(text []byte, q *quick, i int, m missed) (_ []byte, ok bool) {
	row := q.row(i)
	var name int
	if w.reason, name, ok = q.say(w.reason[:0], i, m); !ok || !plainJSON(w.reason) {
		return text, false
	}
	cells := q.fields
	if len(cells) == 0 {
		return text, false
	}
	text = append(append(append(text, "{"+memberIndent+`"name": "`...), w.reason[:name]...), '"')
	q.cells.i = row
	if p := q.polarities.of(&q.cells); p != Neutral {
		text = append(append(append(text, ","+memberIndent+`"polarity": "`...), p.String()...), '"')
	}
	text = printedMember(text, "actual", q.actual.values.In(cells))
	text = printedMember(text, "target", q.target.values.In(cells))
	var before []byte
	if w.withPrevious && q.previous.values.Has(row) {
		before = q.previous.values.In(cells)
		if !plainDigits(before) {
			return text, false
		}
		text = printedMember(text, "previous", before)
	} else if w.withPrevious && q.previous.values.In(cells) != nil && len(q.previous.values.In(cells)) > 0 {
		return text, false // a symbol, which is the reason for having no value
	}
	text = append(text, ","+memberIndent+`"basis": "now",`+memberIndent+`"rating": "`...)
	text = append(append(text, m.rating.String()...), '"')
	text = append(text, ","+memberIndent+`"state": null,`+memberIndent+`"reason": "`...)
	text = append(append(text, w.reason[name:]...), '"')
	text = append(text, ","+memberIndent+`"possible": null,`+memberIndent+`"band": null,`+memberIndent+`"position": `...)
	if m.red == m.green {
		text = append(text, "null"...)
	} else {
		at, fits := fixed.Number{Units: m.red - m.miss}.Quotient(fixed.Number{Units: m.red - m.green}, 2)
		if !fits {
			return text, false
		}
		if text, fits = at.AppendShort(append(text, '"')); !fits {
			return text, false
		}
		text = append(text, '"')
	}
	text = append(text, ","+memberIndent+`"direction": `...)
	if m.short == NotStated {
		text = append(text, "null"...)
	} else {
		text = append(append(append(text, '"'), m.short.String()...), '"')
	}
	worsening := m.rating == Green && m.short == Worsening
	text = append(text, ","+memberIndent+`"direction_long": null,`+memberIndent+`"met_but_worsening": `...)
	if worsening {
		text = append(text, "true,"...)
	} else {
		text = append(text, "false,"...)
	}
	text = append(append(text, memberIndent+`"rule": `...), w.rule...)
	text = append(text, ","+memberIndent+`"notes": `...)
	if worsening {
		text = append(append(text, "["+partIndent+`"met but worsening: `...), before...)
		text = append(append(text, " before, "...), q.actual.values.In(cells)...)
		text = append(text, ` now"`+memberIndent+"]"...)
	} else {
		text = append(text, "null"...)
	}
	return append(text, "\n    }"...), true
}

// printedMember is a member whose value is a figure as printed.
func printedMember(text []byte, name string, figure []byte) []byte {
	text = append(append(append(text, ","+memberIndent+`"`...), name...), `": {`+partIndent+`"printed": "`...)
	return append(append(text, figure...), `"`+memberIndent+"}"...)
}

// plainJSON says whether a text stands in JSON as it is.
func plainJSON(text []byte) bool {
	for _, c := range text {
		if c < ' ' || c >= 0x7F || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
