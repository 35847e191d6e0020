package table

import (
	"strings"
	"unicode"
)

// wording is what the words of a label say of the row or column that they head. A word alone never decides: it adds to the
// evidence of the figures or takes from it.
type wording uint8

const (
	// wordsTotal: total, sum, all, both: the row or column says that it adds others up.
	wordsTotal wording = iota + 1
	// wordsWeak: balance, income, assets: such rows often add others up, and often not.
	wordsWeak
	// wordsDifference: variance, difference, net, surplus: one figure less another.
	wordsDifference
	// wordsAverage: average, mean.
	wordsAverage
	// wordsRate: rate, per cent, ratio, index: a figure that cannot be added up.
	wordsRate
	// wordsChange: change, growth, increase: of one period against another, in units or per cent.
	wordsChange
	// wordsPart: of which, including: part of the row above, not to be added again.
	wordsPart
	// wordsIdentifier: code, id, rank: a number that measures nothing.
	wordsIdentifier
	// wordsYear: year, period.
	wordsYear
)

// label is the text that heads a row or column.
type label struct {
	text string
	kind wording
	// rate says that the label speaks of a rate, a percentage or an average, whatever else it says.
	rate bool
	// per says that it speaks of a rate per so many: "Rate per 10,000", "Offences per 1,000".
	per bool
	// strong says that the label is hardly anything but that of a total: "Subtotal", "Children's services total", and not "Total
	// Place programme".
	strong bool
	// net says that the label is that of what is left of another figure.
	net bool
	// statistic says that it speaks of the spread of the lines: their least, their greatest, their deviation.
	statistic bool
	// plain says that nothing beside a word for a total stands in the label but what it is the total of: "Total", "All
	// services", "Children's services total".
	plain bool
	// indent is how far the label is set in.
	indent int
}

// wordList says whether a text holds one of some words, each a whole word.
func wordList(words []string, any ...string) bool {
	for _, w := range words {
		for _, a := range any {
			if w == a {
				return true
			}
		}
	}
	return false
}

var partedMarks = strings.NewReplacer("%", " % ", "’", "'")

// fields takes a label apart into lower-case words; % is a word, and note markers are none.
func fields(text string) []string {
	text = strings.ToLower(text)
	text = strings.ReplaceAll(text, "per cent", "percent")
	text = strings.ReplaceAll(text, "sub-total", "subtotal")
	text = strings.ReplaceAll(text, "sub total", "subtotal")
	return strings.FieldsFunc(partedMarks.Replace(text), func(r rune) bool {
		return !(unicode.IsLetter(r) || r == '%' || r == '\'' || r >= '0' && r <= '9')
	})
}

// mostLabel is how many words the label of a total, an average or a difference has at most.
const mostLabel = 16

// readLabel reads what a label says. Words that speak of something else ("Total number of in-house carers" among
// indicators) are told by the figures, not here.
func readLabel(text string) label {
	l := label{text: strings.Join(strings.Fields(text), " ")}
	if l.text == "" {
		return l
	}
	trimmed := strings.TrimLeft(text, " \t\u00a0")
	l.indent = len(text) - len(trimmed)
	for _, mark := range []string{"-", "–", "•", "·"} {
		if rest, found := strings.CutPrefix(trimmed, mark); found && rest != "" {
			l.indent += 2
		}
	}
	words := fields(text)
	wording := RowWording(strings.TrimRight(text, "0123456789 "))
	l.strong = wording.Strength >= Likely && (wording.Role == RoleTotal || wording.Role == RoleSubtotal || wording.Role == RoleNet)
	l.net = wording.Role == RoleNet || len(words) > 0 && words[0] == "net"
	l.rate = wordList(words, "%", "percent", "percentage", "rate", "rates", "ratio", "average", "avg", "mean", "median", "index", "per", "share", "proportion", "pct", "yield", "score", "price", "cpi", "factor")
	l.per = perMany(words)
	l.statistic = wordList(words, "max", "maximum", "min", "minimum", "median", "mean", "average", "avg", "stdev", "stdevs", "sd", "std", "deviation", "mode", "count", "high", "low", "highest", "lowest", "possible")
	first := ""
	if len(words) > 0 {
		first = words[0]
	}
	lower := strings.Join(words, " ")
	if len(words) > mostLabel {
		// A sentence names no total for a word in it.
		return l
	}
	switch {
	case strings.HasPrefix(lower, "of which") || strings.HasPrefix(lower, "of whom") || strings.HasPrefix(lower, "o w ") || first == "including" || first == "includes" || strings.HasPrefix(lower, "incl "):
		l.kind = wordsPart
	case wordList(words, "average", "avg", "mean", "averages") && !wordList(words, "moving"):
		l.kind = wordsAverage
	case wordList(words, "variance", "variances", "difference", "diff", "surplus", "deficit", "overspend", "underspend", "over", "under", "shortfall", "gap", "remaining", "remainder", "vacant", "vacancies", "unfilled", "outstanding", "unachieved", "undelivered", "risk", "left", "spare", "headroom") && !wordList(words, "total"):
		l.kind = wordsDifference
	case wordList(words, "change", "growth", "increase", "decrease", "movement", "chg") && !wordList(words, "total"):
		l.kind = wordsChange
	case wordList(words, "total", "totals", "subtotal", "subtotals", "tot", "sum", "grand", "all", "net", "both", "overall", "combined", "ttl", "altogether", "england"):
		l.kind = wordsTotal
		l.plain = plainTotal(words)
	case l.rate:
		l.kind = wordsRate
	case wordList(words, "year", "years", "fy", "fiscal", "period", "date", "month", "quarter") && len(words) <= 2:
		l.kind = wordsYear
	case wordList(words, "code", "id", "zip", "fips", "phone", "rank", "isbn", "account", "acct", "postcode", "ref", "cupa") && len(words) <= 3 || lower == "no" || lower == "#":
		l.kind = wordsIdentifier
	case wordList(words, "balance", "income", "profit", "expenditure", "expenditures", "expenses", "assets", "liabilities", "revenue", "revenues", "margin", "gross", "equity", "cash", "subset", "population", "enrollment", "available", "cost", "costs", "result", "amount", "value", "ending", "end", "closing", "close", "march", "census", "latest", "revised", "forecast", "outturn"):
		l.kind = wordsWeak
	}
	return l
}

