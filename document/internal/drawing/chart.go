// Package drawing names what an Office document shows beside its text and its cells and a reader of text cannot read: charts and
// embedded objects. A chart holds a copy of its figures, which may be older than the cells that it was drawn from; so it is named
// and not judged.
package drawing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// deepest is how deep the elements of a chart may nest.
const deepest = 64

// NotRead names the charts and the embedded objects of some parts, those of the drawings on them included, each once. The place is
// that of the sheet on which they stand, and nothing for a document.
func NotRead(archive *pack.Archive, place figure.Place, parts ...string) (figure.Faults, error) {
	var titles []string
	charts, objects := 0, 0
	seen := map[string]bool{}
	for len(parts) > 0 {
		part := parts[0]
		parts = parts[1:]
		relations, err := archive.Relations(part)
		if err != nil {
			return nil, err
		}
		for _, r := range relations {
			if r.Part == "" || seen[r.Part] {
				continue
			}
			switch r.Type {
			case "drawing":
				parts = append(parts, r.Part)
			case "chart", "chartEx":
				charts++
				data, err := archive.Read(r.Part)
				if err != nil {
					return nil, err
				}
				if title := chartTitle(data); title != "" {
					titles = append(titles, "“"+title+"”")
				}
			case "oleObject", "package", "control", "diagramData":
				objects++
			default:
				continue
			}
			seen[r.Part] = true
		}
	}
	return Faults(place, charts, objects, titles), nil
}

// Faults are what says that so many charts, of which some have titles, and so many embedded objects were not read.
func Faults(place figure.Place, charts, objects int, titles []string) figure.Faults {
	var faults figure.Faults
	if charts > 0 {
		faults = append(faults, &figure.Fault{Code: "chart", Place: place, Problem: counted(charts, "chart", titles), Remedy: "give the figures that it shows as a table"})
	}
	if objects > 0 {
		faults = append(faults, &figure.Fault{Code: "embedded_object", Place: place, Problem: counted(objects, "embedded object", nil), Remedy: "give what it holds as a table or as text"})
	}
	return faults
}

// counted is "1 chart was not read: “Referrals”".
func counted(n int, noun string, titles []string) string {
	text := fmt.Sprintf("1 %s was not read", noun)
	if n > 1 {
		text = fmt.Sprintf("%d %ss were not read", n, noun)
	}
	const most = 6
	if len(titles) > most {
		titles = append(slices.Clone(titles[:most]), fmt.Sprintf("and %d more", len(titles)-most))
	}
	if len(titles) > 0 {
		text += ": " + strings.Join(titles, ", ")
	}
	return text
}

// chartTitle is the title of a chart; empty where it has none.
func chartTitle(data []byte) string {
	s := markup.New(data, deepest)
	for s.Next() {
		if s.Kind != markup.Start {
			continue
		}
		switch string(s.Name) {
		case "title":
			return shorten(document.OneSpace(string(words(s))))
		case "plotArea":
			return "" // what follows are the titles of its axes
		}
	}
	return ""
}

// words are the texts of the element in hand.
func words(s *markup.Scanner) []byte {
	var text []byte
	inText := false
	for range s.Inside() {
		switch s.Kind {
		case markup.Start:
			inText = string(s.Name) == "t" || string(s.Name) == "v"
			if string(s.Name) == "p" && len(text) > 0 {
				text = append(text, ' ')
			}
		case markup.End:
			inText = false
		case markup.Text:
			if inText {
				text = s.AppendText(text)
			}
		}
	}
	return text
}

// shorten keeps a message readable.
func shorten(text string) string {
	const most = 80
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
