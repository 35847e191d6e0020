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
)

// The first line of a pack.
const (
	magic   = "scrutineer national picture"
	version = "1"
)

// closenessLetters are the bands of closeness as a set writes them, by their order.
const closenessLetters = " evcsn"

// Bytes is the pack as a file. What [Read] would refuse is refused here: the error is a [*figure.Fault].
func (p *Pack) Bytes() ([]byte, error) {
	w := &writer{}
	w.line(magic, version)
	w.line("edition", p.Edition)
	w.line("licence", p.Licence, p.LicenceAddress)
	w.line("attribution", p.Attribution)
	for _, s := range p.Sources {
		w.line("source", s.ID, s.Title, s.Publisher, s.Edition, s.Date, s.Address, s.File, s.SHA256)
	}
	for _, a := range p.Areas {
		w.line("area", a.Level.String(), a.Code, a.GSS, a.Name, a.RegionCode)
	}
	for _, l := range p.Lists {
		w.list(l)
	}
	for _, s := range p.Series {
		w.series(s, p.Areas)
	}
	digest := sha256.Sum256(w.Bytes())
	w.line("end", hex.EncodeToString(digest[:]))
	if _, err := Read(w.Bytes()); err != nil {
		return nil, fmt.Errorf("the pack would not be read again: %w", err)
	}
	return w.Bytes(), nil
}

// writer writes records. A tab or a line break within a field becomes a space.
type writer struct{ bytes.Buffer }

func (w *writer) line(fields ...string) {
	for i, field := range fields {
		if i > 0 {
			w.WriteByte('\t')
		}
		w.WriteString(strings.Join(strings.FieldsFunc(field, func(r rune) bool { return r == '\t' || r == '\n' || r == '\r' }), " "))
	}
	w.WriteByte('\n')
}

func (w *writer) list(l *demand.List) {
	since := ""
	if !l.Since.IsZero() {
		since = l.Since.Format(time.DateOnly)
	}
	w.line("list", l.Name, since, l.Source)
	for _, area := range l.Areas() {
		set, _ := l.Of(area)
		fields := []string{"set", area}
		for _, n := range set {
			fields = append(fields, strings.TrimSpace(n.Code+string(closenessLetters[n.Closeness])))
		}
		w.line(fields...)
	}
}

func (w *writer) series(s Series, areas []dfe.Area) {
	w.line("series", s.ID, s.Group, s.Name, s.Kind.String(), s.Unit, strconv.Itoa(s.Places), s.Polarity.String(), s.When, strconv.Itoa(s.First),
		s.Made.Count, s.Made.Population, strconv.Itoa(s.Made.Per), strconv.Itoa(s.Made.Lag), strconv.Itoa(s.Made.Since))
	for _, part := range s.Parts {
		fields := []string{"part", strconv.Itoa(part.From), strconv.Itoa(part.To), part.Source, part.Column}
		for _, f := range part.Filters {
			fields = append(fields, f.Column+"="+f.Value)
		}
		w.line(fields...)
	}
	for _, note := range s.Notes {
		w.line("note", note)
	}
	for _, a := range areas {
		cells, ok := s.Figures[a.Code]
		if !ok || !slices.ContainsFunc(cells, func(v *demand.Value) bool { return v != nil }) {
			continue
		}
		fields := []string{"figures", a.Code}
		for _, v := range cells {
			text := ""
			if v != nil {
				text = v.String()
			}
			fields = append(fields, text)
		}
		w.line(fields...)
	}
}
