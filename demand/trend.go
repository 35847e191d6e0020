package demand

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// trendPoints is the number of years that the marker looks at.
const trendPoints = 5

// trendCritical is the 99.8 % quantile of chi-square with one degree of freedom (Fingertips technical guidance, Trend
// markers).
const trendCritical = 9.54953570608324

// TrendKind says what the points of a trend are.
type TrendKind int

const (
	// TrendProportion is a share of a denominator: Count of Denominator.
	TrendProportion TrendKind = iota
	// TrendRate is Count events in a population of Denominator.
	TrendRate
	// TrendCount is Count events; the denominator is not used.
	TrendCount
	// TrendInterval is a Value with its own 95 % interval.
	TrendInterval
)

var trendKindNames = enum.Of("TrendKind", "proportion", "rate", "count", "interval")

// String is the name of the kind.
func (k TrendKind) String() string { return trendKindNames.String(int(k)) }

// MarshalText writes the name of the kind.
func (k TrendKind) MarshalText() ([]byte, error) { return trendKindNames.Marshal(int(k)) }

// UnmarshalText reads the name of a kind.
func (k *TrendKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(trendKindNames, text, k)
}

// TrendDirection is what the marker shows.
type TrendDirection int

const (
	// TrendCannotBeCalculated is a series of fewer than five consecutive years, or one without the figures it needs.
	TrendCannotBeCalculated TrendDirection = iota
	// TrendNoChange is no significant change.
	TrendNoChange
	// TrendIncreasing is a significant rise.
	TrendIncreasing
	// TrendDecreasing is a significant fall.
	TrendDecreasing
)

var trendDirectionNames = enum.Of("TrendDirection", "cannot_be_calculated", "no_change", "increasing", "decreasing")

// String is the name of the direction.
func (d TrendDirection) String() string {
	return trendDirectionNames.String(int(d))
}

// MarshalText writes the name of the direction.
func (d TrendDirection) MarshalText() ([]byte, error) { return trendDirectionNames.Marshal(int(d)) }

// UnmarshalText reads the name of a direction.
func (d *TrendDirection) UnmarshalText(text []byte) error {
	return enum.Unmarshal(trendDirectionNames, text, d)
}

// TrendJudgement is whether a trend is for the better.
type TrendJudgement int

const (
	// TrendNotJudged is a measure without a better direction, or without a significant change.
	TrendNotJudged TrendJudgement = iota
	// TrendGettingBetter is a change in the better direction.
	TrendGettingBetter
	// TrendGettingWorse is a change in the worse direction.
	TrendGettingWorse
)

var trendJudgementNames = enum.Of("TrendJudgement", "not_judged", "getting_better", "getting_worse")

// String is the name of the judgement.
func (j TrendJudgement) String() string {
	return trendJudgementNames.String(int(j))
}

// MarshalText writes the name of the judgement.
func (j TrendJudgement) MarshalText() ([]byte, error) { return trendJudgementNames.Marshal(int(j)) }

// UnmarshalText reads the name of a judgement.
func (j *TrendJudgement) UnmarshalText(text []byte) error {
	return enum.Unmarshal(trendJudgementNames, text, j)
}

// TrendPoint is one year.
type TrendPoint struct {
	Year int
	// Count and Denominator are for proportions, rates and counts.
	Count, Denominator int
	// Value with Lower and Upper, its 95 % interval, is for the kind interval.
	Value, Lower, Upper decimal.NullDecimal
}

// TrendMarker is the five-point trend marker of a measure.
type TrendMarker struct {
	Direction TrendDirection
	Judgement TrendJudgement
	// Significant says that ChiSquare is above 9.5495 (99.8 %) and that no single year makes the trend.
	Significant bool
	// ChiSquare has one degree of freedom; float64, as it is a statistic. 0 where it cannot be calculated.
	ChiSquare float64
	// Slope is the change a year: in units of the value, or in logits for a proportion.
	Slope float64
	// Consistent says that the slope keeps its sign whichever of the five years is left out.
	Consistent bool
	// From and To are the first and the last of the five years.
	From, To int
	// Method says how it was calculated, Notes what a reader should know first.
	Method string
	Notes  []string
}

