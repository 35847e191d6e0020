package finance_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// shared is the folder of shared data, for the tests that need it.
func shared(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("SCRUTINEER_SHARED")
	if folder == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	return folder
}

// vectors reads a file of cases, raw, so that each kind can have its own shape.
func vectors(t *testing.T, name string) []json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared(t), "vectors", name))
	require.NoError(t, err)
	var cases []json.RawMessage
	require.NoError(t, json.Unmarshal(text, &cases))
	return cases
}

func decode[T any](t *testing.T, raw json.RawMessage) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal(raw, &v))
	return v
}

// number reads "1.5" or "170020/11" to so many places.
func number(t *testing.T, text string, places int32) decimal.Decimal {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	require.True(t, ok, text)
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Denom(), 0), places)
}

func numbers(t *testing.T, texts []string, places int32) []decimal.Decimal {
	t.Helper()
	out := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		out[i] = number(t, text, places)
	}
	return out
}

// assertNear holds got against a number that may be a fraction, to 14 places.
func assertNear(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	const places = 14
	assert.True(t, number(t, want, places).Sub(got.Round(places)).Abs().LessThanOrEqual(decimal.New(1, -places)), "%s: want %s, got %s", what, want, got)
}

type caseID struct {
	ID, Kind, Rule string
}

func TestVectors_Apportionment(t *testing.T) {
	for _, raw := range vectors(t, "finance_apportionment.json") {
		id := decode[caseID](t, raw)
		t.Run(id.ID, func(t *testing.T) {
			switch id.Rule {
			case "cumulative_rounding":
				testCumulative(t, raw)
			case "fava_daily":
				testRecurring(t, raw)
			case "mis_prorata_inclusive":
				testItems(t, raw)
			case "odoo_elapsed":
				testElapsed(t, id.ID, raw)
			case "equal_rounded":
				testEqualRounded(t, raw)
			default:
				t.Fatalf("a rule nobody tests: %s", id.Rule)
			}
		})
	}
}

func testCumulative(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Amount            string
		Weights, Expected []string
		Places            int32
	}](t, raw)
	parts, err := finance.Apportion(dec(c.Amount), numbers(t, c.Weights, 0), c.Places)
	require.NoError(t, err)
	require.Len(t, parts, len(c.Expected))
	for i := range parts {
		assert.True(t, dec(c.Expected[i]).Equal(parts[i]), "part %d: want %s, got %s", i, c.Expected[i], parts[i])
	}
}

// testRecurring is an amount for each calendar day, week, month, quarter or year. Where the file records what that does
// to a budget of a financial year, ours is the budget itself.
func testRecurring(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		ID, Period, Amount, Expected string
		ValidFrom                    string `json:"valid_from"`
		From                         string `json:"from_"`
		To                           string `json:"to_exclusive"`
	}](t, raw)
	window := finance.Span{From: day(c.From), To: day(c.To)}
	if strings.HasPrefix(c.ID, "DEFECT") {
		year := finance.FinancialYearOf(window.From)
		whole := finance.BudgetBetween(dec(c.Amount), year, window.From, window.To, 2)
		assert.True(t, dec(c.Amount).Equal(whole), "a year's budget over its own year")
		return
	}
	valid := finance.Span{From: day(c.ValidFrom), To: day("2100-01-01")}
	var total decimal.Decimal
	for d := window.From; d.Before(window.To); d = d.AddDate(0, 0, 1) {
		one := finance.Span{From: d, To: d.AddDate(0, 0, 1)}
		if valid.Overlap(one).Days() == 0 {
			continue
		}
		part, ok := periodOf(c.Period, d).Prorate(dec(c.Amount), one, 20)
		require.True(t, ok)
		total = total.Add(part)
	}
	assertNear(t, c.Expected, total, "sum of the days")
}

// periodOf is the calendar period that a day falls in.
func periodOf(kind string, d time.Time) finance.Span {
	at := func(year int, month time.Month) time.Time { return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC) }
	switch kind {
	case "weekly":
		return finance.Span{From: d, To: d.AddDate(0, 0, 7)}
	case "monthly":
		return finance.Span{From: at(d.Year(), d.Month()), To: at(d.Year(), d.Month()+1)}
	case "quarterly":
		first := d.Month() - (d.Month()-1)%3
		return finance.Span{From: at(d.Year(), first), To: at(d.Year(), first+3)}
	case "yearly":
		return finance.Span{From: at(d.Year(), 1), To: at(d.Year()+1, 1)}
	}
	return finance.Span{From: d, To: d.AddDate(0, 0, 1)}
}

