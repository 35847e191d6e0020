package html_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/html"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

func read(t testing.TB, text string) document.Document {
	t.Helper()
	d, err := document.Read(context.Background(), "page.html", []byte(text), document.Limits{}, html.Format())
	require.NoError(t, err)
	require.Equal(t, "html", d.Format)
	return d
}

func outline(d document.Document) []string {
	var lines []string
	for _, b := range d.Blocks {
		if b.Kind == document.Table {
			rows, _ := b.Table.Size()
			var cells []string
			for r := range rows {
				cells = append(cells, strings.Join(b.Table.Row(r), " | "))
			}
			lines = append(lines, "table: "+strings.Join(cells, " / "))
			continue
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s", b.Kind, b.Label))+": "+b.Text)
	}
	return lines
}

func TestRead_Pages(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"what is seen and what is not": {
			`<!doctype html><html><head><title>Window</title><style>p{}</style><script>var a = "£9m <b>";</script></head><body><nav>Home 3</nav>
			<h1>Budget &ndash; month&nbsp;4</h1><p>Spend was &pound;5m,<br>or so.</p><p hidden>£6m</p><div style="display: none">£7m</div><p>It <del>fell</del>rose<sup>2</sup>.</p>
			<footer>Page 3 of 9</footer></body></html>`,
			[]string{"heading: Budget – month\u00a04", "paragraph: Spend was £5m, or so.", "paragraph: It rose².", "furniture: Page 3 of 9"},
		},
		"lists": {
			`<ul><li>One<li><p>Two</p><p>More</p><ol type="a" start="2"><li>b</li><li>c</li></ol></ul><ol><li value="4">four</li><li>five</li></ol>`,
			[]string{"list: One", "list: Two", "paragraph: More", "list b: b", "list c: c", "list 4: four", "list 5: five"},
		},
		"text between blocks": {`<div>One<p>Two</div>Three`, []string{"paragraph: One", "paragraph: Two", "paragraph: Three"}},
		"a paragraph that is bold": {
			`<p><strong>Key messages</strong></p><p><b>Note:</b> plain</p>`, []string{"heading: Key messages", "paragraph: Note: plain"},
		},
		"a table with spans and a caption": {
			`<table><caption>Spend, £k</caption><thead><tr><th rowspan=2>Team<th colspan="2">2024</tr><tr><th>Budget<th>Actual</thead>
			<tr><th scope=row>North<td>1,234<sup>1</sup><td><b>5</b></tr><tr hidden><td>x<td>y<td>z</tr></table>`,
			[]string{"paragraph: Spend, £k", "table: Team | 2024 |  /  | Budget | Actual / North | 1,234¹ | 5"},
		},
		"a table that lays out the page": {
			`<table role="presentation"><tr><td><h2>Left</h2><td><table><tr><td>a<td>1</table></table>`, []string{"heading: Left", "table: a | 1"},
		},
		"a table of one cell": {`<table><tr><td><p>Words.</p><p>More.</p></table>`, []string{"paragraph: Words.", "paragraph: More."}},
		"a table around a table": {
			`<table><tr><td>Menu<td><table><tr><td>a<td>1</tr></table></table>`, []string{"paragraph: Menu", "table: a | 1"},
		},
		"cells with paragraphs": {`<table><tr><td><p>a</p><p>b</p><td>1<br>2</table>`, []string{"table: a b | 1 2"}},
		"a table never closed":  {`<table><tr><td>a<td>1<tr><td>b<td>2`, []string{"table: a | 1 / b | 2"}},
		"cells outside a table": {`<p>x</p><td>y</td>`, []string{"paragraph: x", "paragraph: y"}},
		"a span to the end":     {`<table><tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3</table>`, []string{"table: a | 1 /  | 2 /  | 3"}},
		"an entity of no kind":  {`<p>R&D &unknown; &#163;5</p>`, []string{"paragraph: R&D &unknown; £5"}},
		"a comment before it":   {`<!-- saved --><html><body>x`, []string{"paragraph: x"}},
		"an XML page":           {`<?xml version="1.0"?><!DOCTYPE html><html><body><p/>x<br/>y</body></html>`, []string{"paragraph: x y"}},
		"hidden in hidden":      {`<div hidden><div>a</div>b</div><p>c</p>`, []string{"paragraph: c"}},
		"a table in typewriter letters": {
			"<h1>Cases</h1><pre>\nTeam      Cases   FTE\nNorth       312  14.5\nAll         312  14.5\n\nAs shown.\n</pre><p>x", []string{"heading: Cases", "table: Team | Cases | FTE / North | 312 | 14.5 / All | 312 | 14.5", "paragraph: As shown.", "paragraph: x"},
		},
		"a list in a cell":        {`<table><tr><td><ul><li>a<li>b</ul><td>2</table>`, []string{"table: a b | 2"}},
		"a stray word in a table": {`<table>stray<tr><td>a<td>1</table>`, []string{"paragraph: stray", "table: a | 1"}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, outline(read(t, test.text))) })
	}
}

