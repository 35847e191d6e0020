package national

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// Codes of the faults of a pack.
const (
	NotAPack     = "not_a_pack"    // something else, or a version of the form that is not known
	DamagedPack  = "damaged_pack"  // cut short, or changed since it was written
	BadPackEntry = "bad_pack_line" // a line that says what cannot be
)

// Bounds of a pack: one that goes beyond is none that was made of published figures.
const (
	mostBytes = 16 << 20
	mostYears = 50
)

// IsPack reports whether a file begins as a pack does, whatever version of it.
func IsPack(head []byte) bool { return bytes.HasPrefix(head, []byte(magic+"\t")) }

// Read reads a pack. The error is a [*figure.Fault].
func Read(file []byte) (*Pack, error) {
	body, digest, err := whole(file)
	if err != nil {
		return nil, err
	}
	r := &reader{pack: &Pack{Digest: digest}, areas: map[string]bool{}, sources: map[string]bool{}, ids: map[string]int{}}
	for line := range strings.SplitSeq(strings.TrimSuffix(body, "\n"), "\n") {
		r.number++
		if r.number == 1 {
			continue
		}
		if err := r.take(strings.Split(line, "\t")); err != nil {
			return nil, r.fault(err)
		}
	}
	if err := r.finish(); err != nil {
		return nil, &figure.Fault{Code: BadPackEntry, Problem: err.Error(), Remedy: remake}
	}
	if r.pack.data, err = r.pack.Data(); err != nil {
		return nil, &figure.Fault{Code: BadPackEntry, Problem: err.Error(), Remedy: remake}
	}
	return r.pack, nil
}

const remake = "make the pack again from the published files, or take it from where it was published"

// whole checks the first line and the digest, and gives what stands before that.
func whole(file []byte) (body, digest string, err error) {
	if !IsPack(file) {
		return "", "", &figure.Fault{Code: NotAPack, Problem: "it is no national picture", Remedy: "give the file that begins with “" + magic + "”"}
	}
	first, _, _ := bytes.Cut(file, []byte("\n"))
	if string(first) != magic+"\t"+version {
		_, found, _ := strings.Cut(string(first), "\t")
		return "", "", &figure.Fault{Code: NotAPack, Value: found, Problem: fmt.Sprintf("it is a national picture of version %q, and version %s is read here", shortened(found), version), Remedy: "use the program and the pack of one release"}
	}
	damaged := func(problem string) error { return &figure.Fault{Code: DamagedPack, Problem: problem, Remedy: remake} }
	if len(file) > mostBytes {
		return "", "", damaged("it is longer than any pack of published figures")
	}
	at := bytes.LastIndex(file, []byte("\nend\t"))
	if at < 0 || file[len(file)-1] != '\n' {
		return "", "", damaged("it is cut short: its last line is missing")
	}
	before, last := file[:at+1], strings.TrimSuffix(string(file[at+len("\nend\t"):]), "\n")
	sum := sha256.Sum256(before)
	if digest = hex.EncodeToString(sum[:]); digest != last {
		return "", "", damaged("it was changed or damaged: what it holds is not what its last line says")
	}
	return string(before), digest, nil
}

func shortened(text string) string { return text[:min(len(text), 20)] }

// reader fills a pack line by line.
type reader struct {
	pack    *Pack
	number  int
	areas   map[string]bool
	sources map[string]bool
	ids     map[string]int // position of a series by its id
	years   int            // of the last series
}

func (r *reader) fault(err error) error {
	return &figure.Fault{Code: BadPackEntry, Place: figure.Place{Line: r.number}, Problem: err.Error(), Remedy: remake}
}

// take reads one record.
func (r *reader) take(fields []string) error {
	kind, fields := fields[0], fields[1:]
	for _, shape := range shapes {
		if shape.kind != kind {
			continue
		}
		if len(fields) < shape.least || shape.most > 0 && len(fields) > shape.most {
			return fmt.Errorf("a line of %s has %d fields", kind, len(fields))
		}
		return shape.read(r, fields)
	}
	return fmt.Errorf("%q is no kind of line", shortened(kind))
}

