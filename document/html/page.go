package html

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// page is what is read, tag by tag.
type page struct {
	ctx    context.Context
	fault  error // of a piece
	limits document.Limits
	z      *html.Tokenizer
	blocks []document.Block
	title  string

	flow   flow     // the text in hand, outside of tables or in the innermost cell
	tables []*grid  // those that are open
	lists  []list   // those that are open
	skips  string   // the element that is left out
	deep   int      // how many of its name are open
	within []string // elements that matter for what they hold: footer, pre, sup, b
	cells  int
	cut    bool // a row was too wide
	made   int
}

// flow is running text as it comes, and what kind of block it makes.
type flow struct {
	text        []byte
	kind        document.Kind
	level       int
	label       string
	bold, plain bool // of its words some are, or are not
}

// list is one that is open.
type list struct {
	ordered bool
	next    int
	form    string
}

// void are the elements that hold nothing and have no end.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true,
	"param": true, "source": true, "track": true, "wbr": true,
}

// leftOut are the elements that a reader does not see, or that are no part of the text.
var leftOut = map[string]bool{
	"script": true, "style": true, "template": true, "nav": true, "noscript": true, "svg": true, "math": true, "iframe": true, "object": true,
	"select": true, "button": true, "textarea": true, "datalist": true, "dialog": true, "del": true, "s": true, "strike": true, "audio": true,
	"video": true, "canvas": true, "rp": true, "rt": true,
}

// blockLevel are the elements that begin and end a piece of text.
var blockLevel = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "center": true, "dd": true, "details": true, "div": true,
	"dl": true, "dt": true, "fieldset": true, "figcaption": true, "figure": true, "footer": true, "form": true, "header": true, "hr": true,
	"html": true, "head": true, "legend": true, "main": true, "p": true, "pre": true, "section": true, "summary": true, "ul": true, "ol": true, "li": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
}