// TrendValueError is a point that cannot be: a negative count, more children than there are, limits out of order.
type TrendValueError struct {
	Year    int
	Problem string
}

// Error names the year.
func (e *TrendValueError) Error() string { return fmt.Sprintf("%d: %s", e.Year, e.Problem) }

// FivePointTrend marks the last five years of a series, as Fingertips does: a rise or a fall counts when it is significant
// at 99.8 % and survives leaving out each year in turn. A proportion is tested by Cochran and Armitage, with the slope of
// its logits; anything else by a line weighted by the 95 % intervals, (upper − lower)/3.92 being the standard error.
// Rates and counts get the exact Poisson interval. The years must follow one another; with a gap, or with fewer than
// five, the marker cannot be calculated and says why.
//
// Without intervals nothing can be significant, and the marker is no change, as Fingertips prints it; a note says so.
// Fingertips' older code marks every significant proportion as decreasing; here the slope decides.
//
// Source: Fingertips technical guidance, Trend markers; ukhsa-collaboration/fingertips-open 6780897.
func FivePointTrend(points []TrendPoint, kind TrendKind, polarity rag.Polarity) (TrendMarker, error) {
	marker := TrendMarker{Method: trendMethod(kind)}
	if err := checkTrend(points, kind); err != nil {
		return marker, err
	}
	if len(points) < trendPoints {
		return marker.cannot("the marker needs five years, there are %d", len(points)), nil
	}
	last := points[len(points)-trendPoints:]
	marker.From, marker.To = last[0].Year, last[trendPoints-1].Year
	for i := 1; i < trendPoints; i++ {
		if last[i].Year != last[i-1].Year+1 {
			return marker.cannot("%d does not follow %d: the marker is not taken across missing years", last[i].Year, last[i-1].Year), nil
		}
	}
	if kind == TrendProportion {
		marker = marker.proportion(last)
	} else {
		marker = marker.weighted(last, kind)
	}
	return marker.judge(polarity), nil
}

func trendMethod(kind TrendKind) string {
	switch kind {
	case TrendProportion:
		return "chi-square for trend in proportions (Cochran-Armitage), five points, 99.8 %"
	case TrendInterval:
		return "chi-square of the line weighted by 95 % intervals, five points, 99.8 %"
	}
	return "chi-square of the line weighted by exact Poisson 95 % intervals, five points, 99.8 %"
}

func checkTrend(points []TrendPoint, kind TrendKind) error {
	if kind < 0 || int(kind) >= trendKindNames.Len() {
		return fmt.Errorf("there is no kind of trend %d", int(kind))
	}
	for i, p := range points {
		fault := ""
		switch {
		case i > 0 && p.Year <= points[i-1].Year:
			fault = fmt.Sprintf("it comes after %d: put the years in order, each once", points[i-1].Year)
		case kind == TrendInterval && p.Lower.Valid && p.Upper.Valid && p.Lower.Decimal.GreaterThan(p.Upper.Decimal):
			fault = fmt.Sprintf("the lower limit %s is above the upper limit %s", p.Lower.Decimal, p.Upper.Decimal)
		case kind != TrendInterval && p.Count < 0:
			fault = fmt.Sprintf("the count is %d", p.Count)
		case kind != TrendInterval && kind != TrendCount && p.Denominator <= 0:
			fault = fmt.Sprintf("the denominator is %d: a rate needs a population", p.Denominator)
		case kind == TrendProportion && p.Count > p.Denominator:
			fault = fmt.Sprintf("%d of %d is no proportion", p.Count, p.Denominator)
		}
		if fault != "" {
			return &TrendValueError{Year: p.Year, Problem: fault}
		}
	}
	return nil
}

func (m TrendMarker) cannot(format string, args ...any) TrendMarker {
	m.Direction = TrendCannotBeCalculated
	m.Notes = append(m.Notes, fmt.Sprintf(format, args...))
	return m
}

