package caseload

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// NextCase is who of a roster has room for the next case.
type NextCase struct {
	// Children is how many children the case has: siblings count one each.
	Children decimal.Decimal
	// Ranked are those who have room, the least loaded after it first; Refused those who have not, with the reasons.
	Ranked, Refused []Offer
	Notes           []string
}

// Room says who of the roster has room for a case of so many children within their own limit. The error is about the limits.
func (r Roster) Room(children decimal.Decimal, l Limits) (NextCase, error) {
	if err := l.CheckWorkers(r.Workers, Cases); err != nil {
		return NextCase{}, err
	}
	candidates := make([]Candidate, len(r.Workers))
	for i, w := range r.Workers {
		candidates[i] = Candidate{Name: w.Name, Used: count(w.Cases), Available: l.Of(w)}
		if w.FTE.IsZero() {
			candidates[i].Unfit = "has no FTE"
		}
	}
	n := NextCase{Children: children, Notes: r.Notes}
	n.Ranked, n.Refused = Room(candidates, children, l.Over)
	return n, nil
}

// Equal reports whether two answers make the same offers.
func (n NextCase) Equal(other NextCase) bool {
	return n.Children.Equal(other.Children) && slices.EqualFunc(n.Ranked, other.Ranked, Offer.Equal) &&
		slices.EqualFunc(n.Refused, other.Refused, Offer.Equal) && slices.Equal(n.Notes, other.Notes)
}

type nextCaseJSON struct {
	Children decimal.Decimal `json:"children"`
	Ranked   []offerJSON     `json:"ranked"`
	Refused  []offerJSON     `json:"refused"`
	Notes    []string        `json:"notes,omitempty"`
}

// offerJSON is an offer: before and after are per cent of the limit, null where there is none.
type offerJSON struct {
	Worker    string              `json:"worker"`
	Before    decimal.NullDecimal `json:"before"`
	After     decimal.NullDecimal `json:"after"`
	Reasons   []string            `json:"reasons"`
	Load      decimal.Decimal     `json:"load"`
	LoadAfter decimal.Decimal     `json:"load_after"`
	Limit     decimal.Decimal     `json:"limit"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (n NextCase) JSONShape() any { return nextCaseJSON{} }

// MarshalJSON writes who has room, in their order, and who has not.
func (n NextCase) MarshalJSON() ([]byte, error) {
	return marshal.JSON(nextCaseJSON{n.Children, offersJSON(n.Ranked), offersJSON(n.Refused), n.Notes})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (n *NextCase) UnmarshalJSON(data []byte) error {
	var in nextCaseJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*n = NextCase{in.Children, offersOf(in.Ranked), offersOf(in.Refused), in.Notes}
	return nil
}

func offersJSON(offers []Offer) []offerJSON {
	out := make([]offerJSON, len(offers))
	for i, o := range offers {
		out[i] = offerJSON{o.Name, o.Before.Ratio().rounded(exactPlaces), o.After.Ratio().rounded(exactPlaces), o.Reasons, o.Before.Load, o.After.Load, o.After.Capacity}
	}
	return out
}

func offersOf(in []offerJSON) []Offer {
	var offers []Offer
	for _, o := range in {
		offers = append(offers, Offer{Name: o.Worker, Before: Utilisation{o.Load, o.Limit}, After: Utilisation{o.LoadAfter, o.Limit}, Reasons: o.Reasons})
	}
	return offers
}
