package rag_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

// figures are cells of a scorecard as people write them, plain ones most.
func figures(r *rand.Rand) string {
	plain := func() string {
		return fmt.Sprintf("%.*f", r.IntN(4), float64(r.IntN(4000)-500)/[]float64{1, 10, 100, 2000}[r.IntN(4)])
	}
	switch r.IntN(14) {
	case 0:
		return []string{"", "c", "-", "..", "n/a"}[r.IntN(5)]
	case 1:
		return plain() + "%"
	case 2:
		return fmt.Sprintf(`"%d,%03d"`, 1+r.IntN(9), r.IntN(1000))
	case 3:
		return []string{"£1.2m", "12k", "(15)", "+7", " 8.5 ", "0", "1", "0.9", "-0.5", "1.000", "1200.25", "3000000000"}[r.IntN(12)]
	}
	return plain()
}

func scorecardText(r *rand.Rand) string {
	columns := []string{"name", "actual", "target", "previous", "polarity"}
	for _, more := range []string{"tolerance", "floor", "date", "basis", "break", "source"} {
		if r.IntN(6) == 0 {
			columns = append(columns, more)
		}
	}
	if r.IntN(5) == 0 {
		columns = columns[:2+r.IntN(3)]
	}
	r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	var b strings.Builder
	b.WriteString(strings.Join(columns, ",") + "\n")
	for i := range 1 + r.IntN(30) {
		for j, column := range columns {
			if j > 0 {
				b.WriteByte(',')
			}
			switch column {
			case "name":
				fmt.Fprintf(&b, "Indicator %d", i)
			case "polarity":
				b.WriteString([]string{"higher", "lower", "higher", "lower", "Higher is better", "close", "none", ""}[r.IntN(8)])
			case "tolerance":
				b.WriteString([]string{"", "5", "5%", "0"}[r.IntN(4)])
			case "date":
				b.WriteString([]string{"", "2019-08-31"}[r.IntN(2)])
			case "basis":
				b.WriteString([]string{"", "now", "year_end"}[r.IntN(3)])
			case "break", "source":
				b.WriteString([]string{"", "appendix 2"}[r.IntN(2)])
			default:
				b.WriteString(figures(r))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// What is rated in whole numbers where it stands is rated as one reading after another is: the same colours, sentences, faults.
func TestScorecardOf_RatesAsEachReadingIsRated(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	rules := []rag.Rule{
		rule(t, `{"kind":"tolerance","amber_within":"5"}`), rule(t, `{"kind":"tolerance"}`), rule(t, `{"kind":"tolerance","green_within":"1","amber_within":"2.5"}`),
		rule(t, `{"kind":"tolerance","amber_within":"5%"}`), rule(t, `{"kind":"tolerance","green_within":"0.5%","amber_within":"12.25%"}`),
		rule(t, `{"kind":"tolerance","polarity":"lower","amber_within":"5","edges":{"green":"worse","red":"worse"}}`), rule(t, `{"kind":"tolerance","green_within":"3"}`),
		rule(t, `{"kind":"tolerance","amber_within":"5%","green_within":"10"}`), rule(t, `{"kind":"tolerance","amber_within":"0.0001"}`),
		rule(t, `{"kind":"tolerance","amber_within":"5","no_change":"1"}`), rule(t, `{"kind":"tolerance","round":0,"amber_within":"5"}`),
		rule(t, `{"kind":"budget","amber_within":"5%"}`), rule(t, `{"kind":"tolerance","polarity":"higher","target":"90","amber_within":"5"}`),
	}
	rated := 0
	for range 200 {
		text, rule := scorecardText(r), rules[r.IntN(len(rules))]
		g, err := table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		readings, notes, wrong := rag.KPIsOf(g, table.Options{})
		g, err = table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		card, err := rag.ScorecardOf(g, table.Options{}, rule, 0)
		if wrong != nil {
			require.EqualError(t, err, wrong.Error(), text)
			continue
		}
		require.NoError(t, err, text)
		require.Equal(t, notes, card.Notes)
		other := rule.Scorecard(readings)
		other.Notes = notes
		require.Equal(t, len(readings), card.Len())
		var want []rag.ScorecardRow
		for _, x := range readings {
			a := rule.Assess(x)
			want = append(want, rag.ScorecardRow{Name: a.Name, Reason: a.Reason(), Rating: a.Rating, State: a.State, Short: a.Short})
		}
		var got []rag.ScorecardRow
		for row := range card.Rows() {
			got = append(got, row)
			rated++
		}
		require.Equal(t, want, got, "%s\n%s", text, rule)
		require.True(t, card.Equal(other))
		require.Equal(t, other.Tally(), card.Tally())
		require.Equal(t, other.Bases(), card.Bases())
		policies := append(rag.Policies(), rag.Cap{Then: rag.Scores{}}, nil)
		for range 2 {
			card.Policy, card.Settings = policies[r.IntN(len(policies))], rag.Settings{Missing: rag.MissingData(r.IntN(3))}
			brief, whole := card.Brief(), card.Overall()
			var reds []string
			for _, red := range whole.Reds {
				reds = append(reds, red.Name)
			}
			whole.Reds, whole.Unrated = nil, nil
			require.Equal(t, fmt.Sprint(whole), fmt.Sprint(brief), "%s", text)
			// What is written in pieces is what is written as one, and says of every policy what a roll-up does.
			var streamed, laid bytes.Buffer
			require.NoError(t, marshal.Write(&streamed, card))
			once, err := json.Marshal(card)
			require.NoError(t, err)
			require.NoError(t, json.Indent(&laid, once, "", "  "))
			require.Equal(t, laid.String()+"\n", streamed.String(), "%s", text)
			var said struct {
				Policies map[string]rag.Rating
				Reds     []string
			}
			require.NoError(t, json.Unmarshal(once, &said))
			for _, o := range card.Comparison().Overalls {
				require.Equal(t, o.Rating, said.Policies[o.Policy], "%s, %s", text, o.Policy)
			}
			require.Equal(t, len(reds), len(said.Reds))
			for i := range reds {
				require.Equal(t, reds[i], said.Reds[i])
			}
		}
	}
	assert.Greater(t, rated, 500)
}
