package rag_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// contrastOnWhite is WCAG's contrast ratio of a colour with white.
func contrastOnWhite(t *testing.T, hex string) float64 {
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	require.NoError(t, err)
	light := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(n>>(16-8*i)&255) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		light += weight * c
	}
	return 1.05 / (light + 0.05)
}

func TestSchemes_CanBeReadWithoutColour(t *testing.T) {
	for _, s := range []rag.Scheme{rag.RAG(), rag.BRAG()} {
		marks := append([]rag.Mark{}, s.Marks[:]...)
		if s.Blue != nil {
			marks = append(marks, *s.Blue)
		}
		labels, letters, shapes := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, m := range marks {
			labels[m.Label], letters[m.Letter], shapes[m.Shape] = true, true, true
			assert.GreaterOrEqual(t, contrastOnWhite(t, m.Text), 4.5, "%s %s", s.Name, m.Label)
			assert.GreaterOrEqual(t, contrastOnWhite(t, m.Fill), 3.0, "%s %s", s.Name, m.Label)
		}
		assert.Len(t, labels, len(marks))
		assert.Len(t, letters, len(marks))
		assert.Len(t, shapes, len(marks))
	}
}

func TestScheme_BlueIsOnlyAWayToShowComplete(t *testing.T) {
	assert.Equal(t, "Green", rag.RAG().Mark(rag.Green, rag.Complete).Label)
	assert.Equal(t, "Blue", rag.BRAG().Mark(rag.Green, rag.Complete).Label)
	assert.Equal(t, "Green", rag.BRAG().Mark(rag.Green, rag.Current).Label)
	assert.Equal(t, "Unrated", rag.BRAG().Mark(rag.Rating(9), rag.Complete).Label)
}

func TestTallyTable_HasTheFormOfTheReportsTable1(t *testing.T) {
	header, rows := rag.TallyTable([]rag.AreaTally{
		{Area: "Standards of Practice", Tally: rag.Tally{Amber: 6}}, {Area: "Practice Improvement", Tally: rag.Tally{Green: 1, Amber: 8, Red: 1}},
	}, rag.RAG())
	var markdown, text, csv strings.Builder
	require.NoError(t, rag.WriteMarkdown(&markdown, header, rows))
	require.NoError(t, rag.WriteText(&text, header, rows))
	require.NoError(t, rag.WriteCSV(&csv, header, rows))
	assert.Equal(t, `| Plan Area | Rated Green | Rated Amber | Rated Red |
| --- | --- | --- | --- |
| Standards of Practice | 0 | 6 | 0 |
| Practice Improvement | 1 | 8 | 1 |
| Total | 1 | 14 | 1 |
`, markdown.String())
	assert.Equal(t, `Plan Area              Rated Green  Rated Amber  Rated Red
Standards of Practice  0            6            0
Practice Improvement   1            8            1
Total                  1            14           1
`, text.String())
	assert.Equal(t, "Plan Area,Rated Green,Rated Amber,Rated Red\nStandards of Practice,0,6,0\nPractice Improvement,1,8,1\nTotal,1,14,1\n", csv.String())
}

func TestTallyTable_ShowsBlueAndUnratedWhereThereAreAny(t *testing.T) {
	header, rows := rag.TallyTable([]rag.AreaTally{{Area: "=A|<b>", Tally: rag.Tally{Green: 3, Complete: 2, Unrated: 1}}}, rag.BRAG())
	assert.Equal(t, []string{"Plan Area", "Rated Blue", "Rated Green", "Rated Amber", "Rated Red", "Unrated"}, header)
	assert.Equal(t, []string{"=A|<b>", "2", "1", "0", "0", "1"}, rows[0])
	_, total := rag.TallyTable([]rag.AreaTally{{Tally: rag.Tally{Red: 1}}}, rag.RAG())
	assert.Equal(t, [][]string{{"Total", "0", "0", "1"}}, total, "items of no area")
	var markdown, csv strings.Builder
	require.NoError(t, rag.WriteMarkdown(&markdown, header, rows))
	require.NoError(t, rag.WriteCSV(&csv, header, rows))
	assert.Contains(t, markdown.String(), `| =A\|&lt;b> | 2 |`)
	assert.Contains(t, csv.String(), "'=A|<b>,2", "a formula in a name is not run")
}

func TestScale_CollapsesOnlyByAStatedTable(t *testing.T) {
	for _, s := range rag.Scales() {
		assert.Empty(t, s.Validate(), s.ID)
		_, ok := s.Rating(s.Levels[0])
		assert.False(t, ok, "%s has no collapse of its own", s.ID)
	}
	ofsted := rag.Scales()[0]
	ofsted.Collapse = []rag.Rating{rag.Red, rag.Amber, rag.Green, rag.Green}
	require.Empty(t, ofsted.Validate())
	r, ok := ofsted.Rating("requires improvement to be good")
	assert.True(t, ok && r == rag.Amber)
	_, ok = ofsted.Rating("satisfactory")
	assert.False(t, ok)
	order, ok := ofsted.Compare("good", "outstanding")
	assert.True(t, ok && order == -1)
	order, _ = ofsted.Compare("outstanding", "good")
	assert.Equal(t, 1, order)
	order, _ = ofsted.Compare("good", "good")
	assert.Zero(t, order)
	_, ok = ofsted.Compare("good", "satisfactory")
	assert.False(t, ok)
	wrong := rag.Scale{Levels: []string{"a", "b", "a"}, Collapse: []rag.Rating{rag.Green, rag.Red, rag.Unrated}}.Validate()
	assert.True(t, wrong.Has(rag.Duplicate) && wrong.Has(rag.OutOfRange) && wrong.Has(rag.Unknown))
	assert.True(t, rag.Scale{Levels: []string{"a"}, Collapse: []rag.Rating{rag.Green, rag.Red}}.Validate().Has(rag.Missing))
}
