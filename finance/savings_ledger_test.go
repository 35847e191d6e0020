package finance_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/table"
)

// TestSavingsLedger_SaysWhatTheProgrammeSays holds every figure and every byte of a ledger, worked out in whole numbers of its columns,
// against the same of a programme, worked out in decimals saving by saving.
func TestSavingsLedger_SaysWhatTheProgrammeSays(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2))
	read := 0
	for range 1200 {
		amount := func() string { return amountTexts[r.IntN(len(amountTexts)-2*r.IntN(2))] }
		header := []string{"saving", "target", "achieved"}
		for _, name := range []string{"group", "on_track", "delayed", "at_risk", "not_achievable", "pressures", "full_year_effect", "net_at_risk"} {
			if r.IntN(2) == 0 {
				header = append(header, name)
			}
		}
		if r.IntN(3) > 0 {
			header = header[:len(header)-len(header)/9]
		}
		var b strings.Builder
		b.WriteString(strings.Join(header, ",") + "\n")
		for i := range 1 + r.IntN(8) {
			fmt.Fprintf(&b, "Scheme %d é", i)
			for _, name := range header[1:] {
				switch cell := amount(); {
				case name == "group":
					fmt.Fprintf(&b, ",Group %d", r.IntN(3))
				case name == "full_year_effect":
					b.WriteString("," + []string{"yes", "", "no"}[r.IntN(3)])
				case name != "target" && r.IntN(4) == 0:
					b.WriteString(",")
				default:
					b.WriteString("," + cell)
				}
			}
			b.WriteString("\n")
		}
		text := b.String()
		if r.IntN(5) == 0 {
			text += "Total" + strings.Repeat(",5", len(header)-1) + "\n"
			text = strings.ReplaceAll(text, "full_year_effect", "ignored")
		}
		g, err := table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		l, err := finance.SavingsLedgerOf(g, finance.Unit(r.IntN(3)), table.Options{})
		if err != nil {
			continue
		}
		read++
		if r.IntN(2) == 0 {
			l.Rates, err = finance.ParseDeliveryRates("on_track=95,delayed=40,at_risk=25,unstated=0")
			require.NoError(t, err)
		}
		if r.IntN(4) == 0 {
			l = l.Savings().Ledger()
		}
		s := l.Savings()
		require.True(t, s.Total().Equal(l.Total()), text)
		require.Equal(t, s.Questions(), l.Questions(), text)
		require.Equal(t, s.Answer(), l.Answer())
		require.Equal(t, s.Expectation(), l.Expectation())
		require.Equal(t, len(s.Reconcile()), len(l.Reconcile()))
		for i, saving := range s.Items {
			cells, ends, rating := l.Append(nil, nil, i)
			plain, plainEnds, plainRating := l.AppendSaving(nil, nil, saving)
			require.Equal(t, string(plain), string(cells), text)
			require.Equal(t, plainEnds, ends)
			require.Equal(t, plainRating, rating, text)
		}
		whole, err := s.MarshalJSON()
		require.NoError(t, err)
		var want, parts bytes.Buffer
		require.NoError(t, json.Indent(&want, whole, "", "  "))
		require.NoError(t, marshal.Write(&parts, l))
		require.Equal(t, want.String()+"\n", parts.String(), text)
		var back finance.SavingsLedger
		require.NoError(t, json.Unmarshal(whole, &back))
		require.True(t, back.Equal(l))
	}
	require.Greater(t, read, 200)
}
