package scrutiny

import (
	"strings"
	"unicode"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// readFigure reads a printed figure with what reports put around it: a footnote mark behind it, "per week" after it, and a
// word that makes it approximate before it.
func readFigure(text string) (f figure.Figure, bound figure.Bound, approximate bool, err error) {
	if f, bound, err = figure.ParseBound(text); err == nil {
		return f, bound, false, nil
	}
	plain := strings.TrimSpace(text)
	lower := strings.ToLower(plain)
	if len(lower) == len(plain) {
		for _, word := range []string{"approximately ", "approx. ", "approx ", "around ", "about ", "circa ", "c. ", "nearly ", "almost ", "roughly ", "some ", "just over ", "just under "} {
			if strings.HasPrefix(lower, word) {
				plain, approximate = strings.TrimSpace(plain[len(word):]), true
				break
			}
		}
	}
	if !approximate && strings.HasPrefix(plain, "~") {
		plain, approximate = strings.TrimSpace(plain[1:]), true
	}
	plain, _, _ = strings.Cut(plain, " per ")
	plain = withoutFootnote(plain)
	g, b, again := figure.ParseBound(plain)
	if again != nil || !g.HasValue() {
		return f, bound, false, err
	}
	g.Text = text
	return g, b, approximate, nil
}

// withoutFootnote strips the marks that point to a footnote: 12,087*, 12,087¹, 12,087[2].
func withoutFootnote(text string) string {
	for {
		shorter := strings.TrimRightFunc(text, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune("*†‡§^¹²³⁰⁴⁵⁶⁷⁸⁹", r)
		})
		if open := strings.LastIndexByte(shorter, '['); open > 0 && strings.HasSuffix(shorter, "]") && len(shorter)-open <= 5 {
			shorter = shorter[:open]
		}
		if shorter == text {
			return text
		}
		text = shorter
	}
}

// readUnit reads a unit, and money by something: "£k per week" is £k.
func readUnit(text string) (figure.Unit, bool) {
	if u, ok := figure.ParseUnit(text); ok {
		return u, true
	}
	lower := strings.ToLower(text)
	for _, by := range []string{" per ", "/", " a week", " pa", " p.a."} {
		if at := strings.Index(lower, by); at > 0 && len(lower) == len(text) {
			return figure.ParseUnit(text[:at])
		}
	}
	return figure.Unit{}, false
}
