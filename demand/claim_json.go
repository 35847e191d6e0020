package demand

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// claimJSON is a claim under every list and statistic as its JSON has it.
type claimJSON struct {
	// Claim is the claim in words, and Kind, Size and Tolerance are what it was read as.
	Claim      string          `json:"claim"`
	Kind       ClaimKind       `json:"kind"`
	Size       string          `json:"size,omitempty"`
	Tolerance  decimal.Decimal `json:"tolerance,omitzero"`
	Robustness Robustness      `json:"robustness"`
	Rows       []claimCaseJSON `json:"rows"`
	Notes      []string        `json:"notes"`
}

type claimCaseJSON struct {
	List             string              `json:"list"`
	Statistic        Statistic           `json:"statistic"`
	Value            decimal.NullDecimal `json:"value"`
	ValueReason      *Missing            `json:"value_reason,omitempty"`
	Comparator       decimal.NullDecimal `json:"comparator"`
	ComparatorReason *Missing            `json:"comparator_reason,omitempty"`
	Difference       decimal.NullDecimal `json:"difference"`
	DifferenceReason *Missing            `json:"difference_reason,omitempty"`
	N                int                 `json:"n"`
	In               int                 `json:"in"`
	Outcome          Outcome             `json:"outcome"`
	Working          string              `json:"working"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (r ClaimResult) JSONShape() any { return claimJSON{} }

// MarshalJSON writes the claim with every case.
func (r ClaimResult) MarshalJSON() ([]byte, error) {
	out := claimJSON{
		Claim: r.Claim.String(), Kind: r.Claim.Kind, Tolerance: r.Claim.Tolerance, Robustness: r.Robustness,
		Rows: make([]claimCaseJSON, len(r.Cases)), Notes: append([]string{}, r.Notes...),
	}
	if kind := r.Claim.Kind; kind == ClaimHigherBy || kind == ClaimLowerBy {
		out.Size = r.Claim.size()
	}
	for i, c := range r.Cases {
		row := claimCaseJSON{List: c.List, Statistic: c.Statistic, N: c.N, In: c.In, Outcome: c.Outcome, Working: c.Working}
		row.Value, row.ValueReason = c.Value.Null()
		row.Comparator, row.ComparatorReason = c.Comparator.Null()
		row.Difference, row.DifferenceReason = c.Difference.Null()
		out.Rows[i] = row
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *ClaimResult) UnmarshalJSON(data []byte) error {
	var in claimJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*r = ClaimResult{Claim: Claim{Kind: in.Kind, Tolerance: in.Tolerance}, Robustness: in.Robustness, Cases: make([]ClaimCase, len(in.Rows)), Notes: in.Notes}
	if in.Size != "" {
		var err error
		if r.Claim.Size, err = decimal.NewFromString(in.Size); err != nil {
			return err
		}
	}
	for i, row := range in.Rows {
		r.Cases[i] = ClaimCase{
			List: row.List, Statistic: row.Statistic, N: row.N, In: row.In, Outcome: row.Outcome, Working: row.Working,
			Value: FromNull(row.Value, row.ValueReason), Comparator: FromNull(row.Comparator, row.ComparatorReason), Difference: FromNull(row.Difference, row.DifferenceReason),
		}
	}
	return nil
}

// Equal reports whether two results say the same of the same claim.
func (r ClaimResult) Equal(o ClaimResult) bool {
	return r.Claim.Equal(o.Claim) && r.Robustness == o.Robustness && slices.Equal(r.Notes, o.Notes) && slices.EqualFunc(r.Cases, o.Cases, func(a, b ClaimCase) bool {
		return a.List == b.List && a.Statistic == b.Statistic && a.N == b.N && a.In == b.In && a.Outcome == b.Outcome && a.Working == b.Working &&
			a.Value.Equal(b.Value) && a.Comparator.Equal(b.Comparator) && a.Difference.Equal(b.Difference)
	})
}
