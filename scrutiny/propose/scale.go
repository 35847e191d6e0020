package propose

import "github.com/scrutineer-dev/scrutineer/figure"

// scale settles in which scale a table prints its money where nothing says so: the one of pounds, thousands and millions in
// which more of the money of the same section's sentences stands in the table than in either other. Without one, the cells
// stay money of an unknown scale and accuse nobody.
func (p *page) scale() {
	for _, v := range p.views {
		if !v.guessed {
			continue
		}
		best, most, second := int32(0), 0, 0
		for _, power := range []int32{0, 3, 6} {
			n := 0
			for _, s := range p.sentences {
				near, far := s.scope()
				if !contains(near, v) && !contains(far, v) {
					continue
				}
				for _, q := range s.said {
					if q.value.unit.Measure == figure.Pounds && q.value.digits() >= 2 && v.holds(q, power) {
						n++
					}
				}
			}
			if n > most {
				best, most, second = power, n, most
			} else {
				second = max(second, n)
			}
		}
		if most == second {
			continue
		}
		v.each(func(c *cell) {
			if c.value.guessed {
				c.value = c.value.scaled(best)
				c.value.guessed = false
			}
		})
	}
}

func contains(list []*view, v *view) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func (v *view) holds(q *said, power int32) bool {
	found := false
	v.each(func(c *cell) {
		if c.value.guessed && near(q.value, c.value.scaled(power)) {
			found = true
		}
	})
	return found
}
