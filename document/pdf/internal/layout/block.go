package layout

import (
	"regexp"
	"strings"
)

// Block is a table, or lines of text that belong together.
type Block struct {
	Table *Table // nil for text
	Text  string
	// Label is the number or the bullet set before the text, or the raised mark with which a note begins.
	Label string
	Note  bool // the text begins with a raised mark, as notes do
	Size  float64
	Bold  bool
	Lines int
	// Artifact is true where the writer marked the text as no part of the document.
	Artifact       bool
	X0, Y0, X1, Y1 float64
}

// label is what numbers or marks an item: "1.", "4.1", "(b)", "iv)", a bullet.
var label = regexp.MustCompile(`^(?:\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]?|[A-Z]\.?[0-9]{1,3}(?:\.[0-9]{1,3})*\.?|[•●○◦▪■□–—o§*➢✓]|-)$`)

// bullet says whether a label is a mark and no number.
func bullet(text string) bool {
	return strings.ContainsAny(text, "•●○◦▪■□➢✓§–—") || text == "o" || text == "-" || text == "*"
}