// perMany says whether words hold "per" before a number.
func perMany(words []string) bool {
	for k, w := range words[:max(0, len(words)-1)] {
		if next := words[k+1]; w == "per" && next[0] >= '1' && next[0] <= '9' {
			return true
		}
	}
	return false
}

// plainTotal says whether a label is that of a total and of nothing else: the word stands first or last and no word beside it
// makes it the name of a programme, a payment or an indicator.
func plainTotal(words []string) bool {
	if len(words) > 6 {
		return false
	}
	first, last := words[0], words[len(words)-1]
	isTotal := func(w string) bool {
		return wordList([]string{w}, "total", "totals", "subtotal", "all", "grand", "overall", "sum", "both", "net", "england")
	}
	if wordList(words, "number", "no", "programme", "place", "lump", "payment", "payments", "rate", "%", "percent", "average", "mean", "median", "per") {
		return false
	}
	return isTotal(first) || isTotal(last)
}

// labels are those of all rows and columns.
type labels struct {
	row, column []label
	// labelColumn says which columns hold words.
	labelColumn []bool
}

// readLabels gathers the words that stand before the figures of a row and above those of a column.
func readLabels(g *Grid, n *numbers) *labels {
	v := &labels{row: make([]label, n.rows), column: make([]label, n.columns), labelColumn: make([]bool, n.columns)}
	texts, figures := make([]int, n.columns), make([]int, n.columns)
	for r := range n.rows {
		for c := range n.columns {
			switch n.content[r*n.columns+c] {
			case cellText:
				texts[c]++
			case cellNumber:
				figures[c]++
			}
		}
	}
	for c := range n.columns {
		v.labelColumn[c] = texts[c] > figures[c]
	}
	for r := range n.rows {
		v.row[r] = readLabel(rowText(g, n, r))
	}
	for c := range n.columns {
		v.column[c] = readLabel(columnText(g, n, c, n.rows))
	}
	return v
}

// rowText is the words at the head of a row: its first texts, as far as a first figure after them.
func rowText(g *Grid, n *numbers, r int) string {
	var b strings.Builder
	for c := range n.columns {
		i := r*n.columns + c
		switch n.content[i] {
		case cellText:
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(g.Text(r, c))
		case cellNumber, cellNil:
			if b.Len() > 0 && c > 0 {
				return b.String()
			}
		}
		if b.Len() > 120 {
			break
		}
	}
	return b.String()
}

// columnText is the words above the figures of a column: as far down as the first row before `below` in which figures stand
// in it, three texts at most.
func columnText(g *Grid, n *numbers, c, below int) string {
	first := -1
	for r := range min(below, n.rows) {
		i := r*n.columns + c
		if n.content[i] == cellNumber && n.marks[i]&ordinalMark == 0 {
			first = r
			break
		}
	}
	return textAbove(g, n, c, first)
}

// textAbove is the words directly above a cell of a column.
func textAbove(g *Grid, n *numbers, c, row int) string {
	var texts []string
	gap := 0
	for r := row - 1; r >= 0 && len(texts) < 3 && gap < 6; r-- {
		switch n.content[r*n.columns+c] {
		case cellText:
			texts = append(texts, strings.TrimSpace(g.Text(r, c)))
			gap = max(gap, 3)
		default:
			gap++
			if len(texts) > 0 {
				gap = 6
			}
		}
	}
	for a, b := 0, len(texts)-1; a < b; a, b = a+1, b-1 {
		texts[a], texts[b] = texts[b], texts[a]
	}
	return strings.Join(texts, " ")
}
