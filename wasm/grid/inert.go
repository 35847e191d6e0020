package grid

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Inert puts an apostrophe before text that a spreadsheet would run as a formula: it begins with one of = + - @, a tab
// or a carriage return. A figure, "-145" or "+3", stays as it is, so that what is written can be read back equal.
func Inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := figure.Parse(cell); err == nil {
		return cell
	}
	return "'" + cell
}

// Live takes away the apostrophe that [Inert] put before a cell.
func Live(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && Inert(rest) != rest {
		return rest
	}
	return cell
}
