package table

import (
	"math"
	"slices"
)

// What words say of a quotient, in bits.
const (
	// quotientBits is that of a word that calls it one.
	quotientBits = 4.0
	// kinBits is that of a word that it shares with a figure above or below the line.
	kinBits = 3.0
)

// kinship is what it says in bits that the label of a quotient names what stands above and below the line: "Places per 100
// children" behind "Children" and "Places", "% in time" behind "In time". Words are held alike by how they begin, and one
// that names both tells nothing of what stands below.
func (v *view) kinship(p pattern, line int32) float64 {
	bits := 0.0
	own := fields(v.label(p.target, line).text)
	split := max(1, p.split)
	above := v.shared(own, p.members[:split], line)
	if len(above) > 0 {
		bits += kinBits
	}
	switch p.kind {
	case Ratio:
		for _, word := range v.shared(own, p.members[split:], line) {
			if !slices.Contains(above, word) {
				bits += kinBits
				break
			}
		}
	case Share:
		// That the share of the line with the whole is all says whose share it is.
		if i := v.cell(p.target, p.base); v.n.amount(i) && float64(v.n.value[i]) == p.factor*math.Pow10(v.n.scale) {
			bits += kinBits
		}
	}
	return bits
}

// shared are the words of a label that the labels of some positions have as well.
func (v *view) shared(own []string, members []int32, line int32) []string {
	var found []string
	for _, m := range members {
		for _, word := range fields(v.label(m, line).text) {
			for _, o := range own {
				if sameStem(word, o) && !slices.Contains(found, o) {
					found = append(found, o)
				}
			}
		}
	}
	return found
}

// sameStem says whether two words of four letters and more begin alike, by all but the last three of the shorter.
func sameStem(a, b string) bool {
	least := min(len(a), len(b))
	return least >= 4 && a[:max(4, least-3)] == b[:max(4, least-3)]
}
