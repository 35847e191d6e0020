package propose

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// page is a document as its sentences and tables speak of each other.
type page struct {
	doc       document.Document
	views     []*view
	sentences []*sentence
	// scopes are, by section, the tables that its sentences may speak of; those of the section itself first.
	sections []section
	skipped  map[string]int
}

// section is what stands under one heading.
type section struct {
	views []*view
}

// sentence is one sentence as tokens.
type sentence struct {
	page    *page
	number  int // among all sentences
	block   int // its block in the document
	section int
	place   figure.Place
	text    string // of the whole block
	quote   string
	start   int // where the quote begins in text
	list    bool
	heading bool
	tokens  []token
	said    []*said
	before  *sentence // the one before it in the same block, nil for the first
	spots   map[*axis][]spot
	worded  map[int]bool // words that have been held against figures
}

// token is a word, a figure or a mark of a sentence.
type token struct {
	text       string
	stem       string
	start, end int // in the text of the block
	said       *said
	masked     *prose.Figure
	period     period
	// clause counts the hard breaks before the token, depth the brackets that it stands in.
	clause, depth int
	punct         bool
	// stems are those of a masked name of several words, such as "section 47".
	stems []string
}

// said is a figure of a sentence.
type said struct {
	in     *sentence
	figure prose.Figure
	value  value
	token  int
	index  int // among the figures of its sentence
	// tie is the cell that the figure repeats, nil where it repeats none.
	tie *cell
	// bond is the whole of which words make the figure a part, nil where they name none.
	bond *bond
	// change is the pair of which the figure is the change.
	change *pair
	// periods is how many cells of periods the figure adds up.
	periods int
	// status says that the figure counts lines of one state.
	status bool
	// claimed says that a relation of the figure has been proposed, or that what it is has been settled otherwise.
	claimed bool
	// supported says that a relation holds in which the figure takes part, so that it is itself no slip.
	supported bool
}

func (s *said) exact() bool { return s.figure.Exact() }

func (s *said) at() scrutiny.At {
	return scrutiny.At{Place: s.in.place, Text: s.figure.Text, Quote: s.in.quote, Offset: s.figure.Start + 1}
}

// newPage reads a document.
func newPage(doc document.Document) *page {
	p := &page{doc: doc, skipped: map[string]int{}}
	p.sections = []section{{}}
	number := 0
	for i, b := range doc.Blocks {
		if b.Kind == document.Heading {
			p.sections = append(p.sections, section{})
		}
		if b.Kind != document.Table || b.Table == nil {
			continue
		}
		number++
		last := len(p.sections) - 1
		if v := newView(b.Table, number, last); v != nil {
			v.title = append(v.title, keyWords(headingBefore(doc.Blocks, i))...)
			p.views = append(p.views, v)
			p.sections[last].views = append(p.sections[last].views, v)
		}
	}
	labels := p.labelsWithDigits()
	at := 0
	for i, b := range doc.Blocks {
		if b.Kind == document.Heading {
			at++
		}
		if b.Kind == document.Table || b.Kind == document.Furniture {
			continue
		}
		p.read(i, b, at, labels)
	}
	for _, s := range p.sentences {
		for _, q := range s.said {
			// A quotient is a whole number by rounding alone.
			if per, _ := q.perOf(); per > 0 || q.saysMean() {
				q.value.exact = false
			}
		}
		s.bindWholes()
	}
	return p
}

func headingBefore(blocks []document.Block, i int) string {
	for i--; i >= 0; i-- {
		if blocks[i].Kind == document.Heading {
			return blocks[i].Text
		}
	}
	return ""
}

// labelsWithDigits are the names of rows and columns in which digits stand.
func (p *page) labelsWithDigits() []string {
	var labels []string
	seen := map[string]bool{}
	for _, v := range p.views {
		for _, list := range [][]axis{v.rows, v.cols} {
			for _, a := range list {
				if strings.ContainsAny(a.label, "0123456789") && len(a.label) < 60 && !seen[a.label] && a.period.key == "" {
					seen[a.label] = true
					labels = append(labels, a.label)
				}
			}
		}
	}
	return labels
}

// read makes the sentences of a block.
func (p *page) read(i int, b document.Block, section int, labels []string) {
	text := b.Text
	figures := prose.Read(text, labels...)
	var before *sentence
	for _, span := range prose.Sentences(text) {
		s := &sentence{
			page: p, number: len(p.sentences), block: i, section: section, place: b.Place, text: text, quote: span.In(text), start: span.Start,
			list: b.Kind == document.List, heading: b.Kind == document.Heading, before: before, spots: map[*axis][]spot{}, worded: map[int]bool{},
		}
		s.tokenize(span, figures)
		p.sentences = append(p.sentences, s)
		before = s
	}
}

