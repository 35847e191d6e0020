package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// Between its steps Beam carries everything as bytes. An accumulator of one worker that told its bands, limits and histogram
// would be some hundred times the worker, so a small part travels as its workers, and a large one as the state of its accumulator.

const (
	formWorkers = iota
	formState
)

var errCoding = errors.New("the bytes are those of no accumulator")

func encodeCaseloads(c Caseloads) ([]byte, error) {
	if c.Accumulator != nil {
		state, err := json.Marshal(c.Accumulator)
		return append([]byte{formState}, state...), err
	}
	b := make([]byte, 0, 2+8*len(c.few))
	b = append(b, formWorkers)
	for _, w := range c.few {
		b = binary.AppendVarint(b, int64(w.cases))
		b = appendDecimal(b, w.fte)
	}
	return b, nil
}

func decodeCaseloads(text []byte) (c Caseloads, err error) {
	if len(text) == 0 {
		return c, errCoding
	}
	form, rest := text[0], text[1:]
	switch form {
	case formState:
		c.Accumulator = new(caseload.Accumulator)
		return c, json.Unmarshal(rest, c.Accumulator)
	case formWorkers:
		for len(rest) > 0 {
			cases, n := binary.Varint(rest)
			if n <= 0 {
				return c, errCoding
			}
			w := held{cases: int(cases)}
			if w.fte, rest, err = takeDecimal(rest[n:]); err != nil {
				return c, err
			}
			c.few = append(c.few, w)
		}
		return c, nil
	}
	return c, errCoding
}

func encodeMoney(m Money) ([]byte, error) {
	b := make([]byte, 0, 32)
	for _, amount := range []decimal.Decimal{m.Budget, m.Forecast, m.Reserves} {
		b = appendDecimal(b, amount)
	}
	return b, nil
}

func decodeMoney(text []byte) (Money, error) {
	var line finance.Line
	var err error
	for _, into := range []*decimal.Decimal{&line.Budget, &line.Forecast, &line.Reserves} {
		if *into, text, err = takeDecimal(text); err != nil {
			return Money{}, err
		}
	}
	if len(text) > 0 {
		return Money{}, errCoding
	}
	return Money{line}, nil
}

// appendDecimal writes a decimal exactly: its exponent, and its coefficient, which nearly always fits in a machine word.
func appendDecimal(b []byte, d decimal.Decimal) []byte {
	b = binary.AppendVarint(b, int64(d.Exponent()))
	if d.NumDigits() <= 18 {
		return binary.AppendVarint(append(b, 0), d.CoefficientInt64())
	}
	text := d.Coefficient().Append(nil, 62)
	b = binary.AppendUvarint(append(b, 1), uint64(len(text)))
	return append(b, text...)
}

// takeDecimal reads a decimal from the front of the bytes.
func takeDecimal(b []byte) (d decimal.Decimal, rest []byte, err error) {
	exponent, n := binary.Varint(b)
	if n <= 0 || n >= len(b) || int64(int32(exponent)) != exponent {
		return d, nil, errCoding
	}
	large := b[n] == 1
	b = b[n+1:]
	if !large {
		coefficient, n := binary.Varint(b)
		if n <= 0 {
			return d, nil, errCoding
		}
		return decimal.New(coefficient, int32(exponent)), b[n:], nil
	}
	length, n := binary.Uvarint(b)
	if n <= 0 || length > uint64(len(b)-n) {
		return d, nil, errCoding
	}
	coefficient, ok := new(big.Int).SetString(string(b[n:n+int(length)]), 62)
	if !ok {
		return d, nil, errCoding
	}
	return decimal.NewFromBigInt(coefficient, int32(exponent)), b[n+int(length):], nil
}
