package finance_test

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
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/table"
)

// amountTexts are amounts as people write them, and some that no 64 bits hold.
var amountTexts = []string{
	"0", "12", "12.5", "-7.25", `"1,234.50"`, `"(1,234)"`, "£1.2m", "-£3k", "999999999999.99", "0.004", "-", `"£5,000"`, "1e3",
	"12345678901234567890.12", "0.000000000000000001",
}

// drawStatement is a statement in some convention with some of the columns that one may have.
func drawStatement(r *rand.Rand) (text string, format finance.StatementFormat) {
	amount := func() string { return amountTexts[r.IntN(len(amountTexts)-2*r.IntN(2))] }
	format.Unit = finance.Unit(r.IntN(3))
	format.Convention = finance.Convention{Variance: finance.VarianceSign(1 + r.IntN(3)), Income: finance.IncomeSign(r.IntN(3)), Reserves: finance.ReservesSign(r.IntN(2))}
	header := "service,budget,forecast"
	extra := []string{"reserves", "group", "kind", "actual", "original_budget", "source", "reserves_kind"}
	var chosen []string
	for _, name := range extra {
		if r.IntN(3) == 0 {
			chosen = append(chosen, name)
		}
	}
	var b strings.Builder
	b.WriteString(strings.Join(append([]string{header}, chosen...), ",") + "\n")
	income := amount()
	for i := range 1 + r.IntN(12) {
		kind := []string{"", "line", "income"}[r.IntN(3)]
		budget, forecast := amount(), amount()
		if kind == "income" {
			budget, forecast = income, income
		}
		fmt.Fprintf(&b, "Service <%d> \"é\",%s,%s", i, budget, forecast)
		for _, name := range chosen {
			switch name {
			case "group":
				fmt.Fprintf(&b, ",Group %d", r.IntN(3))
			case "kind":
				b.WriteString("," + kind)
			case "source":
				fmt.Fprintf(&b, ",row %d", i)
			case "reserves_kind":
				b.WriteString("," + []string{"", "drawn_down", "contingency_released"}[r.IntN(3)])
			default:
				b.WriteString("," + []string{amount(), ""}[r.IntN(2)])
			}
		}
		b.WriteString("\n")
	}
	return b.String(), format
}

// TestLedger_SaysWhatTheStatementSays holds every figure and every byte of a ledger, worked out in whole numbers of its columns,
// against the same of a statement, worked out in decimals line by line.
func TestLedger_SaysWhatTheStatementSays(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 3))
	read := 0
	for range 2500 {
		text, format := drawStatement(r)
		g, err := table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		l, err := finance.LedgerOf(g, format)
		s, other := finance.StatementOf(g, format)
		require.Equal(t, other, err)
		if err != nil {
			continue
		}
		read++
		if r.IntN(3) == 0 {
			l.Convention.Variance = finance.OverspendPositive // printed with other signs than it was read with
			s.Convention = l.Convention
		}
		assertSameStatement(t, s, l, text)
		assertSameStatement(t, s, s.Ledger(), text)
	}
	require.Greater(t, read, 800)
}

func assertSameStatement(t *testing.T, s finance.Statement, l *finance.Ledger, text string) {
	t.Helper()
	require.True(t, s.Equal(l.Statement()), text)
	require.True(t, s.Total().Equal(l.Total()), "%s\n%v\n%v", text, s.Total(), l.Total())
	groups := l.GroupTotals()
	for i, g := range s.GroupTotals() {
		require.True(t, g.Equal(groups[i]), "%s\n%v\n%v", text, g, groups[i])
	}
	require.Equal(t, s.Answer(), l.Answer())
	largest, ok := s.LargestDriver()
	got, gotOK := l.LargestDriver()
	require.Equal(t, ok, gotOK)
	require.Equal(t, largest.Service, got.Service)
	require.True(t, largest.Variance.Equal(got.Variance))

	p, style := l.Printer(), finance.TableStyle(s.Unit)
	for i, line := range s.Lines {
		row := s.Row(line)
		want := row.Service + "|" + style.Print(s.Unit.ToPounds(row.Budget)) + "|" + style.Print(s.Unit.ToPounds(row.Forecast)) + "|" + style.Print(s.Unit.ToPounds(row.Reserves)) +
			"|" + style.Print(s.Unit.ToPounds(row.Variance)) + "|" + row.Percent.String()
		for name, print := range map[string]func() ([]byte, []int, finance.Direction){
			"by its place": func() ([]byte, []int, finance.Direction) { return p.Append(nil, nil, i) },
			"as a line":    func() ([]byte, []int, finance.Direction) { return p.AppendLine(nil, nil, line) },
		} {
			cells, ends, direction := print()
			var parts []string
			from := 0
			for _, to := range ends {
				parts = append(parts, string(cells[from:to]))
				from = to
			}
			require.Equal(t, want, strings.Join(parts, "|"), "%s\n%s", name, text)
			require.Equal(t, row.Direction, direction)
		}
	}

	whole, err := s.MarshalJSON()
	require.NoError(t, err)
	var want, parts bytes.Buffer
	require.NoError(t, json.Indent(&want, whole, "", "  "))
	require.NoError(t, marshal.Write(&parts, l))
	require.Equal(t, want.String()+"\n", parts.String(), text)
	var back finance.Ledger
	require.NoError(t, json.Unmarshal(parts.Bytes(), &back))
	assert.True(t, back.Equal(l), text)
}
