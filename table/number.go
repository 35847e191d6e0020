package table

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// number is a figure as most are: a whole number of units of its last place.
type number struct {
	coefficient int64
	column.Form
}

// exponent is that of the value in base units.
func (n number) exponent() int32 { return int32(n.Power) - int32(n.Places) }

// float is the value in base units, for judging what adds up.
func (n number) float() float64 {
	f := float64(n.coefficient)
	for e := n.exponent(); e > 0; e-- {
		f *= 10
	}
	for e := n.exponent(); e < 0; e++ {
		f /= 10
	}
	return f
}

// number is the figure of a cell.
func (v *Values) number(i int) (n number) {
	n.coefficient, n.Form = v.numbers.Cell(i)
	return n
}

// openColumns makes the columns that the table has, each with its unit. Head is the grid, or as much of it as has the heading.
func (r *Records) openColumns(head *Grid) {
	title := r.titleUnit(head)
	r.findRounding(head)
	for i := range r.schema.Columns {
		at := r.header.columns[i]
		if at < 0 {
			continue
		}
		v := &Values{column: r.schema.Columns[i], records: r, at: at}
		r.values[i] = v
		if v.column.Kind.numeric() {
			r.settleUnit(v, title)
		}
	}
}

// readColumns reads the cells of all columns of figures, dates and words.
func (r *Records) readColumns(reading figure.Reading) {
	for _, v := range r.values {
		if v == nil {
			continue
		}
		switch kind := v.column.Kind; {
		case kind.numeric():
			v.reading = reading
			r.readNumbers(v)
		case kind == KindYesNo || kind == KindChoice:
			v.codes = column.NewCodes(len(r.rows))
			for i := range r.rows {
				v.codes.AddText(r.text(i, v.at))
			}
		case kind == KindDate:
			days := dayReader{v: v}
			v.dates = make([]figure.Date, 0, len(r.rows))
			for i := range r.rows {
				days.take([]byte(v.dateText(i)))
			}
		}
	}
}

// settleUnit gives a column of money the unit of its heading, or of the title, the corner or a note of the table.
func (r *Records) settleUnit(v *Values, title figure.Unit) {
	heading := r.header.headings[v.at]
	v.unit = v.column.Unit
	switch {
	case v.column.Kind == KindMoney && heading.Stated && heading.Unit.Measure == figure.Pounds:
		v.unit = heading.Unit
	case v.column.Kind == KindMoney && title.Measure == figure.Pounds:
		v.unit = title
	case v.column.Kind == KindFigure && heading.Stated:
		v.unit = heading.Unit
	case v.column.Kind == KindPercent:
		v.unit = figure.Unit{Measure: figure.Percent}
	}
}

// titleUnit is the unit stated above the heading, in its corner or below the table; the zero Unit where none is.
func (r *Records) titleUnit(head *Grid) figure.Unit {
	texts := r.around(head)
	if i := r.schema.at(r.schema.Label); i >= 0 && r.header.columns[i] >= 0 {
		texts = append(texts, r.header.headings[r.header.columns[i]].Text)
	}
	for _, text := range texts {
		if _, unit, ok := cutUnit(text); ok && unit.Measure == figure.Pounds && (unit.Power > 0 || strings.Contains(text, "(")) {
			return unit
		}
	}
	return figure.Unit{}
}

// figure reads the cell of a column.
func (r *Records) figure(v *Values, i int) (figure.Figure, error) {
	return v.parse(r.text(i, v.at), r.mark(i, v.at).Stored)
}

// mark is what is known of a cell beside its text.
func (r *Records) mark(i, at int) Mark {
	if r.grid.marks == nil {
		return Mark{}
	}
	return r.grid.Mark(int(r.rows[i]), at)
}