// proportion is the chi-square for trend: N(N Σtx − X Σtn)² / (X(N − X)(N Σt²n − (Σtn)²)).
func (m TrendMarker) proportion(points []TrendPoint) TrendMarker {
	var n, x, tx, tn, ttn float64
	logits, ones := make([]float64, 0, trendPoints), make([]float64, 0, trendPoints)
	for i, p := range points {
		if p.Count == 0 || p.Count == p.Denominator {
			return m.cannot("the proportion of %d is 0 or 100 %%: it has no logit", p.Year)
		}
		t, count, of := float64(i+1), float64(p.Count), float64(p.Denominator)
		n, x, tx, tn, ttn = n+of, x+count, tx+t*count, tn+t*of, ttn+t*t*of
		logits = append(logits, math.Log(count/(of-count)))
		ones = append(ones, 1)
	}
	difference := n*tx - x*tn
	m.ChiSquare = n * difference * difference / (x * (n - x) * (n*ttn - tn*tn))
	m.Slope, m.Consistent = steadySlope(logits, ones)
	return m
}

// weighted is the line through the values, each weighted by 1/se².
func (m TrendMarker) weighted(points []TrendPoint, kind TrendKind) TrendMarker {
	values, weights := make([]float64, 0, trendPoints), make([]float64, 0, trendPoints)
	for _, p := range points {
		value, width, ok := p.interval(kind)
		if !ok {
			return m.cannot("%d has no value", p.Year)
		}
		if width <= 0 {
			m.Direction = TrendNoChange
			m.Notes = append(m.Notes, fmt.Sprintf("%d has no 95 %% interval: no change can be shown to be significant", p.Year))
			return m
		}
		se := width / 3.92
		values, weights = append(values, value), append(weights, 1/(se*se))
	}
	var sw, swt, swtt float64
	for i, w := range weights {
		t := float64(i + 1)
		sw, swt, swtt = sw+w, swt+w*t, swtt+w*t*t
	}
	m.Slope, m.Consistent = steadySlope(values, weights)
	m.ChiSquare = m.Slope * m.Slope * (sw*swtt - swt*swt) / sw
	return m
}

// interval is the value and the width of its 95 % interval; 0 when it has none.
func (p TrendPoint) interval(kind TrendKind) (value, width float64, ok bool) {
	if kind == TrendInterval {
		if p.Lower.Valid && p.Upper.Valid {
			width = p.Upper.Decimal.Sub(p.Lower.Decimal).InexactFloat64()
		}
		return p.Value.Decimal.InexactFloat64(), width, p.Value.Valid
	}
	per := 1.0
	if kind == TrendRate {
		per = float64(p.Denominator)
	}
	count := float64(p.Count)
	lower, upper := exactPoisson(count, 0.95)
	return count / per, (upper - lower) / per, true
}

// steadySlope is the slope of the weighted line, and whether it keeps its sign without each point in turn.
func steadySlope(values, weights []float64) (slope float64, steady bool) {
	slope = weightedSlope(values, weights, -1)
	steady = slope != 0
	for leave := range values {
		if s := weightedSlope(values, weights, leave); s*slope <= 0 {
			steady = false
		}
	}
	return slope, steady
}

func weightedSlope(values, weights []float64, leave int) float64 {
	var sw, swt, swy, swtt, swty float64
	for i, y := range values {
		if i == leave {
			continue
		}
		t, w := float64(i+1), weights[i]
		sw, swt, swy, swtt, swty = sw+w, swt+w*t, swy+w*y, swtt+w*t*t, swty+w*t*y
	}
	return (sw*swty - swt*swy) / (sw*swtt - swt*swt)
}

func (m TrendMarker) judge(polarity rag.Polarity) TrendMarker {
	if len(m.Notes) > 0 {
		return m
	}
	m.Direction = TrendNoChange
	m.Significant = m.ChiSquare > trendCritical && m.Consistent
	if !m.Significant {
		if m.ChiSquare > trendCritical {
			m.Notes = append(m.Notes, "the trend rests on a single year: without it the slope changes sign")
		}
		return m
	}
	m.Direction = TrendIncreasing
	if m.Slope < 0 {
		m.Direction = TrendDecreasing
	}
	switch {
	case polarity != rag.HigherBetter && polarity != rag.LowerBetter:
	case (m.Slope > 0) == (polarity == rag.HigherBetter):
		m.Judgement = TrendGettingBetter
	default:
		m.Judgement = TrendGettingWorse
	}
	return m
}
