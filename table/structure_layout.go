package table

// Body is the first row in which a figure that measures something stands; ok is false for a table of text only.
func (s Structure) Body() (row int, ok bool) {
	n := s.numbers
	for i := range n.content {
		if n.amount(i) || n.content[i] == cellNil {
			return i / n.columns, true
		}
	}
	return 0, false
}

// LabelColumn is the column that names the rows: the first that holds more words than figures, and the first of all where
// none does.
func (s Structure) LabelColumn() int {
	for c, words := range s.labels.labelColumn {
		if words {
			return c
		}
	}
	return 0
}

// HasFigures says whether a column holds a figure.
func (s Structure) HasFigures(column int) bool {
	n := s.numbers
	for r := range n.rows {
		if kind := n.content[r*n.columns+column]; kind == cellNumber || kind == cellNil || kind == cellMissing {
			return true
		}
	}
	return false
}
