package flow_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
)

// fractionOf reads "8097/640".
func fractionOf(t *testing.T, text string) float64 {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	require.True(t, ok, text)
	f, _ := r.Float64()
	return f
}

type varianceCase struct {
	Name   string
	Inputs struct {
		Stock, Weekly []string
		Rates         [][]string
		Before        [][]string `json:"rates_before"`
		After         [][]string `json:"rates_after"`
		Days          int
	}
	Expected struct{ Mean, Variance, SD string }
}

func ratesOf(t *testing.T, band string, rows [][]string) (rates []flow.Rate) {
	for _, r := range rows {
		rates = append(rates, flow.Rate{Band: band, From: r[0], To: r[1], PerDay: fractionOf(t, r[2])})
	}
	return rates
}

func weeklyWeights(t *testing.T, days int, weekly []string) [][]float64 {
	return weighted(days, fractionOf(t, weekly[0])/7, fractionOf(t, weekly[1])/7)
}

func TestShared_VarianceOfACostIsThatOfEveryPath(t *testing.T) {
	var file struct{ Cases []varianceCase }
	readVectors(t, "money_k1_variance.json", &file)
	cases := map[string]varianceCase{}
	for _, c := range file.Cases {
		cases[c.Name] = c
	}

	c := cases["four_days_no_entries_every_path_enumerated"]
	born := day(t, "2012-06-07")
	stock := []flow.Children{{Placement: "fostering", Born: born, Number: fractionOf(t, c.Inputs.Stock[0])}, {Placement: "residential", Born: born, Number: fractionOf(t, c.Inputs.Stock[1])}}
	settings := flow.TotalSettings{Settings: flow.Settings{Start: start(t), Days: c.Inputs.Days}, Weights: weeklyWeights(t, c.Inputs.Days, c.Inputs.Weekly), Ranges: []flow.Range{{To: c.Inputs.Days}}}
	got, err := wholeLife(ratesOf(t, "any", c.Inputs.Rates)).Totals(stock, settings)
	require.NoError(t, err)
	near(t, fractionOf(t, c.Expected.Mean), got[0].Mean)
	near(t, fractionOf(t, c.Expected.Variance), got[0].Variance)

	// The band changes on day 2 of the case, and care ends on day 5.
	c = cases["birthday_inside_the_horizon"]
	m := flow.Model{
		Bands:      []flow.Band{{Name: "young", From: 0, To: 16}, {Name: "old", From: 16, To: 18}, {Name: "older", From: 18, To: 19}},
		Placements: []string{"fostering", "residential"}, Rates: append(ratesOf(t, "young", c.Inputs.Before), ratesOf(t, "old", c.Inputs.After)...),
	}
	const days = 5 // of which the fifth is the last in care
	settings = flow.TotalSettings{Settings: flow.Settings{Start: start(t), Days: days}, Weights: weeklyWeights(t, days, c.Inputs.Weekly), Ranges: []flow.Range{{To: days}}}
	got, err = m.Totals([]flow.Children{{Placement: "fostering", Born: day(t, "2010-04-03"), Number: 1}}, settings)
	require.NoError(t, err)
	near(t, fractionOf(t, c.Expected.Mean), got[0].Mean)
	near(t, fractionOf(t, c.Expected.Variance), got[0].Variance)
}
