package desk_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/reader/desk"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

// ask gives the desk a document, as the page does.
func ask(t *testing.T, name, content string) (form.DocumentCheck, error) {
	t.Helper()
	task, err := json.Marshal(form.Task{Kind: "check", Page: "check", Name: name})
	require.NoError(t, err)
	reply, _, err := desk.Do(port.Task{
		Text: task, File: strings.NewReader(content), Size: int64(len(content)), Progress: func(float64, string) {}, Pause: func() error { return nil },
	})
	if err != nil {
		return form.DocumentCheck{}, err
	}
	return reply.(form.DocumentCheck), nil
}

const report = `# Month 7 position

The position of the service is set out in the table below.

| Service | Budget £k | Forecast £k | Variance £k |
| --- | ---: | ---: | ---: |
| Fostering | 1,000 | 1,200 | 200 |
| Residential | 1,500 | 1,750 | 250 |
| Leaving care | 500 | 460 | (40) |
| Total | 3,000 | 3,410 | 401 |
`

func TestADocumentIsShownAsItStandsWithItsFiguresMarked(t *testing.T) {
	d, err := ask(t, "month 7.md", report)
	require.NoError(t, err)
	assert.Contains(t, d.Check.Answer, "1 figure differs")
	require.NotEmpty(t, d.Check.Findings)
	worst := d.Check.Findings[0]
	assert.Equal(t, "differs", worst.Class)
	assert.Contains(t, worst.Title, "Total")
	var marked []form.MarkedCell
	for _, b := range d.Blocks {
		for _, row := range b.Rows {
			for _, cell := range row {
				if cell.Class == "differs" {
					marked = append(marked, cell)
				}
			}
		}
	}
	require.Len(t, marked, 1)
	assert.Equal(t, "401", marked[0].Text)
	assert.Equal(t, worst.Number, marked[0].Finding)
	assert.NotEmpty(t, d.Report, "it can be worked in")
	assert.Contains(t, d.JSON, `"not_checked_by"`)
}

func TestNothingTestedIsNeverNothingDiffers(t *testing.T) {
	d, err := ask(t, "note.txt", "The service had a good year. Its staff were thanked.\n")
	if err == nil {
		assert.Contains(t, d.Check.Answer, "Nothing could be tested")
		assert.NotContains(t, d.Check.Answer, "differs")
	}
}

func TestWhatCannotBeReadIsRefusedWithTheRemedy(t *testing.T) {
	_, err := ask(t, "old.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "save it as .docx")
	assert.NotContains(t, err.Error(), "old.doc", "the page says the name itself")
}

func TestACancelledTaskEnds(t *testing.T) {
	task, _ := json.Marshal(form.Task{Kind: "check", Name: "x.md"})
	_, _, err := desk.Do(port.Task{Text: task, File: strings.NewReader(report), Progress: func(float64, string) {}, Pause: func() error { return port.ErrCancelled }})
	require.ErrorIs(t, err, port.ErrCancelled)
}
