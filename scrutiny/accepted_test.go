package scrutiny_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// sumOf is a report that prints a sum of two figures of a natural document.
func sumOf(a, b, printed string) scrutiny.Report {
	cell := func(row int, label, text string) scrutiny.At {
		return scrutiny.At{Place: figure.Place{Table: 1, Row: row, Column: 2}, RowLabel: label, ColLabel: "Budget", Text: text}
	}
	at, of := cell(4, "Total", printed), []scrutiny.At{cell(2, "A", a), cell(3, "B", b)}
	return scrutiny.Report{Claims: []scrutiny.Claim{{
		ID: at.ID("sum", of...), Relation: scrutiny.KindSum, Kind: scrutiny.KindFormula, Printed: scrutiny.Count(printed), Formula: "a + b",
		Inputs: map[string]scrutiny.Input{"a": scrutiny.Count(a), "b": scrutiny.Count(b)}, At: at, Of: of,
	}}}
}

func TestAccept_MovesAFindingUntilItsFiguresChange(t *testing.T) {
	found := scrutiny.Check(sumOf("3", "4", "9"), scrutiny.Options{})
	require.Equal(t, 1, found.Summary.Differs)
	accepted := []scrutiny.Acceptance{{ID: found.Findings[0].ID, Reason: "published so", Who: "J Smith", Date: "2024-10-02"}}

	again := scrutiny.Check(sumOf("3", "4", "9"), scrutiny.Options{}).Accept(accepted)
	assert.Empty(t, again.Findings)
	assert.Equal(t, 0, again.Summary.Differs)
	assert.Equal(t, 1, again.Summary.Accepted)
	assert.Equal(t, 1, again.Summary.Tested(), "what was accepted was tested")
	require.Len(t, again.Accepted, 1)
	assert.Equal(t, "J Smith", again.Accepted[0].Who)
	assert.Empty(t, again.Lapsed)
	assert.Equal(t, 1, found.Summary.Differs, "the first result is left as it is")

	for name, report := range map[string]scrutiny.Report{
		"another operand": sumOf("3", "5", "9"), "operands changed over": sumOf("4", "3", "9"), "another figure": sumOf("3", "4", "8"), "it agrees now": sumOf("3", "4", "7"),
	} {
		t.Run(name, func(t *testing.T) {
			result := scrutiny.Check(report, scrutiny.Options{}).Accept(accepted)
			assert.Len(t, result.Findings, 1)
			assert.Empty(t, result.Accepted)
			assert.Equal(t, accepted, result.Lapsed)
		})
	}
}

func TestReadAccepted_ReadsTablesAndJSON(t *testing.T) {
	want := []scrutiny.Acceptance{{ID: "table-1/total/9/sum/abc", Reason: "published so, twice", Who: "J Smith", Date: "2024-10-02"}}
	for name, text := range map[string]string{
		"CSV":       "Settled findings\n\nwho,id,reason,date\nJ Smith,table-1/total/9/sum/abc,\"published so, twice\",2024-10-02\n",
		"pasted":    "ID\tReason\tWho\tDate\r\ntable-1/total/9/sum/abc\tpublished so, twice\tJ Smith\t2024-10-02\r\n",
		"an object": `{"accepted":[{"id":"table-1/total/9/sum/abc","reason":"published so, twice","who":"J Smith","date":"2024-10-02"}]}`,
		"a list":    `[{"id":"table-1/total/9/sum/abc","reason":"published so, twice","who":"J Smith","date":"2024-10-02"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			got, err := scrutiny.ReadAccepted([]byte(text))
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
}

func TestReadAccepted_RefusesWhatSettlesNothing(t *testing.T) {
	for name, test := range map[string]struct{ text, code string }{
		"empty":            {"", "empty"},
		"heading only":     {"id,reason,who,date\n", "empty"},
		"no reason":        {"id,reason,who,date\na,,J,2024-10-02\n", "missing_value"},
		"nobody":           {"id,reason,who,date\na,b,,2024-10-02\n", "missing_value"},
		"no such day":      {"id,reason,who,date\na,b,c,2024-02-30\n", "not_a_date"},
		"another order":    {"id,reason,who,date\na,b,c,02/10/2024\n", "not_a_date"},
		"a missing column": {"id,reason,date\na,b,2024-10-02\n", "missing_column"},
		"twice":            {"id,reason,who,date\na,b,c,2024-10-02\na,b,c,2024-10-02\n", "duplicate"},
		"an unknown key":   {`[{"id":"a","why":"b"}]`, "json"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := scrutiny.ReadAccepted([]byte(test.text))
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
			assert.NotEmpty(t, fault.Remedy)
		})
	}
}
