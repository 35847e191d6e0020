package scrutiny

import (
	"cmp"
	"fmt"
	"strings"
)

// previousPrefix is put before the reference of a figure of the last report: "previous:m4/Total/variance".
const previousPrefix = "previous:"

// loadPrevious makes the figures of the last report known, so that same_as can name them and a stale one is recognised.
func (c *checker) loadPrevious() {
	if c.options.Previous == nil {
		return
	}
	last := &checker{report: *c.options.Previous, named: map[string]*quantity{}, work: c.work}
	last.load()
	for reference, q := range last.named {
		c.named[previousPrefix+reference] = alone(q)
	}
	c.last = last
}

// previously adds the same figure of the last report to the hints.
func (c *checker) previously(h *hints, reference string) *hints {
	if c.last == nil {
		return h
	}
	q := c.named[previousPrefix+reference]
	if q == nil {
		return h
	}
	if h == nil {
		h = &hints{}
	}
	h.previous = q
	return h
}

// checkVanished asks after the indicators that the last report had and this one has not. It is a question: a figure may be
// left out for good reason.
func (c *checker) checkVanished() {
	if c.last == nil {
		return
	}
	gone := func(id, where, label string) {
		f := cannotCheck(Finding{ID: id + "/vanished", Where: where, Label: label, Kind: KindVanished}, nil, "it was in the last report and is not in this one")
		f.Question = true
		f.Working = fmt.Sprintf("%s was in the last report and is not in this one", label)
		c.add(f)
	}
	for _, g := range c.last.tables {
		now := c.gridNamed(g.id)
		if now == nil {
			gone(g.id, g.table.Where, cmp.Or(g.table.Title, g.id))
			continue
		}
		for _, l := range g.lines {
			if !now.hasLine(l.label) {
				gone(g.id+"/"+l.label, g.table.Where, l.label)
			}
		}
	}
	for _, s := range c.last.claims {
		if s.claim.ID != "" && c.named[s.id] == nil {
			gone(s.id, s.claim.Where, cmp.Or(s.claim.Label, s.id))
		}
	}
}

func (c *checker) gridNamed(id string) *grid {
	for _, g := range c.tables {
		if g.id == id {
			return g
		}
	}
	return nil
}

func (g *grid) hasLine(label string) bool {
	for _, l := range g.lines {
		if strings.EqualFold(strings.TrimSpace(l.label), strings.TrimSpace(label)) {
			return true
		}
	}
	return false
}