// testItems is the overlap of items with a range, both given by their last days.
func testItems(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Method, Expected string
		From             string `json:"from_"`
		To               string `json:"to_inclusive"`
		Items            []struct {
			From       string `json:"from_"`
			To, Amount string
		}
	}](t, raw)
	window := finance.Span{From: day(c.From), To: day(c.To).AddDate(0, 0, 1)}
	var total, weighted decimal.Decimal
	for _, item := range c.Items {
		span := finance.Span{From: day(item.From), To: day(item.To).AddDate(0, 0, 1)}
		part, ok := span.Prorate(dec(item.Amount), window, 20)
		require.True(t, ok)
		total = total.Add(part)
		weighted = weighted.Add(dec(item.Amount).Mul(decimal.NewFromInt(int64(span.Overlap(window).Days()))))
	}
	if c.Method == "avg" {
		total = weighted.DivRound(decimal.NewFromInt(int64(window.Days())), 20)
	}
	assertNear(t, c.Expected, total, c.Method)
}

// testElapsed is a rule that counts from day to day and so loses one: 364 for a year. Given its own days it agrees; by
// ours the end of day 30 of 365 is 300 of 3,650.
func testElapsed(t *testing.T, id string, raw json.RawMessage) {
	c := decode[struct {
		From              string `json:"from_"`
		To, Amount, Today string
		Expected          string
	}](t, raw)
	if id == "odoo_DEFECT" {
		year := finance.Span{From: day(c.From), To: day(c.To).AddDate(0, 0, 1)}
		part, ok := year.Prorate(dec(c.Amount), finance.Span{From: day(c.From), To: day(c.Today).AddDate(0, 0, 1)}, 2)
		require.True(t, ok)
		assert.Equal(t, "300", part.String())
		return
	}
	part, ok := finance.Span{From: day(c.From), To: day(c.To)}.Prorate(dec(c.Amount), finance.Span{From: day(c.From), To: day(c.Today)}, 20)
	require.True(t, ok)
	assertNear(t, c.Expected, part, "elapsed")
}

// testEqualRounded is a rule whose months do not add; ours do.
func testEqualRounded(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Amount string
		Places int32
		Each   string `json:"expected_each"`
	}](t, raw)
	parts, err := finance.Apportion(dec(c.Amount), finance.Twelfths(), c.Places)
	require.NoError(t, err)
	total := decimal.Zero
	for _, p := range parts {
		total = total.Add(p)
		assert.True(t, p.Sub(dec(c.Each)).Abs().LessThanOrEqual(decimal.New(1, -c.Places)))
	}
	assert.True(t, dec(c.Amount).Equal(total))
}

func TestVectors_DaysAndWeeks(t *testing.T) {
	for _, raw := range vectors(t, "finance_days_weeks.json") {
		id := decode[caseID](t, raw)
		t.Run(id.ID, func(t *testing.T) {
			switch id.Kind {
			case "year":
				testYear(t, raw)
			case "annualise":
				testAnnual(t, raw)
			case "placement", "uplift":
				testPlacement(t, raw)
			case "handover":
				c := decode[struct {
					A, B     [2]string
					Expected int `json:"expected_nights"`
				}](t, raw)
				var cost finance.Cost
				for _, stay := range [...][2]string{c.A, c.B} {
					part, err := finance.Placement{Start: day(stay[0]), End: day(stay[1])}.Between(day("2024-04-01"), day("2025-04-01"))
					require.NoError(t, err)
					cost = cost.Add(part)
				}
				assert.Equal(t, c.Expected, cost.Nights)
			default:
				t.Fatalf("a kind nobody tests: %s", id.Kind)
			}
		})
	}
}

