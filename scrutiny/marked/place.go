package marked

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// entry is a finding on the page.
type entry struct {
	number   int
	finding  scrutiny.Finding
	accepted bool
	shown    bool // its figure is marked on the page
}

// spot is a block or a cell of a document.
type spot struct {
	file                          string
	table, row, column, paragraph int
}

// places are the findings by where their figures stand.
type places struct {
	entries []*entry
	number  map[string]int
	at      map[spot][]*entry
}

// index numbers the findings from 1, what was accepted behind the others.
func index(r scrutiny.Result) places {
	p := places{number: map[string]int{}, at: map[spot][]*entry{}}
	add := func(f scrutiny.Finding, accepted bool) {
		e := &entry{number: len(p.entries) + 1, finding: f, accepted: accepted}
		p.entries = append(p.entries, e)
		if _, twice := p.number[f.ID]; !twice {
			p.number[f.ID] = e.number
		}
		at := f.At
		s := spot{file: at.File, table: at.Table, row: at.Row, column: at.Column, paragraph: at.Paragraph}
		if s.paragraph > 0 {
			// A line of text on a sheet has a cell too.
			s.table, s.row, s.column = 0, 0, 0
		}
		if s != (spot{file: at.File}) {
			p.at[s] = append(p.at[s], e)
		}
	}
	for _, f := range r.Findings {
		add(f, false)
	}
	for _, a := range r.Accepted {
		add(a.Finding, true)
	}
	return p
}

// piece is a part of a text that is marked.
type piece struct {
	from, to int
	entries  []*entry
}

// pieces are the parts of a text that findings speak of, in order and apart: a figure of which there are several findings is one.
func pieces(text string, entries []*entry) []piece {
	var all []piece
	for _, e := range entries {
		from, to, ok := find(text, e.finding.At)
		if !ok {
			continue
		}
		e.shown = true
		at := slices.IndexFunc(all, func(p piece) bool { return from < p.to && p.from < to })
		if at < 0 {
			all = append(all, piece{from, to, []*entry{e}})
			continue
		}
		all[at].entries = append(all[at].entries, e)
	}
	slices.SortFunc(all, func(a, b piece) int { return a.from - b.from })
	return all
}

// find is where the figure of a finding stands in the text of its block or cell. A cell's figure is the whole of it.
func find(text string, at scrutiny.At) (from, to int, ok bool) {
	if at.Text == "" {
		return 0, len(text), text != ""
	}
	if from := at.Offset - 1; at.Offset > 0 && from+len(at.Text) <= len(text) && text[from:from+len(at.Text)] == at.Text {
		return from, from + len(at.Text), true
	}
	start := max(0, strings.Index(text, at.Quote))
	if i := strings.Index(text[start:], at.Text); i >= 0 {
		return start + i, start + i + len(at.Text), true
	}
	if at.Quote == "" {
		return 0, len(text), text != ""
	}
	return 0, 0, false
}
