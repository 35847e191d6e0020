package scrutiny

// Slip is a kind of error that would account for a difference. The order is that in which real errors occur (filings with
// the SEC: sign in about half, scale in about a tenth, dates in 3 %), and in which they are tried.
type Slip string

const (
	// SlipSign is one figure with its sign turned over.
	SlipSign Slip = "sign"
	// SlipTwoSigns is two of them.
	SlipTwoSigns Slip = "two_signs"
	// SlipScale is a factor of 10, 100, 1,000 or a million: a lost m, pence for pounds.
	SlipScale Slip = "scale"
	// SlipDate is a period that had not ended.
	SlipDate Slip = "date"
	// SlipOmitted is a total that leaves a row out.
	SlipOmitted Slip = "row_omitted"
	// SlipTwice is a total that counts a row or a subtotal twice.
	SlipTwice Slip = "counted_twice"
	// SlipTransposed is two neighbouring digits changed round.
	SlipTransposed Slip = "transposed_digits"
	// SlipDigit is one digit mistaken.
	SlipDigit Slip = "single_digit"
	// SlipTruncated is a figure cut and not rounded.
	SlipTruncated Slip = "truncated"
	// SlipStale is the figure of the last period.
	SlipStale Slip = "last_period"
	// SlipPoints is percentage points for per cent, or the other way.
	SlipPoints Slip = "points_for_per_cent"
)

// slipOrder is the order in which slips are tried.
func slipOrder() []Slip {
	return []Slip{SlipSign, SlipTwoSigns, SlipScale, SlipDate, SlipOmitted, SlipTwice, SlipTransposed, SlipDigit, SlipTruncated, SlipStale, SlipPoints}
}
