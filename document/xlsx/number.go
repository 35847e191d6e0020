package xlsx

import "strconv"

// significant is how many digits of a number Excel keeps: 0.1 + 0.2 is 0.3, though the file has 0.30000000000000004.
const significant = 15

// number is a number as a cell stores it, at fifteen digits: 0.digits × 10^point. Zero has no digits.
type number struct {
	negative bool
	digits   [significant + 1]byte
	count    int
	point    int
}

// parseNumber reads the text of a stored number.
func parseNumber(text []byte) (n number, ok bool) {
	i, seen := 0, false
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		n.negative = text[i] == '-'
		i++
	}
	point, after, dropped := 0, false, byte('0')
	for ; i < len(text); i++ {
		c := text[i]
		if c == '.' && !after {
			after = true
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		seen = true
		switch {
		case n.count == 0 && c == '0':
			if after {
				point--
			}
			continue
		case n.count < significant:
			n.digits[n.count] = c
			n.count++
		case n.count == significant:
			dropped = c
			n.count++
		}
		if !after {
			point++
		}
	}
	if !seen {
		return number{}, false
	}
	if i < len(text) {
		if text[i] != 'e' && text[i] != 'E' || len(text)-i > 6 {
			return number{}, false
		}
		shift, err := strconv.Atoi(string(text[i+1:]))
		if err != nil || shift > 400 || shift < -400 {
			return number{}, false
		}
		point += shift
	}
	n.point = point
	if n.count > significant {
		n.count = significant
		if dropped >= '5' {
			n.up()
		}
	}
	n.trim()
	return n, true
}

// up adds one to the last digit that is kept.
func (n *number) up() {
	for i := n.count - 1; i >= 0; i-- {
		if n.digits[i] < '9' {
			n.digits[i]++
			n.count = i + 1
			return
		}
	}
	n.digits[0], n.count = '1', 1
	n.point++
}

// trim drops zeros at the end.
func (n *number) trim() {
	for n.count > 0 && n.digits[n.count-1] == '0' {
		n.count--
	}
	if n.count == 0 {
		n.point = 0
	}
}

// round keeps so many decimal places, half away from zero, and says whether a digit was lost.
func (n *number) round(places int) (lost bool) {
	keep := n.point + places
	if keep >= n.count {
		return false
	}
	if keep < 0 {
		lost = n.count > 0
		n.count, n.point = 0, 0
		return lost
	}
	next := n.digits[keep]
	if n.count = keep; next >= '5' {
		if keep == 0 {
			n.digits[0], n.count = '1', 1
			n.point++
		} else {
			n.up()
		}
	}
	n.trim()
	return true
}

// digit is the digit at 10^place, '0' where there is none.
func (n *number) digit(place int) byte {
	i := n.point - 1 - place
	if i < 0 || i >= n.count {
		return '0'
	}
	return n.digits[i]
}

// whole is how many digits stand before the point.
func (n *number) whole() int { return max(0, n.point) }

// places is how many digits stand behind the point.
func (n *number) places() int { return max(0, n.count-n.point) }

// float is the number for the arithmetic of dates.
func (n *number) float() float64 {
	f, _ := strconv.ParseFloat(n.plain(), 64)
	return f
}

// plain is the number as people write it, with an exponent where it would have more than twenty digits.
func (n *number) plain() string {
	var b []byte
	if n.negative && n.count > 0 {
		b = append(b, '-')
	}
	if n.point > 20 || n.point < -19 {
		b = append(b, n.digits[0])
		if n.count > 1 {
			b = append(append(b, '.'), n.digits[1:n.count]...)
		}
		b = append(b, 'E')
		return string(strconv.AppendInt(b, int64(n.point-1), 10))
	}
	for place := max(1, n.point) - 1; place >= 0; place-- {
		b = append(b, n.digit(place))
	}
	if places := n.places(); places > 0 {
		b = append(b, '.')
		for place := -1; place >= -places; place-- {
			b = append(b, n.digit(place))
		}
	}
	return string(b)
}

// general is the number as the format General shows it: eleven characters at most, whole numbers whole.
func (n *number) general() (text string, lost bool) {
	const most = 11
	if n.places() == 0 && n.point <= significant {
		return n.plain(), false
	}
	if n.point > most || n.point < -most/2+1 {
		short := *n
		for short.count > 6 {
			lost = short.round(5-(short.point-1)) || lost
		}
		return short.scientific(short.count-1, 2), lost
	}
	shown := *n
	lost = shown.round(most - 1 - max(1, n.point))
	return shown.plain(), lost
}

// scientific writes the number with so many digits behind its point and in its exponent.
func (n *number) scientific(places, exponent int) string {
	var b []byte
	if n.negative {
		b = append(b, '-')
	}
	first := n.point - 1
	if n.count == 0 {
		first = 0
	}
	b = append(b, n.digit(first))
	if places > 0 {
		b = append(b, '.')
		for i := 1; i <= places; i++ {
			b = append(b, n.digit(first-i))
		}
	}
	sign := byte('+')
	if first < 0 {
		sign, first = '-', -first
	}
	b = append(b, 'E', sign)
	power := strconv.Itoa(first)
	for range exponent - len(power) {
		b = append(b, '0')
	}
	return string(append(b, power...))
}
