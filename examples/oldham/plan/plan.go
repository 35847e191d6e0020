// Package plan holds the actions of Oldham's improvement plan as its report of 10 September 2019 gives them (appendix 2), for
// the example programs and the calculator.
package plan

import _ "embed"

// Actions is actions.csv.
//
//go:embed actions.csv
var Actions string