// shapes are the kinds of line: how many fields each has, and what they mean. No most is any number.
var shapes = []struct {
	kind        string
	least, most int
	read        func(r *reader, fields []string) error
}{
	{"figures", 2, mostYears + 1, (*reader).figures},
	{"set", 2, 0, (*reader).set},
	{"area", 5, 5, (*reader).area},
	{"series", 14, 14, (*reader).series},
	{"part", 4, 0, (*reader).part},
	{"note", 1, 1, func(r *reader, f []string) error { return r.noted(f[0]) }},
	{"list", 3, 3, (*reader).list},
	{"source", 8, 8, (*reader).source},
	{"edition", 1, 1, func(r *reader, f []string) error { r.pack.Edition = f[0]; return nil }},
	{"licence", 2, 2, func(r *reader, f []string) error { r.pack.Licence, r.pack.LicenceAddress = f[0], f[1]; return nil }},
	{"attribution", 1, 1, func(r *reader, f []string) error { r.pack.Attribution = f[0]; return nil }},
}

func (r *reader) source(f []string) error {
	if f[0] == "" || r.sources[f[0]] {
		return fmt.Errorf("the source %q is there twice, or has no id", f[0])
	}
	r.sources[f[0]] = true
	r.pack.Sources = append(r.pack.Sources, Source{ID: f[0], Title: f[1], Publisher: f[2], Edition: f[3], Date: f[4], Address: f[5], File: f[6], SHA256: f[7]})
	return nil
}

func (r *reader) area(f []string) error {
	a := dfe.Area{Code: f[1], GSS: f[2], Name: f[3], RegionCode: f[4]}
	_ = a.Level.UnmarshalText([]byte(f[0])) // never fails: what it does not know is another level
	switch {
	case a.Level == dfe.OtherLevel:
		return fmt.Errorf("%q is no level of area", f[0])
	case a.Code == "" || a.Name == "" || r.areas[a.Code]:
		return fmt.Errorf("the area %q (%q) is there twice, or lacks a code or a name", a.Code, a.Name)
	}
	r.areas[a.Code] = true
	r.pack.Areas = append(r.pack.Areas, a)
	return nil
}

func (r *reader) list(f []string) error {
	since := time.Time{}
	if f[1] != "" {
		var err error
		if since, err = time.Parse(time.DateOnly, f[1]); err != nil {
			return fmt.Errorf("%q is no date", f[1])
		}
	}
	if f[0] == "" || !r.sources[f[2]] {
		return fmt.Errorf("the list %q has no name, or no source that is known (%q)", f[0], f[2])
	}
	r.pack.Lists = append(r.pack.Lists, demand.NewList(f[0], since, f[2]))
	return nil
}

func (r *reader) set(f []string) error {
	if len(r.pack.Lists) == 0 {
		return fmt.Errorf("a set stands before the first list")
	}
	var set []demand.Neighbour
	for _, text := range f[1:] {
		n, err := r.neighbour(text)
		if err != nil {
			return err
		}
		set = append(set, n)
	}
	if !r.areas[f[0]] {
		return fmt.Errorf("%q is none of the areas", f[0])
	}
	return r.pack.Lists[len(r.pack.Lists)-1].Add(f[0], set)
}

// neighbour reads a code with a letter of closeness behind it.
func (r *reader) neighbour(text string) (n demand.Neighbour, err error) {
	n.Code = text
	if text != "" {
		if at := strings.IndexByte(closenessLetters, text[len(text)-1]); at > 0 {
			n.Code, n.Closeness = text[:len(text)-1], demand.Closeness(at)
		}
	}
	if !r.areas[n.Code] {
		return n, fmt.Errorf("the neighbour %q is none of the areas", text)
	}
	return n, nil
}

