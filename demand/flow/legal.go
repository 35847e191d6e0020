package flow

import (
	"fmt"
	"strings"
)

// legalStatuses are the codes of LS in the SSDA903 returns: care orders (C1, C2), freeing and placement orders (D1, E1),
// wardship (W1), accommodation under section 20 (V2 a single period, V3 and V4 agreed series of short breaks), police
// protection and emergency orders (L1 to L3) and youth justice (J1 to J3). Source: DfE, Children looked-after by local
// authorities in England: guide to the SSDA903 collection; D1 and W1 are of earlier years.
const legalStatuses = " C1 C2 D1 E1 W1 V2 V3 V4 L1 L2 L3 J1 J2 J3 "

// shortBreak reports whether a legal status is an agreed series of short breaks: V3 where each break is an episode, V4
// where only the agreement is recorded. DfE's counts of children looked after have neither.
func shortBreak(legal string) bool { return legal == "V3" || legal == "V4" }

// codes reports codes of an episode that no year's list has. Whoever groups placements by types of their own answers for
// the codes in it.
func (r *report) codes(e Episode, types map[string]string) {
	if e.Legal != "" && !strings.Contains(legalStatuses, " "+e.Legal+" ") {
		r.add(UnknownLegal, e, fmt.Sprintf("legal status %q is in no year's list: counted as care", e.Legal))
	}
	_, grouped := types[e.Place]
	if !grouped && !strings.Contains(places, " "+e.Place+" ") {
		r.add(UnknownPlace, e, fmt.Sprintf("placement code %q is in no year's list: counted as %s", e.Place, Other))
	}
}

// code is a code as the lists write it.
func code(text string) string { return strings.ToUpper(strings.TrimSpace(text)) }

// childNumber is the number of a child without the ".0" that a spreadsheet or pandas puts behind whole numbers when a cell
// of the column is blank: child 1.0 of the header is child 1 of the episodes.
func childNumber(text string) string {
	number, zeros, found := strings.Cut(strings.TrimSpace(text), ".")
	if found && number != "" && strings.Trim(number, "0123456789") == "" && zeros != "" && strings.Trim(zeros, "0") == "" {
		return number
	}
	return text
}
