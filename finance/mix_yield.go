package finance

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

// Input is one material of a process, or one kind of care in a package, at standard and as it was.
type Input struct {
	Name string
	// StandardQuantity is its part of the standard mix, in any unit that all inputs share: only the proportions matter,
	// but for their total, which StandardOutput belongs to.
	StandardQuantity, StandardPrice decimal.Decimal
	ActualQuantity, ActualPrice     decimal.Decimal
}

// Process is inputs that make an output.
type Process struct {
	Inputs []Input
	// StandardOutput is what the standard quantities make, after the standard loss; ActualOutput what came out. When
	// nothing is lost by standard, StandardOutput is the sum of the standard quantities.
	StandardOutput, ActualOutput decimal.Decimal
}

// InputVariances is what a process cost beyond its standard, and why. Each is a [Variance]: its direction goes with it.
// Amounts have 16 places and add exactly: mix and yield to usage, price and usage to total.
type InputVariances struct {
	Price, Usage, Mix, Yield, Total Variance
	// MixByInput is the mix of each input, in their order: what it took beyond its standard share, at its standard price.
	MixByInput []Variance
}

// Variances splits the cost of a process against what its output should have cost at standard:
//   - price: actual quantity × (actual − standard price);
//   - mix: (actual quantity − actual total in standard proportions) × standard price;
//   - yield: (actual total − standard total for the actual output) at the standard mix and price;
//   - usage: mix and yield together.
//
// The standard total for the actual output contains the standard loss. A mix variance means something only where the
// proportions can be controlled.
func (p Process) Variances() (InputVariances, error) {
	standard, actual, weighted := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, in := range p.Inputs {
		standard.Add(standard, in.StandardQuantity.Rat())
		actual.Add(actual, in.ActualQuantity.Rat())
		weighted.Add(weighted, new(big.Rat).Mul(in.StandardQuantity.Rat(), in.StandardPrice.Rat()))
	}
	if standard.Sign() <= 0 || p.StandardOutput.Sign() <= 0 {
		return InputVariances{}, fmt.Errorf("the standard quantities come to %s and the standard output to %s, both must be more than zero: %w",
			standard.FloatString(2), p.StandardOutput, ErrUndefined)
	}
	average := new(big.Rat).Quo(weighted, standard)
	expected := new(big.Rat).Mul(standard, new(big.Rat).Quo(p.ActualOutput.Rat(), p.StandardOutput.Rat()))
	yield := new(big.Rat).Sub(actual, expected)
	yield.Mul(yield, average)

	var price decimal.Decimal
	var mixes []*big.Rat
	mix := new(big.Rat)
	for _, in := range p.Inputs {
		price = price.Add(in.ActualQuantity.Mul(in.ActualPrice.Sub(in.StandardPrice)))
		share := new(big.Rat).Quo(in.StandardQuantity.Rat(), standard)
		beyond := new(big.Rat).Sub(in.ActualQuantity.Rat(), share.Mul(share, actual))
		mixes = append(mixes, beyond.Mul(beyond, in.StandardPrice.Rat()))
		mix.Add(mix, beyond)
	}
	usage := settle([]*big.Rat{mix, yield})
	v := InputVariances{
		Price: Variance{price}, Mix: Variance{usage[0]}, Yield: Variance{usage[1]}, Usage: Variance{sum(usage)},
		Total: Variance{price.Add(sum(usage))},
	}
	for _, m := range roundToTotal(mixes, usage[0], exactPlaces) {
		v.MixByInput = append(v.MixByInput, Variance{m})
	}
	return v, nil
}

// Product is something sold, or a service with an income or a contribution a unit, as budgeted and as it was.
type Product struct {
	Name string
	// BudgetMargin and ActualMargin are the contribution, profit or price of a unit, whichever the analysis is of.
	BudgetQuantity, BudgetMargin decimal.Decimal
	ActualQuantity, ActualMargin decimal.Decimal
}

// SalesVariances is what an income was beyond its budget, and why. More income is favourable: each is a [Variance] whose
// amount is negative then. Amounts have 16 places and add exactly: quantity and mix to volume, price and volume to total.
type SalesVariances struct {
	Price, Volume, Quantity, Mix, Total Variance
}

// Sales splits an income against its budget:
//   - quantity: (actual − budgeted total) × the average budgeted margin;
//   - mix: actual total × the change of proportions × budgeted margin;
//   - price: actual quantity × (actual − budgeted margin).
func Sales(products []Product) (SalesVariances, error) {
	budget, actual, weighted := new(big.Rat), new(big.Rat), new(big.Rat)
	var volume, price decimal.Decimal
	for _, p := range products {
		budget.Add(budget, p.BudgetQuantity.Rat())
		actual.Add(actual, p.ActualQuantity.Rat())
		weighted.Add(weighted, new(big.Rat).Mul(p.BudgetQuantity.Rat(), p.BudgetMargin.Rat()))
		volume = volume.Add(p.ActualQuantity.Sub(p.BudgetQuantity).Mul(p.BudgetMargin))
		price = price.Add(p.ActualQuantity.Mul(p.ActualMargin.Sub(p.BudgetMargin)))
	}
	if budget.Sign() <= 0 {
		return SalesVariances{}, fmt.Errorf("the budgeted quantities come to %s: they must be more than zero: %w", budget.FloatString(2), ErrUndefined)
	}
	quantity := new(big.Rat).Sub(actual, budget)
	quantity.Mul(quantity, weighted.Quo(weighted, budget))
	mix := new(big.Rat).Sub(volume.Rat(), quantity)
	parts := settle([]*big.Rat{quantity, mix})
	return SalesVariances{
		Price: Variance{price.Neg()}, Volume: Variance{sum(parts).Neg()}, Quantity: Variance{parts[0].Neg()},
		Mix: Variance{parts[1].Neg()}, Total: Variance{sum(parts).Add(price).Neg()},
	}, nil
}
