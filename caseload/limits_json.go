package caseload

import (
	"encoding/json"
	"errors"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// errUnbounded is a number that no result of ours has.
var errUnbounded = errors.New("a number has more digits than can be counted with")

// limitsJSON is a set of limits as its JSON has it, the defaults filled in.
type limitsJSON struct {
	Ordinary    decimal.Decimal     `json:"ordinary"`
	Optimum     decimal.Decimal     `json:"optimum"`
	Exceptional decimal.NullDecimal `json:"exceptional"`
	PerFTE      bool                `json:"per_fte"`
	ByFTE       []capJSON           `json:"by_fte,omitempty"`
	ASYE        decimal.NullDecimal `json:"asye"`
	ASYEBy      ProtectedBy         `json:"asye_by"`
	Over        decimal.Decimal     `json:"over_percent"`
	AtIsOver    bool                `json:"at_is_over"`
}

type capJSON struct {
	FTE   string          `json:"fte"`
	Limit decimal.Decimal `json:"limit"`
	edgesJSON
}

// stated is not valid for zero, which is none.
func stated(d decimal.Decimal) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: d, Valid: !d.IsZero()}
}

func (l Limits) json() limitsJSON {
	out := limitsJSON{
		Ordinary: l.ordinary(), Optimum: l.optimum(), Exceptional: stated(l.Exceptional), PerFTE: l.PerFTE,
		ASYE: stated(l.ASYE.Factor), ASYEBy: l.ASYE.By, Over: l.Over.percent(), AtIsOver: l.Over.AtIsOver,
	}
	for _, c := range l.Caps.All() {
		out.ByFTE = append(out.ByFTE, capJSON{c.FTE.Range(), c.Limit, c.FTE.edges()})
	}
	return out
}

func (in limitsJSON) limits() (Limits, error) {
	l := Limits{
		Ordinary: in.Ordinary, Optimum: in.Optimum, Exceptional: in.Exceptional.Decimal, PerFTE: in.PerFTE,
		ASYE: Protection{Factor: in.ASYE.Decimal, By: in.ASYEBy}, Over: Threshold{AtIsOver: in.AtIsOver},
	}
	for _, d := range []decimal.Decimal{l.Ordinary, l.Optimum, l.Exceptional, l.ASYE.Factor, in.Over} {
		if !bounded(d) {
			return Limits{}, errUnbounded
		}
	}
	if !in.Over.Equal(decimal.NewFromInt(100)) {
		l.Over.Percent = in.Over
	}
	var caps []Cap
	for _, c := range in.ByFTE {
		if !bounded(c.From.Decimal) || !bounded(c.To.Decimal) || !bounded(c.Limit) {
			return Limits{}, errUnbounded
		}
		caps = append(caps, Cap{c.band(c.FTE), c.Limit})
	}
	if len(caps) > 0 {
		var err error
		if l.Caps, err = NewCaps(caps...); err != nil {
			return Limits{}, err
		}
	}
	return l, nil
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (l Limits) JSONShape() any { return limitsJSON{} }

// MarshalJSON writes the limits with their defaults filled in.
func (l Limits) MarshalJSON() ([]byte, error) { return marshal.JSON(l.json()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (l *Limits) UnmarshalJSON(data []byte) error {
	var in limitsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	made, err := in.limits()
	if err != nil {
		return err
	}
	*l = made
	return nil
}
