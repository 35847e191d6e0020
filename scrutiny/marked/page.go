package marked

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// HTML writes the documents of a check and what was found in them. The error is that of the writer.
func HTML(w io.Writer, documents []document.Document, result scrutiny.Result) error {
	p := &page{found: index(result)}
	title := cmp.Or(result.Title, "Report")
	p.raw(`<!DOCTYPE html>` + "\n" + `<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>`)
	p.text(title + ": the figures checked")
	p.raw("</title>\n<style>" + style + "</style></head>\n<body>\n<header>\n<h1>")
	p.text(title)
	p.raw("</h1>\n")
	p.summary(result)
	p.raw("</header>\n")
	for _, d := range documents {
		p.document(d, len(documents) > 1)
	}
	p.sums(result)
	p.raw("</body></html>\n")
	_, err := io.WriteString(w, p.b.String())
	return err
}

// style is that of the page. Sums of figures that agree are hidden until somebody follows a figure to its sum, but not on paper.
const style = `
body{font-family:system-ui,sans-serif;line-height:1.5;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #999;padding:.25rem .5rem;text-align:right;vertical-align:top}
th:first-child,td:first-child{text-align:left}.scroll{overflow-x:auto}
a.figure{color:inherit;text-decoration:underline;text-underline-offset:.2em;border-radius:.2em;padding:0 .1em}
a.differs{background:#fbd5d5;font-weight:bold}a.within_rounding{background:#fdf0c8}a.accepted{background:#e2e2f5}
a.figure:focus,a.back:focus,li.sum:target{outline:3px solid #1d4ed8}
.word{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
li.sum.quiet{display:none}li.sum.quiet:target{display:list-item}
.note,footer,.furniture{font-size:.875rem}.hidden{color:#555;font-style:italic}
@media print{li.sum.quiet{display:list-item}a.figure,a.back{text-decoration:none}body{max-width:none;margin:0}tr,li{break-inside:avoid}}
`

// page is the page as it is written.
type page struct {
	b     strings.Builder
	found places
	level int // of the last heading
}

// raw writes markup of our own.
func (p *page) raw(markup string) { p.b.WriteString(markup) }

// text writes a text of somebody else's. Every text on the page goes through here.
func (p *page) text(text string) {
	for _, c := range text {
		switch {
		case c == '&':
			p.b.WriteString("&amp;")
		case c == '<':
			p.b.WriteString("&lt;")
		case c == '>':
			p.b.WriteString("&gt;")
		case c == '"':
			p.b.WriteString("&quot;")
		case c == '\'':
			p.b.WriteString("&#39;")
		case c == '\n' || c == '\t':
			p.b.WriteByte(' ')
		case c < ' ' || c >= 0x7F && c < 0xA0 || turns(c):
		default:
			p.b.WriteRune(c)
		}
	}
}

// turns says whether a character turns the direction of the text behind it, or is none.
func turns(c rune) bool {
	return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F || c == 0xFEFF || c == 0xFFFD
}

// summary says what was found, worst first.
func (p *page) summary(r scrutiny.Result) {
	p.raw("<p>")
	p.text(r.Summary.String())
	p.raw("</p>\n")
	p.list("What differs", r.Differing())
	if len(r.Accepted) > 0 {
		p.raw("<h2>Accepted</h2>\n<ul>\n")
		for _, a := range r.Accepted {
			p.raw("<li>")
			p.link(p.found.number[a.Finding.ID], a.Finding.Label+": "+a.Finding.Printed)
			p.text(fmt.Sprintf(". %s (%s, %s)", a.Reason, a.Who, a.Date))
			p.raw("</li>\n")
		}
		p.raw("</ul>\n")
	}
	if len(r.Questions) > 0 {
		p.raw("<h2>Questions</h2>\n<ul>\n")
		for _, q := range r.Questions {
			p.raw("<li>")
			p.text(strings.TrimSpace(q.Question + " " + q.Settle))
			p.raw("</li>\n")
		}
		p.raw("</ul>\n")
	}
	for _, note := range r.Notes {
		p.raw(`<p class="note">`)
		p.text(note)
		p.raw("</p>\n")
	}
}

func (p *page) list(heading string, findings []scrutiny.Finding) {
	if len(findings) == 0 {
		return
	}
	p.raw("<h2>")
	p.text(heading)
	p.raw("</h2>\n<ul>\n")
	for _, f := range findings {
		p.raw("<li>")
		p.link(p.found.number[f.ID], cmp.Or(f.Working, f.Label+": "+f.Printed))
		if f.Explanation != "" {
			p.text(" " + f.Explanation)
		}
		p.raw("</li>\n")
	}
	p.raw("</ul>\n")
}

// link leads to a sum.
func (p *page) link(number int, text string) {
	p.raw(fmt.Sprintf(`<a href="#sum-%d">`, number))
	p.text(text)
	p.raw("</a>")
}

// words are the verdicts as the page says them, with their signs.
var words = map[scrutiny.Verdict]struct{ sign, word string }{
	scrutiny.Differs: {"≠", "differs"}, scrutiny.WithinRounding: {"≈", "within rounding"}, scrutiny.Agrees: {"=", "agrees"}, scrutiny.CannotCheck: {"?", "cannot be checked"},
}

// sums are the sums that were done, in the order of the findings.
func (p *page) sums(r scrutiny.Result) {
	p.raw("<footer>\n<h2>The sums</h2>\n<ol>\n")
	for _, e := range p.found.entries {
		f := e.finding
		quiet := ""
		if !e.accepted && (f.Verdict == scrutiny.Agrees || f.Verdict == scrutiny.CannotCheck) {
			quiet = " quiet"
		}
		p.raw(fmt.Sprintf(`<li class="sum%s" id="sum-%d" value="%d">`, quiet, e.number, e.number))
		p.raw("<strong>")
		p.text(f.Printed + " " + words[f.Verdict].word)
		p.raw("</strong>")
		if e.accepted {
			p.text(", accepted")
		}
		p.text(". " + cmp.Or(f.Working, f.Reason))
		for _, more := range append([]string{f.Explanation, f.Material, f.Why}, f.Notes...) {
			if more != "" {
				p.text(" " + more)
			}
		}
		if e.shown {
			p.raw(fmt.Sprintf(` <a class="back" href="#figure-%d">Back to the figure</a>`, e.number))
		} else if where := cmp.Or(f.At.Place.String(), f.Where); where != "" {
			p.text(" (" + where + ")")
		}
		p.raw("</li>\n")
	}
	p.raw("</ol>\n<p>Sums of figures that agree are shown when a figure is followed to them, and on paper.</p>\n</footer>\n")
}
