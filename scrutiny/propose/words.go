package propose

import (
	"strings"
	"unicode"
)

// stem is a word without what its place in a sentence puts on it, so that "spends", "spent" and "spending" meet. It is a
// key for comparing and no word of English.
func stem(word string) string {
	word = strings.ToLower(strings.Trim(word, "'’"))
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
	if s, known := irregular[word]; known {
		return s
	}
	switch {
	case len(word) > 4 && strings.HasSuffix(word, "ies"):
		word = word[:len(word)-3] + "y"
	case len(word) > 4 && (strings.HasSuffix(word, "sses") || strings.HasSuffix(word, "ches") || strings.HasSuffix(word, "shes") || strings.HasSuffix(word, "xes")):
		word = word[:len(word)-2]
	case len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is"):
		word = word[:len(word)-1]
	}
	if s, known := irregular[word]; known {
		return s
	}
	switch {
	case len(word) > 6 && strings.HasSuffix(word, "ing"):
		word = word[:len(word)-3]
	case len(word) > 4 && strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "eed"):
		word = word[:len(word)-2]
	}
	if len(word) > 4 {
		word = strings.TrimSuffix(word, "e")
	}
	if n := len(word); n > 4 && word[n-1] == word[n-2] && word[n-1] != 's' && word[n-1] != 'l' {
		word = word[:n-1]
	}
	return word
}

// irregular are words whose forms no ending tells, and words that council reports use for one another.
var irregular = map[string]string{
	"children": "child", "people": "person", "persons": "person", "men": "man", "women": "woman", "spent": "spend", "spending": "spend", "spends": "spend", "expenditure": "spend",
	"underspent": "underspend", "overspent": "overspend", "overspending": "overspend", "underspending": "underspend", "overspends": "overspend", "underspends": "underspend", "bought": "buy", "left": "leave", "leavers": "leave", "leaver": "leave", "leaving": "leave", "leaves": "leave",
	"began": "begin", "begun": "begin", "begins": "begin", "starters": "start", "starter": "start", "joiners": "join", "joiner": "join", "held": "hold", "holds": "hold", "holding": "hold",
	"met": "meet", "meets": "meet", "given": "give", "gave": "give", "outturn": "outturn", "schools": "school", "colleges": "college", "carers": "carer", "caring": "care", "cares": "care",
	"placed": "place", "placements": "placement", "placement": "placement", "percentage": "%", "percent": "%", "analysis": "analysis", "workers": "worker", "forecasts": "forecast", "forecasted": "forecast",
	"budgets": "budget", "budgeted": "budget", "referred": "referral", "assessed": "assessment", "reviewed": "review", "vacancies": "vacant", "vacancy": "vacant", "girls": "girl", "boys": "boy", "closed": "close", "closures": "close",
	"complaint": "complaint", "proportion": "share", "pupils": "pupil", "staffing": "staff", "taxis": "taxi", "less": "less", "authorities": "authority", "during": "during", "costs": "cost", "wte": "fte",
}

// idle are words that name nothing.
var idle = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "and": true, "or": true, "in": true, "to": true, "for": true, "at": true, "by": true, "with": true, "on": true, "from": true, "per": true,
	"their": true, "its": true, "our": true, "is": true, "are": true, "was": true, "were": true, "be": true, "been": true, "that": true, "which": true, "who": true, "whom": true, "no": true, "number": true,
	"not": true, "as": true, "it": true, "this": true, "these": true, "those": true, "into": true, "than": true, "had": true, "have": true, "has": true, "will": true, "would": true, "all": true, "total": true, "i": true, "my": true,
	"£k": true, "£m": true, "£000": true, "£": true, "000": true, "%": true, "k": true, "m": true, "£bn": true, "s": true,
}

// connectors are words that may stand between a figure and the label that it belongs to.
var connectors = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "is": true, "was": true, "are": true, "were": true, "at": true, "to": true, "in": true, "for": true, "now": true, "stood": true, "stands": true, "stand": true, "came": true,
	"come": true, "comes": true, "totalled": true, "total": true, "totals": true, "numbered": true, "number": true, "reached": true, "has": true, "had": true, "have": true, "be": true, "been": true, "being": true, "currently": true,
	"with": true, "on": true, "its": true, "their": true, "our": true, "all": true, "only": true, "just": true, "still": true, "also": true, "by": true, "forecast": true, "projected": true, "expected": true, "estimated": true, "remain": true, "remains": true, "remained": true,
	"there": true, "these": true, "this": true, "that": true, "year": true, "will": true, "would": true, "cost": true, "costs": true, "as": true, "about": true, "overall": true, "net": true, "gross": true, "figure": true, "rate": true, "amounts": true, "amounted": true, "carry": true,
	"scored": true, "scores": true, "score": true, "recorded": true, "made": true, "up": true, "down": true, "showed": true, "shows": true, "show": true, "set": true, "some": true, "did": true, "against": false, "but": false, "than": false,
	"households": true, "so": true, "far": true, "me": true, "year's": true, "month": true, "quarter": true, "approved": true, "revised": true, "latest": true, "current": true, "full": true, "who": true, "which": true, "they": true, "them": true,
}

// split is the words of a label or a sentence, with % and codes kept.
func split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != '£' && r != '\'' && r != '’' && r != '/'
	})
}

// keyWords are the stems of a label without idle words; of a label of idle words alone, all of them.
func keyWords(label string) []string {
	var keys []string
	for _, word := range split(label) {
		word = strings.Trim(word, "'’/")
		if word == "" || idle[strings.ToLower(word)] {
			continue
		}
		if strings.Contains(word, "/") && strings.IndexFunc(word, unicode.IsDigit) < 0 {
			for _, half := range strings.Split(word, "/") {
				if half != "" && !idle[strings.ToLower(half)] {
					keys = append(keys, stem(half))
				}
			}
			continue
		}
		if s := stem(word); s == "spend" && len(keys) > 0 && (keys[len(keys)-1] == "under" || keys[len(keys)-1] == "over") {
			keys[len(keys)-1] += s
		} else {
			keys = append(keys, s)
		}
	}
	return keys
}