func testYear(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Year, Weeks string
		Days        int
		First       string   `json:"first_weekday"`
		PayDays     []string `json:"pay_days_53"`
	}](t, raw)
	year, err := finance.ParseFinancialYear(c.Year)
	require.NoError(t, err)
	assert.Equal(t, c.Days, year.Days())
	assert.Equal(t, c.First, year.Start().Weekday().String())
	weeks, divisor := finance.AnnualFactorOf(year).Weeks()
	assert.Equal(t, c.Weeks, weeks.DivRound(divisor, 6).String())
	var long []string
	for _, weekday := range year.LongPayDays() {
		long = append(long, weekday.String())
		assert.Equal(t, 53, year.PayDays(weekday))
	}
	assert.Equal(t, c.PayDays, long)
	total := 0
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		total += year.PayDays(weekday)
	}
	assert.Equal(t, c.Days, total)
}

func testAnnual(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Weekly, Weeks string
		Annual        string `json:"annual_2dp"`
		Against       string `json:"against_365_2dp"`
		PerCent       string `json:"per_cent_4dp"`
	}](t, raw)
	for _, f := range finance.AnnualFactors() {
		weeks, divisor := f.Weeks()
		if !weeks.DivRound(divisor, 12).Equal(number(t, c.Weeks, 12)) {
			continue
		}
		assert.Equal(t, c.Annual, f.Annual(dec(c.Weekly), 2).StringFixed(2))
		assert.Equal(t, c.Against, f.Against(finance.Weeks365, dec(c.Weekly), 2).StringFixed(2))
		ratio, ok := f.Ratio(finance.Weeks365).Value(4)
		require.True(t, ok)
		assert.Equal(t, c.PerCent, ratio.StringFixed(4))
		return
	}
	t.Fatalf("no factor of %s weeks", c.Weeks)
}

func testPlacement(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Start, Weekly, Expected string
		End                     *string `json:"end_exclusive"`
		From                    string  `json:"from_"`
		To                      string  `json:"to_exclusive"`
		Prices                  []struct {
			From   string `json:"from_"`
			Weekly string
		}
	}](t, raw)
	p := finance.Placement{Start: day(c.Start)}
	if c.End != nil {
		p.End = day(*c.End)
	}
	if c.Weekly != "" {
		p.Weekly = dec(c.Weekly)
	}
	for _, price := range c.Prices {
		p.Prices = append(p.Prices, finance.Price{From: day(price.From), Weekly: dec(price.Weekly)})
	}
	cost, err := p.Between(day(c.From), day(c.To))
	require.NoError(t, err)
	assertNear(t, c.Expected, cost.Gross(16), "cost")
}

type quantityPrice struct {
	Qty   string
	Price *string
}

func position(types []string, rows []quantityPrice) finance.Position {
	var p finance.Position
	for i, row := range rows {
		t := finance.TypePosition{Type: types[i], Quantity: dec(row.Qty)}
		if row.Price != nil {
			t.Price = decimal.NewNullDecimal(dec(*row.Price))
		}
		p.Types = append(p.Types, t)
	}
	return p
}

func TestVectors_Decomposition(t *testing.T) {
	for _, raw := range vectors(t, "finance_decomposition.json") {
		id := decode[caseID](t, raw)
		t.Run(id.ID, func(t *testing.T) {
			switch id.Kind {
			case "product", "sum_of_products":
				testFactors(t, id.Kind, raw)
			case "number_mix_price":
				testMix(t, raw)
			case "number_days_mix_price":
				testCalendar(t, raw)
			case "lmdi_rows":
				testRows(t, raw)
			case "chain":
				testChain(t, raw)
			case "group_consistency":
				testGroupConsistency(t, raw)
			case "average_trap":
				testAverageTrap(t, raw)
			case "rounding":
				testRounding(t, raw)
			case "from_nothing":
				testFromNothing(t, raw)
			case "lmdi_zero": // the zero rules of a method that is not ours: it needs logarithms and refuses negatives
			default:
				t.Fatalf("a kind nobody tests: %s", id.Kind)
			}
		})
	}
}