// token takes the token in hand.
func (p *page) token(kind html.TokenType) *figure.Fault {
	switch kind {
	case html.TextToken:
		if p.skips == "" {
			return p.write(p.z.Text())
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		raw, more := p.z.TagName()
		return p.start(string(raw), p.attributes(more))
	case html.EndTagToken:
		raw, _ := p.z.TagName()
		return p.close(string(raw))
	}
	return nil
}

// attributes are those of a tag that are asked for somewhere.
func (p *page) attributes(more bool) map[string]string {
	var found map[string]string
	const most = 100
	for i := 0; more && i < most; i++ {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		switch string(key) {
		case "colspan", "rowspan", "scope", "hidden", "style", "role", "start", "value", "type":
			if found == nil {
				found = map[string]string{}
			}
			if _, twice := found[string(key)]; !twice {
				found[string(key)] = string(value)
			}
		}
	}
	return found
}

func (p *page) start(name string, attributes map[string]string) *figure.Fault {
	if p.skips != "" {
		if name == p.skips {
			p.deep++
		}
		return nil
	}
	if !void[name] && (leftOut[name] || isHidden(attributes)) {
		// A hidden cell takes its place in no row either.
		p.skips, p.deep = name, 1
		return nil
	}
	if p.inTable(name, attributes) {
		return p.tooMuch()
	}
	switch name {
	case "br":
		p.flow.text = append(p.flow.text, '\n')
	case "sup", "b", "strong", "footer", "pre", "title":
		const most = 200
		if blockLevel[name] {
			p.flush()
		}
		if len(p.within) < most {
			p.within = append(p.within, name)
		}
	case "ul", "ol":
		p.flush()
		const most = 200
		if len(p.lists) < most {
			l := list{ordered: name == "ol", next: 1, form: attributes["type"]}
			if n, err := strconv.Atoi(attributes["start"]); err == nil {
				l.next = n
			}
			p.lists = append(p.lists, l)
		}
	case "li":
		p.flush()
		p.item(attributes)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		p.flush()
		p.flow.kind, p.flow.level = document.Heading, int(name[1]-'0')
	default:
		if blockLevel[name] {
			// The first paragraph of a list item is the item.
			if len(p.flow.text) > 0 || p.flow.kind != document.List {
				p.flush()
			}
		}
	}
	return p.tooMuch()
}

// isHidden says whether an element says of itself that it is not seen.
func isHidden(attributes map[string]string) bool {
	if attributes == nil {
		return false
	}
	if value, hidden := attributes["hidden"]; hidden && value != "until-found" {
		return true
	}
	style := strings.ToLower(strings.ReplaceAll(attributes["style"], " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "text-decoration:line-through")
}

func (p *page) item(attributes map[string]string) {
	p.flow.kind, p.flow.level = document.List, max(1, len(p.lists))
	if len(p.lists) == 0 {
		return
	}
	l := &p.lists[len(p.lists)-1]
	if !l.ordered {
		return
	}
	if n, err := strconv.Atoi(attributes["value"]); err == nil {
		l.next = n
	}
	p.flow.label = numeral(l.next, l.form)
	l.next++
}

// numeral is the number of a list item in the form that the list has.
func numeral(n int, form string) string {
	switch form {
	case "a", "A":
		if n > 0 && n <= 26 {
			return string(rune(form[0]) + rune(n-1))
		}
	case "i", "I":
		if n > 0 && n < 40 {
			text := strings.Repeat("x", n/10) + [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}[n%10]
			if form == "I" {
				return strings.ToUpper(text)
			}
			return text
		}
	}
	return strconv.Itoa(n)
}

func (p *page) close(name string) *figure.Fault {
	if p.skips != "" {
		if name == p.skips {
			if p.deep--; p.deep == 0 {
				p.skips = ""
			}
		}
		return nil
	}
	if p.endsTable(name) {
		return p.tooMuch()
	}
	switch name {
	case "sup", "b", "strong", "footer", "pre", "title":
		if blockLevel[name] {
			p.flush()
		}
		for i := len(p.within) - 1; i >= 0; i-- {
			if p.within[i] == name {
				p.within = append(p.within[:i], p.within[i+1:]...)
				break
			}
		}
	case "ul", "ol":
		p.flush()
		if len(p.lists) > 0 {
			p.lists = p.lists[:len(p.lists)-1]
		}
	default:
		if blockLevel[name] {
			p.flush()
		}
	}
	return p.tooMuch()
}

func (p *page) in(name string) bool {
	for _, open := range p.within {
		if open == name {
			return true
		}
	}
	return false
}

// write adds a text to what is in hand.
func (p *page) write(text []byte) *figure.Fault {
	if p.in("title") {
		p.title = document.OneSpace(string(text))
		return nil
	}
	if len(p.flow.text)+len(text) > p.limits.CellBytes {
		return tooLarge("bytes in one paragraph", p.limits.CellBytes)
	}
	words := len(strings.TrimSpace(string(text))) > 0
	if p.in("sup") && words {
		if mark := document.Superscript(string(text)); !strings.HasPrefix(mark, "[") {
			p.flow.text = append(p.flow.text, mark...)
			return nil
		}
	}
	p.flow.text = append(p.flow.text, text...)
	if words {
		if p.in("b") || p.in("strong") {
			p.flow.bold = true
		} else {
			p.flow.plain = true
		}
	}
	return nil
}

// flush ends the text in hand: it is a block, in a cell as well as outside.
func (p *page) flush() {
	f := p.flow
	p.flow = flow{}
	if p.in("pre") && bytes.ContainsRune(bytes.TrimSpace(f.text), '\n') {
		p.typed(f)
		return
	}
	text := document.OneSpace(string(f.text))
	if text == "" {
		// An item of which nothing has come yet goes on.
		if f.kind == document.List {
			p.flow.kind, p.flow.level, p.flow.label = f.kind, f.level, f.label
		}
		return
	}
	b := document.Block{Kind: f.kind, Text: text, Level: f.level, Label: f.label}
	if p.in("footer") {
		b = document.Block{Kind: document.Furniture, Text: text}
	} else if b.Kind == document.Paragraph && f.bold && !f.plain && len(text) <= 120 && !strings.ContainsAny(text[len(text)-1:], ".;,") {
		b.Kind, b.Level = document.Heading, 6
	}
	if len(p.tables) > 0 {
		p.tables[len(p.tables)-1].add(b, f)
		return
	}
	p.add(b)
}

// typed takes text whose lines and columns the page shows as they stand, a table among them perhaps.
func (p *page) typed(f flow) {
	blocks, err := document.Running(p.ctx, f.text, p.limits)
	if err != nil {
		p.fault = err
		return
	}
	for _, b := range blocks {
		if len(p.tables) > 0 && b.Kind != document.Table {
			p.tables[len(p.tables)-1].add(b, f)
		} else if len(p.tables) > 0 {
			p.tables[len(p.tables)-1].keep(b)
		} else {
			p.add(b)
		}
	}
}

func (p *page) add(b document.Block) {
	p.blocks = append(p.blocks, b)
	p.made++
}

func (p *page) tooMuch() *figure.Fault {
	switch {
	case p.made > p.limits.Blocks:
		return tooLarge("paragraphs and tables", p.limits.Blocks)
	case p.cut:
		return &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("a table of the page has more than %d columns", document.MaxColumns), Remedy: "give the part that is needed"}
	case p.cells > p.limits.Cells:
		return tooLarge("cells", p.limits.Cells)
	}
	return nil
}

// end closes what is still open.
func (p *page) end() {
	for len(p.tables) > 0 {
		p.endTable()
	}
	p.flush()
}
