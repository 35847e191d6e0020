package dfe

import (
	"bytes"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// cell is one figure of one area in 16 bytes: a decimal as a whole number and its places, or why it is missing. Almost
// every published figure fits; the rest stand in the data's list of wide numbers.
type cell struct {
	mantissa int64
	area     int32 // position in Data.areas
	places   uint8
	kind     cellKind
}

type cellKind uint8

const (
	fixed   cellKind = iota // mantissa × 10^−places
	wide                    // the number at position mantissa of Data.wide
	missing                 // the reason is mantissa
)

// maxDigits always fit an int64.
const maxDigits = 18

// doubleDigits is the number of significant digits from which a figure is the print of a binary double, as in the bulk
// file of the Local Authority Interactive Tool (315.60000000000002). It is read as the shortest decimal of the same
// double, so that equal figures tie.
const doubleDigits = 16

// parseFixed reads digits with an optional sign and decimal point: the fast path of every cell.
func parseFixed(text []byte) (c cell, ok bool) {
	negative := false
	if len(text) > 0 && text[0] == '-' {
		negative, text = true, text[1:]
	}
	if len(text) == 0 || len(text) > maxDigits+1 {
		return c, false
	}
	point := -1
	var m int64
	for i, b := range text {
		if d := b - '0'; d <= 9 {
			m = m*10 + int64(d)
			continue
		}
		if b != '.' || point >= 0 {
			return c, false
		}
		point = i
	}
	digits := len(text)
	if point >= 0 {
		digits--
		c.places = uint8(len(text) - 1 - point)
	}
	if digits == 0 || digits > maxDigits || point >= 0 && digits >= doubleDigits {
		return c, false
	}
	if negative {
		m = -m
	}
	c.mantissa = m
	return c, true
}

// parseCell reads any cell: a number, or a symbol for a missing one.
func (d *Data) parseCell(text []byte) (cell, error) {
	if c, ok := parseFixed(text); ok {
		return c, nil
	}
	text = bytes.TrimSpace(text)
	v, err := demand.ParseValue(string(text))
	if err != nil {
		return cell{}, err
	}
	return d.keep(shortest(v)), nil
}

// shortest gives the print of a double back as the decimal that was meant.
func shortest(v demand.Value) demand.Value {
	n, ok := v.Decimal()
	if !ok || n.Exponent() >= 0 || n.NumDigits() < doubleDigits || n.NumDigits() > doubleDigits+4 {
		return v
	}
	short, err := decimal.NewFromString(strconv.FormatFloat(n.InexactFloat64(), 'f', -1, 64))
	if err != nil {
		return v
	}
	return demand.Number(short)
}

// keep packs a value.
func (d *Data) keep(v demand.Value) cell {
	n, ok := v.Decimal()
	if !ok {
		reason, _ := v.Missing()
		return cell{kind: missing, mantissa: int64(reason)}
	}
	if coefficient := n.Coefficient(); coefficient.IsInt64() && n.Exponent() <= 0 && n.Exponent() > -100 {
		return cell{mantissa: coefficient.Int64(), places: uint8(-n.Exponent())}
	}
	d.wide = append(d.wide, n)
	return cell{kind: wide, mantissa: int64(len(d.wide) - 1)}
}

// value unpacks a cell.
func (d *Data) value(c cell) demand.Value {
	switch c.kind {
	case fixed:
		return demand.Number(decimal.New(c.mantissa, -int32(c.places)))
	case wide:
		return demand.Number(d.wide[c.mantissa])
	}
	return demand.Absent(demand.Missing(c.mantissa))
}

const unavailable = int64(demand.Unavailable)
