package national

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Pack is the national picture. [Read] makes one, and so may a program that fills the fields and calls [Pack.Bytes]. The series of
// one that was read are not to be changed: what it is asked for is worked out from what was read.
type Pack struct {
	// Edition says in words how far it goes: "published to April 2026".
	Edition string
	// Licence and LicenceAddress are of the published figures, Attribution is the sentence that it asks for.
	Licence, LicenceAddress, Attribution string
	Sources                              []Source
	Areas                                []dfe.Area
	Lists                                []*demand.List
	Series                               []Series
	// Digest is the SHA-256 of the pack that was read, in hexadecimal digits; empty for one that was not.
	Digest string

	data *dfe.Data // of a pack that was read
}

// Source is one published file.
type Source struct {
	ID, Title, Publisher string
	// Edition is what the publisher calls it, Date the day of the copy that was read, as 2026-04-27.
	Edition, Date string
	// Address is where it is published.
	Address string
	// File is the name of the copy, SHA256 its digest.
	File, SHA256 string
}

// Kind is what a series counts.
type Kind int

const (
	// UnknownKind is the zero value.
	UnknownKind Kind = iota
	// Count is a number of children, workers or cases: it says how large an authority is, and is not judged.
	Count
	// Rate is a count for so many of a population.
	Rate
	// Percentage is a part of a whole; its differences are in percentage points.
	Percentage
	// Average is a mean, such as cases for each worker.
	Average
)

var kindNames = enum.Of("Kind", "", "count", "rate", "percentage", "average")

// String is count, rate, percentage or average.
func (k Kind) String() string { return kindNames.String(int(k)) }

// MarshalText writes the name of the kind.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(int(k)) }

// UnmarshalText reads the name of a kind.
func (k *Kind) UnmarshalText(text []byte) error { return enum.Unmarshal(kindNames, text, k) }

// Series is one measure of every area over some years.
type Series struct {
	// ID is stable, for programs and addresses: looked_after_rate.
	ID string
	// Group is what it belongs to, and Name what it is, in the words of a report.
	Group, Name string
	Kind        Kind
	// Unit is in words: "children", "per 10,000 children", "%".
	Unit string
	// Places is how many decimal places it is published with.
	Places   int
	Polarity rag.Polarity
	// When says what a year stands for: "31 March", "year to 31 March", "30 September", "30 June".
	When string
	// First is the first year; there is one cell a year from it on.
	First int
	// Made says what a rate or percentage is made of; its Count is empty where the pack does not have that.
	Made Made
	// Parts say which file each year comes from.
	Parts []Part
	Notes []string
	// Figures are by the code of the area, a cell a year. A nil cell is no row.
	Figures map[string][]*demand.Value
}

// Made is what a rate was made of: Count ÷ Population × Per.
type Made struct {
	// Count and Population are the ids of series.
	Count, Population string
	Per               int
	// Lag is how many years the population is older than the count.
	Lag int
	// Since is the first year for which count and population give the published figures.
	Since int
}

// Part is some years of a series from one file.
type Part struct {
	From, To int
	// Source is the id of the file; for a person's own, see [Pack.With], it is the name of that.
	Source string
	Column string
	// Filters are the rows that were taken.
	Filters []dfe.Filter
	// Own says that it is a person's own file.
	Own bool
}

// Last is the last year of the series.
func (s Series) Last() int {
	years := 0
	for _, cells := range s.Figures {
		years = max(years, len(cells))
	}
	return s.First + years - 1
}

// At is the figure of an area in a year; ok is false where the publication has no row of it.
func (s Series) At(area string, year int) (v demand.Value, ok bool) {
	cells := s.Figures[area]
	if at := year - s.First; at >= 0 && at < len(cells) && cells[at] != nil {
		return *cells[at], true
	}
	return v, false
}

// Of is the series of an id; ok is false where there is none.
func (p *Pack) Of(id string) (s Series, ok bool) {
	at := slices.IndexFunc(p.Series, func(s Series) bool { return s.ID == id })
	if at < 0 {
		return s, false
	}
	return p.Series[at], true
}

// Source is the source of an id; ok is false where there is none.
func (p *Pack) Source(id string) (s Source, ok bool) {
	at := slices.IndexFunc(p.Sources, func(s Source) bool { return s.ID == id })
	if at < 0 {
		return s, false
	}
	return p.Sources[at], true
}

// List is the list of neighbours of a name, or whose date begins with it: "DfE May 2025", "2025". An empty name is the first.
func (p *Pack) List(name string) (l *demand.List, ok bool) {
	for _, l := range p.Lists {
		if name == "" || strings.EqualFold(l.Name, name) || name == strconv.Itoa(l.Since.Year()) {
			return l, true
		}
	}
	return nil, false
}

// Authorities are the local authorities that stand, by name; joint returns and councils that were abolished are left out.
func (p *Pack) Authorities() []dfe.Area {
	var list []dfe.Area
	for _, a := range p.Areas {
		if _, _, gone := dfe.Successors(a.Code); a.Level == dfe.LocalAuthority && len(a.Codes()) == 1 && !gone {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b dfe.Area) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Region is the region of an area.
func (p *Pack) Region(a dfe.Area) (region dfe.Area, ok bool) {
	at := slices.IndexFunc(p.Areas, func(r dfe.Area) bool { return r.Level == dfe.Regional && r.Code == a.RegionCode })
	if at < 0 {
		return region, false
	}
	return p.Areas[at], true
}

// joint is the joint return that an authority is part of.
func (p *Pack) joint(code string) (joint dfe.Area, ok bool) {
	at := slices.IndexFunc(p.Areas, func(a dfe.Area) bool {
		return a.Level == dfe.LocalAuthority && a.Code != code && slices.Contains(a.Codes(), code)
	})
	if at < 0 {
		return joint, false
	}
	return p.Areas[at], true
}
