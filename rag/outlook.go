package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Outlook is where a measure's recent trend leads, by the cut-offs of the German sustainable development strategy's status
// symbols (sun, slightly cloudy, cloudy, thunderstorm).
type Outlook int

const (
	// NoOutlook is a measure with fewer than four values, or without target or polarity.
	NoOutlook Outlook = iota
	// OnCourse misses less than 5% of the way that is left, or has met the target and holds it.
	OnCourse
	// SlightlyOff misses 5% to 20% of it.
	SlightlyOff
	// OffCourse misses more than 20% of it.
	OffCourse
	// WrongWay moves away from the target.
	WrongWay
	// MetWorsening has met the target and moves towards missing it.
	MetWorsening
)

var outlookNames = enum.Of("Outlook", "none", "on_course", "slightly_off", "off_course", "wrong_way", "met_but_worsening")

// String is the outlook as files and JSON hold it.
func (o Outlook) String() string { return outlookNames.String(int(o)) }

// MarshalText writes the name of the outlook.
func (o Outlook) MarshalText() ([]byte, error) { return outlookNames.Marshal(int(o)) }

// UnmarshalText reads the name of an outlook.
func (o *Outlook) UnmarshalText(text []byte) error { return enum.Unmarshal(outlookNames, text, o) }

// Projection is a straight projection of a measure.
type Projection struct {
	Outlook Outlook `json:"outlook"`
	// Value is the last value moved on by the mean change of a period.
	Value Ratio `json:"value"`
	// Missed is the share of the way left that the projection misses; undefined when the target is met already.
	Missed Ratio `json:"missed"`
}

// Equal reports whether two projections are the same.
func (p Projection) Equal(q Projection) bool {
	return p.Outlook == q.Outlook && p.Value.Equal(q.Value) && p.Missed.Equal(q.Missed)
}

// The cut-offs of the way left that is missed, in per cent, and how many values a trend takes.
const (
	onCourseBelow = 5
	slightlyTo    = 20
	trendValues   = 6
	fewestValues  = 4
)

// Project moves a measure's last value on by the mean change of its last six values, at least four, through the periods
// left, and compares it with a target. Values are oldest first; missing ones are left out. There is no compound growth: it
// has no answer at a base of 0.
func Project(values []Value, periods int, target Value, p Polarity) Projection {
	var known []decimal.Decimal
	for _, v := range values {
		if d, ok := v.Decimal(); ok {
			known = append(known, d)
		}
	}
	aim, ok := target.Decimal()
	if len(known) < fewestValues || !ok || periods < 0 || p != HigherBetter && p != LowerBetter {
		return Projection{}
	}
	known = known[max(0, len(known)-trendValues):]
	last := known[len(known)-1]
	change, steps := last.Sub(known[0]), decimal.NewFromInt(int64(len(known)-1))
	result := Projection{Value: NewRatio(last.Mul(steps).Add(change.Mul(decimal.NewFromInt(int64(periods)))), steps)}
	worsening := miss(last, known[0], p).IsPositive()
	left := miss(last, aim, p)
	switch {
	case !left.IsPositive() && worsening:
		result.Outlook = MetWorsening
	case !left.IsPositive():
		result.Outlook = OnCourse
	case worsening:
		result.Outlook = WrongWay
	}
	if left.IsPositive() {
		result.Missed = NewRatio(miss(result.Value.Numerator, aim.Mul(steps), p).Shift(2), left.Mul(steps))
	}
	if result.Outlook == NoOutlook {
		result.Outlook = byMissed(result.Missed)
	}
	return result
}

func byMissed(percent Ratio) Outlook {
	switch {
	case percent.CmpDecimal(decimal.NewFromInt(onCourseBelow)) < 0:
		return OnCourse
	case percent.CmpDecimal(decimal.NewFromInt(slightlyTo)) <= 0:
		return SlightlyOff
	}
	return OffCourse
}