// parse reads the text of a cell. The value that a workbook stores behind a cell goes before what the cell shows, at the 15
// digits that it is good for; a number in a text that shows more than 15 digits is one of those too.
func (v *Values) parse(text, stored string) (figure.Figure, error) {
	if v.column.Dash == DashMissing && isDash(text) {
		return figure.Figure{Text: text, Reason: figure.Unavailable}, nil
	}
	f, err := v.reading.Parse(text)
	if err != nil {
		return f, err
	}
	if stored != "" && f.Kind == figure.Number {
		f = withStored(f, stored)
	} else if f.Kind == figure.Number && f.Value.NumDigits() > floatDigits && f.Value.Exponent() < 0 {
		f.Value = toDigits(f.Value, floatDigits)
		f.High, f.Places = f.Value, -f.Value.Exponent()
	}
	return f.In(v.unit), nil
}

// floatDigits are the significant digits that a workbook's binary numbers are good for.
const floatDigits = 15

// toDigits rounds to so many significant digits and drops the zeros at the end: 0.30000000000000004 is 0.3.
func toDigits(d decimal.Decimal, digits int) decimal.Decimal {
	if over := int32(d.NumDigits() - digits); over > 0 {
		d = d.Round(-d.Exponent() - over)
	}
	for d.Exponent() < 0 && d.Equal(d.Truncate(-d.Exponent()-1)) {
		d = d.Truncate(-d.Exponent() - 1)
	}
	return d
}

// withStored is a figure with the value that stands behind what is shown: the same, hundredths shown as per cent, or pounds
// shown in thousands or millions. A stored value that shows as none of these is left alone.
func withStored(f figure.Figure, stored string) figure.Figure {
	value, err := figure.ParseDecimal(stored)
	if err != nil {
		return f
	}
	value = toDigits(value, floatDigits)
	step := decimal.New(1, -f.Places)
	for _, shift := range [...]int32{0, 2, -3, -6} {
		if shown := value.Shift(shift); shown.Sub(f.Value).Abs().LessThanOrEqual(step) {
			f.Value, f.High = shown, shown
			f.Places = max(0, -shown.Exponent())
			return f
		}
	}
	return f
}

func isDash(s string) bool { return s == "-" || s == "−" || s == "–" || s == "—" }

// readNumbers reads a column of figures, cell by cell where something may stand behind what is shown.
func (r *Records) readNumbers(v *Values) {
	v.numbers = column.NewNumbers(len(r.rows))
	plain := v.reading == (figure.Reading{}) && r.grid.marks == nil
	for i := range r.rows {
		if plain {
			if n, ok := quickNumber(r.text(i, v.at), &v.column, v.unit); ok {
				v.numbers.Add(n.coefficient, n.Form)
				continue
			}
		}
		f, err := r.figure(v, i)
		v.addFigure(i, f, err)
	}
}

// addFigure adds a cell that was taken apart with care.
func (v *Values) addFigure(i int, f figure.Figure, err error) {
	if err != nil {
		v.numbers.Add(0, column.Form{State: column.Bad})
		return
	}
	n, fits := compact(f)
	if !fits {
		if v.other == nil {
			v.other = map[int32]figure.Figure{}
		}
		v.other[int32(i)] = f
	}
	v.numbers.Add(n.coefficient, n.Form)
}

// compact puts a figure into its digits and its form; it fits unless it is a range or has more digits.
func compact(f figure.Figure) (n number, fits bool) {
	n.Form = column.Form{Power: int8(f.Unit.Power), Measure: uint8(f.Unit.Measure), Reason: uint8(f.Reason)}
	switch f.Kind {
	case figure.Missing:
		return n, true
	case figure.Nil:
		n.State = column.Nil
		return n, true
	case figure.Number:
		// Printed zeros count: 90.0 is known to a tenth, though 90 is its value.
		if coefficient := f.Value.Shift(f.Places); f.Places >= -100 && f.Places <= 100 && coefficient.IsInteger() {
			if whole := coefficient.BigInt(); whole.IsInt64() && whole.Int64() != math.MinInt64 {
				n.coefficient, n.Places, n.State = whole.Int64(), int8(f.Places), column.Value
				return n, true
			}
		}
	}
	n.State = column.Other
	return n, false
}

