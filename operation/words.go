package operation

import "strconv"

// counted is a number and the word that goes with it: "1 item", "2 items".
func counted(n int, one, more string) string { return strconv.Itoa(n) + " " + plural(n, one, more) }

// plural is the word that goes with a number.
func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}
