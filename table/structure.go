package table

import (
	"cmp"
	"slices"
)

// Structure is what a table says of itself: what its rows and columns are, and which figures follow from which.
type Structure struct {
	Relations []Relation
	// Questions are what words announce and no reading bears out, and what was added up or averaged where it cannot be.
	Questions []Question
	grid      *Grid
	numbers   *numbers
	labels    *labels
	heads     heads
}

// Relation says that one row or column follows from others, and where.
type Relation struct {
	Kind RelationKind
	// Across: the target and the members are columns, and the lines rows. Otherwise they are rows, and the lines columns.
	Across  bool
	Target  int
	Members []Member
	// Over are the members below the line of a quotient; those of a share stand on the line Base. A running sum goes on from the
	// figure of the position Base on the line before.
	Over []Member
	Base int
	// Factor is that of a quotient: 1, 100, 1,000, 10,000 or 100,000.
	Factor int
	// From and To bound the lines on which it holds; To is behind the last.
	From, To int
	// Bits is the evidence of figures and words, Holds of how many lines bear it out, and Misses on how many it fails.
	Bits          float64
	Holds, Misses int
	fit           fit
	accused       map[int32]bool
}

// Member is one of the rows or columns that another is made of.
type Member struct {
	Position int
	// Sign is -1 for what is taken away.
	Sign int
}

// work bounds the tries along one axis of a table, so that long columns take nothing from what can be tried across.
const work = 200_000_000

// Understand reads a table.
func Understand(g *Grid) Structure {
	n := readNumbers(g)
	l := readLabels(g, n)
	n.markOrdinals(l)
	n.stated = g.statedStep()
	n.settleRounding()
	s := Structure{grid: g, numbers: n, labels: l, heads: readHeads(g, n)}
	if n.figures < 2 {
		return s
	}
	for _, across := range []bool{false, true} {
		v := newView(g, n, l, across, &allowance{left: work})
		r := newReading(v)
		r.read()
		told := r.rules()
		for _, u := range r.unsettled {
			f, accused, plain := r.plainly(u)
			if !plain {
				f, accused, plain = r.bySiblings(u, told)
			}
			if plain {
				said := relation(f, across)
				said.accused = accused
				v.recount(&said)
				s.Relations = append(s.Relations, said)
				continue
			}
			if members, line, _ := r.nearest(u); members != nil {
				s.Questions = append(s.Questions, v.question(u.target, line, members))
			}
		}
		for _, f := range r.accepted {
			said := relation(f, across)
			said.accused = r.accusations(f)
			v.recount(&said)
			s.Relations = append(s.Relations, said)
		}
	}
	s.doubts()
	return s
}

func relation(f fit, across bool) Relation {
	r := Relation{
		Kind: f.kind, Across: across, Target: int(f.target), Factor: int(f.factor), From: int(f.from), To: int(f.to),
		Bits: f.score, Holds: f.holds, Misses: f.misses, fit: f,
	}
	for k, m := range f.members {
		if f.quotient() && k >= max(1, f.split) {
			r.Over = append(r.Over, Member{int(m), 1})
			continue
		}
		r.Members = append(r.Members, Member{int(m), int(f.sign(k))})
	}
	r.Base = int(f.base)
	if f.kind == Sum || f.kind == Average {
		slices.SortFunc(r.Members, func(a, b Member) int { return cmp.Or(b.Sign-a.Sign, a.Position-b.Position) })
	}
	return r
}

// read finds what holds along one axis, the simplest families first.
func (r *reading) read() {
	v := r.v
	all := r.where(func(p int32) bool { return v.labelOf(p).kind != wordsPart })
	if len(v.active) <= longRun {
		// In a long table averages use up what may be tried: there the sums alone are tried once more.
		r.untried(all)
	}
	r.accept(v.runs(all, familyRun, runCost, true))
	r.accept(v.sames())
	r.hierarchy()
	if len(v.active) <= 400 {
		r.accept(v.steps(13))
		r.hierarchy()
	}
	r.accept(r.means())
	window, signed := 30, 7
	if len(v.active) > 1000 {
		window, signed = 6, 4
	}
	if len(v.active) <= 400 {
		r.accept(v.running())
	}
	r.accept(v.pairs(window, signed))
	r.hierarchy()
	if len(v.active) <= 3000 {
		r.accept(v.ratios(min(30, window)))
		r.accept(v.parts())
		r.accept(r.shares())
	}
	r.stated()
}

// recount counts the lines on which a relation holds and misses, those accused beyond its end too.
func (v *view) recount(r *Relation) {
	r.Holds, r.Misses = 0, 0
	for l := range v.lines {
		if (l < r.From || l >= r.To) && !r.accused[int32(l)] {
			continue
		}
		switch v.try(r.fit.pattern, int32(l), -1).outcome {
		case exact, rounded, zeros:
			r.Holds++
		case missed:
			r.Misses++
		}
	}
}

func (v *view) question(target, line int32, members []int32) Question {
	q := Question{Across: v.across}
	q.Row, q.Column = v.place(target, line)
	for _, m := range members {
		row, column := v.place(m, line)
		q.Of = append(q.Of, Operand{row, column, 1})
	}
	return q
}

// place is the row and column of a position on a line.
func (v *view) place(p, l int32) (row, column int) {
	if v.across {
		return int(l), int(p)
	}
	return int(p), int(l)
}
