package fixed

// Append writes a number as decimal.Decimal.StringFixed does: rounded half away from zero to so many places, which are not
// below zero, and every one of them written. Thousands are parted by commas where it is grouped.
func (n Number) Append(text []byte, places int32, grouped bool) (_ []byte, ok bool) {
	if places < 0 || places > Digits {
		return text, false
	}
	n, ok = n.Round(places)
	if !ok {
		return text, false
	}
	if n.Units < 0 {
		text = append(text, '-')
	}
	return appendDigits(text, magnitude(n.Units), places, grouped), true
}

// AppendShort writes a number as decimal.Decimal.String does: with as many places as it needs.
func (n Number) AppendShort(text []byte) (_ []byte, ok bool) { return n.appendShort(text, false) }

// AppendShortGrouped is [Number.AppendShort] with commas between thousands.
func (n Number) AppendShortGrouped(text []byte) (_ []byte, ok bool) { return n.appendShort(text, true) }

func (n Number) appendShort(text []byte, grouped bool) (_ []byte, ok bool) {
	if n.Exponent > 0 {
		if n, ok = n.At(0); !ok {
			return text, false
		}
	}
	places := -n.Exponent
	for ; places > 0 && n.Units%10 == 0; places-- {
		n.Units /= 10
	}
	if places > Digits {
		return text, false
	}
	if n.Units < 0 {
		text = append(text, '-')
	}
	return appendDigits(text, magnitude(n.Units), places, grouped), true
}

// appendDigits writes units of 10^-places.
func appendDigits(text []byte, units uint64, places int32, grouped bool) []byte {
	var digits [48]byte
	at := len(digits)
	if places > 0 {
		for ; places > 1; places -= 2 {
			at -= 2
			pair(digits[at:], units%100)
			units /= 100
		}
		if places == 1 {
			at--
			digits[at] = byte('0' + units%10)
			units /= 10
		}
		at--
		digits[at] = '.'
	}
	for grouped && units >= 1000 {
		three := units % 1000
		units /= 1000
		at -= 4
		digits[at] = ','
		digits[at+1] = byte('0' + three/100)
		pair(digits[at+2:], three%100)
	}
	for units >= 100 {
		at -= 2
		pair(digits[at:], units%100)
		units /= 100
	}
	if units >= 10 {
		at -= 2
		pair(digits[at:], units)
	} else {
		at--
		digits[at] = byte('0' + units)
	}
	return append(text, digits[at:]...)
}

// pair writes two digits.
func pair(to []byte, n uint64) {
	_ = to[1]
	to[0], to[1] = pairs[2*n], pairs[2*n+1]
}

// pairs are the numbers 00 to 99.
const pairs = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"