// tokenize divides a sentence into words, figures and marks.
func (s *sentence) tokenize(span prose.Span, figures []prose.Figure) {
	clause, depth := 0, 0
	add := func(t token) {
		t.clause, t.depth = clause, depth
		s.tokens = append(s.tokens, t)
	}
	i := span.Start
	next := 0
	for i < span.End {
		for next < len(figures) && figures[next].End <= i {
			next++
		}
		if next < len(figures) && figures[next].Start == i {
			f := figures[next]
			t := token{text: f.Text, start: f.Start, end: f.End, stem: strings.ToLower(f.Text)}
			t.period, _ = readPeriod(f.Text)
			switch f.Class {
			case prose.Quantity, prose.Duration:
				q := &said{in: s, figure: f, token: len(s.tokens), index: len(s.said), value: newValue(f.Value, f.Places, f.Unit)}
				q.value.exact = f.Unit.Measure == figure.Plain && f.Places == 0 && f.Unit.Power == 0
				q.roundThousands()
				t.said = q
				if f.Class == prose.Duration {
					t.stems = keyWords(f.Text)
				}
				s.said = append(s.said, q)
			default:
				t.masked = &figures[next]
				t.stems = keyWords(f.Text)
				s.page.skipped[f.Class.String()]++
			}
			add(t)
			i = f.End
			next++
			continue
		}
		end := wordEnd(s.text, i, span.End)
		if end == i {
			r := s.text[i]
			if r != ' ' && r != '\t' && r != '*' && r != '_' {
				mark := s.text[i : i+runeLength(s.text, i)]
				if mark == ")" {
					depth = max(0, depth-1)
				}
				if mark == "(" {
					depth++
				}
				if strings.Contains(";:–—", mark) || mark == "-" && i > 0 && s.text[i-1] == ' ' {
					clause++
				}
				if strings.Contains(",;:().–—-%/&", mark) {
					add(token{text: mark, stem: mark, start: i, end: i + len(mark), punct: true})
				}
				i += len(mark)
				continue
			}
			i++
			continue
		}
		if next < len(figures) && figures[next].Start < end && figures[next].Start > i {
			end = figures[next].Start
		}
		word := s.text[i:end]
		t := token{text: word, stem: stem(word), start: i, end: end}
		// "under spends" is one word in most reports.
		if n := len(s.tokens); t.stem == "spend" && n > 0 && (s.tokens[n-1].stem == "under" || s.tokens[n-1].stem == "over") {
			t.stem = s.tokens[n-1].stem + t.stem
		}
		add(t)
		i = end
	}
	s.periods()
}

// roundThousands takes money in full pounds that ends in 000 for a figure rounded to thousands.
func (q *said) roundThousands() {
	v := &q.value
	if v.unit == (figure.Unit{Measure: figure.Pounds}) && v.places == 0 && v.base != 0 && q.figure.Form == prose.Digits && strings.HasSuffix(strings.TrimRight(q.figure.Text, " "), ",000") {
		v.half = 500
	}
}

func wordEnd(text string, i, limit int) int {
	for i < limit {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '\'' || c >= 0xC3 && c < 0xE2 || strings.HasPrefix(text[i:], "’") {
			if c == 0xC2 {
				return i
			}
			i += runeLength(text, i)
			continue
		}
		if c == '-' && i+1 < limit && i > 0 && isAlpha(text[i-1]) && isAlpha(text[i+1]) {
			return i
		}
		return i
	}
	return i
}

func isAlpha(c byte) bool { return (c|0x20) >= 'a' && (c|0x20) <= 'z' }

func runeLength(text string, i int) int {
	c := text[i]
	switch {
	case c < 0x80:
		return 1
	case c < 0xE0:
		return min(2, len(text)-i)
	case c < 0xF0:
		return min(3, len(text)-i)
	}
	return min(4, len(text)-i)
}

// periods reads periods that are words ("last year", "July") into the tokens on which they end.
func (s *sentence) periods() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.said != nil || t.punct || t.period.key != "" {
			continue
		}
		word := strings.TrimSuffix(strings.TrimSuffix(t.text, "'s"), "’s")
		if m := monthWord.FindStringSubmatch(word); m != nil && len(m[0]) == len(word) && (t.text[0] >= 'A' && t.text[0] <= 'Z') {
			t.period, _ = readPeriod(t.text)
		}
	}
	for _, at := range earlier.FindAllStringIndex(s.quote, -1) {
		end := s.start + at[1]
		for i := range s.tokens {
			if s.tokens[i].end == end {
				s.tokens[i].period.previous = true
			}
		}
	}
}

// word is the stem of the token at i, empty outside the sentence and for a figure.
func (s *sentence) word(i int) string {
	if i < 0 || i >= len(s.tokens) || s.tokens[i].said != nil {
		return ""
	}
	return strings.ToLower(s.tokens[i].text)
}

// scope is the tables that a sentence may speak of: those of its section; where the section has none, or the document few, all.
func (s *sentence) scope() (near []*view, far []*view) {
	near = s.page.sections[s.section].views
	if len(s.page.views) <= 6 || len(near) == 0 {
		for _, v := range s.page.views {
			if v.section != s.section {
				far = append(far, v)
			}
		}
		const most = 60
		far = far[:min(len(far), most)]
	}
	return near, far
}
