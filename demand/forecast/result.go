package forecast

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Result is a series carried forward, and how the method did on the series' own past.
type Result struct {
	Forecast
	// BackTest is the method tried on the past; nil where the series is too short for it, which the notes say.
	BackTest *Trial
	// Choice is the comparison by which the method was chosen; empty where it was given.
	Choice Choice
}

// Carry carries values forward by a method, or by the one that did best on the past where choose is true. Errors are
// [*ValueError], [*TooShortError], [*SettingError] and [ErrNoMethod].
func Carry(values []float64, m Method, choose bool, s Settings) (r Result, err error) {
	if choose {
		if r.Choice, err = Choose(values, s); err != nil {
			return Result{}, err
		}
		m = r.Choice.Best
	}
	if r.Forecast, err = Predict(values, m, s); err != nil {
		return Result{}, err
	}
	for _, p := range r.Points {
		if math.IsNaN(p.Mean) || math.IsInf(p.Mean, 0) {
			r.Notes = append(r.Notes, fmt.Sprintf("from step %d on the forecast is beyond any number: it grows without bound", p.Step))
			break
		}
	}
	trial, err := BackTest(values, m, s)
	var short *TooShortError
	switch {
	case errors.As(err, &short):
		r.Notes = append(r.Notes, "no back-test: "+short.Error())
	case err != nil:
		return Result{}, err
	default:
		r.BackTest = &trial
	}
	return r, nil
}

// Answer says the first step in a sentence.
func (r Result) Answer() string {
	if len(r.Points) == 0 {
		return ""
	}
	p := r.Points[0]
	said := fmt.Sprintf("By %s the next value is %.1f, between %.1f and %.1f in 19 cases of 20 if the series goes on as it did.", r.Method, p.Mean, p.Lower95, p.Upper95)
	if r.BackTest != nil && r.BackTest.HasMASE && r.BackTest.MASE >= 1 {
		said += " On its own past the method did no better than repeating the last value."
	}
	return said
}

// Equal reports whether two results are the same in every figure and note. What is not a number equals itself.
func (r Result) Equal(o Result) bool {
	return r.Method == o.Method && r.Season == o.Season && slices.Equal(r.Notes, o.Notes) && slices.EqualFunc(r.Points, o.Points, Point.equal) &&
		slices.EqualFunc(r.Fitted, o.Fitted, same) && equalOrNil(r.Fit, o.Fit, Fit.equal) && equalOrNil(r.BackTest, o.BackTest, Trial.equal) &&
		r.Choice.equal(o.Choice)
}

func equalOrNil[T any](a, b *T, equal func(a, b T) bool) bool {
	if a == nil || b == nil {
		return a == b
	}
	return equal(*a, *b)
}

func same(a, b float64) bool { return a == b || !finite(a) && !finite(b) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func (p Point) equal(o Point) bool {
	return p.Step == o.Step && same(p.Mean, o.Mean) && same(p.Lower80, o.Lower80) && same(p.Upper80, o.Upper80) && same(p.Lower95, o.Lower95) && same(p.Upper95, o.Upper95)
}

func (s State) equal(o State) bool {
	return same(s.Level, o.Level) && same(s.Trend, o.Trend) && slices.EqualFunc(s.Season, o.Season, same)
}

func (f Fit) equal(o Fit) bool {
	return same(f.Alpha, o.Alpha) && same(f.Beta, o.Beta) && same(f.Gamma, o.Gamma) && f.Start == o.Start && f.Initial.equal(o.Initial) && f.From == o.From &&
		f.Final.equal(o.Final) && same(f.SSE, o.SSE) && same(f.Sigma, o.Sigma) && f.Estimated == o.Estimated
}

func (t Trial) equal(o Trial) bool {
	return t.Method == o.Method && t.Origins == o.Origins && t.First == o.First && t.Pairs == o.Pairs && t.HasMASE == o.HasMASE && same(t.MASE, o.MASE) &&
		same(t.RMSE, o.RMSE) && same(t.Covered80, o.Covered80) && same(t.Covered95, o.Covered95) && slices.EqualFunc(t.Steps, o.Steps, func(a, b StepTrial) bool {
		return a.Step == b.Step && a.Pairs == b.Pairs && same(a.MAE, b.MAE) && same(a.Covered80, b.Covered80) && same(a.Covered95, b.Covered95)
	})
}

func (c Choice) equal(o Choice) bool {
	return c.Best == o.Best && slices.EqualFunc(c.Trials, o.Trials, Trial.equal) &&
		slices.EqualFunc(c.Left, o.Left, func(a, b Excluded) bool { return a.Method == b.Method && a.Reason.Error() == b.Reason.Error() })
}
