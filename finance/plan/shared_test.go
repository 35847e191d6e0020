package plan_test

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance/plan"
)

type vector struct {
	Name             string
	Inputs, Expected json.RawMessage
}

// vectors reads the cases of a file of the shared data.
func vectors(t *testing.T, name string) []vector {
	t.Helper()
	folder := os.Getenv("SCRUTINEER_SHARED")
	if folder == "" {
		t.Skip("SCRUTINEER_SHARED names no folder: the shared vectors and documents are not part of the repository")
	}
	text, err := os.ReadFile(filepath.Join(folder, "vectors", name))
	require.NoError(t, err)
	var file struct{ Cases []vector }
	require.NoError(t, json.Unmarshal(text, &file))
	return file.Cases
}

func decode[T any](t *testing.T, raw json.RawMessage) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, &v))
	return v
}

// fraction reads "29200/7" and "100".
func fraction(t *testing.T, text string) figure.Ratio {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	require.True(t, ok, text)
	return figure.NewRatio(decimal.NewFromBigInt(r.Num(), 0), decimal.NewFromBigInt(r.Denom(), 0))
}

func day(t *testing.T, text string) time.Time {
	t.Helper()
	if text == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, text)
	require.NoError(t, err)
	return d
}

func money(t *testing.T, want string, got decimal.Decimal, what ...any) {
	t.Helper()
	assert.Equal(t, want, got.StringFixed(2), what...)
}

func lineOf(name string) plan.Line {
	placement, provider, _ := strings.Cut(name, "/")
	return plan.Line{Placement: placement, Provider: provider}
}

func keys[V any](m map[string]V) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestShared_CostsByMonthAndYearAreExact(t *testing.T) {
	tested := 0
	for _, v := range vectors(t, "money_k1_cost.json") {
		in := decode[struct {
			From, To     string
			Children     map[string]decimal.Decimal
			Weekly       map[string]decimal.Decimal
			IncomeWeekly map[string]decimal.Decimal `json:"income_weekly"`
			Mix          []struct {
				Placement, Provider, From string
				Percent                   decimal.Decimal
			}
			Uplifts []struct {
				On, Placement string
				Percent       decimal.Decimal
			}
		}](t, v.Inputs)
		want := decode[struct {
			Months []struct {
				Period             string
				Days               int
				Whole              bool
				Placements         map[string]struct{ ChildDays, Gross string }
				Gross, Income, Net string
			}
			Years map[string]struct{ Gross, Income, Net string }
		}](t, v.Expected)
		if want.Months == nil || in.Weekly == nil {
			continue
		}
		tested++
		t.Run(v.Name, func(t *testing.T) {
			var prices []plan.Price
			for _, name := range keys(in.Weekly) {
				l := lineOf(name)
				prices = append(prices, plan.Price{Placement: l.Placement, Provider: l.Provider, Weekly: in.Weekly[name], Income: in.IncomeWeekly[name]})
			}
			var mix []plan.Share
			for _, m := range in.Mix {
				mix = append(mix, plan.Share{Placement: m.Placement, Provider: m.Provider, From: day(t, m.From), Percent: m.Percent})
			}
			var uplifts []plan.Uplift
			for _, u := range in.Uplifts {
				uplifts = append(uplifts, plan.Uplift{On: day(t, u.On), Percent: u.Percent, Placement: u.Placement})
			}
			book, err := plan.NewBook(prices, mix, uplifts)
			require.NoError(t, err)
			start := day(t, in.From)
			var nights []plan.Nights
			for _, name := range keys(in.Children) {
				nights = append(nights, plan.Nights{Placement: name, Children: slices.Repeat([]decimal.Decimal{in.Children[name]}, int(day(t, in.To).Sub(start)/(24*time.Hour)))})
			}
			cost, err := plan.NewCost(book, start, nights)
			require.NoError(t, err)
			months := cost.Months()
			require.Len(t, months, len(want.Months))
			for i, w := range want.Months {
				m := months[i]
				assert.Equal(t, []any{w.Period, w.Days, w.Whole}, []any{m.Name, m.Days, m.Whole})
				money(t, w.Gross, m.Gross, m.Name)
				money(t, w.Income, m.Income, m.Name)
				money(t, w.Net, m.Net, m.Name)
				for _, l := range m.Placements {
					money(t, w.Placements[l.Line.String()].Gross, l.Gross, m.Name, l.Line)
				}
			}
			for _, y := range cost.Years() {
				money(t, want.Years[y.Name].Gross, y.Gross)
				money(t, want.Years[y.Name].Income, y.Income)
				money(t, want.Years[y.Name].Net, y.Net)
			}
		})
	}
	assert.Positive(t, tested)
}

func TestShared_SplitsAreExact(t *testing.T) {
	type end struct {
		Children   string
		ChildWeeks map[string]string `json:"child_weeks"`
		Weekly     map[string]string
	}
	position := func(t *testing.T, e end) plan.Position {
		p := plan.Position{Children: fraction(t, e.Children)}
		for _, name := range keys(e.ChildWeeks) {
			p.Types = append(p.Types, plan.TypePosition{Type: name, ChildWeeks: fraction(t, e.ChildWeeks[name]), Weekly: fraction(t, e.Weekly[name])})
		}
		return p
	}
	for _, v := range vectors(t, "money_k1_split.json") {
		t.Run(v.Name, func(t *testing.T) {
			in := decode[struct{ From, To end }](t, v.Inputs)
			want := decode[struct {
				From, To, Price, Number, Time, Mix, Difference string
				PriceByType                                    map[string]string `json:"price_by_type"`
				Exact                                          map[string]string
			}](t, v.Expected)
			got, err := plan.Split(position(t, in.From), position(t, in.To), plan.Calendar)
			require.NoError(t, err)
			money(t, want.From, got.From)
			money(t, want.To, got.To)
			money(t, want.Difference, got.Difference)
			for name, part := range map[string]decimal.Decimal{"price": got.Price, "number": got.Number, "time": got.Time, "mix": got.Mix} {
				exact, _ := fraction(t, want.Exact[name]).Round(16)
				assert.True(t, exact.Equal(part), "%s: want %s, got %s", name, exact, part)
			}
			for _, p := range got.PriceByType {
				money(t, want.PriceByType[p.Type], p.Amount, p.Type)
			}
		})
	}
}
