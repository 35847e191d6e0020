package table

import (
	"slices"
	"strings"
	"unicode"
)

// PlainLabel is a label without what is no part of a name: the mark of a note behind it ("Total¹", "Total [note 1]",
// "Total*"), and a colon or a full stop at its end.
func PlainLabel(label string) string {
	label = strings.Join(strings.Fields(label), " ")
	for {
		before := label
		label = strings.TrimRightFunc(label, func(r rune) bool {
			return r == ':' || r == '.' || r == '*' || r == '†' || r == '‡' || r == '¹' || r == '²' || r == '³' || r >= '⁰' && r <= '⁹' || unicode.IsSpace(r)
		})
		if strings.HasSuffix(label, "]") {
			if open := strings.LastIndexByte(label, '['); open > 0 && isNoteMark(label[open+1:len(label)-1]) {
				label = label[:open]
			}
		}
		if strings.HasSuffix(label, ")") {
			if open := strings.LastIndexByte(label, '('); open > 0 && isNoteMark(label[open+1:len(label)-1]) {
				label = label[:open]
			}
		}
		if label == before {
			return label
		}
	}
}

// isNoteMark recognises "note 1", "1", "a", "r", "Notes 2, 3".
func isNoteMark(inside string) bool {
	word := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(inside), "note"), "s"), " ")
	if word == "" || strings.HasPrefix(strings.ToLower(inside), "note") {
		return true
	}
	return len(word) == 1 || len(word) <= 2 && strings.Trim(word, "0123456789") == ""
}

var oneSpelling = strings.NewReplacer("%", " % ", "sub-total", "subtotal", "sub total", "subtotal", "+/-", " change ", "’", "'")

// words are those of a label in lower case, without note marks and punctuation; % is a word.
func words(label string) []string {
	label = oneSpelling.Replace(strings.ToLower(PlainLabel(label)))
	return strings.FieldsFunc(label, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != '\''
	})
}

// plainRows are labels of rows that can be nothing but what they say.
func plainRows(text string) (Role, bool) {
	switch text {
	case "subtotal", "subtotals", "running total":
		return RoleSubtotal, true
	case "total", "totals", "grand total", "overall total", "total overall", "sum", "all", "all total", "total all", "overall", "altogether",
		"england", "england total", "total england", "all england", "national", "national total", "united kingdom", "uk", "great britain", "sum total", "final total":
		return RoleTotal, true
	case "net", "net total", "total net", "net expenditure", "total net expenditure", "net position":
		return RoleNet, true
	case "average", "mean", "median", "averages", "mean average", "average total", "overall average", "england average", "national average":
		return RoleAverage, true
	case "%", "% of total", "per cent", "percent", "percentage", "percentages", "% share", "share", "percentage of total", "% change":
		return RoleRate, true
	case "change", "difference", "variance", "movement":
		return RoleChange, true
	case "target", "targets":
		return RoleTarget, true
	case "previous", "previous year", "previous month", "prior year", "last year", "last month":
		return RolePrevious, true
	case "rank", "ranking":
		return RoleRank, true
	}
	return RoleLine, false
}

// regions are the regions of England as the ONS names them: a row of one among authorities adds some of them up.
func isRegion(text string) bool {
	return slices.Contains([]string{
		"north east", "north west", "yorkshire and the humber", "yorkshire and humber", "east midlands", "west midlands",
		"east of england", "london", "south east", "south west", "inner london", "outer london",
	}, text)
}

// RowWording is what the label of a row says of it.
func RowWording(label string) Wording {
	if silent(label) {
		return Wording{}
	}
	return rowWording(label)
}