func testFactors(t *testing.T, kind string, raw json.RawMessage) {
	var from, to [][]decimal.Decimal
	if kind == "product" {
		c := decode[struct {
			From []string `json:"from_"`
			To   []string
		}](t, raw)
		for i := range c.From {
			from, to = append(from, []decimal.Decimal{dec(c.From[i])}), append(to, []decimal.Decimal{dec(c.To[i])})
		}
	} else {
		c := decode[struct {
			From [][]string `json:"from_"`
			To   [][]string
		}](t, raw)
		for i := range c.From {
			from, to = append(from, numbers(t, c.From[i], 6)), append(to, numbers(t, c.To[i], 6))
		}
	}
	c := decode[struct {
		Expected []string
		Total    string
	}](t, raw)
	parts, err := finance.DecomposeFactors(from, to)
	require.NoError(t, err)
	total := decimal.Zero
	for i, want := range c.Expected {
		total = total.Add(parts[i])
		if c.Total == "5857.175074" { // dg_2.1 gives its parts to six places
			assert.True(t, dec(want).Equal(parts[i].Round(6)), "part %d: want %s, got %s", i, want, parts[i])
			continue
		}
		assertNear(t, want, parts[i], "part")
	}
	if c.Total != "5857.175074" {
		assertNear(t, c.Total, total, "total")
	}
}

func testMix(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Types    []string
		From     []quantityPrice `json:"from_"`
		To       []quantityPrice
		Total    string
		Expected struct{ Number, Mix, Price string }
		Textbook struct{ Quantity, Mix, Price string }
		Nested   struct {
			Number, Mix, Price string
			ByType             []string `json:"price_by_type"`
		}
		Rounded struct{ Number, Mix, Price string } `json:"nested_2dp"`
	}](t, raw)
	from, to := position(c.Types, c.From), position(c.Types, c.To)
	for method, want := range map[finance.Decomposition][3]string{
		finance.Flat:     {c.Expected.Number, c.Expected.Mix, c.Expected.Price},
		finance.Textbook: {c.Textbook.Quantity, c.Textbook.Mix, c.Textbook.Price},
		finance.Nested:   {c.Nested.Number, c.Nested.Mix, c.Nested.Price},
	} {
		b, err := finance.Decompose(from, to, method)
		require.NoError(t, err)
		assertNear(t, want[0], b.Number, method.String()+" number")
		assertNear(t, want[1], b.Mix, method.String()+" mix")
		assertNear(t, want[2], b.Price, method.String()+" price")
		assert.True(t, dec(c.Total).Equal(b.Number.Add(b.Mix).Add(b.Price)), "the parts add exactly")
		assert.True(t, dec(c.Total).Equal(b.Total()))
		if method != finance.Nested {
			continue
		}
		for i, want := range c.Nested.ByType {
			assertNear(t, want, b.PriceByType[i].Price, "price of "+c.Types[i])
		}
		r := b.Round(2)
		assert.Equal(t, c.Rounded.Number, r.Number.StringFixed(2))
		assert.Equal(t, c.Rounded.Mix, r.Mix.StringFixed(2))
		assert.Equal(t, c.Rounded.Price, r.Price.StringFixed(2))
	}
}

// childrenInYear is a position of children over the days of a year, from shares of an index position.
func testCalendar(t *testing.T, raw json.RawMessage) {
	type end struct {
		Children, Days string
		Types          [][2]string
	}
	c := decode[struct {
		From  end `json:"from_"`
		To    end
		Want  struct{ Number, Calendar, Mix, Price string } `json:"expected_2dp"`
		Total string                                        `json:"total_2dp"`
	}](t, raw)
	make := func(e end) finance.Position {
		days := dec(e.Days).IntPart()
		p := finance.Position{Days: int(days)}
		for i, row := range e.Types {
			p.Types = append(p.Types, finance.TypePosition{Type: string(rune('a' + i)), Quantity: dec(row[0]), Price: decimal.NewNullDecimal(dec(row[1]))})
		}
		require.True(t, p.Number().Equal(dec(e.Children)))
		return p
	}
	b, err := finance.Decompose(make(c.From), make(c.To), finance.Flat)
	require.NoError(t, err)
	assert.Equal(t, c.Want.Number, b.Number.StringFixed(2))
	assert.Equal(t, c.Want.Calendar, b.Calendar.StringFixed(2))
	assert.Equal(t, c.Want.Mix, b.Mix.StringFixed(2))
	assert.Equal(t, c.Want.Price, b.Price.StringFixed(2))
	assert.Equal(t, c.Total, b.Total().StringFixed(2))
	r := b.Round(2)
	assert.Equal(t, c.Total, r.Number.Add(r.Calendar).Add(r.Mix).Add(r.Price).StringFixed(2))
}

