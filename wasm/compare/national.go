package compare

import (
	"io"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
)

// openPack takes the national picture that comes with the calculator. It stays when the person's own files are closed.
func (s *Session) openPack(opened *Opened, r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	pack, err := national.Read(text)
	if err != nil {
		return err
	}
	picture, err := packSource(pack)
	if err != nil {
		return err
	}
	s.pack, s.picture = pack, picture
	opened.Words = "The national picture: " + counted(len(pack.Series), "series", "series") + " of " + counted(len(pack.Authorities()), "authority", "authorities") + ", " + pack.Edition + "."
	return nil
}

// packSource is the national picture as a source.
func packSource(pack *national.Pack) (*source, error) {
	data, err := pack.Data()
	if err != nil {
		return nil, err
	}
	at := &source{name: "the national picture", data: data, columns: map[string]dfe.Column{}, counts: map[string]bool{}, rated: true, pack: pack}
	for _, series := range pack.Series {
		at.columns[series.ID] = dfe.Column{Name: series.ID, Label: series.Name, Unit: series.Unit, Places: series.Places}
		at.counts[series.ID] = series.Kind == national.Count
		if base, ok := pack.Base(series.ID, series.Last()); ok && at.columns[base.Population].Label == "" {
			population, _ := pack.Of(series.Made.Population)
			at.columns[base.Population] = dfe.Column{Name: base.Population, Label: population.Name, Unit: population.Unit}
		}
	}
	return at, nil
}

// lendPicture answers from the national picture where no file of figures, or no list of neighbours, is open.
func (s *Session) lendPicture(v *view) {
	if s.pack == nil {
		return
	}
	if len(v.sources) == 0 {
		v.sources = []*source{s.picture}
	}
	if len(v.lists) == 0 {
		v.lists = packLists(s.pack)
	}
}

func packLists(pack *national.Pack) []*list {
	var lists []*list
	for _, l := range pack.Lists {
		lists = append(lists, &list{List: l, file: "the national picture"})
	}
	return lists
}

// own is the national picture with what the person opened before it: the figures of the same series, and lists of neighbours.
func (s *Session) own() (*source, error) {
	pack := s.pack
	for _, at := range s.sources {
		if with, taken := pack.With(at.name, at.data); len(taken) > 0 {
			pack = with
		}
	}
	if len(s.lists) > 0 {
		with := *pack
		with.Lists = nil
		for _, l := range s.lists {
			with.Lists = append(with.Lists, coded(pack, l.List))
		}
		with.Lists = append(with.Lists, pack.Lists...)
		pack = &with
	}
	if pack == s.pack {
		return s.picture, nil
	}
	return packSource(pack)
}

// coded is a list in the codes of the pack: people's lists have GSS codes or names as well.
func coded(pack *national.Pack, l *demand.List) *demand.List {
	code := func(text string) string {
		if area, err := pack.Area(text); err == nil {
			return area.Code
		}
		return text
	}
	made := demand.NewList(l.Name, l.Since, l.Source)
	for _, area := range l.Areas() {
		set, _ := l.Of(area)
		for i := range set {
			set[i].Code = code(set[i].Code)
		}
		if made.Add(code(area), set) != nil {
			return l // two spellings of one authority: then the list stays as it is
		}
	}
	return made
}

// authorities are those that can be looked at: of the national picture, the councils that stand.
func (s *source) authorities() []dfe.Area {
	if s.pack == nil {
		return s.data.Areas(dfe.LocalAuthority)
	}
	return s.pack.Authorities()
}

// indicators are the columns that can be looked at: the populations behind rates are not among them.
func (s *source) indicators() []string {
	if s.pack == nil {
		return s.data.Indicators()
	}
	return slices.DeleteFunc(s.data.Indicators(), func(id string) bool {
		_, ok := s.pack.Of(id)
		return !ok
	})
}

// baseOf is what the figures of a period were made of.
func (s *source) baseOf(indicator string, p dfe.Period) (dfe.Base, bool) {
	if s.pack == nil {
		return s.data.BaseOf(indicator)
	}
	year, _ := p.Year()
	return s.pack.Base(indicator, year)
}

// origin says where the figures of a period come from.
func (s *source) origin(indicator string, p dfe.Period) string {
	if s.pack != nil {
		year, _ := p.Year()
		if words := s.pack.SourceOf(indicator, year); words != "" {
			return words
		}
	}
	return strings.TrimSuffix(s.name, ".")
}
