package table

// markOrdinals finds the numbers that measure nothing: years, serial numbers, codes. They take no part in any sum.
func (n *numbers) markOrdinals(v *labels) {
	for r := range n.rows {
		n.markLine(r*n.columns, 1, n.columns)
	}
	for c := range n.columns {
		n.markLine(c, n.columns, n.rows)
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

// markLine looks along one row or column: figures that rise or fall by one from cell to cell are a count of the cells, and a
// line that holds years alone is a heading.
func (n *numbers) markLine(first, stride, length int) {
	seen, years := 0, 0
	start, last, run, way := 0, -1, 0, int64(0)
	unit := int64(1)
	if n.scale > 0 {
		unit = pow10(n.scale)
	}
	mark := func(from, to int) {
		for k := from; k <= to; k++ {
			if i := first + k*stride; n.content[i] == cellNumber {
				n.marks[i] |= ordinalMark
			}
		}
	}
	finish := func() {
		if run >= 6 || run >= 3 && n.year(first+start*stride) || run >= 3 && n.value[first+start*stride] == unit || run == 2 && n.year(first+start*stride) && stride == 1 {
			mark(start, last)
		}
	}
	for k := range length {
		i := first + k*stride
		if n.content[i] != cellNumber {
			continue
		}
		seen++
		if n.year(i) {
			years++
		}
		plain := n.whole(i) && n.marks[i]&(moneyMark|percentMark|groupedMark) == 0
		if !plain {
			finish()
			last, run = -1, 0
			continue
		}
		if last >= 0 {
			d := n.value[i] - n.value[first+last*stride]
			if (d == unit || d == -unit) && (run == 1 || d == way) {
				run++
				way = d
				last = k
				continue
			}
			finish()
		}
		start, last, run = k, k, 1
	}
	if last >= 0 {
		finish()
	}
	if years == seen && seen >= 2 && (stride == 1 || seen >= 4) {
		mark(0, length-1)
	}
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
