package caseload

import (
	"math"
	"slices"
)

// likeness is what makes workers alike: their figures in the units of their columns, and whether they are newly qualified.
type likeness struct {
	fte, limit, points int64
	cases              int32
	asye, ownLimit     bool
}

// likeIndex numbers what is alike, in the order in which it first appears. Those without a limit or points of their own, nearly
// all, are found by place: few full-time equivalents are worked, and few numbers of cases held.
type likeIndex struct {
	n     int32
	ftes  []int64
	most  int     // places of one full-time equivalent, for newly qualified workers and others
	place []int32 // numbers, plus one
	other map[likeness]int32
}

// mostPlaces bounds the places of an index.
const mostPlaces = 1 << 20

func newLikeIndex(cases []int64) *likeIndex {
	most := int64(0)
	for _, n := range cases {
		if n <= MaxCases {
			most = max(most, n)
		}
	}
	return &likeIndex{most: 2 * (int(most) + 1), other: map[likeness]int32{}}
}

func (x *likeIndex) find(l likeness) (number int32, known bool) {
	if l.ownLimit || l.points != 0 {
		return x.findOther(l)
	}
	fte := slices.Index(x.ftes, l.fte)
	if fte < 0 {
		if len(x.ftes) == 64 || len(x.place)+x.most > mostPlaces {
			return x.findOther(l)
		}
		fte = len(x.ftes)
		x.ftes, x.place = append(x.ftes, l.fte), append(x.place, make([]int32, x.most)...)
	}
	at := &x.place[fte*x.most+2*int(l.cases)+bit(l.asye)]
	if *at > 0 {
		return *at - 1, true
	}
	x.n++
	*at = x.n
	return x.n - 1, false
}

func (x *likeIndex) findOther(l likeness) (number int32, known bool) {
	if number, known = x.other[l]; known {
		return number, true
	}
	x.other[l], x.n = x.n, x.n+1
	return x.n - 1, false
}

// kindCodes are a kind of worker by the codes of its words.
type kindCodes struct {
	team, role   int32
	agency, asye bool
}

// kindIndex numbers the kinds of workers, in the order in which they first appear.
type kindIndex struct {
	n     int32
	roles int
	place []int32 // numbers, plus one; nil where there would be too many places
	other map[kindCodes]int32
}

func newKindIndex(team, role wordCodes) *kindIndex {
	x := &kindIndex{roles: max(1, role.words), other: map[kindCodes]int32{}}
	if places := 4 * x.roles * max(1, team.words); places <= mostPlaces {
		x.place = make([]int32, places)
	}
	return x
}

func (x *kindIndex) find(k kindCodes) (number int32, known bool) {
	if x.place == nil {
		if number, known = x.other[k]; !known {
			x.other[k], number = x.n, x.n
			x.n++
		}
		return number, known
	}
	at := &x.place[((int(k.team)*x.roles+int(k.role))*2+bit(k.agency))*2+bit(k.asye)]
	if *at > 0 {
		return *at - 1, true
	}
	x.n++
	*at = x.n
	return x.n - 1, false
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// numbering is a column of numbers from zero, most of them small.
type numbering struct {
	small []uint16
	large []int32 // all of them, where one is not
}

func newNumbering(room int) numbering { return numbering{small: make([]uint16, 0, room)} }

func (n *numbering) add(number int32) {
	switch {
	case n.large == nil && number <= math.MaxUint16:
		n.small = append(n.small, uint16(number))
		return
	case n.large == nil:
		n.large = make([]int32, len(n.small), cap(n.small))
		for i, s := range n.small {
			n.large[i] = int32(s)
		}
		n.small = nil
	}
	n.large = append(n.large, number)
}

func (n *numbering) at(i int) int32 {
	if n.large != nil {
		return n.large[i]
	}
	return int32(n.small[i])
}

func (n *numbering) len() int { return max(len(n.small), len(n.large)) }
