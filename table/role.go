package table

import "fmt"

// Role is what a row is among the rows of a table, or a column among its columns.
type Role int

const (
	// RoleLine is a row or a column of its own, and the zero value: what a calculation counts.
	RoleLine Role = iota
	// RoleGroup is the heading of the rows that follow it, or of the columns that stand under it.
	RoleGroup
	// RoleSubtotal adds up some of the lines.
	RoleSubtotal
	// RoleTotal adds up all lines: a total, all, England.
	RoleTotal
	// RoleOfWhich is a part of the row above it, and no line beside it.
	RoleOfWhich
	// RoleNet is what is left of lines after others were taken away.
	RoleNet
	// RoleAverage is a mean or a median of lines.
	RoleAverage
	// RoleRate is a rate, a percentage or a share: a quotient, which never adds up.
	RoleRate
	// RoleChange is a difference of two others: a variance, a movement.
	RoleChange
	// RoleTarget is what should be.
	RoleTarget
	// RolePrevious is what was, an earlier period.
	RolePrevious
	// RoleRank is a place in an order.
	RoleRank
	// RoleIdentifier is a number or a code that names something.
	RoleIdentifier
	// RoleYear is a year or another period.
	RoleYear
)

var roleNames = [...]string{
	RoleLine: "line", RoleGroup: "group heading", RoleSubtotal: "subtotal", RoleTotal: "total", RoleOfWhich: "of which", RoleNet: "net",
	RoleAverage: "average", RoleRate: "rate or share", RoleChange: "change", RoleTarget: "target", RolePrevious: "previous", RoleRank: "rank",
	RoleIdentifier: "identifier", RoleYear: "year",
}

func (r Role) String() string {
	if r >= 0 && int(r) < len(roleNames) {
		return roleNames[r]
	}
	return fmt.Sprintf("Role(%d)", int(r))
}

// article is the role as a sentence has it.
func (r Role) article() string {
	switch r {
	case RoleOfWhich:
		return "a part of another row"
	case RoleNet:
		return "a net figure"
	case RoleRate:
		return "a row of percentages"
	case RoleAverage:
		return "an average"
	}
	return "a " + r.String()
}

// MarshalText writes the words that [Role.String] gives.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Summary says whether a row of this role tells of others, so that adding it to them counts something twice.
func (r Role) Summary() bool {
	switch r {
	case RoleSubtotal, RoleTotal, RoleNet, RoleAverage, RoleOfWhich, RoleRate:
		return true
	}
	return false
}

// Strength is how much the words of a label say. A word alone never decides: "Total Place programme" and "Lump sum payments"
// are services, "Total placements" may be either. What the figures say decides with it; see [Rows].
type Strength int

const (
	// Silent is a label without a word that says anything, and the zero value.
	Silent Strength = iota
	// Perhaps is a word that the name of a line may have as well: "Total placements", "All savings", "North West".
	Perhaps
	// Likely is a word where the names of lines do not have it: "Children's Services total", "England average".
	Likely
	// Plainly is a label of nothing else: "Total", "Sub-total:", "Grand total [note 1]", "England".
	Plainly
)

var strengthNames = [...]string{Silent: "silent", Perhaps: "perhaps", Likely: "likely", Plainly: "plainly"}

func (s Strength) String() string {
	if s >= 0 && int(s) < len(strengthNames) {
		return strengthNames[s]
	}
	return fmt.Sprintf("Strength(%d)", int(s))
}

// Wording is what the words of a label say of its row or column. The zero value is a line whose words say nothing.
type Wording struct {
	Role     Role
	Strength Strength
	// Of is what it is a total or an average of, where the label says so: "placements" of "Total placements".
	Of string
}
