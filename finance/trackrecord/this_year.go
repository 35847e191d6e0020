package trackrecord

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// ThisYear is what past errors say of a forecast whose outturn is not known.
type ThisYear struct {
	Year     finance.FinancialYear `json:"year"`
	Month    int                   `json:"month"`
	Forecast decimal.Decimal       `json:"forecast"`
	// Bands run from the widest to the narrowest; none for fewer than two past errors.
	Bands []Band `json:"bands"`
	// Centre is the forecast and the median error, absent without bands.
	Centre decimal.NullDecimal `json:"centre"`
	// Quantiles are of the forecast and its past errors, by R's type 7, from ten errors on.
	Quantiles []Quantile `json:"quantiles,omitempty"`
	Movement  *Movement  `json:"movement"`
}

// Band is a range that holds the next outturn's variance in so many per cent of cases, if years are alike.
type Band struct {
	Lower           decimal.Decimal `json:"lower"`
	Upper           decimal.Decimal `json:"upper"`
	CoveragePercent decimal.Decimal `json:"coverage_percent"`
}

// Quantile is the variance below which so many per cent of the past errors would bring the outturn.
type Quantile struct {
	Percent int             `json:"percent"`
	Value   decimal.Decimal `json:"value"`
}

// Movement is how far the forecast moved between two months, beside the same months of past years.
type Movement struct {
	Since   int             `json:"since"`
	Value   decimal.Decimal `json:"value"`
	Years   int             `json:"years"`
	Lowest  decimal.Decimal `json:"lowest"`
	Highest decimal.Decimal `json:"highest"`
	Within  bool            `json:"within"`
	// Chance is 1/(n+1) where the movement is beyond all n past ones: how often that happens on that side if years are
	// alike. Otherwise it is absent.
	Chance decimal.NullDecimal `json:"chance_if_alike"`
}

func (c comparison) thisYear(r *Record, pairs map[int][]pair) {
	now, ok := c.now()
	if !ok {
		if c.settings.Month != 0 {
			r.Questions = append(r.Questions, fmt.Sprintf("month %d was asked for, and no year without an outturn has it: which year is meant?", c.settings.Month))
		}
		return
	}
	t := ThisYear{Year: now.Year, Month: now.Month, Forecast: now.Variance, Bands: []Band{}}
	past := pairs[now.Month]
	if of := slices.DeleteFunc(slices.Clone(past), func(p pair) bool { return !p.forecast.alike(now) }); len(of) != len(past) {
		if c.settings.AcrossPerimeters {
			r.Notes = append(r.Notes, "past errors of another perimeter or basis stand behind the range of "+now.Year.String()+", as was asked")
		} else {
			r.Questions = append(r.Questions, fmt.Sprintf(
				"%s in the past stood for another perimeter or basis than that of %s (%s) and were left out of its range: are they alike enough to be used?",
				counted(len(past)-len(of), "forecast", "forecasts"), now.Year, described(now),
			))
			past = of
		}
	}
	t.fan(past)
	if len(past) == 1 {
		r.Notes = append(r.Notes, "one past error gives no range")
	}
	t.Movement = c.movement(now)
	r.ThisYear = &t
}

// now is the forecast that the fan is drawn from.
func (c comparison) now() (Forecast, bool) {
	open := c.openYear()
	for _, f := range slices.Backward(c.items) {
		if open != 0 && f.Year == open && (c.settings.Month == 0 || f.Month == c.settings.Month) {
			return f, true
		}
	}
	return Forecast{}, false
}

func (t *ThisYear) fan(past []pair) {
	n := len(past)
	if n < 2 {
		return
	}
	errors := make([]decimal.Decimal, n)
	for i, p := range past {
		errors[i] = p.error()
	}
	slices.SortFunc(errors, decimal.Decimal.Cmp)
	for k := 1; 2*k <= n; k++ {
		t.Bands = append(t.Bands, Band{
			Lower: t.Forecast.Add(errors[k-1]), Upper: t.Forecast.Add(errors[n-k]),
			CoveragePercent: decimal.NewFromInt(int64(100*(n+1-2*k))).DivRound(decimal.NewFromInt(int64(n+1)), places),
		})
	}
	t.Centre = decimal.NewNullDecimal(t.Forecast.Add(median(errors)))
	if n < 10 {
		return
	}
	for _, percent := range []int{10, 25, 50, 75, 90} {
		at := (n - 1) * percent // in hundredths of a place
		low := errors[at/100]
		high := errors[min(at/100+1, n-1)]
		value := t.Forecast.Add(low).Add(high.Sub(low).Mul(decimal.New(int64(at%100), -2)))
		t.Quantiles = append(t.Quantiles, Quantile{percent, value})
	}
}

// movement compares the movement since an earlier month of this year with that of past years; nil where no past year has
// both months.
func (c comparison) movement(now Forecast) *Movement {
	for _, from := range slices.Backward(c.items) {
		if from.Year != now.Year || from.Month >= now.Month || !from.alike(now) || c.settings.Since != 0 && from.Month != c.settings.Since {
			continue
		}
		var past []decimal.Decimal
		for _, a := range c.items {
			for _, b := range c.items {
				if a.Year == b.Year && a.Year < now.Year && a.Month == from.Month && b.Month == now.Month && a.alike(b) && (c.settings.AcrossPerimeters || a.alike(now)) {
					past = append(past, b.Variance.Sub(a.Variance))
				}
			}
		}
		if len(past) == 0 {
			continue
		}
		m := &Movement{Since: from.Month, Value: now.Variance.Sub(from.Variance), Years: len(past), Lowest: slices.MinFunc(past, decimal.Decimal.Cmp), Highest: slices.MaxFunc(past, decimal.Decimal.Cmp)}
		m.Within = m.Value.Cmp(m.Lowest) >= 0 && m.Value.Cmp(m.Highest) <= 0
		if !m.Within {
			m.Chance = over(decimal.NewFromInt(1), decimal.NewFromInt(int64(len(past)+1)))
		}
		return m
	}
	return nil
}

// Equal reports whether two years say the same.
func (t ThisYear) Equal(o ThisYear) bool {
	return t.Year == o.Year && t.Month == o.Month && t.Forecast.Equal(o.Forecast) && equal(t.Centre, o.Centre) &&
		slices.EqualFunc(t.Bands, o.Bands, func(a, b Band) bool {
			return a.Lower.Equal(b.Lower) && a.Upper.Equal(b.Upper) && a.CoveragePercent.Equal(b.CoveragePercent)
		}) &&
		slices.EqualFunc(t.Quantiles, o.Quantiles, func(a, b Quantile) bool { return a.Percent == b.Percent && a.Value.Equal(b.Value) }) &&
		(t.Movement == nil) == (o.Movement == nil) && (t.Movement == nil || t.Movement.equal(*o.Movement))
}

func (m Movement) equal(o Movement) bool {
	return m.Since == o.Since && m.Years == o.Years && m.Within == o.Within && m.Value.Equal(o.Value) && m.Lowest.Equal(o.Lowest) && m.Highest.Equal(o.Highest) && equal(m.Chance, o.Chance)
}
