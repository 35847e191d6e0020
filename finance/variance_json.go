package finance

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// varianceJSON is a variance as its JSON has it: {"amount": "-20", "direction": "favourable", "size": "20"}, in pounds.
type varianceJSON struct {
	Amount    decimal.Decimal `json:"amount"`
	Direction Direction       `json:"direction"`
	Size      decimal.Decimal `json:"size"`
}

// MarshalJSON writes the amount, and what it means.
func (v Variance) MarshalJSON() ([]byte, error) {
	return json.Marshal(varianceJSON{v.Amount, v.Direction(), v.Size()})
}

// UnmarshalJSON reads the amount; the direction and the size follow from it.
func (v *Variance) UnmarshalJSON(data []byte) error {
	var j varianceJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	v.Amount = j.Amount
	return nil
}
