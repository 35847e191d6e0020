package scrutiny

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
)

// definitionOf is the id of the definition, in the register of package definitions, by which findings of a kind
// are judged. The kinds whose rule the report chooses, overall and rag, name theirs where they are judged.
func definitionOf(kind Kind) string {
	switch {
	case kind == KindVariance:
		return "finance.variance"
	case kind == KindShare:
		return "scrutiny.counts"
	case kind == KindOverall:
		return "rag.plurality"
	case kind == KindRAG:
		return "rag.tolerance"
	case kind.known() || kind == KindTable || kind == KindVanished:
		return "scrutiny." + string(kind)
	}
	return "" // a kind that is not known cannot be checked
}

// Definitions are the definitions that the verdicts of the result were reached by, in the order of the register. A finding
// that cannot be checked used none.
func (r Result) Definitions() []definitions.Definition {
	used := map[string]bool{}
	for _, f := range r.Findings {
		if f.Verdict == CannotCheck {
			continue
		}
		for _, id := range []string{"scrutiny.interval", "scrutiny.verdict", "scrutiny.rounding", f.Definition} {
			used[id] = true
		}
		used["scrutiny.telling"] = used["scrutiny.telling"] || f.Telling != nil
		used["scrutiny.explanation"] = used["scrutiny.explanation"] || f.Slip != ""
	}
	return slices.DeleteFunc(definitions.All(), func(d definitions.Definition) bool { return !used[d.ID] })
}
