package markup_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

func tokens(text string) (string, string) {
	var b strings.Builder
	s := markup.New([]byte(text), 8)
	for s.Next() {
		switch s.Kind {
		case markup.Start:
			b.WriteString("<" + string(s.Name) + ">")
		case markup.End:
			b.WriteString("</" + string(s.Name) + ">")
		case markup.Text:
			b.Write(s.AppendText(nil))
		}
	}
	return b.String(), s.Broken()
}

func TestScanner_Tokens(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"prefixes are cut":            {`<w:p a:b="1"><w:t>x</w:t></w:p>`, "<p><t>x</t></p>"},
		"a tag that closes itself":    {`<a><b/><c d="/"/></a>`, "<a><b></b><c></c></a>"},
		"entities":                    {`<a>&lt;5 &amp; &#163;1 &#xA3;2 &quot;&apos;</a>`, `<a><5 & £1 £2 "'</a>`},
		"an entity of the document":   {`<!DOCTYPE a [<!ENTITY b "<x>">]><a>&b;</a>`, "<a>&b;</a>"},
		"CDATA is text":               {`<a><![CDATA[<b>&amp;]]></a>`, "<a><b>&amp;</a>"},
		"comments and instructions":   {`<?xml version="1.0"?><!-- <c> --><a/>`, "<a></a>"},
		"a bracket in an attribute":   {`<a b="x>y">z</a>`, "<a>z</a>"},
		"an ampersand that is no one": {`<a>R&D</a>`, "<a>R&D</a>"},
	} {
		t.Run(name, func(t *testing.T) {
			got, broken := tokens(test.text)
			assert.Equal(t, test.want, got)
			assert.Empty(t, broken)
		})
	}
}

func TestScanner_SaysWhatIsBroken(t *testing.T) {
	for name, text := range map[string]string{
		"cut in a tag":        "<a><b",
		"cut in an element":   "<a><b>",
		"cut in an attribute": `<a b="`,
		"cut in a comment":    "<a><!--",
		"closed too often":    "<a></a></a>",
		"nested too deep":     strings.Repeat("<a>", 9),
		"cut in CDATA":        "<a><![CDATA[",
		"a lone bracket":      "<",
	} {
		t.Run(name, func(t *testing.T) {
			_, broken := tokens(text)
			assert.NotEmpty(t, broken)
		})
	}
}

func TestScanner_Attributes(t *testing.T) {
	s := markup.New([]byte(`<c r='B2' w:val="a &amp; b" on="0"  n="12"/>`), 8)
	assert.True(t, s.Next())
	assert.Equal(t, "B2", s.Attr("r"))
	assert.Equal(t, "a & b", s.Attr("val"))
	assert.Empty(t, s.Attr("al"))
	assert.False(t, s.On("on"))
	assert.True(t, s.On("missing"))
	assert.Equal(t, 12, s.Int("n", 1))
	assert.Equal(t, 1, s.Int("r", 1))
}

func FuzzScanner(f *testing.F) {
	for _, seed := range []string{`<a b="c">d</a>`, "<![CDATA[", "<!DOCTYPE a [", "&#x;", "</", "<a/>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		s := markup.New(data, 64)
		for s.Next() {
			s.Attr("b")
			s.AppendText(nil)
		}
	})
}
