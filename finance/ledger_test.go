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
	for range 1200 {
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
	require.Greater(t, read, 350)
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

// plainMove is the movement between two statements line by line, in decimals.
func plainMove(earlier, later finance.Statement) (lines []finance.LineMovement, twice bool) {
	key := func(l finance.Line, byGroup bool) string {
		if byGroup {
			return fmt.Sprintf("%q %q", l.Service, l.Group)
		}
		return l.Service
	}
	index := func(s finance.Statement, byGroup bool) (map[string]finance.Line, bool) {
		at := map[string]finance.Line{}
		for _, l := range s.Lines {
			at[key(l, byGroup)] = l
		}
		return at, len(at) == len(s.Lines)
	}
	byGroup := false
	before, ok := index(earlier, byGroup)
	after, also := index(later, byGroup)
	if !ok || !also {
		byGroup = true
		before, ok = index(earlier, byGroup)
		after, also = index(later, byGroup)
	}
	if !ok || !also {
		return nil, true
	}
	line := func(from, to finance.Line, p finance.Presence) finance.LineMovement {
		return finance.LineMovement{
			Service: to.Service, Group: to.Group, Presence: p, Variance: finance.Change{From: from.Variance().Amount, To: to.Variance().Amount},
			Budget: finance.Change{From: from.Budget, To: to.Budget}, Forecast: finance.Change{From: from.Forecast, To: to.Forecast}, Reserves: finance.Change{From: from.Reserves, To: to.Reserves},
		}
	}
	for _, l := range later.Lines {
		if was, ok := before[key(l, byGroup)]; ok {
			lines = append(lines, line(was, l, finance.InBoth))
		} else {
			lines = append(lines, line(finance.Line{}, l, finance.Added))
		}
	}
	for _, l := range earlier.Lines {
		if _, ok := after[key(l, byGroup)]; !ok {
			lines = append(lines, line(l, finance.Line{Service: l.Service, Group: l.Group}, finance.Vanished))
		}
	}
	return lines, false
}

// TestMoveLedgers_SaysWhatTheMovementSays holds the join and the whole numbers of ledgers against maps and decimals.
func TestMoveLedgers_SaysWhatTheMovementSays(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	moved, refused := 0, 0
	for range 1500 {
		first, format := drawStatement(r)
		second, _ := drawStatement(r)
		for range r.IntN(3) {
			second = strings.Replace(second, fmt.Sprintf("Service <%d>", r.IntN(6)), []string{"Other", "Service <1>"}[r.IntN(2)], 1)
		}
		read := func(text string) *finance.Ledger {
			g, err := table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
			require.NoError(t, err)
			l, err := finance.LedgerOf(g, format)
			if err != nil {
				return nil
			}
			if r.IntN(4) == 0 {
				return l.Statement().Ledger()
			}
			return l
		}
		earlier, later := read(first), read(second)
		if earlier == nil || later == nil {
			continue
		}
		want, twice := plainMove(earlier.Statement(), later.Statement())
		m, err := finance.MoveLedgers(earlier, later)
		if twice {
			var duplicate *finance.DuplicateError
			require.ErrorAs(t, err, &duplicate)
			refused++
			continue
		}
		require.NoError(t, err)
		moved++
		whole := m.Movement()
		require.Len(t, whole.Lines, len(want))
		style := finance.TableStyle(m.Unit)
		for i, line := range want {
			require.True(t, line.Equal(whole.Lines[i]), "%s\n%s\n%v\n%v", first, second, line, whole.Lines[i])
			got, ends, direction, presence := m.Append(nil, nil, i)
			plain, plainEnds, plainDirection, plainPresence := m.AppendLine(nil, nil, line)
			require.Equal(t, string(plain), string(got))
			require.Equal(t, plainEnds, ends)
			require.Equal(t, plainDirection, direction)
			require.Equal(t, plainPresence, presence)
			require.Contains(t, string(plain), style.Print(line.Budget.Amount()))
		}
		largest := whole.Largest()
		for k, line := range m.Largest(2) {
			require.True(t, largest[k].Equal(line))
		}
		text, err := whole.MarshalJSON()
		require.NoError(t, err)
		var wantJSON, parts bytes.Buffer
		require.NoError(t, json.Indent(&wantJSON, text, "", "  "))
		require.NoError(t, marshal.Write(&parts, m))
		require.Equal(t, wantJSON.String()+"\n", parts.String())
		var back finance.LedgerMovement
		require.NoError(t, json.Unmarshal(text, &back))
		require.True(t, back.Equal(m))
	}
	require.Greater(t, moved, 100)
	require.Greater(t, refused, 3)
}
