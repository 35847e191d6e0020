package figure

import "strings"

// ParseUnit reads the unit in the heading of a column or table: "£k", "£000", "£000s", "£'000", "£m", "£", "%",
// "percentage points". Anything else that is not a scale (children, FTE, per 10,000) is a plain unit; ok is false when
// the text looks like money but cannot be read.
func ParseUnit(text string) (u Unit, ok bool) {
	word := strings.ToLower(strings.NewReplacer("'", "", "’", "", " ", "", "(", "", ")", "", ",", "").Replace(text))
	if rest, money := strings.CutPrefix(word, "£"); money {
		switch rest {
		case "":
			return Unit{Measure: Pounds}, true
		case "000", "000s", "k", "thousand", "thousands":
			return Unit{Measure: Pounds, Power: 3}, true
		case "m", "mn", "million", "millions", "000000", "000000s":
			return Unit{Measure: Pounds, Power: 6}, true
		case "bn", "billion", "billions":
			return Unit{Measure: Pounds, Power: 9}, true
		}
		return Unit{}, false
	}
	switch word {
	case "%", "percent", "percentage":
		return Unit{Measure: Percent}, true
	case "pp", "ppt", "%points", "percentagepoints", "points":
		return Unit{Measure: Points}, true
	case "000", "000s", "k", "thousands":
		return Unit{Power: 3}, true
	case "m", "millions":
		return Unit{Power: 6}, true
	}
	return Unit{}, true
}

// String is the unit as a heading prints it.
func (u Unit) String() string {
	scale := map[int32]string{0: "", 3: "k", 6: "m", 9: "bn"}[u.Power]
	switch u.Measure {
	case Pounds:
		return "£" + scale
	case Percent:
		return "%"
	case Points:
		return "percentage points"
	}
	return scale
}
