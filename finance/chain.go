package finance

import "fmt"

// Chain is a difference over several steps.
type Chain struct {
	Steps []Bridge
	// Chained adds the parts of the steps; Direct compares the last position with the first. Their totals are equal, their
	// parts are not, so a bridge from month 4 to the outturn must say which it is.
	Chained, Direct Bridge
}

// DecomposeChain decomposes each step between consecutive positions, and the whole at once. It needs two positions.
func DecomposeChain(positions []Position, method Decomposition) (Chain, error) {
	if len(positions) < 2 {
		return Chain{}, fmt.Errorf("%d positions: a difference needs two", len(positions))
	}
	first, last := positions[0], positions[len(positions)-1]
	direct, err := Decompose(first, last, method)
	if err != nil {
		return Chain{}, err
	}
	c := Chain{Direct: direct, Chained: Bridge{Method: method, From: first.Cost(), To: last.Cost()}}
	at := map[string]int{}
	for i := 1; i < len(positions); i++ {
		step, err := Decompose(positions[i-1], positions[i], method)
		if err != nil {
			return Chain{}, err
		}
		c.Steps = append(c.Steps, step)
		c.Chained.add(step, at)
	}
	return c, nil
}

// add adds the parts of a step; at is where each type stands.
func (b *Bridge) add(step Bridge, at map[string]int) {
	b.Number, b.Calendar = b.Number.Add(step.Number), b.Calendar.Add(step.Calendar)
	b.Mix, b.Price = b.Mix.Add(step.Mix), b.Price.Add(step.Price)
	for _, t := range step.PriceByType {
		i, known := at[t.Type]
		if !known {
			i = len(b.PriceByType)
			at[t.Type] = i
			b.PriceByType = append(b.PriceByType, TypePart{Type: t.Type})
		}
		b.PriceByType[i].Price = b.PriceByType[i].Price.Add(t.Price)
	}
}
