package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

func TestStatedRounding(t *testing.T) {
	for text, want := range map[string]string{
		"Figures are rounded to the nearest 5.":                       "5",
		"Counts have been rounded to multiples of five":               "5",
		"Numbers of children are rounded, where shown, to nearest 10": "10",
		"(to the nearest 100)":                                        "100",
		"Rounded to the nearest £1,000":                               "1000 pounds",
		"All amounts rounded to the nearest £5k; totals may differ":   "5000 pounds",
		"rounded to the nearest thousand pounds":                      "1000 pounds",
		"rounded to the nearest £0.5 million":                         "500000 pounds",
		"rounded to the nearest hundred pounds":                       "100 pounds",

		"rounded to the nearest whole number":    "",
		"rounded to the nearest 1":               "",
		"rounded to the nearest £":               "",
		"percentages rounded to the nearest 5 %": "",
		"rounded to the nearest 1 decimal place": "",
		"the nearest 10 authorities":             "",
		"nearest neighbours, rounded figures":    "",
		"one of 5 homes":                         "",
		"":                                       "",
	} {
		r, ok := table.StatedRounding(text)
		got := ""
		if ok {
			got = r.Step.String()
			if r.Pounds {
				got += " pounds"
			}
		}
		assert.Equal(t, want, got, text)
	}
}

func TestRounding_InTheUnitOfItsColumn(t *testing.T) {
	thousands := figure.Unit{Measure: figure.Pounds, Power: 3}
	five, ok := table.StatedRounding("rounded to the nearest 5")
	require.True(t, ok)
	assert.Equal(t, "5000", five.In(thousands).String())
	assert.Equal(t, "5", five.In(figure.Unit{}).String())
	pounds, ok := table.StatedRounding("rounded to the nearest thousand")
	require.True(t, ok)
	assert.Equal(t, "1000", pounds.In(thousands).String())
}

func TestValues_StepIsWhatTheTableSays(t *testing.T) {
	schema := table.Schema{Name: "counts.csv", Label: "area", Columns: []table.Column{
		{ID: "area"}, {ID: "children", Kind: table.KindCount}, {ID: "rate", Kind: table.KindNumber, Rate: true},
	}}
	r, err := readText(t, schema, table.Options{}, "area,children,rate", "North,15,1.25", "South,20,2", "Note: counts are rounded to the nearest 5")
	require.NoError(t, err)
	assert.Equal(t, "5", r.Column("children").Step(0).String())
	assert.Equal(t, "0.01", r.Column("rate").Step(0).String(), "a rate has the places that it prints")
	require.Len(t, r.Notes, 1)
	assert.Contains(t, r.Notes[0], "nearest 5")
}

func TestUnderstand_ATotalMissesByNoMoreThanTheStatedRounding(t *testing.T) {
	lines := []string{"Service,Children", "North,15", "South,20", "Total,40"}
	read := func(more ...string) table.Structure {
		g, err := table.ReadDelimited(strings.NewReader(strings.Join(append(lines, more...), "\n")), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		return table.Understand(g)
	}
	outcome := func(s table.Structure) table.Outcome {
		for c := range s.Checks() {
			return c.Outcome
		}
		return table.Untold
	}
	assert.Equal(t, table.Untold, outcome(read()), "15 and 20 are not 40, and nothing else says what they are")
	assert.Equal(t, table.WithinRounding, outcome(read("Counts are rounded to the nearest 5")))
	assert.Equal(t, table.Untold, outcome(read("Counts are rounded to the nearest 1")))
}
