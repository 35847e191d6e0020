package table

import "math"

// A slip is what a hand does that copies a figure: one digit is another, two neighbours change places, or the figure stands a
// power of ten too high or too low (Panko's mechanical errors; METHODS F3 and F4). It matters twice. A miss that is a slip is
// one however wide it is: an average or a rate among totals misses by far as well, and is none. And it is evidence: of all the
// gaps that chance could have left few are slips, so that where one digit of one figure mends a sum of large figures the sum
// was meant.

const (
	// slipPrice is how rare slips are, in bits: one figure in about sixty.
	slipPrice = 6.0
	// slipCap is what a slip can say at most.
	slipCap = 14.0
	// leastSlip is the least figure of which a slip says anything: those of less than three digits are a slip away from too
	// many.
	leastSlip = 100
	// slipMembers is how many members are looked at: of more, one is always a slip away.
	slipMembers = 64
)

// slips counts the figures that one slip makes of one of n digits.
func slips(digits int) float64 { return float64(9*digits + digits - 1 + 2) }

// slip says whether one whole number was printed for another by one slip. What was meant is known to within `loose` on either
// side, which what a digit changes must exceed tenfold.
func slip(printed, meant, loose int64) bool {
	if printed < 0 != (meant < 0) {
		return false
	}
	printed, meant = abs(printed), abs(meant)
	if min(printed, meant) < leastSlip || max(printed, meant) >= most/100 {
		return false
	}
	// A nought too many, or a digit lost at the end.
	if abs(printed-10*meant) <= 10*loose && 10*loose < printed/20 || abs(meant-10*printed) <= loose+9 && loose < printed/20 {
		return true
	}
	gap := printed - meant
	if loose > 0 && 10*loose >= abs(gap) {
		return false
	}
	for place, rest := int64(1), printed; rest > 0; place, rest = place*10, rest/10 {
		digit, next := rest%10, rest/10%10
		change := roundTo(gap, place)
		if was := digit - change; change != 0 && was >= 0 && was <= 9 && (was > 0 || rest >= 10) && abs(gap-change*place) <= loose {
			return true
		}
		if rest >= 10 && next != digit && (digit > 0 || rest >= 100) && abs(gap-9*(next-digit)*place) <= loose {
			return true
		}
	}
	return false
}

// roundTo is how many times a place goes into a gap, to the nearest.
func roundTo(gap, place int64) int64 {
	if gap < 0 {
		return -roundTo(-gap, place)
	}
	return (gap + place/2) / place
}

// slipped is what it says in bits that one slip, in the figure that a sum should come to or in one of its members, explains
// by how much it misses on a line; 0 where none does. The total is what the members come to and the slack how far rounding
// reaches on both sides together.
func (v *view) slipped(p pattern, l int32, total, slack int64) (bits float64, ok bool) {
	i := v.cell(p.target, l)
	step := v.common(p, l)
	target, gap := v.n.value[i], total-v.n.value[i]
	if len(p.members) > slipMembers {
		return 0, false
	}
	for _, loose := range [...]int64{0, slack / step / 2} {
		// A mean of ten is a tenth of their sum, and no slip.
		tenth := len(p.members) == 10 && abs(target) < abs(total)
		found := !tenth && slip(target/step, total/step, loose)
		ways := slips(digits(target / step))
		for k, m := range p.members {
			j := v.cell(m, l)
			if !v.n.amount(j) {
				continue
			}
			x := v.n.value[j]
			ways += slips(digits(x / step))
			found = found || slip(x/step, (x-p.sign(k)*gap)/step, loose)
		}
		if found {
			window := 2 * float64(max(abs(target), abs(total))/step)
			return max(0, min(slipCap, math.Log2(window/(ways*float64(2*loose+1))))), true
		}
		if slack/step/2 == 0 {
			break
		}
	}
	return 0, false
}

// common is the largest power of ten that all figures of a line are whole multiples of, and at least the step to which they
// are known: in a table of whole thousands a gap of some thousands is no sign of a slip.
func (v *view) common(p pattern, l int32) int64 {
	step, all := int64(1), int64(0)
	see := func(i int) {
		if v.n.amount(i) {
			step, all = max(step, v.n.step(i)), gcd(all, abs(v.n.value[i]))
		}
	}
	see(v.cell(p.target, l))
	for _, m := range p.members {
		see(v.cell(m, l))
	}
	for all > 0 && all%(step*10) == 0 {
		step *= 10
	}
	return step
}

// digits is how many a whole number has.
func digits(x int64) int {
	n := 1
	for x = abs(x); x >= 10; x /= 10 {
		n++
	}
	return n
}
