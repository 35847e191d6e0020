package table

// markOrdinals finds the numbers that measure nothing: years, serial numbers, codes. They take no part in any sum.
func (n *numbers) markOrdinals(v *labels) {
	stretch := make([]int, 0, max(n.rows, n.columns))
	for r := range n.rows {
		n.markLine(r*n.columns, 1, n.columns, stretch)
	}
	for c := range n.columns {
		n.markLine(c, n.columns, n.rows, stretch)
		if named := v.column[c].kind; named == wordsIdentifier || named == wordsYear {
			for r := range n.rows {
				i := r*n.columns + c
				if n.content[i] == cellNumber && n.whole(i) && n.marks[i]&(moneyMark|percentMark) == 0 && (named == wordsIdentifier || n.year(i)) {
					n.marks[i] |= ordinalMark
				}
			}
		}
	}
	n.markHeading()
	for r := range n.rows {
		if v.row[r].kind == wordsYear {
			for c := range n.columns {
				if i := r*n.columns + c; n.content[i] == cellNumber && n.year(i) {
					n.marks[i] |= ordinalMark
				}
			}
		}
	}
}

// markLine looks along one row or column, stretch by stretch between words: a stretch of figures that rise or fall by one from
// cell to cell throughout is a count of the cells, and a line that holds years alone is a heading. What only a part of a
// stretch does is chance. The last argument is scratch.
func (n *numbers) markLine(first, stride, length int, stretch []int) {
	unit := int64(1)
	if n.scale > 0 {
		unit = pow10(n.scale)
	}
	stretch = stretch[:0]
	seen, years := 0, 0
	finish := func() {
		if n.countsUp(stretch, unit) {
			for _, i := range stretch {
				n.marks[i] |= ordinalMark
			}
		}
		stretch = stretch[:0]
	}
	for k := range length {
		switch i := first + k*stride; n.content[i] {
		case cellNumber:
			stretch = append(stretch, i)
			seen++
			if n.year(i) {
				years++
			}
		case cellText, cellMissing:
			finish()
		}
	}
	finish()
	if years == seen && seen >= 2 && (stride == 1 || seen >= 4) {
		for k := range length {
			if i := first + k*stride; n.content[i] == cellNumber {
				n.marks[i] |= ordinalMark
			}
		}
	}
}

// countsUp says whether a stretch of cells counts itself: whole numbers each one more, or one less, than the one before. Three
// from 1 or of years do, six of others.
func (n *numbers) countsUp(stretch []int, unit int64) bool {
	if len(stretch) < 3 {
		return false
	}
	start := n.value[stretch[0]]
	if len(stretch) < 6 && start != unit && !n.year(stretch[0]) {
		return false
	}
	way := n.value[stretch[1]] - start
	if way != unit && way != -unit {
		return false
	}
	for k, i := range stretch {
		if !n.whole(i) || n.marks[i]&(moneyMark|percentMark|groupedMark) != 0 || k > 0 && n.value[i]-n.value[stretch[k-1]] != way {
			return false
		}
	}
	return true
}

// whole says whether a figure has no fraction.
func (n *numbers) whole(i int) bool {
	return n.scale <= 0 || n.value[i]%pow10(n.scale) == 0
}

// year says whether a figure may be one.
func (n *numbers) year(i int) bool {
	if n.scale < 0 || n.marks[i]&(moneyMark|percentMark|groupedMark) != 0 || !n.whole(i) {
		return false
	}
	y := n.value[i] / pow10(n.scale)
	return y >= 1900 && y <= 2100
}

// markHeading marks the years of a heading row: the first row of numbers, where each is a year, nothing stands above it and
// other figures stand below.
func (n *numbers) markHeading() {
	for r := range n.rows {
		numbers := 0
		for c := range n.columns {
			i := r*n.columns + c
			if n.content[i] != cellNumber {
				continue
			}
			numbers++
			if !n.year(i) || r+1 < n.rows && n.content[i+n.columns] == cellNumber && n.year(i+n.columns) {
				return
			}
			for above := i - n.columns; above >= 0; above -= n.columns {
				if n.content[above] != cellBlank {
					return
				}
			}
		}
		if numbers == 0 {
			continue
		}
		for c := range n.columns {
			if i := r*n.columns + c; n.content[i] == cellNumber && r+1 < n.rows {
				n.marks[i] |= ordinalMark
			}
		}
		return
	}
}
