package dfe

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/succession"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Query says what to compare.
type Query struct {
	// Areas are authorities by DfE code, GSS code or name. Defaults to all.
	Areas []string
	// Periods default to all.
	Periods []string
	// Indicators default to all.
	Indicators []string
	// Neighbours give the sets. Defaults to none: then only rank and quartile are made.
	Neighbours *demand.List
	// Polarity says which way is better. Defaults to neutral, which has no rank and no band.
	Polarity rag.Polarity
	// Changes are the successions of councils that were divided, merged or renamed: one that is gone counts by the figures of its
	// successors as one, among the neighbours and as the area itself. Defaults to none.
	Changes succession.Changes
	// Base names the columns that the indicators are made of, for those figures. Defaults to what [Data.BaseOf] finds.
	Base Base
}

// Row is one authority beside its neighbours and among all authorities, for one indicator and period. It holds what
// [demand.Compare] works out, in a form that costs no memory to make; [Row.Comparison] gives it whole.
type Row struct {
	Area      Area
	Period    Period
	Indicator string
	// Filters are the values of the data's filters.
	Filters []string
	// N of In neighbours have data.
	N, In int
	// Rank is 1 for the best by polarity, ties taking the best place, among Of; 0 is no rank.
	Rank, Of int
	// Quarter is 1 lowest to 4 highest among all authorities, 0 for none; Band is the same by polarity.
	Quarter int
	Band    demand.Band
	// Used are the codes whose figures as one are the authority's own; nil where it has its own.
	Used []string
	// Combined are the neighbours that are gone, with what stands for them, and LeftOut those for which nothing does.
	Combined, LeftOut []Member

	data                  *Data
	query                 *Query
	block                 *block
	own, region, england  cell
	sum, median           int64 // the median in halves of the block's unit
	places                uint8 // of sum
	exact                 *demand.Comparison
	neighbours            []int32
	hasRegion, hasEngland bool
}

// Value is the authority's own figure.
func (r *Row) Value() demand.Value {
	if r.exact != nil {
		return r.exact.Value
	}
	return r.data.value(r.own)
}

// Region and England are the published comparators, missing where the file does not have them.
func (r *Row) Region() demand.Value {
	if !r.hasRegion {
		return demand.Absent(demand.Unavailable)
	}
	return r.data.value(r.region)
}

// England is the published figure for England.
func (r *Row) England() demand.Value {
	if !r.hasEngland {
		return demand.Absent(demand.Unavailable)
	}
	return r.data.value(r.england)
}

// Compare works out every row that a query asks for: by indicator in the order of the data, then by period, oldest first,
// then by the code of the authority. The error is an [*AskError].
func (d *Data) Compare(q Query) ([]Row, error) {
	var all []Row
	err := d.Each(q, func(r *Row) error {
		all = append(all, *r)
		return nil
	})
	return all, err
}

// Each is [Data.Compare] without keeping the rows: each is called with one after another, which it may read until it
// returns. An error of each ends the work and is returned.
func (d *Data) Each(q Query, each func(r *Row) error) error {
	e, err := d.newEngine(q)
	if err != nil {
		return err
	}
	for _, b := range e.blocks {
		if err := e.compare(b, each); err != nil {
			return err
		}
	}
	return nil
}

// engine compares block after block. What it needs for one block it keeps for the next.
type engine struct {
	data       *Data
	query      Query
	blocks     []*block
	asked      []bool    // by area: whether its rows are wanted
	neighbours [][]int32 // by area; −1 for a neighbour the file does not have
	regions    []int32   // by area: the area of its region, or −1
	order      []int32   // the authorities by code
	at         []int32   // by area: position in the block + 1
	scaled     []int64   // by area: its figure as a whole number of the block's unit, or absent
	sorted     []int64   // the authorities' figures in order, each with its area in the low bits
	standing   []standing
	members    []uint64 // a set of neighbours as bits, by their place in the order
	pools      *pools   // nil without changes
	touched    []Area   // the areas that were asked for by name and that changes touch
	row        Row
}

