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
func (n Number) AppendShort(text []byte) (_ []byte, ok bool) {
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
	return appendDigits(text, magnitude(n.Units), places, false), true
}

// appendDigits writes units of 10^-places.
func appendDigits(text []byte, units uint64, places int32, grouped bool) []byte {
	var digits [48]byte
	at := len(digits)
	for range places {
		at--
		digits[at] = byte('0' + units%10)
		units /= 10
	}
	if places > 0 {
		at--
		digits[at] = '.'
	}
	for n := 0; n == 0 || units > 0; n++ {
		if grouped && n > 0 && n%3 == 0 {
			at--
			digits[at] = ','
		}
		at--
		digits[at] = byte('0' + units%10)
		units /= 10
	}
	return append(text, digits[at:]...)
}
