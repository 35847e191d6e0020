package table_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/table"
)

func TestRowWording(t *testing.T) {
	for label, want := range map[string]table.Wording{
		"Total":                           {Role: table.RoleTotal, Strength: table.Plainly},
		"TOTAL":                           {Role: table.RoleTotal, Strength: table.Plainly},
		"Total¹":                          {Role: table.RoleTotal, Strength: table.Plainly},
		"Total [note 1]":                  {Role: table.RoleTotal, Strength: table.Plainly},
		"Total (1)":                       {Role: table.RoleTotal, Strength: table.Plainly},
		"Total*":                          {Role: table.RoleTotal, Strength: table.Plainly},
		"Grand total:":                    {Role: table.RoleTotal, Strength: table.Plainly},
		"All":                             {Role: table.RoleTotal, Strength: table.Plainly},
		"England":                         {Role: table.RoleTotal, Strength: table.Plainly},
		"Overall":                         {Role: table.RoleTotal, Strength: table.Plainly},
		"Subtotal":                        {Role: table.RoleSubtotal, Strength: table.Plainly},
		"Sub-total":                       {Role: table.RoleSubtotal, Strength: table.Plainly},
		"Sub total":                       {Role: table.RoleSubtotal, Strength: table.Plainly},
		"Sub-total, placements":           {Role: table.RoleSubtotal, Strength: table.Plainly, Of: "placements"},
		"Net":                             {Role: table.RoleNet, Strength: table.Plainly},
		"Average":                         {Role: table.RoleAverage, Strength: table.Plainly},
		"% of total":                      {Role: table.RoleRate, Strength: table.Plainly},
		"Children's Services total":       {Role: table.RoleTotal, Strength: table.Likely, Of: "children's services"},
		"Team total":                      {Role: table.RoleTotal, Strength: table.Likely, Of: "team"},
		"Total for placements":            {Role: table.RoleTotal, Strength: table.Likely, Of: "placements"},
		"Total - placements":              {Role: table.RoleTotal, Strength: table.Likely, Of: "placements"},
		"England average":                 {Role: table.RoleAverage, Strength: table.Plainly},
		"Statistical neighbour mean":      {Role: table.RoleAverage, Strength: table.Likely, Of: "statistical neighbour"},
		"of which agency":                 {Role: table.RoleOfWhich, Strength: table.Plainly, Of: "agency"},
		"Total placements":                {Role: table.RoleTotal, Strength: table.Perhaps, Of: "placements"},
		"Total Place programme":           {Role: table.RoleTotal, Strength: table.Perhaps, Of: "place programme"},
		"Total number of in-house carers": {Role: table.RoleTotal, Strength: table.Perhaps, Of: "number of in house carers"},
		"All savings":                     {Role: table.RoleTotal, Strength: table.Perhaps, Of: "savings"},
		"Average caseload":                {Role: table.RoleAverage, Strength: table.Perhaps, Of: "caseload"},
		"Net zero programme":              {Role: table.RoleNet, Strength: table.Perhaps},
		"North West":                      {Role: table.RoleTotal, Strength: table.Perhaps},
		"Lump sum payments":               {},
		"Allotments":                      {},
		"Network support":                 {},
		"Totalling team":                  {},
		"Fostering":                       {},
		"":                                {},
	} {
		t.Run(label, func(t *testing.T) { assert.Equal(t, want, table.RowWording(label)) })
	}
}

func TestColumnWording(t *testing.T) {
	for heading, want := range map[string]table.Role{
		"Total": table.RoleTotal, "All": table.RoleTotal, "Persons": table.RoleTotal, "Grand total": table.RoleTotal, "Total cases": table.RoleTotal,
		"Net": table.RoleNet, "Rate per 10,000": table.RoleRate, "Cases per worker": table.RoleRate, "% of children": table.RoleRate, "% b": table.RoleRate,
		"% change": table.RoleRate, "Change": table.RoleChange, "Variance £k": table.RoleChange, "Median days": table.RoleAverage,
		"Target 2024": table.RoleTarget, "Previous year": table.RolePrevious, "Last year": table.RolePrevious, "Rank": table.RoleRank, "LA code": table.RoleIdentifier,
		"Year": table.RoleYear, "of which boys": table.RoleOfWhich,
		"Boys": table.RoleLine, "2023": table.RoleLine, "Budget": table.RoleLine, "Corporate": table.RoleLine, "Person": table.RoleLine, "": table.RoleLine,
	} {
		t.Run(heading, func(t *testing.T) { assert.Equal(t, want, table.ColumnWording(heading).Role) })
	}
}

func TestPlainLabel(t *testing.T) {
	for label, want := range map[string]string{
		" Total  [note 1] ": "Total", "Total²³": "Total", "Care (in house)": "Care (in house)", "Care [x]": "Care", "Fees (12)": "Fees",
		"Places (2024)": "Places (2024)", "[note 1] Service": "[note 1] Service", "Budget:": "Budget", "": "", "*": "",
	} {
		assert.Equal(t, want, table.PlainLabel(label), label)
	}
}

func TestRole_SummaryIsWhatMustNotBeAddedToLines(t *testing.T) {
	for role := table.RoleLine; role <= table.RoleYear; role++ {
		want := role == table.RoleSubtotal || role == table.RoleTotal || role == table.RoleNet || role == table.RoleAverage || role == table.RoleOfWhich || role == table.RoleRate
		assert.Equal(t, want, role.Summary(), role)
		text, err := role.MarshalText()
		assert.NoError(t, err)
		assert.Equal(t, role.String(), string(text))
	}
	assert.Equal(t, "Role(99)", table.Role(99).String())
	assert.Equal(t, "Strength(9)", table.Strength(9).String())
	assert.Equal(t, "likely", table.Likely.String())
}