func (d *Data) newEngine(q Query) (*engine, error) {
	e := &engine{data: d, query: q}
	var err error
	if e.blocks, err = d.choose(q); err != nil {
		return nil, err
	}
	if e.pools, err = d.newPools(q); err != nil {
		return nil, err
	}
	e.asked = make([]bool, len(d.areas))
	for _, name := range q.Areas {
		i, err := d.place(name)
		switch {
		case e.pools != nil && slices.Contains(e.pools.touched, name) && err != nil:
			e.touched = append(e.touched, Area{Level: LocalAuthority, Code: name, Name: formerName(name)})
			continue
		case err != nil:
			return nil, err
		case e.pools != nil && slices.Contains(e.pools.touched, d.areas[i].Code):
			e.touched = append(e.touched, d.areas[i])
		}
		e.asked[i] = true
	}
	for i, a := range d.areas {
		if a.Level != LocalAuthority {
			continue
		}
		e.asked[i] = e.asked[i] || len(q.Areas) == 0
		e.order = append(e.order, int32(i))
	}
	slices.SortFunc(e.order, func(a, b int32) int { return strings.Compare(d.areas[a].Code, d.areas[b].Code) })
	e.at, e.scaled, e.standing = make([]int32, len(d.areas)), make([]int64, len(d.areas)), make([]standing, len(d.areas))
	for i := range e.scaled {
		e.scaled[i] = absent
	}
	if e.query.Neighbours, err = d.Neighbours(q.Neighbours); err != nil {
		return nil, err
	}
	e.placeNeighbours()
	return e, e.placeRegions()
}

func (d *Data) noArea(name string) error {
	for _, a := range d.areas {
		if codes := a.Codes(); len(codes) > 1 && slices.Contains(codes, name) {
			return &AskError{What: "area", Asked: name, Have: []string{a.Code}, Problem: fmt.Sprintf("the file has no figures of %s alone: it is part of the joint return %q (%s)", name, a.Code, a.Name)}
		}
	}
	if became := reorganised(name); became != "" {
		return &AskError{What: "area", Asked: name, Problem: "the file has no figures of it: " + became}
	}
	return &AskError{What: "area", Asked: name, Problem: fmt.Sprintf("the file has no local authority %q: give its three-digit code (353), GSS code (E08000004) or name", name)}
}

// choose is the blocks a query asks for, in order.
func (d *Data) choose(q Query) ([]*block, error) {
	wanted := make([]bool, len(d.indicators))
	for _, name := range q.Indicators {
		i, err := d.indicator(name)
		if err != nil {
			return nil, err
		}
		wanted[i] = true
	}
	var blocks []*block
	for i := range d.blocks {
		b := &d.blocks[i]
		if len(q.Indicators) > 0 && !wanted[b.indicator] {
			continue
		}
		if len(q.Periods) > 0 && !slices.ContainsFunc(q.Periods, d.periods[b.period].same) {
			continue
		}
		blocks = append(blocks, b)
	}
	if len(blocks) == 0 && len(q.Periods) > 0 {
		return nil, d.noPeriod(strings.Join(q.Periods, ", "))
	}
	order := d.chronological()
	slices.SortStableFunc(blocks, func(a, b *block) int {
		if a.indicator != b.indicator {
			return int(a.indicator - b.indicator)
		}
		return order[a.period] - order[b.period]
	})
	return blocks, nil
}

// chronological is the place in time of each period.
func (d *Data) chronological() []int {
	at := make([]int, len(d.periods))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return comparePeriods(d.periods[a], d.periods[b]) })
	order := make([]int, len(at))
	for place, i := range at {
		order[i] = place
	}
	return order
}

func (e *engine) placeNeighbours() {
	e.neighbours = make([][]int32, len(e.data.areas))
	if e.query.Neighbours == nil {
		return
	}
	for _, i := range e.order {
		area := e.data.areas[i]
		set, ok := e.query.Neighbours.Of(area.Code)
		if !ok && area.GSS != "" {
			set, ok = e.query.Neighbours.Of(area.GSS)
		}
		if !ok {
			continue
		}
		placed := make([]int32, len(set))
		for k, n := range set {
			at, found := e.data.places[n.Code]
			if !found || at == i || slices.Contains(placed[:k], at) {
				at = -1
			}
			placed[k] = at
		}
		e.neighbours[i] = placed
	}
}

