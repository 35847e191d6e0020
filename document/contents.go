package document

import "strings"

// contentsLine reads a line of a table of contents, a title whose dots lead to the number of a page: "Transport ....... 5".
func contentsLine(line string) (page int, ok bool) {
	line = strings.TrimSpace(line)
	title := strings.TrimRight(line, "0123456789")
	digits := line[len(title):]
	title = strings.TrimRight(title, " \t")
	if digits == "" || len(digits) > 3 || !strings.HasSuffix(title, "....") && !strings.HasSuffix(title, "……") {
		return 0, false
	}
	return number(digits), strings.Trim(title, ".… ") != ""
}

// contentsLines is how many lines from the first on are a table of contents: two or more, their pages in order. Figures below
// each other are seldom whole, small and in order.
func contentsLines(lines []string) int {
	found, last, n := 0, 0, 0
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		page, ok := contentsLine(line)
		if !ok || page < last {
			break
		}
		found, last, n = found+1, page, i+1
	}
	if found < 2 {
		return 0
	}
	return n
}

// dropContents makes furniture of the table of contents: its numbers are pages.
func (d *Document) dropContents() {
	for i := 0; i < len(d.Blocks); i++ {
		first, last := i, 0
		for ; i < len(d.Blocks) && d.Blocks[i].Kind != Table; i++ {
			page, ok := contentsLine(d.Blocks[i].Text)
			if !ok || page < last {
				break
			}
			last = page
		}
		if i-first > 1 {
			for j := first; j < i; j++ {
				d.Blocks[j].Kind = Furniture
			}
			i--
		}
	}
}
