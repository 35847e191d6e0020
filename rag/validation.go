package rag

import (
	"errors"
	"io"
)

// Validation is what was found of a rule or a pack of rules.
type Validation struct {
	// Valid is true where nothing is wrong; warnings may stand among the faults.
	Valid bool `json:"valid"`
	// Rules is how many rules there are.
	Rules int `json:"rules"`
	// Faults are all that is wrong, and what is legal and probably not meant.
	Faults Faults `json:"faults"`
}

// Validation is what [Pack.Validate] finds.
func (p Pack) Validation() Validation {
	faults := append(Faults{}, p.Validate()...)
	return Validation{Valid: faults.Err() == nil, Rules: len(p.Rules), Faults: faults}
}

// ReadValidation reads a pack, or one rule, and says what is wrong with it. The error is of a text that is neither.
func ReadValidation(r io.Reader) (Validation, error) {
	p, err := ReadPack(r)
	var wrong Faults
	if err != nil && !errors.As(err, &wrong) {
		return Validation{}, err
	}
	return p.Validation(), nil
}