// placeRegions finds the region of each authority by its code, and by its name where a file has no codes of regions. Two
// regions of one name cannot be told apart by it.
func (e *engine) placeRegions() error {
	byName, byCode := map[string]int32{}, map[string]int32{}
	for i, a := range e.data.areas {
		if a.Level != Regional {
			continue
		}
		if _, taken := byCode[a.Code]; a.Code != "" && !taken {
			byCode[a.Code] = int32(i)
		}
		key := regionKey(a.Name)
		if first, taken := byName[key]; taken && e.data.areas[first].Code != a.Code {
			byName[key] = -1
		} else if !taken {
			byName[key] = int32(i)
		}
	}
	e.regions = make([]int32, len(e.data.areas))
	for i, a := range e.data.areas {
		e.regions[i] = -1
		if a.Level != LocalAuthority {
			continue
		}
		at, ok := byCode[a.RegionCode]
		if !ok {
			at, ok = byName[regionKey(a.Region)]
		}
		if ok && at < 0 {
			return &AskError{What: "area", Asked: a.Region, Problem: fmt.Sprintf("two regions are called %q, and the row of %s has no region_code that tells which is meant", a.Region, a.Code)}
		}
		if ok {
			e.regions[i] = at
		}
	}
	return nil
}

// compare works out the rows of one block.
func (e *engine) compare(b *block, each func(*Row) error) error {
	england := int32(-1)
	for i := range b.cells {
		area := b.cells[i].area
		if e.at[area] != 0 {
			e.clear(b)
			return e.data.twice(*b, e.data.areas[area])
		}
		e.at[area] = int32(i + 1)
		if e.data.areas[area].Level == National {
			england = int32(i)
		}
	}
	defer e.clear(b)
	places, fast := e.scale(b)
	r := &e.row
	for _, area := range e.order {
		at := e.at[area] - 1
		if at < 0 || !e.asked[area] {
			continue
		}
		*r = Row{
			Area: e.data.areas[area], Period: e.data.periods[b.period], Indicator: e.data.indicators[b.indicator], Filters: b.filters,
			data: e.data, query: &e.query, block: b, own: b.cells[at], places: places, neighbours: e.neighbours[area],
			In: len(e.neighbours[area]),
		}
		if england >= 0 {
			r.england, r.hasEngland = b.cells[england], true
		}
		if region := e.regions[area]; region >= 0 && e.at[region] > 0 {
			r.region, r.hasRegion = b.cells[e.at[region]-1], true
		}
		switch {
		case e.successors(r, r.Area.Code):
		case fast && len(r.neighbours) <= mostNeighbours:
			e.among(r, area)
			e.beside(r)
		default:
			r.exactly()
		}
		if err := each(r); err != nil {
			return err
		}
	}
	for _, area := range e.gone(b) {
		*r = Row{Area: area, Period: e.data.periods[b.period], Indicator: e.data.indicators[b.indicator], Filters: b.filters, data: e.data, query: &e.query, block: b}
		if england >= 0 {
			r.england, r.hasEngland = b.cells[england], true
		}
		if e.successors(r, area.Code) {
			if err := each(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *engine) clear(b *block) {
	for i := range b.cells {
		e.at[b.cells[i].area] = 0
		e.scaled[b.cells[i].area] = absent
	}
}

// Figures within these bounds are added and compared as whole numbers of one unit without overflow: a sum of
// mostNeighbours of them, four times one, and one with its area in the low bits stay within 63 bits. Beyond, decimals are
// used.
const (
	mostScaled     = int64(1) << 50
	mostNeighbours = 512
	areaBits       = 12
	absent         = int64(-1) << 63
)

// standing is where an authority stands among all.
type standing struct {
	place          int32 // in the ordered figures, which no two share
	below, through int32 // how many figures are lower, and how many are lower or equal
	quarter        int8
}

// scale brings a block's figures to one unit, the finest any of them has, and puts those of authorities in order.
func (e *engine) scale(b *block) (places uint8, fast bool) {
	for _, c := range b.cells {
		switch {
		case c.kind == wide:
			return 0, false
		case c.kind == fixed:
			places = max(places, c.places)
		}
	}
	if int(places) >= len(powersOfTen) || len(e.data.areas) >= 1<<areaBits {
		return 0, false
	}
	e.sorted = e.sorted[:0]
	for _, c := range b.cells {
		if c.kind != fixed {
			continue
		}
		power := powersOfTen[places-c.places]
		if limit := mostScaled / power; c.mantissa > limit || c.mantissa < -limit {
			return 0, false
		}
		v := c.mantissa * power
		e.scaled[c.area] = v
		if e.data.areas[c.area].Level == LocalAuthority {
			e.sorted = append(e.sorted, v<<areaBits|int64(c.area))
		}
	}
	slices.Sort(e.sorted)
	e.stand()
	return places, true
}

var powersOfTen = [...]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// stand places every authority of the ordered figures: rank from both ends, and the quarter.
func (e *engine) stand() {
	n := len(e.sorted)
	var quartiles [3]int64 // four times each
	for k := range quartiles {
		if n == 0 {
			return
		}
		// Type 7: the quartile stands at h = (n − 1)·k/4 in the ordered figures. Four times it is whole.
		h := (n - 1) * (k + 1)
		i, part := h/4, int64(h%4)
		quartiles[k] = 4 * (e.sorted[i] >> areaBits)
		if part > 0 {
			quartiles[k] += part * (e.sorted[i+1]>>areaBits - e.sorted[i]>>areaBits)
		}
	}
	for start := 0; start < n; {
		v := e.sorted[start] >> areaBits
		end := start + 1
		for end < n && e.sorted[end]>>areaBits == v {
			end++
		}
		s := standing{below: int32(start), through: int32(end), quarter: 1}
		for _, q := range quartiles {
			if 4*v > q {
				s.quarter++
			}
		}
		for ; start < end; start++ {
			s.place = int32(start)
			e.standing[e.sorted[start]&(1<<areaBits-1)] = s
		}
	}
}

// among gives rank, quarter and band.
func (e *engine) among(r *Row, area int32) {
	r.Of = len(e.sorted)
	if r.own.kind != fixed {
		return
	}
	s := e.standing[area]
	r.Quarter = int(s.quarter)
	switch e.query.Polarity {
	case rag.LowerBetter:
		r.Rank, r.Band = int(s.below)+1, demand.Band(r.Quarter)
	case rag.HigherBetter:
		r.Rank, r.Band = r.Of-int(s.through)+1, demand.Band(5-r.Quarter)
	}
}

// beside gives the neighbours' number, sum and median. The whole block is in order already, so a set of neighbours is put
// in order by marking its places in a row of bits: no comparison is made, and none mispredicted.
func (e *engine) beside(r *Row) {
	words := (len(e.sorted) + 63) / 64
	if cap(e.members) < words {
		e.members = make([]uint64, words)
	}
	members := e.members[:words]
	e.members = members
	clear(members)
	sum, count := int64(0), 0
	for _, n := range r.neighbours {
		if n < 0 {
			continue
		}
		v := e.scaled[n]
		if v == absent {
			continue
		}
		sum += v
		count++
		place := uint32(e.standing[n].place)
		members[place/64] |= 1 << (place % 64)
	}
	r.sum, r.N = sum, count
	if r.N > 0 {
		low, high := e.member((r.N-1)/2), e.member(r.N/2)
		r.median = e.sorted[low]>>areaBits + e.sorted[high]>>areaBits
	}
}

// member is the place of the k-th neighbour in order, counted from 0.
func (e *engine) member(k int) int {
	for i, word := range e.members {
		n := bits.OnesCount64(word)
		if k >= n {
			k -= n
			continue
		}
		for ; k > 0; k-- {
			word &= word - 1
		}
		return 64*i + bits.TrailingZeros64(word)
	}
	return 0
}

// exactly works a row out with decimals, for figures beyond the bounds of whole numbers.
func (r *Row) exactly() {
	c := demand.Compare(r.question())
	r.take(&c)
}

// take makes a comparison the row's own.
func (r *Row) take(c *demand.Comparison) {
	r.N, r.In, r.Rank, r.Of, r.Quarter, r.Band = c.N, c.In, c.Rank, c.Of, c.Quarter, c.Band
	r.exact = c
}