func rowWording(label string) Wording {
	all := words(label)
	if len(all) == 0 {
		return Wording{}
	}
	text := strings.Join(all, " ")
	if role, plain := plainRows(text); plain {
		return Wording{Role: role, Strength: Plainly}
	}
	if isRegion(text) {
		return Wording{Role: RoleTotal, Strength: Perhaps}
	}
	first, last := all[0], all[len(all)-1]
	after := func(n int) string { return strings.Join(all[n:], " ") }
	before := strings.Join(all[:len(all)-1], " ")
	switch {
	case strings.HasPrefix(text, "of which"):
		return Wording{Role: RoleOfWhich, Strength: Plainly, Of: after(2)}
	case first == "including" || first == "o" && len(all) > 1 && all[1] == "w":
		return Wording{Role: RoleOfWhich, Strength: Likely, Of: after(1)}
	case first == "subtotal":
		return Wording{Role: RoleSubtotal, Strength: Plainly, Of: after(1)}
	case last == "subtotal":
		return Wording{Role: RoleSubtotal, Strength: Plainly, Of: before}
	case strings.HasPrefix(text, "grand total"):
		return Wording{Role: RoleTotal, Strength: Plainly, Of: after(2)}
	case last == "total" || last == "totals":
		return Wording{Role: RoleTotal, Strength: Likely, Of: before}
	case strings.HasPrefix(text, "total for ") || strings.HasPrefix(text, "total of ") || strings.HasPrefix(text, "sum of "):
		return Wording{Role: RoleTotal, Strength: Likely, Of: after(2)}
	case first == "total" && separated(label):
		return Wording{Role: RoleTotal, Strength: Likely, Of: after(1)}
	case last == "average" || last == "mean" || last == "median" || strings.HasPrefix(text, "average of ") || strings.HasPrefix(text, "mean of "):
		return Wording{Role: RoleAverage, Strength: Likely, Of: before}
	case text == "total expenditure" || text == "total income" || text == "total budget" || text == "all services":
		return Wording{Role: RoleTotal, Strength: Likely, Of: after(1)}
	case last == "overall" || last == "combined" || text == "both" || text == "persons" || text == "both sexes" || text == "all persons" || text == "aggregate":
		return Wording{Role: RoleTotal, Strength: Likely}
	case first == "total" || first == "totals" || first == "all" || first == "overall" || first == "whole":
		return Wording{Role: RoleTotal, Strength: Perhaps, Of: after(1)}
	case first == "net" || last == "net":
		return Wording{Role: RoleNet, Strength: Perhaps}
	case first == "average" || first == "mean" || first == "median":
		return Wording{Role: RoleAverage, Strength: Perhaps, Of: after(1)}
	case first == "%" || last == "%" || first == "percentage" || last == "percentage" || strings.HasPrefix(text, "per cent"):
		return Wording{Role: RoleRate, Strength: Perhaps}
	case slices.Contains(all, "total"):
		return Wording{Role: RoleTotal, Strength: Perhaps}
	}
	return Wording{}
}

// separated says whether a mark parts "Total" from what it is a total of: "Total - placements", "Total (placements)".
func separated(label string) bool {
	rest := strings.TrimLeft(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(label)), "total"), " ")
	return rest != "" && strings.ContainsRune("-–—:,(", []rune(rest)[0])
}

// ColumnWording is what the heading of a column says of it. Unlike a row's, a heading that has the word for a rate, an average
// or a change is one, because columns are headed by what they measure.
func ColumnWording(heading string) Wording {
	all := words(heading)
	if len(all) == 0 {
		return Wording{}
	}
	text := strings.Join(all, " ")
	has := func(some ...string) bool {
		return slices.ContainsFunc(all, func(w string) bool { return slices.Contains(some, w) })
	}
	first, last := all[0], all[len(all)-1]
	switch {
	case has("id", "ids", "code", "codes", "ref", "reference", "urn", "upn", "uprn", "identifier"):
		return Wording{Role: RoleIdentifier, Strength: Likely}
	case has("rank", "ranking", "quartile", "decile"):
		return Wording{Role: RoleRank, Strength: Likely}
	case has("%", "percentage", "percent", "rate", "rates", "ratio", "share", "shares", "proportion", "pp", "index") || strings.Contains(text, "per "):
		return Wording{Role: RoleRate, Strength: Likely}
	case has("average", "averages", "mean", "median", "avg"):
		return Wording{Role: RoleAverage, Strength: Likely}
	case has("change", "variance", "difference", "movement", "increase", "decrease", "overspend", "underspend", "gap", "diff", "surplus", "deficit"):
		return Wording{Role: RoleChange, Strength: Likely}
	case has("target", "targets"):
		return Wording{Role: RoleTarget, Strength: Likely}
	case has("previous", "prior") || strings.HasPrefix(text, "last ") && has("year", "month", "quarter", "period"):
		return Wording{Role: RolePrevious, Strength: Likely}
	case text == "year" || text == "years" || text == "financial year" || text == "period" || text == "time period" || text == "month" || text == "quarter" || text == "academic year":
		return Wording{Role: RoleYear, Strength: Likely}
	case strings.HasPrefix(text, "of which"):
		return Wording{Role: RoleOfWhich, Strength: Plainly, Of: strings.Join(all[2:], " ")}
	case text == "net" || text == "net total" || text == "total net":
		return Wording{Role: RoleNet, Strength: Plainly}
	case first == "net":
		return Wording{Role: RoleNet, Strength: Perhaps}
	}
	if role, plain := plainRows(text); plain {
		return Wording{Role: role, Strength: Plainly}
	}
	switch {
	case first == "subtotal" || last == "subtotal":
		return Wording{Role: RoleSubtotal, Strength: Plainly}
	case last == "total" || last == "totals" || first == "total" || first == "all" || text == "both" || text == "persons" || text == "both sexes" || last == "overall" || first == "overall":
		return Wording{Role: RoleTotal, Strength: Likely}
	}
	return Wording{}
}
