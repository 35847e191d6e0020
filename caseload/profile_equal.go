package caseload

import "slices"

// Equal reports whether two profiles hold the same figures; 1.50 equals 1.5.
func (p Profile) Equal(other Profile) bool {
	return p.Group.Equal(other.Group) && equalNull(p.Median, other.Median) && p.Largest == other.Largest &&
		slices.EqualFunc(p.Quantiles, other.Quantiles, Quantile.Equal) &&
		p.Banding.Equal(other.Banding) &&
		slices.EqualFunc(p.Teams, other.Teams, Group.Equal) && slices.EqualFunc(p.Roles, other.Roles, Group.Equal) &&
		p.Permanent.Equal(other.Permanent) && p.Agency.Equal(other.Agency) && p.ASYE.Equal(other.ASYE) &&
		p.OverInTeamsWithin == other.OverInTeamsWithin && p.UnallocatedCases == other.UnallocatedCases &&
		p.Records == other.Records && slices.EqualFunc(p.LeftOut, other.LeftOut, LeftOut.Equal)
}

// Equal reports whether two quantiles are the same.
func (q Quantile) Equal(other Quantile) bool {
	return q.Share.Equal(other.Share) && equalNull(q.Cases, other.Cases)
}

// Equal reports whether the same was left out.
func (l LeftOut) Equal(other LeftOut) bool {
	return l.Code == other.Code && l.Workers == other.Workers && l.FTE.Equal(other.FTE) && l.Cases == other.Cases
}
