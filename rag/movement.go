package rag

// Move is one item between two periods.
type Move struct {
	Area string `json:"area"`
	Name string `json:"name"`
	From Rating `json:"from"`
	To   Rating `json:"to"`
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
		return "improved to " + m.To.Title() + " from " + m.From.Title()
	}
	return "worsened to " + m.To.Title() + " from " + m.From.Title()
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
	// Notes are what was supposed when the two periods were read.
	Notes []string
}

// MovementOf compares two periods. Items are the same by area and name; the second of two of one name is the second
// there too.
func MovementOf(before, after []Item) Movement {
	var m Movement
	// The first of each name among the later items that is not matched yet, and the next of the same name behind each; both
	// are places plus one, so that 0 is none.
	first, next := make(map[pair]int32, len(after)), make([]int32, len(after))
	for i := len(after) - 1; i >= 0; i-- {
		key := pairOf(&after[i])
		next[i] = first[key]
		first[key] = int32(i) + 1
	}
	matched := make([]bool, len(after))
	for i := range before {
		was := &before[i]
		key := pairOf(was)
		place := first[key]
		if place == 0 {
			m.Vanished = append(m.Vanished, *was)
			continue
		}
		now := &after[place-1]
		matched[place-1], first[key] = true, next[place-1]
		m.Matrix[was.Rating.known()][now.Rating.known()]++
		if was.Rating != now.Rating {
			m.Changed = append(m.Changed, Move{now.Area, now.Name, was.Rating, now.Rating})
		}
		if was.Rule != now.Rule {
			m.RuleChanged++
		}
	}
	for i := range after {
		if !matched[i] {
			m.New = append(m.New, after[i])
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
