package caseload

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// Posts is how many full-time posts it takes so that nobody holds more than their own limit, when cases may be handed on: as many
// as the cases beyond everyone's limits need. An average at the limit is not enough for that: a half-time worker's limit of
// 10.8 is 10 whole cases.
type Posts struct {
	Cases int `json:"cases"`
	// Places is the whole cases within the limits of all workers.
	Places int `json:"places"`
	// Limit is the whole cases of a new full-time worker, LimitNewlyQualified of a newly qualified one.
	Limit               int `json:"limit"`
	LimitNewlyQualified int `json:"limit_newly_qualified"`
	// More is the least number of new full-time workers, zero where there are enough; MoreNewlyQualified the same in newly
	// qualified ones.
	More               int `json:"more"`
	MoreNewlyQualified int `json:"more_newly_qualified"`
	// Unallocated is the cases that nobody holds, MoreWithUnallocated the new workers when somebody takes them as well.
	Unallocated         int `json:"unallocated"`
	MoreWithUnallocated int `json:"more_with_unallocated"`
	// MoreWithinTeams is the new workers when every case stays in its team: the sum over the teams.
	MoreWithinTeams int         `json:"more_within_teams"`
	Teams           []TeamPosts `json:"teams"`
	Notes           []string    `json:"notes,omitempty"`
}

// TeamPosts is what one team needs when its cases stay in it. A worker without a team is in the team "".
type TeamPosts struct {
	Team   string `json:"team"`
	Cases  int    `json:"cases"`
	Places int    `json:"places"`
	More   int    `json:"more"`
}

// Posts says how many posts it takes so that nobody of the roster holds more than their own limit. The error is about the
// limits: [ErrLimits] where a new worker could hold no whole case.
func (r Roster) Posts(l Limits) (Posts, error) {
	if err := l.CheckWorkers(r.Workers, Cases); err != nil {
		return Posts{}, err
	}
	p := Posts{Notes: r.Notes}
	var err error
	if p.Limit, err = l.post(false); err != nil {
		return Posts{}, err
	}
	if p.LimitNewlyQualified, err = l.post(true); err != nil {
		return Posts{}, err
	}
	teams := map[string]*TeamPosts{}
	for _, w := range r.Workers {
		t := named(teams, w.Team)
		t.Cases += w.Cases
		t.Places = min(mostHeld, t.Places+WholeLimit(l.Of(w)))
	}
	for _, name := range slices.Sorted(maps.Keys(teams)) {
		t := teams[name]
		t.Team, t.More = name, posts(t.Cases, t.Places, p.Limit)
		p.Cases += t.Cases
		p.Places = min(mostHeld, p.Places+t.Places)
		p.MoreWithinTeams += t.More
		p.Teams = append(p.Teams, *t)
	}
	for _, u := range r.Unallocated {
		p.Unallocated += u.Cases
	}
	p.More, p.MoreNewlyQualified = posts(p.Cases, p.Places, p.Limit), posts(p.Cases, p.Places, p.LimitNewlyQualified)
	p.MoreWithUnallocated = posts(p.Cases+p.Unallocated, p.Places, p.Limit)
	return p, nil
}

// post is the whole cases of a new full-time worker.
func (l Limits) post(asye bool) (int, error) {
	w := Worker{Name: "a new full-time worker", FTE: decimal.NewFromInt(1), ASYE: asye}
	if asye {
		w.Name = "a newly qualified worker"
	}
	if err := l.CheckWorkers([]Worker{w}, Cases); err != nil {
		return 0, err
	}
	limit := WholeLimit(l.Of(w))
	if limit == 0 {
		return 0, fmt.Errorf("%w: %s could hold no whole case within a limit of %s", ErrLimits, w.Name, l.Of(w))
	}
	return limit, nil
}

// posts is the least number of workers with so many places each who can take the cases beyond the places there are.
func posts(cases, places, each int) int { return (max(0, cases-places) + each - 1) / each }

// Equal reports whether two answers are the same.
func (p Posts) Equal(other Posts) bool {
	return p.Cases == other.Cases && p.Places == other.Places && p.Limit == other.Limit && p.LimitNewlyQualified == other.LimitNewlyQualified &&
		p.More == other.More && p.MoreNewlyQualified == other.MoreNewlyQualified && p.Unallocated == other.Unallocated &&
		p.MoreWithUnallocated == other.MoreWithUnallocated && p.MoreWithinTeams == other.MoreWithinTeams &&
		slices.Equal(p.Teams, other.Teams) && slices.Equal(p.Notes, other.Notes)
}
