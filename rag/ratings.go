package rag

import "slices"

// Ratings are rated items, such as those of a report that was printed, and what they come to together.
type Ratings struct {
	Items []Item
	// Policy makes one rating of them. Defaults to Plurality.
	Policy   Policy
	Settings Settings
	// Places are the decimal places of percentages. Defaults to whole per cents.
	Places int32
	// Notes are what was supposed when the ratings were read.
	Notes []string
}

// Overall is their one rating by the policy.
func (r Ratings) Overall() Overall { return RollUp(r.Items, orPlurality(r.Policy), r.Settings) }

// Comparison is their one rating under every policy.
func (r Ratings) Comparison() Comparison {
	every, _ := underEvery(r.Items, r.Policy, r.Settings)
	return every
}

// Equal reports whether two lists hold the same ratings, rolled up in the same way.
func (r Ratings) Equal(s Ratings) bool {
	return slices.EqualFunc(r.Items, s.Items, Item.Equal) && r.Places == s.Places && slices.Equal(r.Notes, s.Notes) &&
		sameRolling(r.Policy, r.Settings, s.Policy, s.Settings)
}

// Equal reports whether two items are the same.
func (i Item) Equal(j Item) bool {
	return i.Area == j.Area && i.Name == j.Name && i.Rating == j.Rating && i.State == j.State && i.Priority == j.Priority && i.Date == j.Date &&
		i.Basis == j.Basis && i.Rule == j.Rule && i.Weight.Equal(j.Weight) && i.Score.Equal(j.Score) && i.Position.Equal(j.Position)
}