func testRows(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		From    [][]int64 `json:"rows_from"`
		To      [][]int64 `json:"rows_to"`
		Shapley []string
		Total   string
	}](t, raw)
	turn := func(rows [][]int64) [][]decimal.Decimal { // one row a group there, one row a factor here
		factors := make([][]decimal.Decimal, len(rows[0]))
		for _, row := range rows {
			for f, v := range row {
				factors[f] = append(factors[f], decimal.NewFromInt(v))
			}
		}
		return factors
	}
	parts, err := finance.DecomposeFactors(turn(c.From), turn(c.To))
	require.NoError(t, err)
	for i, want := range c.Shapley {
		assertNear(t, want, parts[i], "part")
	}
}

// The chain's two ends are those of placements_simple; the middle is not in the file, so only the whole is held.
func testChain(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		Whole []string
		Sum   []string `json:"sum_of_steps"`
	}](t, raw)
	b, err := finance.Decompose(
		position([]string{"f", "r"}, []quantityPrice{{"80", text("500")}, {"20", text("5000")}}),
		position([]string{"f", "r"}, []quantityPrice{{"84", text("520")}, {"26", text("5500")}}), finance.Flat)
	require.NoError(t, err)
	for i, got := range []decimal.Decimal{b.Number, b.Mix, b.Price} {
		assert.Equal(t, c.Whole[i], got.StringFixed(6))
		assert.NotEqual(t, c.Sum[i], got.StringFixed(6))
	}
}

func text(s string) *string { return &s }

func testGroupConsistency(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		From   [][2]string `json:"from_"`
		To1    [][2]string `json:"to_1"`
		To2    [][2]string `json:"to_2"`
		Flat   []string    `json:"flat_fostering_price"`
		Nested []string    `json:"nested_fostering_price"`
	}](t, raw)
	rows := func(in [][2]string) (out []quantityPrice) {
		for _, row := range in {
			out = append(out, quantityPrice{row[0], text(row[1])})
		}
		return out
	}
	types := []string{"fostering", "residential"}
	for i, to := range [][][2]string{c.To1, c.To2} {
		for method, want := range map[finance.Decomposition]string{finance.Flat: c.Flat[i], finance.Nested: c.Nested[i]} {
			b, err := finance.Decompose(position(types, rows(c.From)), position(types, rows(to)), method)
			require.NoError(t, err)
			assert.True(t, dec(want).Equal(b.PriceByType[0].Price.Round(6)), "%s: want %s, got %s", method, want, b.PriceByType[0].Price)
		}
	}
}

func testAverageTrap(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		From        [][2]string `json:"from_"`
		To          [][2]string
		AverageFrom string `json:"average_from"`
		AverageTo   string `json:"average_to"`
		PerCent     string `json:"per_cent_2dp"`
	}](t, raw)
	make := func(in [][2]string) finance.Position {
		return position([]string{"a", "b"}, []quantityPrice{{in[0][0], text(in[0][1])}, {in[1][0], text(in[1][1])}})
	}
	from, to := make(c.From), make(c.To)
	a, ok := from.AveragePrice(2)
	require.True(t, ok)
	b, ok := to.AveragePrice(2)
	require.True(t, ok)
	assert.True(t, dec(c.AverageFrom).Equal(a))
	assert.True(t, dec(c.AverageTo).Equal(b))
	percent, ok := finance.Change{From: a, To: b}.Percent().Value(2)
	require.True(t, ok)
	assert.Equal(t, c.PerCent, percent.StringFixed(2))
	bridge, err := finance.Decompose(from, to, finance.Nested)
	require.NoError(t, err)
	assert.True(t, bridge.Price.IsZero())
}

func testRounding(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		From     []string `json:"factors_from"`
		To       []string `json:"factors_to"`
		Expected []string `json:"expected_2dp"`
	}](t, raw)
	var from, to [][]decimal.Decimal
	for i := range c.From {
		from, to = append(from, []decimal.Decimal{dec(c.From[i])}), append(to, []decimal.Decimal{dec(c.To[i])})
	}
	parts, err := finance.DecomposeFactors(from, to)
	require.NoError(t, err)
	for i, got := range finance.RoundToTotal(parts, 2) {
		assert.Equal(t, c.Expected[i], got.StringFixed(2))
	}
}

