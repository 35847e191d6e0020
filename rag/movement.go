package rag

import "fmt"

// Move is one item between two periods.
type Move struct {
	Area, Name string
	From, To   Rating
}

// String says where the item went: "improved to Amber from Red". Up and down are avoided: a report of 2019 calls the
// change from red to amber a downgrade.
func (m Move) String() string {
	switch {
	case m.From == m.To:
		return "stays " + m.To.Title()
	case m.From == Unrated:
		return "now rated " + m.To.Title()
	case m.To == Unrated:
		return "no longer rated, was " + m.From.Title()
	case m.To < m.From:
		return fmt.Sprintf("improved to %s from %s", m.To.Title(), m.From.Title())
	}
	return fmt.Sprintf("worsened to %s from %s", m.To.Title(), m.From.Title())
}

// Movement is what became of the items of one period in the next.
type Movement struct {
	// Matrix counts items by the rating they had and the one they have: Matrix[Red][Amber] went from red to amber.
	Matrix [4][4]int
	// Changed are the items whose rating is another, in the order of the earlier period.
	Changed []Move
	// New are items only of the later period, Vanished only of the earlier: dropping a red indicator is not an improvement.
	New, Vanished []Item
	// RuleChanged counts items rated under another rule or version than before: their movement is partly the rule's.
	RuleChanged int
}

// MovementOf compares two periods. Items are the same by area and name; the second of two of one name is the second
// there too.
func MovementOf(before, after []Item) Movement {
	var m Movement
	at := map[string][]int{}
	for i, item := range after {
		at[item.key()] = append(at[item.key()], i)
	}
	matched := make([]bool, len(after))
	for _, was := range before {
		queue := at[was.key()]
		if len(queue) == 0 {
			m.Vanished = append(m.Vanished, was)
			continue
		}
		now := after[queue[0]]
		matched[queue[0]], at[was.key()] = true, queue[1:]
		m.Matrix[was.Rating.known()][now.Rating.known()]++
		if was.Rating != now.Rating {
			m.Changed = append(m.Changed, Move{now.Area, now.Name, was.Rating, now.Rating})
		}
		if was.Rule != now.Rule {
			m.RuleChanged++
		}
	}
	for i, item := range after {
		if !matched[i] {
			m.New = append(m.New, item)
		}
	}
	return m
}

// known is the rating, or Unrated for one that does not exist.
func (r Rating) known() Rating {
	if r < Unrated || r > Red {
		return Unrated
	}
	return r
}

// Improved is how many items have a better colour than they had, Worsened a worse one.
func (m Movement) Improved() (n int) { return m.count(func(from, to Rating) bool { return to < from }) }

// Worsened is how many items have a worse colour than they had.
func (m Movement) Worsened() (n int) { return m.count(func(from, to Rating) bool { return to > from }) }

func (m Movement) count(is func(from, to Rating) bool) (n int) {
	for from := Green; from <= Red; from++ {
		for to := Green; to <= Red; to++ {
			if is(from, to) {
				n += m.Matrix[from][to]
			}
		}
	}
	return n
}
