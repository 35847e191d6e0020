package forecast_test

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

// How many referrals must we be ready for in the next two quarters, and how far can that number be trusted?
func Example() {
	referrals := []float64{410, 455, 430, 395, 420, 470, 445, 405, 436, 480, 451, 420, 440, 492, 468, 431}
	choice, err := forecast.Choose(referrals, forecast.Settings{Season: 4, Horizon: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	made, err := forecast.Predict(referrals, choice.Best, forecast.Settings{Season: 4, Horizon: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range made.Points {
		fmt.Printf("quarter %d: %.0f, 80 %% of the time %.0f to %.0f (%s)\n", p.Step, p.Mean, p.Lower80, p.Upper80, made.Method)
	}
	for _, trial := range choice.Trials {
		if trial.Method == choice.Best {
			fmt.Printf("its error on the past: %.2f of the seasonal naive one\n", trial.MASE)
		}
	}
	// Output:
	// quarter 1: 456, 80 % of the time 451 to 462 (hw)
	// quarter 2: 506, 80 % of the time 500 to 512 (hw)
	// its error on the past: 0.18 of the seasonal naive one
}

// Six annual figures bear no more than the simplest methods.
func ExamplePredict() {
	plans := []float64{310, 322, 298, 340, 351, 347}
	made, err := forecast.Predict(plans, forecast.Holt, forecast.Settings{})
	fmt.Println(made.Notes, err)
	// Output:
	// [6 values are few for holt, which wants 9: mean, naive and drift are the defensible methods here] <nil>
}
