package scrutiny_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// proposed is a report as it is read out of a natural document of one table and one sentence.
func proposed() scrutiny.Report {
	cell := func(row int, label, text string) scrutiny.At {
		return scrutiny.At{Place: figure.Place{Table: 1, Row: row, Column: 2}, RowLabel: label, ColLabel: "Children", Text: text}
	}
	sentence := "Of 120 children, 41 (34%) were in care."
	said := func(text string, offset int) scrutiny.At {
		return scrutiny.At{Place: figure.Place{Paragraph: 3}, Text: text, Quote: sentence, Offset: offset}
	}
	total := cell(4, "Total", "120")
	return scrutiny.Report{
		Claims: []scrutiny.Claim{
			{
				ID: total.ID("sum"), Relation: scrutiny.KindSum, Kind: scrutiny.KindFormula, Printed: scrutiny.Count("120"), Formula: "a + b",
				Inputs: map[string]scrutiny.Input{"a": scrutiny.Count("41"), "b": scrutiny.Count("79")},
				At:     total, Of: []scrutiny.At{cell(2, "In care", "41"), cell(3, "Other", "79")}, Why: "The row is called Total.",
			},
			{
				ID: said("34%", 22).ID("share"), Relation: scrutiny.KindShare, Kind: scrutiny.KindFormula, Printed: scrutiny.Print("34%"), Formula: "a / b * 100",
				Inputs: map[string]scrutiny.Input{"a": scrutiny.Count("41"), "b": scrutiny.Count("120")},
				At:     said("34%", 22), Of: []scrutiny.At{said("41", 18), said("120", 4)},
			},
		},
		Questions: []scrutiny.Question{{ID: "q", At: said("41", 18), Kind: "tie", Printed: "41", Question: "Which table is it from?", Settle: "Name the row."}},
		Unclaimed: map[string]int{"date": 3, "page": 1},
	}
}

func TestCheck_AFindingOfANaturalDocumentHasItsPlaceAndIsCalledByItsRelation(t *testing.T) {
	result := scrutiny.Check(proposed(), scrutiny.Options{})
	require.Len(t, result.Findings, 2)
	for i, claim := range proposed().Claims {
		f, found := result.Finding(claim.ID)
		require.True(t, found)
		assert.Equal(t, scrutiny.Agrees, f.Verdict, i)
		assert.Equal(t, claim.Relation, f.Kind)
		assert.Equal(t, "scrutiny.formula", f.Definition)
		assert.Equal(t, claim.At, f.At)
		assert.Equal(t, claim.Of, f.Of)
		assert.Equal(t, claim.Why, f.Why)
	}
	assert.Equal(t, proposed().Questions, result.Questions)
}

func TestCheck_AFigureOfANaturalDocumentIsCountedOnceHoweverManyClaimsUseIt(t *testing.T) {
	report := proposed()
	report.Claims[1].Of[1] = report.Claims[0].At
	s := scrutiny.Check(report, scrutiny.Options{}).Summary
	assert.Equal(t, 5+4, s.Figures)
	assert.Equal(t, 5, s.Checked)
	assert.Equal(t, 4, s.NotChecked)
	assert.Equal(t, map[string]int{"date": 3, "page": 1}, s.NotCheckedBy)
}

func TestReport_PlacesAndQuestionsReadBackAsTheyWereWritten(t *testing.T) {
	report := proposed()
	written, err := json.Marshal(report)
	require.NoError(t, err)
	back, err := scrutiny.ReadReport(strings.NewReader(string(written)))
	require.NoError(t, err)
	assert.Equal(t, report, back)
	assert.True(t, scrutiny.Check(report, scrutiny.Options{}).Equal(scrutiny.Check(back, scrutiny.Options{})))

	var document any
	require.NoError(t, json.Unmarshal(written, &document))
	schema := parsedSchema(t)
	assert.Empty(t, follows(schema, schema, document, "report"))
	assert.Contains(t, string(written), `"at":{"table":1,"row":4,"column":2,"row_label":"Total","col_label":"Children","text":"120"}`)
}

func TestAt_IDIsMadeOfTheWordsOfThePlace(t *testing.T) {
	cell := scrutiny.At{Place: figure.Place{Table: 2, Row: 5, Column: 3}, RowLabel: "Total", ColLabel: "Variance (£000)", Text: "12,261"}
	assert.Equal(t, "table-2/total/variance-000/12261/sum", cell.ID("sum"))
	assert.Equal(t, "row-5/column-3/12261/sum", scrutiny.At{Place: figure.Place{Row: 5, Column: 3}, Text: "12,261"}.ID("sum"))

	said := scrutiny.At{Place: figure.Place{Paragraph: 4}, Text: "£12.3m", Quote: "The overspend is £12.3m this year, as in table 2."}
	moved := said
	moved.Paragraph = 9
	assert.Equal(t, said.ID("tie"), moved.ID("tie"))
	assert.True(t, strings.HasPrefix(said.ID("tie"), "the-overspend-is-12.3m-this-"))
	other := said
	other.Quote = "The overspend is £12.3m this year, as in table 3."
	assert.NotEqual(t, said.ID("tie"), other.ID("tie"))
}