// decimalMark decides for a whole table whether a comma stands before decimals. In a file parted by semicolons or tabs it does where
// cells need it ("12,5", "0,435", "1.234,5") and none needs it between thousands or has a point before decimals.
func (r *Records) decimalMark() figure.Reading {
	if r.grid.Delimiter != ';' && r.grid.Delimiter != '\t' {
		return figure.Reading{}
	}
	example := ""
	for i := range r.schema.Columns {
		at := r.header.columns[i]
		if at < 0 || !r.schema.Columns[i].Kind.numeric() {
			continue
		}
		for j := range r.rows {
			text := r.text(j, at)
			if !strings.ContainsAny(text, ".,") {
				continue
			}
			_, english := figure.Reading{}.Parse(text)
			_, foreign := figure.Reading{DecimalComma: true}.Parse(text)
			switch {
			case english == nil && foreign != nil:
				return figure.Reading{}
			case english != nil && foreign == nil && example == "":
				example = text
			}
		}
	}
	if example == "" {
		return figure.Reading{}
	}
	r.note("the comma is read as the decimal mark, as in %s", example)
	return figure.Reading{DecimalComma: true}
}

// problem says what is wrong with the figure of a cell, if anything: code, problem and remedy.
func (v *Values) problem(i int) (code, problem, remedy string) {
	c, n := v.column, v.number(i)
	text := v.Text(i)
	switch {
	case n.State == column.Bad:
		_, err := v.records.figure(v, i)
		return parseFault(err)
	case n.State == column.None && figure.Reason(n.Reason) == figure.Blank:
		if c.Blank {
			return "", "", ""
		}
		need := c.Need
		if need == "" {
			need = "write 0 or - if the amount is nil"
			if c.Kind != KindMoney {
				need = "write a number, 0 for none"
			}
		}
		return "blank", "the cell is blank", need
	case n.State == column.None:
		if c.Gaps {
			return "", "", ""
		}
		return "not_shown", fmt.Sprintf("%q stands for a figure that is not shown (%s)", text, figure.Reason(n.Reason)), "give the figure, or leave the row out"
	case c.Dash == DashRefused && n.State == column.Nil:
		return "dash", fmt.Sprintf("%q is read both as nil and as missing", text), "write 0, or leave the cell blank"
	}
	measure := figure.Measure(n.Measure)
	if n.State == column.Other {
		if f := v.other[int32(i)]; f.Kind == figure.Range && c.Kind != KindFigure {
			return "range", fmt.Sprintf("%q is a range", text), "give one figure"
		}
	}
	switch c.Kind {
	case KindNumber, KindCount:
		if measure != figure.Plain {
			return "wrong_unit", fmt.Sprintf("%q is no plain number", text), "leave the unit out"
		}
	case KindMoney:
		if measure == figure.Percent || measure == figure.Points {
			return "wrong_unit", fmt.Sprintf("%q is a percentage and no amount of money", text), "give pounds"
		}
		if n.State == column.Value && n.Places < 0 {
			return "digits_lost", fmt.Sprintf("%q has lost its last digits, as a number does in a narrow column", text), "widen the column and copy the amount in full"
		}
	case KindPercent:
		if measure == figure.Pounds {
			return "wrong_unit", fmt.Sprintf("%q is no percentage", text), "give per cent"
		}
	}
	if c.Kind == KindCount {
		switch d := v.Decimal(i); {
		case !d.IsInteger():
			return "not_whole", fmt.Sprintf("%q is not a whole number", text), "count each once"
		case d.IsNegative():
			return "negative", fmt.Sprintf("%q is below zero", text), "give a count of 0 or more"
		case d.GreaterThan(decimal.New(1, 15)):
			return "too_large", fmt.Sprintf("%q is too large for a count", text), "look for figures that ran together"
		}
	}
	return "", "", ""
}

// parseFault is what the reader of figures says of a text that is none.
func parseFault(err error) (code, problem, remedy string) {
	var bad *figure.Error
	if !errors.As(err, &bad) {
		return "not_a_number", err.Error(), ""
	}
	f := bad.Fault()
	return f.Code, f.Problem, f.Remedy
}
