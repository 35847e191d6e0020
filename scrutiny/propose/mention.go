package propose

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/prose"
)

// spot is a place of a sentence where words of a label stand.
type spot struct {
	first, last int // tokens
	share       float64
}

// mentions finds the places where a sentence speaks of an axis.
func (s *sentence) mentions(a *axis) []spot {
	if found, known := s.spots[a]; known {
		return found
	}
	var found []spot
	if a.total > 0 {
		found = s.search(a)
	}
	found = append(found, s.periodSpots(a)...)
	s.spots[a] = found
	return found
}

// search finds clusters of the words of a label.
func (s *sentence) search(a *axis) []spot {
	span := len(a.words) + 4
	var hits []int // tokens that are a word of the label
	of := map[int][]int{}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.said != nil && t.said.figure.Class != prose.Duration || t.punct {
			continue
		}
		for k, w := range a.words {
			if t.stem == w || slices.Contains(t.stems, w) || alias(t.stem, w) && (!quarterKey(w) || a.quarter) {
				if len(hits) == 0 || hits[len(hits)-1] != i {
					hits = append(hits, i)
				}
				of[i] = append(of[i], k)
				if len(t.stems) < 2 {
					break
				}
			}
		}
	}
	var found []spot
	for n := 0; n < len(hits); {
		seen := map[int]bool{}
		share := 0.0
		last := n
		for m := n; m < len(hits) && hits[m]-hits[n] <= span; m++ {
			if s.figureBetween(hits[n], hits[m]) {
				break
			}
			fresh := false
			for _, k := range of[hits[m]] {
				if !seen[k] {
					seen[k], fresh = true, true
					share += a.weight[k]
				}
			}
			if !fresh {
				break
			}
			last = m
		}
		share /= a.total
		for k := range seen {
			if a.unique[k] && k == len(a.words)-1 {
				share = max(share, 0.75)
			} else if a.unique[k] {
				share = max(share, 0.6)
			}
		}
		found = append(found, spot{hits[n], hits[last], share})
		n = last + 1
	}
	return found
}

func (s *sentence) figureBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if q := s.tokens[i].said; q != nil && q.figure.Class == prose.Quantity {
			return true
		}
	}
	return false
}

// periodSpots are the places that name the period of an axis.
func (s *sentence) periodSpots(a *axis) []spot {
	if a.period.key == "" && !a.isPrevious() {
		return nil
	}
	var found []spot
	for i := range s.tokens {
		p := s.tokens[i].period
		if p.matches(a.period) || (p.previous && p.key == "" && a.isPrevious()) {
			found = append(found, spot{i, i, 1})
		}
	}
	return found
}

// hold is how a figure holds to an axis.
type hold struct {
	strength float64 // 0 to 1
	share    float64 // of the label's words
	bound    bool    // nothing but connecting words stands between
	after    bool    // the label stands behind the figure
	implied  bool    // no words: the total, the current period, the only one of its unit
	same     bool    // in the same sentence
	gap      int
}

// holdTo is how strongly a figure holds to an axis by the words of its sentence and the one before.
func (q *said) holdTo(a *axis) hold {
	best := hold{}
	for _, m := range q.in.mentions(a) {
		h := q.holdSpot(m)
		if h.strength*h.share > best.strength*best.share || (h.bound && !best.bound && h.share >= best.share) {
			best = h
		}
	}
	if best.share > 0 {
		return best
	}
	strength := 0.3
	for s := q.in.before; s != nil && strength > 0.1; s = s.before {
		for _, m := range s.mentions(a) {
			if strength*m.share > best.strength*best.share {
				best = hold{strength: strength, share: m.share, gap: 99}
			}
		}
		strength -= 0.07
	}
	return best
}

// holdSpot is how strongly a figure holds to one mention.
func (q *said) holdSpot(m spot) hold {
	s := q.in
	h := hold{share: m.share, same: true}
	// A label that touches another figure belongs to that one: "2,553 places for 5,394 children".
	taken := m.first > 0 && s.tokens[m.first-1].said != nil && s.tokens[m.first-1].said != q && m.first <= q.token
	from, to := m.last+1, q.token
	if m.first > q.token {
		h.after = true
		from, to = q.token+1, m.first
	}
	figures, hard, words, commas, idleOnly := 0, 0, 0, 0, true
	for i := from; i < to; i++ {
		t := &s.tokens[i]
		switch {
		case t.said != nil && t.said.figure.Class == prose.Quantity:
			figures++
		case t.punct:
			switch t.text {
			case ",", "/", "&", "-", "%":
				commas++
			case "(", ")":
			case ":", "–", "—":
				// "Pressure: £5.9m": the mark binds the label that it touches.
				if h.after || i != q.token-1 || i != m.last+1 {
					hard++
				}
			default:
				hard++
			}
		default:
			words++
			if !connectors[s.word(i)] && t.period.key == "" && t.masked == nil {
				idleOnly = false
			}
			if w := s.word(i); w == "against" || w == "but" || w == "than" || w == "while" || w == "whereas" || w == "compared" || w == "not" {
				idleOnly = false
				hard++
			}
		}
	}
	h.gap = words
	h.bound = !taken && figures == 0 && hard == 0 && idleOnly && words <= 6 && (!h.after || words <= 3 && commas == 0) && commas <= 1
	switch {
	case h.bound:
		h.strength = 1
	case taken && figures == 0:
		h.strength = 0.5
	case !h.after && figures == 0 && hard == 0:
		h.strength = 0.85
	case !h.after && figures == 0:
		h.strength = 0.7
	case h.after && figures == 0 && hard == 0 && words <= 6:
		h.strength = 0.75
	case !h.after && figures == 1:
		h.strength = 0.55
	case !h.after:
		h.strength = 0.45
	case h.after && figures == 0:
		h.strength = 0.45
	default:
		h.strength = 0.3
	}
	return h
}

// alias says whether a word of a sentence stands for one of a label: what reports call a variance has many names.
func alias(word, label string) bool {
	switch label {
	case "varianc":
		return word == "overspend" || word == "underspend" || word == "pressur"
	case "overspend", "pressur":
		return word == "varianc" || word == "pressur" || word == "overspend"
	case "forecast":
		return word == "project" || word == "outturn" || word == "projection"
	case "outturn":
		return word == "actual"
	case "budget":
		return word == "expect"
	case "q1", "q2", "q3", "q4":
		return word == "quarter"
	}
	return false
}
