package table

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// quickNumber reads the cells that nearly all are, no more than a workbook's fifteen digits: with or without a point, commas
// between thousands, a pound sign, a minus before or behind or brackets, a scale or a sign for per cent behind; and what is empty
// or a dash. It gives what [figure.Reading.Parse] and compact do, at a twentieth of the time, and leaves every other cell to
// them. The text has no space around it.
func quickNumber[T string | []byte](text T, c *Column, unit figure.Unit) (n number, ok bool) {
	if unit.Power < -9 || unit.Power > 9 {
		return n, false
	}
	switch {
	case len(text) == 0:
		n.Reason = uint8(figure.Blank)
		return n, true
	case len(text) == 1 && text[0] == '-':
		if c.Dash == DashMissing {
			return n, false
		}
		n.State, n.Power, n.Measure = column.Nil, int8(unit.Power), uint8(unit.Measure)
		return n, true
	}
	n.State, n.Power, n.Measure = column.Value, int8(unit.Power), uint8(unit.Measure)
	var end int
	if n.coefficient, n.Places, end = plainDigits(text); end == len(text) {
		return n, true
	}
	return writtenNumber(text, unit)
}

// plainDigits reads digits with or without a point and a minus before them, and says where it stopped: at the end where the
// text is that and no more. It stops at 0 where it could read nothing.
func plainDigits[T string | []byte](text T) (coefficient int64, places int8, end int) {
	from := 0
	if text[0] == '-' {
		from = 1
	}
	point, i := -1, from
	for ; i < len(text); i++ {
		c := text[i] - '0'
		if c > 9 {
			if text[i] != '.' || point >= 0 || i == from {
				break
			}
			point = i
			continue
		}
		coefficient = coefficient*10 + int64(c)
		if i-from > floatDigits+1 {
			return 0, 0, 0
		}
	}
	digits := i - from
	switch {
	case point == i-1 && point >= 0, digits == 0:
		return 0, 0, 0
	case point >= 0:
		places = int8(i - 1 - point)
		digits--
	}
	if digits > floatDigits {
		return 0, 0, 0
	}
	if from > 0 {
		coefficient = -coefficient
	}
	return coefficient, places, i
}

// writtenNumber reads a figure as people write one: "£1,234.50", "(1,234)", "-£12", "1,234-", "£1.2m", "19%".
func writtenNumber[T string | []byte](text T, unit figure.Unit) (n number, ok bool) {
	from, to := 0, len(text)
	pounds, negative, open := false, false, false
	if text[from] == '-' || text[from] == '(' {
		negative, open = true, text[from] == '('
		from++
		if open {
			if text[to-1] != ')' {
				return n, false
			}
			to--
		}
	}
	// The pound sign is two bytes.
	if from+2 < to && text[from] == 0xC2 && text[from+1] == 0xA3 {
		pounds = true
		from += 2
	}
	if to > from && text[to-1] == '-' {
		if negative {
			return n, false
		}
		negative = true
		to--
	}
	own := figure.Unit{}
	if pounds {
		own.Measure = figure.Pounds
	}
	if to > from && !open {
		switch text[to-1] {
		case 'k', 'K':
			own.Power = 3
		case 'm', 'M':
			own.Power = 6
		case '%':
			if pounds {
				return n, false
			}
			own.Measure = figure.Percent
		default:
			to++
		}
		to--
	}
	coefficient, places, ok := groupedDigits(text[from:to])
	if !ok {
		return n, false
	}
	if negative {
		coefficient = -coefficient
	}
	if own.Power == 0 && (own.Measure == figure.Plain || own.Measure == unit.Measure) {
		own = unit
	}
	n.coefficient = coefficient
	n.Form = column.Form{State: column.Value, Places: places, Power: int8(own.Power), Measure: uint8(own.Measure)}
	return n, true
}

// groupedDigits reads digits with or without commas between thousands, and with or without a point.
func groupedDigits[T string | []byte](text T) (coefficient int64, places int8, ok bool) {
	digits, group, groups, point := 0, 0, 0, -1
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			coefficient = coefficient*10 + int64(c-'0')
			digits++
			group++
		case c == ',' && point < 0:
			if groups == 0 && (group == 0 || group > 3 || text[0] == '0') || groups > 0 && group != 3 {
				return 0, 0, false
			}
			groups++
			group = 0
		case c == '.' && point < 0 && digits > 0:
			if groups > 0 && group != 3 {
				return 0, 0, false
			}
			point = i
		default:
			return 0, 0, false
		}
		if digits > floatDigits {
			return 0, 0, false
		}
	}
	switch {
	case digits == 0, point == len(text)-1, point < 0 && groups > 0 && group != 3:
		return 0, 0, false
	case point >= 0:
		places = int8(len(text) - 1 - point)
	}
	return coefficient, places, true
}

// sound says that a figure of this form is one that its column may hold, as nearly all are; what is not is put into words elsewhere.
// Of a count the form does not say it all.
func sound(f column.Form, c *Column) bool {
	measure := figure.Measure(f.Measure)
	switch f.State {
	case column.Value:
	case column.None:
		if figure.Reason(f.Reason) == figure.Blank {
			return c.Blank
		}
		return c.Gaps
	default:
		return false
	}
	switch c.Kind {
	case KindFigure:
		return true
	case KindNumber, KindCount:
		return measure == figure.Plain
	case KindMoney:
		return measure != figure.Percent && measure != figure.Points && f.Places >= 0
	case KindPercent:
		return measure != figure.Pounds
	}
	return false
}

// soundCount says the rest.
func soundCount(n number) bool {
	return n.exponent() == 0 && n.coefficient >= 0 && n.coefficient <= 1e15
}

// soundCounts says that all figures of a column are counts as [soundCount] has them.
func soundCounts(n *column.Numbers) bool {
	if !n.Exact() || n.Exponent() != 0 {
		return false
	}
	for _, units := range n.Units() {
		if units < 0 || units > 1e15 {
			return false
		}
	}
	return !slices.ContainsFunc(n.Forms(), func(f column.Form) bool { return f.State == column.Value && (f.Places != 0 || f.Power != 0) })
}
