package forecast

import "math"

// Accuracy are the usual measures of forecasts against what came (R's forecast::accuracy). A measure that divides by
// zero is NaN and its Has… field false.
type Accuracy struct {
	// N is the number of pairs.
	N int
	// ME is the mean error, actual less forecast; RMSE the root of the mean square; MAE the mean size.
	ME, RMSE, MAE float64
	// MPE and MAPE are the mean error and mean size in per cent of the actual value.
	MPE, MAPE  float64
	HasPercent bool
	// MASE is MAE over the mean size of the (seasonal) naive errors of the training values: below 1 is better than naive.
	MASE    float64
	HasMASE bool
}

// Measure compares forecasts with what came. train are the values that the forecasts were made from, which scale MASE,
// with their season (1 for none). Pairs of which one is NaN are left out.
func Measure(actual, forecasts, train []float64, season int) Accuracy {
	var a Accuracy
	a.HasPercent = true
	for i := range min(len(actual), len(forecasts)) {
		e := actual[i] - forecasts[i]
		if math.IsNaN(e) {
			continue
		}
		a.N++
		a.ME += e
		a.RMSE += e * e
		a.MAE += math.Abs(e)
		if actual[i] == 0 {
			a.HasPercent = false
			continue
		}
		a.MPE += 100 * e / actual[i]
		a.MAPE += math.Abs(100 * e / actual[i])
	}
	n := float64(a.N)
	a.ME, a.RMSE, a.MAE, a.MPE, a.MAPE = a.ME/n, math.Sqrt(a.RMSE/n), a.MAE/n, a.MPE/n, a.MAPE/n
	if !a.HasPercent || a.N == 0 {
		a.HasPercent, a.MPE, a.MAPE = false, math.NaN(), math.NaN()
	}
	a.MASE = math.NaN()
	if scale := naiveScale(train, season); scale > 0 && a.N > 0 {
		a.MASE, a.HasMASE = a.MAE/scale, true
	}
	return a
}

// naiveScale is the mean size of the (seasonal) naive errors of values; 0 when there are none.
func naiveScale(values []float64, season int) float64 {
	season = max(season, 1)
	if len(values) <= season {
		return 0
	}
	var sum float64
	for i := season; i < len(values); i++ {
		sum += math.Abs(values[i] - values[i-season])
	}
	return sum / float64(len(values)-season)
}