func testFromNothing(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		From     [][]*string `json:"from_"`
		To       [][]*string
		Expected struct{ Number, Mix, Price string }
	}](t, raw)
	make := func(in [][]*string) finance.Position {
		return position([]string{"a", "b"}, []quantityPrice{{*in[0][0], in[0][1]}, {*in[1][0], in[1][1]}})
	}
	for _, method := range []finance.Decomposition{finance.Nested, finance.Flat, finance.Textbook} {
		b, err := finance.Decompose(make(c.From), make(c.To), method)
		require.NoError(t, err)
		assertNear(t, c.Expected.Number, b.Number, "number")
		assertNear(t, c.Expected.Mix, b.Mix, "mix")
		assertNear(t, c.Expected.Price, b.Price, "price")
	}
}

func TestVectors_Forecast(t *testing.T) {
	for _, raw := range vectors(t, "finance_forecast.json") {
		id := decode[caseID](t, raw)
		t.Run(id.ID, func(t *testing.T) {
			if id.ID == "commitments" {
				testCommitments(t, raw)
				return
			}
			c := decode[struct {
				Budget           string
				Profile, Actuals []string
				Expected         map[string]string
			}](t, raw)
			for _, runRate := range []int{1, 3} {
				y := finance.YearToDate{Year: 2024, Budget: dec(c.Budget), Profile: numbers(t, c.Profile, 0), Actuals: numbers(t, c.Actuals, 16), RunRateMonths: runRate}
				r, err := y.Outturn(4)
				require.NoError(t, err)
				for _, f := range r.Forecasts {
					if want, ok := c.Expected[f.Name]; ok {
						require.NoError(t, f.Refused)
						assert.Equal(t, want, f.Outturn.StringFixed(4), f.Name)
					}
				}
			}
		})
	}
}

func testCommitments(t *testing.T, raw json.RawMessage) {
	c := decode[struct {
		AsOf   string `json:"as_of"`
		Actual string
		Open   []struct {
			Weekly string
			End    *string
		}
		Expected string
	}](t, raw)
	known := finance.Commitments{AsOf: day(c.AsOf)}
	for _, p := range c.Open {
		placement := finance.Placement{Start: day("2024-01-01"), Weekly: dec(p.Weekly)}
		if p.End != nil {
			placement.End = day(*p.End)
		}
		known.Open = append(known.Open, placement)
	}
	y := finance.YearToDate{Year: 2024, Actuals: []decimal.Decimal{dec(c.Actual), {}, {}, {}}, Commitments: &known}
	r, err := y.Outturn(16)
	require.NoError(t, err)
	f, ok := r.Of(finance.KnownCommitments)
	require.True(t, ok)
	assertNear(t, c.Expected, f.Outturn, "commitments")
}

// outturnRows reads a file of the revenue outturn of 2024/25 (MHCLG, £ thousand).
func outturnRows(t *testing.T, name string) [][]string {
	t.Helper()
	file, err := os.Open(filepath.Join(shared(t), "data", "spend", name))
	require.NoError(t, err)
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		r, err = gzip.NewReader(file)
		require.NoError(t, err)
	}
	rows, err := csv.NewReader(r).ReadAll()
	require.NoError(t, err)
	return rows[1:]
}

// revenueOutturn is the lines of each authority that gives every figure of a measure: authority → line → £.
func revenueOutturn(t *testing.T, measure string) map[string]map[string]finance.Line {
	t.Helper()
	authorities := map[string]map[string]finance.Line{}
	for _, row := range outturnRows(t, "ro3_2024_25_children_lines_long.csv.gz") {
		name, line, figure := row[2], row[4], row[5] // some codes are given as "[Y]"
		service, ok := strings.CutSuffix(line, " - "+measure)
		if !ok {
			continue
		}
		amount, err := finance.ParseMoney(figure, finance.Thousands)
		if err != nil || !amount.HasAmount() {
			continue // "[x]" and "[note 4]"
		}
		if authorities[name] == nil {
			authorities[name] = map[string]finance.Line{}
		}
		authorities[name][service] = finance.Line{Service: service, Forecast: amount.Pounds}
	}
	return authorities
}

const (
	totalExpenditure = "Total Expenditure (C3 = C1 + C2)"
	totalIncome      = "Total Income (C6 = C4 + C5)"
	netExpenditure   = "Net Current Expenditure (C7 = C3 - C6)"
	lookedAfter      = "Children's social care - Children Looked After"
	socialCare       = "TOTAL CHILDREN SOCIAL CARE"
)

