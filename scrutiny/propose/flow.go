package propose

import (
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// flows proposes what a paragraph says of a number that starts, gains and loses: "The year began with 123 households. Fifteen were
// approved and 21 resigned, leaving 117, a net loss of 6".
func (p *proposer) flows(s *sentence) {
	for _, q := range s.said {
		if !q.countable() || q.value.unit.Measure != figure.Plain {
			continue
		}
		in, out := q.gainsAndLosses()
		if in == nil || out == nil {
			continue
		}
		if way := q.netWord(); way != 0 {
			p.netFlow(q, in, out, way)
			continue
		}
		opening := q.opening(in, out)
		if opening == nil || q.changed() || !q.around(4, 0, "leaving", "to leave", "ended with", "ending with", "ended the year with", "closed with", "this left", "which left", "leaves") {
			continue
		}
		holds := q.value.base == opening.value.base+in.value.base-out.value.base
		if !holds && (s.supposes() || q.firmlyTied()) {
			continue
		}
		p.retract(q)
		p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, "a + b - c", "What there was at the start, what was gained and what was lost.", !holds, ofSaid(opening), ofSaid(in), ofSaid(out).minus())
		q.claimed = true
	}
}

func (p *proposer) netFlow(q, in, out *said, way int) {
	net := in.value.base - out.value.base
	a, b := in, out
	if way < 0 {
		a, b, net = out, in, -net
	}
	holds := q.value.base == net
	if !holds && (q.in.supposes() || net == 0) {
		return
	}
	if !holds && q.value.base == -net {
		word, at := q.netToken()
		p.word(q.in, word, at, "What was gained is held against what was lost.", true, ofSaid(in), ofSaid(out))
		q.claimed = true
		return
	}
	p.retract(q)
	p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, "a - b", "What was gained less what was lost.", !holds, ofSaid(a), ofSaid(b).minus())
	q.claimed = true
}

// netToken is the word of "a net loss of" before a figure and its place.
func (q *said) netToken() (string, int) {
	s := q.in
	if i := q.token - 2; s.word(q.token-1) == "of" && s.word(i-1) == "net" {
		return s.word(i), i
	}
	return "", -1
}

func (q *said) netWord() int {
	word, at := q.netToken()
	if at < 0 {
		return 0
	}
	return direction(word)
}

// gainsAndLosses are the one number that came and the one that went that the sentence of a figure, or the one before it, tells of.
func (q *said) gainsAndLosses() (in, out *said) {
	for s := q.in; s != nil && (in == nil || out == nil); s = s.before {
		for _, f := range s.said {
			if s == q.in && f.index >= q.index || !f.countable() || f.changed() || f.value.unit.Measure != figure.Plain {
				continue
			}
			switch f.flow() {
			case 1:
				if in != nil {
					return nil, nil
				}
				in = f
			case -1:
				if out != nil {
					return nil, nil
				}
				out = f
			}
		}
		if s != q.in {
			break
		}
	}
	return in, out
}

// flow is 1 for a count of what came, -1 for one of what went and 0 for others, by the verb behind it.
func (q *said) flow() int {
	s := q.in
	for i := q.token + 1; i < min(len(s.tokens), q.token+7); i++ {
		if s.tokens[i].said != nil || s.tokens[i].punct {
			return 0
		}
		switch s.word(i) {
		case "joined", "approved", "recruited", "admitted", "arrived", "joiners", "starters", "started", "appointed":
			return 1
		case "left", "resigned", "deregistered", "leavers", "departed", "retired":
			return -1
		case "not", "who", "were not", "of":
			return 0
		}
	}
	return 0
}

// opening is the number that a paragraph says there was at the start.
func (q *said) opening(in, out *said) *said {
	var found *said
	for s := q.in; s != nil; s = s.before {
		for _, f := range s.said {
			if f == in || f == out || f == q || s == q.in && f.index > q.index || !f.countable() || f.value.unit.Measure != figure.Plain {
				continue
			}
			if f.around(6, 0, "began with", "started with", "began the year with", "started the year with", "opened with", "opened the year with", "opening with", "starting with") {
				if found != nil {
					return nil
				}
				found = f
			}
		}
	}
	return found
}