func TestRead_MarksCells(t *testing.T) {
	g := read(t, `<table><tr><th colspan=2>a</tr><tr><td>&nbsp;&nbsp;b<td><strong>1</strong></tr><tr><td style="padding-left: 2em">c<td>2</table>`).Tables()[0]
	assert.Equal(t, table.Mark{Heading: true, Rows: 1, Columns: 2}, g.Mark(0, 0))
	assert.Equal(t, 1, g.Mark(1, 0).Indent)
	assert.True(t, g.Mark(1, 1).Bold)
	assert.Equal(t, 2, g.Mark(2, 0).Indent)
}

func TestRead_NamesThePage(t *testing.T) {
	assert.Equal(t, "Window", read(t, "<title>Window</title><p>x").Title)
	assert.Equal(t, "Page", read(t, "<title>Window</title><h1>Page</h1>").Title)
}

func TestClaims_OnlyPages(t *testing.T) {
	for text, want := range map[string]bool{
		"<!DOCTYPE html><p>": true, "\uFEFF \n<HTML>": true, "<table>": true, "\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00": true,
		"<5 cases": false, "a < b": false, "<!-- note": false, "<?xml version='1.0'?><svg>": false, "": false, "words <p>": false,
	} {
		assert.Equal(t, want, html.Format().Claims([]byte(text)), text)
	}
}

func TestRead_RefusesHostilePages(t *testing.T) {
	for name, test := range map[string]struct{ text, code string }{
		"nothing on it":           {"<html><script>x</script></html>", "empty"},
		"spans without end":       {"<table>" + strings.Repeat("<tr>"+strings.Repeat("<td colspan=1000 rowspan=65534>x", 20), 5000), "too_large"},
		"too many cells":          {"<table>" + strings.Repeat("<td>", 4_000_100), "too_large"},
		"too many paragraphs":     {strings.Repeat("<p>x", 200_100), "too_large"},
		"a tag without end":       {"<html><p " + strings.Repeat("a", 5<<20), "too_long"},
		"a paragraph like no one": {"<p>" + strings.Repeat("word ", 300_000), "too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := document.Read(context.Background(), "page.html", []byte(test.text), document.Limits{}, html.Format())
			assert.Less(t, time.Since(start), 8*time.Second)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
		})
	}
	for name, text := range map[string]string{
		"tables in tables":   strings.Repeat("<table><tr><td>", 20_000) + "x",
		"lists in lists":     strings.Repeat("<ul><li>", 50_000) + "x",
		"bold in bold":       strings.Repeat("<b>", 100_000) + "x" + strings.Repeat("</b>", 100_000),
		"hidden without end": "<p>x</p>" + strings.Repeat("<div hidden>", 100_000),
		"attributes":         "<p " + strings.Repeat("a=b ", 200_000) + ">x",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			read(t, "<html>"+text)
			assert.Less(t, time.Since(start), 8*time.Second)
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"<table><tr><th rowspan=2>a<td>b", "<ul><li>a<li>b</ul>", "<table><caption>c<table>", "<p>a<sup>1</sup><b>c", "<footer><table>x</footer>"} {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, text string) {
		_, _ = document.Read(context.Background(), "x", []byte("<html>"+text), document.Limits{}, html.Format())
	})
}
