package scrutiny_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// The table of Oldham's report of 2 October 2024, 1.2, as it is pasted from a sheet.
const pasted = "\tRevised Budget\tForecast\tUse of Reserves\tVariance M04\n" +
	"\t£k\t£k\t£k\t£k\n" +
	"Children in Care\t41,300\t53,387\t0\t12,087\n" +
	"Fieldwork & Family Support\t11,615\t12,288\t0\t673\n" +
	"Children's Safeguarding\t2,902\t2,757\t0\t-145\n" +
	"Children's Services- Integration\t3,425\t3,386\t-315\t-354\n" +
	"Total Children's Social Care\t59,242\t71,818\t-315\t12,261\n"

func TestReadTable_ProposesTotalsAndFormulas(t *testing.T) {
	for name, text := range map[string]string{
		"pasted":   pasted,
		"csv":      "Service,Budget (£k),Forecast (£k),Reserves (£k),Variance (£k)\nCare,\"41,300\",\"53,387\",0,\"12,087\"\nFieldwork,\"11,615\",\"12,288\",0,673\nTotal,\"52,915\",\"65,675\",0,\"12,760\"\n",
		"markdown": "| Service | Budget £k | Forecast £k | Variance £k |\n| --- | ---: | ---: | ---: |\n| Care | 41,300 | 53,387 | 12,087 |\n| Fieldwork | 11,615 | 12,288 | 673 |\n| **Total** | 52,915 | 65,675 | 12,760 |\n",
	} {
		t.Run(name, func(t *testing.T) {
			p, err := scrutiny.ReadTable(strings.NewReader(text))
			require.NoError(t, err)
			require.Len(t, p.Table.Totals, 1)
			assert.Equal(t, scrutiny.Labels{"*"}, p.Table.Totals[0].Of)
			require.Len(t, p.Formulas, 1, "%v", p.Formulas)
			assert.Equal(t, "name", p.Formulas[0].Why)
			assert.NotEmpty(t, p.Notes, "no guess is silent")
			assert.Empty(t, p.Table.Columns[len(p.Table.Columns)-1].Formula, "a proposal is not applied until it is accepted")
			for _, column := range p.Table.Columns {
				assert.Equal(t, "£k", column.Unit)
			}

			result := scrutiny.Check(scrutiny.Report{Tables: []scrutiny.Table{p.Accept()}}, scrutiny.Options{})
			assert.Zero(t, result.Summary.Differs)
			assert.Zero(t, result.Summary.CannotCheck)
			assert.Greater(t, result.Summary.Agrees, 5)
		})
	}
}

func TestReadTable_ATotalThatDoesNotAddUpIsStillATotal(t *testing.T) {
	p, err := scrutiny.ReadTable(strings.NewReader("a,b\nx,100\ny,200\nTotal,350\n"))
	require.NoError(t, err)
	result := scrutiny.Check(scrutiny.Report{Tables: []scrutiny.Table{p.Accept()}}, scrutiny.Options{})
	assert.Equal(t, 1, result.Summary.Differs)
}

func TestReadTable_SubtotalsAndAGrandTotal(t *testing.T) {
	p, err := scrutiny.ReadTable(strings.NewReader("a,b\nx,100\ny,200\nSub-total one,300\nz,50\nw,60\nSub-total two,110\nGrand total,410\n"))
	require.NoError(t, err)
	require.Len(t, p.Table.Totals, 3)
	result := scrutiny.Check(scrutiny.Report{Tables: []scrutiny.Table{p.Accept()}}, scrutiny.Options{})
	assert.Equal(t, 3, result.Summary.Agrees)
	assert.Zero(t, result.Summary.Differs)
}

func TestReadTable_RefusesWithTheLine(t *testing.T) {
	for name, tc := range map[string]struct{ text, message string }{
		"empty":            {" \n", "the file is empty"},
		"header only":      {"a,b\n", "nothing under it"},
		"one column":       {"a\n1\n", "one column"},
		"ragged":           {"a,b\nx,1,2\n", "line 2: the row has 3 cells, the header has 2"},
		"an open quote":    {"a,b\n\"x,1\n", "quotation mark"},
		"NUL":              {"a,b\nx,\x00\n", "NUL"},
		"UTF-16":           {"\xff\xfea\x00", "UTF-16"},
		"a whole workbook": {"PK\x03\x04", "workbook"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := scrutiny.ReadTable(strings.NewReader(tc.text))
			var fault *scrutiny.InputError
			require.ErrorAs(t, err, &fault)
			assert.Contains(t, err.Error(), tc.message)
		})
	}
}