var eightLines = []string{
	"Children's social care: Sure start children's centres and early years", lookedAfter,
	"Children's social care - Other children's and families services", "Children's social care - Family Support Services",
	"Children's social care - Youth Justice", "Children's social care: Safeguarding children and young people’s services",
	"Children's social care - Asylum Seekers", "Children's social care: Services for young people",
}

var lookedAfterLines = []string{
	lookedAfter + " of which residential care", lookedAfter + " of which fostering services",
	lookedAfter + " of which asylum seeking children who are looked after", lookedAfter + " of which other",
}

// footsTo reports whether a total is the sum of its parts, to a pound, by Reconcile.
func footsTo(lines map[string]finance.Line, parts []string, total string) (foots, complete bool) {
	s := finance.Statement{Unit: finance.Thousands}
	precise := &finance.Precision{Forecast: dec("1")}
	for _, name := range parts {
		l, ok := lines[name]
		if !ok {
			return false, false
		}
		l.Precision = precise
		s.Lines = append(s.Lines, l)
	}
	printed, ok := lines[total]
	if !ok {
		return false, false
	}
	printed.Precision = precise
	s.PrintedTotals = []finance.Line{printed}
	for _, f := range s.Reconcile() {
		if f.Column == "forecast" {
			return f.Verdict != finance.Differs, true
		}
	}
	return false, false
}

// METHODS B5: the eight lines sum to the total for 155 of 155 (England among them), and the lines of children looked after for all
// but Gateshead, which gives 41,170.99959 and "[note 4]" for each of the lines.
func TestRevenueOutturn_Foots(t *testing.T) {
	authorities := revenueOutturn(t, totalExpenditure)
	var whole, whole155 int
	var anomalies []string
	for name, lines := range authorities {
		if foots, complete := footsTo(lines, eightLines, socialCare); complete {
			whole++
			if foots {
				whole155++
			}
		}
		_, given := lines[lookedAfter]
		if foots, complete := footsTo(lines, lookedAfterLines, lookedAfter); given && !(complete && foots) {
			anomalies = append(anomalies, name)
		}
	}
	assert.Equal(t, 155, whole)
	assert.Equal(t, 155, whole155)
	assert.Equal(t, []string{"Gateshead"}, anomalies)
}

// METHODS B5: C7 = C3 − C6 on 2,166 of 2,166 rows. Income is printed positive and subtracted.
func TestRevenueOutturn_NetIsExpenditureLessIncome(t *testing.T) {
	convention := finance.Convention{Income: finance.IncomePositive}
	expenditure, income, net := revenueOutturn(t, totalExpenditure), revenueOutturn(t, totalIncome), revenueOutturn(t, netExpenditure)
	var rows, ties int
	for name, lines := range expenditure {
		for service, gross := range lines {
			earned, ok := income[name][service]
			printed, known := net[name][service]
			if !ok || !known {
				continue
			}
			rows++
			earned.Forecast, earned.Income = earned.Forecast.Neg(), true
			s := finance.Statement{Unit: finance.Thousands, Convention: convention, Lines: []finance.Line{gross, earned}}
			assert.True(t, earned.Forecast.Neg().Equal(finance.Thousands.ToPounds(s.Row(earned).Forecast)), "printed positive")
			if s.Total().Forecast.Sub(printed.Forecast).Abs().LessThan(dec("10")) { // the file holds floats of £k: 24957.99978
				ties++
			}
		}
	}
	assert.Equal(t, 2166, rows)
	assert.Equal(t, 2166, ties)
}

// METHODS B5: Oldham, £ thousand.
func TestRevenueOutturn_Oldham(t *testing.T) {
	for _, measure := range []struct{ name, service, want string }{
		{totalExpenditure, socialCare, "94143"},
		{totalExpenditure, lookedAfter, "52069"},
		{totalExpenditure, lookedAfter + " of which residential care", "24904"},
		{totalIncome, socialCare, "7980"},
		{netExpenditure, socialCare, "86163"},
	} {
		l := revenueOutturn(t, measure.name)["Oldham"][measure.service]
		assert.Equal(t, measure.want, finance.Thousands.FromPounds(l.Forecast).String(), measure.service)
	}
}