func (r *reader) series(f []string) error {
	s := Series{ID: f[0], Group: f[1], Name: f[2], Unit: f[4], When: f[7], Figures: map[string][]*demand.Value{}}
	if err := s.Kind.UnmarshalText([]byte(f[3])); err != nil {
		return err
	}
	if err := s.Polarity.UnmarshalText([]byte(f[6])); err != nil {
		return err
	}
	s.Made.Count, s.Made.Population = f[9], f[10]
	for _, n := range []struct {
		text       string
		into       *int
		least, top int
	}{
		{f[5], &s.Places, 0, 6},
		{f[8], &s.First, 1900, 2200},
		{f[11], &s.Made.Per, 0, 1_000_000},
		{f[12], &s.Made.Lag, 0, 5},
		{f[13], &s.Made.Since, 0, 2200},
	} {
		var err error
		if *n.into, err = strconv.Atoi(n.text); err != nil || *n.into < n.least || *n.into > n.top {
			return fmt.Errorf("the series %q has %q where a number from %d to %d belongs", s.ID, n.text, n.least, n.top)
		}
	}
	if _, twice := r.ids[s.ID]; twice || s.ID == "" || s.Name == "" || s.Kind == UnknownKind {
		return fmt.Errorf("the series %q is there twice, or lacks an id, a name or a kind", s.ID)
	}
	r.ids[s.ID] = len(r.pack.Series)
	r.pack.Series = append(r.pack.Series, s)
	return nil
}

// last is the series that lines belong to.
func (r *reader) last() (*Series, error) {
	if len(r.pack.Series) == 0 {
		return nil, fmt.Errorf("it stands before the first series")
	}
	return &r.pack.Series[len(r.pack.Series)-1], nil
}

func (r *reader) part(f []string) error {
	s, err := r.last()
	if err != nil {
		return err
	}
	part := Part{Source: f[2], Column: f[3]}
	if part.From, err = strconv.Atoi(f[0]); err == nil {
		part.To, err = strconv.Atoi(f[1])
	}
	if err != nil || part.From > part.To || !r.sources[part.Source] {
		return fmt.Errorf("a part of %s has years or a source that cannot be: %s", s.ID, strings.Join(f, ", "))
	}
	for _, text := range f[4:] {
		column, value, ok := strings.Cut(text, "=")
		if !ok {
			return fmt.Errorf("%q is no filter", text)
		}
		part.Filters = append(part.Filters, dfe.Filter{Column: column, Value: value})
	}
	s.Parts = append(s.Parts, part)
	return nil
}

func (r *reader) noted(text string) error {
	s, err := r.last()
	if err != nil {
		return err
	}
	s.Notes = append(s.Notes, text)
	return nil
}

func (r *reader) figures(f []string) error {
	s, err := r.last()
	if err != nil {
		return err
	}
	area, texts := f[0], f[1:]
	if _, twice := s.Figures[area]; twice || !r.areas[area] {
		return fmt.Errorf("%s has figures of %q twice, or it is none of the areas", s.ID, area)
	}
	if len(s.Figures) > 0 && len(texts) != r.years {
		return fmt.Errorf("%s has %d years of %s, and %d of others", s.ID, len(texts), area, r.years)
	}
	r.years = len(texts)
	cells := make([]*demand.Value, len(texts))
	for i, text := range texts {
		if text == "" {
			continue
		}
		v, err := demand.ParseValue(text)
		if err != nil {
			return fmt.Errorf("%s of %s: %w", s.ID, area, err)
		}
		cells[i] = &v
	}
	s.Figures[area] = cells
	return nil
}

// finish checks what the lines say of each other.
func (r *reader) finish() error {
	p := r.pack
	if len(p.Series) == 0 || p.Attribution == "" || p.Licence == "" {
		return fmt.Errorf("it has no series, or does not say under which licence its figures are published")
	}
	for _, s := range p.Series {
		if m := s.Made; m.Count != "" || m.Population != "" {
			_, count := r.ids[m.Count]
			_, population := r.ids[m.Population]
			if !count || !population || m.Per == 0 {
				return fmt.Errorf("%s is made of series that are not there (%q, %q)", s.ID, m.Count, m.Population)
			}
		}
		for year := s.First; year <= s.Last(); year++ {
			if !slices.ContainsFunc(s.Parts, func(part Part) bool { return year >= part.From && year <= part.To }) {
				return fmt.Errorf("%s does not say where its figures of %d come from", s.ID, year)
			}
		}
	}
	p.nameRegions()
	return nil
}

// nameRegions gives each authority the name of its region.
func (p *Pack) nameRegions() {
	for i, a := range p.Areas {
		if region, ok := p.Region(a); ok && a.Level == dfe.LocalAuthority {
			p.Areas[i].Region = region.Name
		}
	}
}
