package forecast

import (
	"errors"
	"math"
)

// leastOrigins is the number of points in time from which a back-test must be able to forecast, and trialWork bounds how
// many it takes of a long series: the latest.
const (
	leastOrigins = 3
	trialWork    = 4_000_000
)

// Trial is a back-test: a method's forecasts from every earlier point, held against what came.
type Trial struct {
	Method Method
	// Origins is the number of points forecast from; the first had First values before it.
	Origins, First int
	// Pairs is the number of forecasts compared.
	Pairs int
	// MASE is the mean absolute error over the mean absolute (seasonal) naive change of the whole series: the same scale
	// for every method. A constant series has none, and HasMASE is false.
	MASE    float64
	HasMASE bool
	// RMSE is the root of the mean squared error.
	RMSE float64
	// Covered80 and Covered95 are the per cent of values within their intervals: 80 and 95 when intervals are honest.
	Covered80, Covered95 float64
	// Steps are the same measures by step ahead.
	Steps []StepTrial
}

// StepTrial is a back-test at one distance.
type StepTrial struct {
	Step, Pairs          int
	MAE                  float64
	Covered80, Covered95 float64
}

// BackTest forecasts up to Horizon steps from every point that has enough values before it, refitting each time, and
// compares. Of a series of thousands of values it takes the latest points, as many as a few seconds allow; Trial.Origins
// says how many. Errors are those of [Predict].
func BackTest(values []float64, m Method, s Settings) (Trial, error) {
	s, err := s.check(m)
	if err != nil {
		return Trial{}, err
	}
	if err := s.admit(values, m); err != nil {
		return Trial{}, err
	}
	return backTest(values, m, s, m.least(s.Season))
}

// backTest begins with the forecast from first values.
func backTest(values []float64, m Method, s Settings, first int) (Trial, error) {
	if len(values) < first+leastOrigins {
		return Trial{}, &TooShortError{Method: m, Has: len(values), Needs: first + leastOrigins, Season: s.Season, Test: leastOrigins}
	}
	// A fit goes over the values some hundred times, whatever the method: a weight of 1 stands for that.
	most := trialWork / (len(values) * max(s.weight(m)/10, 1))
	first = max(first, len(values)-max(most, leastOrigins))
	trial := Trial{Method: m, First: first, Origins: len(values) - first, Steps: make([]StepTrial, min(s.Horizon, len(values)-first))}
	horizon := s.Horizon
	var near *Fit
	var absolute, squares float64
	for origin := first; origin < len(values); origin++ {
		s.Horizon = min(horizon, len(values)-origin)
		f := Forecast{Method: m, Season: s.Season}
		if m.smooths() {
			f.smooth(values[:origin], s, near)
			near = f.Fit
		} else {
			f.baseline(values[:origin], s)
		}
		for i, p := range f.Points {
			e := values[origin+i] - p.Mean
			absolute += math.Abs(e)
			squares += e * e
			trial.Steps[i].add(values[origin+i], p)
		}
	}
	trial.finish(absolute, squares, naiveScale(values, s.Season))
	return trial, nil
}

func (s *StepTrial) add(actual float64, p Point) {
	s.Step = p.Step
	s.Pairs++
	s.MAE += math.Abs(actual - p.Mean)
	if actual >= p.Lower80 && actual <= p.Upper80 {
		s.Covered80++
	}
	if actual >= p.Lower95 && actual <= p.Upper95 {
		s.Covered95++
	}
}

// finish turns sums into means.
func (t *Trial) finish(absolute, squares, scale float64) {
	for i := range t.Steps {
		s := &t.Steps[i]
		t.Pairs += s.Pairs
		t.Covered80 += s.Covered80
		t.Covered95 += s.Covered95
		n := float64(s.Pairs)
		s.MAE, s.Covered80, s.Covered95 = s.MAE/n, 100*s.Covered80/n, 100*s.Covered95/n
	}
	n := float64(t.Pairs)
	t.RMSE, t.Covered80, t.Covered95 = math.Sqrt(squares/n), 100*t.Covered80/n, 100*t.Covered95/n
	if scale > 0 {
		t.MASE, t.HasMASE = absolute/n/scale, true
	}
}

// Choice is the method that did best on the series' own past, and the table that shows it.
type Choice struct {
	// Best has the lowest MASE; of equals the simpler.
	Best Method
	// Trials are the methods compared, the simplest first, all from the same origins.
	Trials []Trial
	// Left are the methods that could not be compared, with the reason.
	Left []Excluded
}

// Excluded is a method left out of a comparison.
type Excluded struct {
	Method Method
	Reason error
}

// ErrNoMethod is a series so short that no method can be tried on its past.
var ErrNoMethod = errors.New("the series is too short to try any method on its past: five values are the least")

// Choose back-tests every method that the series is long enough for and takes the best. A method that the series cannot
// bear (Holt with six values) is not compared even where it could be computed: a method picked for luck is no choice.
// Errors are those of [Predict] and [ErrNoMethod].
func Choose(values []float64, s Settings) (Choice, error) {
	checked, err := s.check(Mean)
	if err != nil {
		return Choice{}, err
	}
	s = checked
	if err := checkValues(values, Mean, s.Season); err != nil {
		var short *TooShortError
		if errors.As(err, &short) {
			return Choice{}, ErrNoMethod
		}
		return Choice{}, err
	}
	var c Choice
	var able []Method
	first := 0
	for _, m := range Methods() {
		if m.Seasonal() && s.Season < 2 {
			continue
		}
		_, err := s.check(m)
		if err == nil {
			err = s.admit(values, m)
		}
		if need := max(m.least(s.Season)+leastOrigins, m.enough(s.Season)); err == nil && len(values) < need {
			err = &TooShortError{Method: m, Has: len(values), Needs: need, Season: s.Season, Test: leastOrigins}
		}
		if err != nil {
			c.Left = append(c.Left, Excluded{m, err})
			continue
		}
		able = append(able, m)
		first = max(first, m.least(s.Season))
	}
	for _, m := range able {
		trial, err := backTest(values, m, s, first)
		if err != nil {
			return Choice{}, err
		}
		c.Trials = append(c.Trials, trial)
	}
	if len(c.Trials) == 0 {
		return Choice{}, ErrNoMethod
	}
	best := c.Trials[0]
	for _, t := range c.Trials[1:] {
		// Twice the same figure computed two ways may differ in the last digit; that is no reason to prefer the complicated.
		if t.score() < best.score()*(1-1e-9) {
			best = t
		}
	}
	c.Best = best.Method
	return c, nil
}

// score is what methods are compared by: MASE, or the error itself when a constant series has no scale.
func (t Trial) score() float64 {
	if t.HasMASE {
		return t.MASE
	}
	return t.RMSE
}
