package table

// silent says that a label has none of the words by which [RowWording] knows a row, as nearly all labels of a long table: a
// service, a worker, an indicator. Taking each apart was half of reading a statement. A label with a mark or a letter beyond
// ASCII is not looked into.
func silent[T string | []byte](label T) bool {
	var word [12]byte
	n, afterO := 0, false
	for i := 0; i <= len(label); i++ {
		c := byte(' ')
		if i < len(label) {
			c = label[i]
		}
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case c >= 'a' && c <= 'z':
			if n < len(word) {
				word[n] = c
			}
			n++
			continue
		case c >= '0' && c <= '9' && n > 0:
			n = len(word) + 1 // letters and digits together are a word, and no telling one
			continue
		case c >= 0x80, c == '%', c == '+':
			return false
		}
		// A "w" tells behind an "o" alone, as in "o/w": else it is an initial.
		if n == 1 && word[0] == 'w' {
			if afterO {
				return false
			}
		} else if n > 0 && n <= len(word) && telling(string(word[:n])) {
			return false
		}
		if n > 0 {
			afterO = n == 1 && word[0] == 'o'
		}
		n = 0
	}
	return true
}

// telling are the words of which every wording has at least one.
func telling(word string) bool {
	switch word {
	case "grand", "total", "totals", "subtotal", "subtotals", "sub", "sum", "all", "overall", "altogether", "combined", "both", "persons", "aggregate", "whole",
		"england", "national", "united", "uk", "britain", "net",
		"average", "averages", "mean", "median", "per", "percent", "percentage", "percentages", "share",
		"change", "difference", "variance", "movement", "target", "targets", "previous", "prior", "last", "rank", "ranking",
		"of", "including",
		"north", "south", "east", "west", "yorkshire", "london":
		return true
	}
	return false
}
