// Package html makes the elements of the page, all of go-app's one general kind. A kind for each element, as app.Div and
// app.Table are, brings some twenty methods apiece and a description of sixty more into the download: 0.4 MB for the thirty
// that the pages use. What an element cannot do without is a parameter of its function; its other attributes are set with
// Attr.
package html

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func Div() app.HTMLElem     { return app.Elem("div") }
func P() app.HTMLElem       { return app.Elem("p") }
func Span() app.HTMLElem    { return app.Elem("span") }
func Strong() app.HTMLElem  { return app.Elem("strong") }
func Code() app.HTMLElem    { return app.Elem("code") }
func H1() app.HTMLElem      { return app.Elem("h1") }
func H2() app.HTMLElem      { return app.Elem("h2") }
func H3() app.HTMLElem      { return app.Elem("h3") }
func Ul() app.HTMLElem      { return app.Elem("ul") }
func Li() app.HTMLElem      { return app.Elem("li") }
func Table() app.HTMLElem   { return app.Elem("table") }
func Caption() app.HTMLElem { return app.Elem("caption") }
func THead() app.HTMLElem   { return app.Elem("thead") }
func TBody() app.HTMLElem   { return app.Elem("tbody") }
func Tr() app.HTMLElem      { return app.Elem("tr") }
func Td() app.HTMLElem      { return app.Elem("td") }
func Nav() app.HTMLElem     { return app.Elem("nav") }
func Main() app.HTMLElem    { return app.Elem("main") }
func Section() app.HTMLElem { return app.Elem("section") }
func Header() app.HTMLElem  { return app.Elem("header") }
func Footer() app.HTMLElem  { return app.Elem("footer") }
func Details() app.HTMLElem { return app.Elem("details") }
func Summary() app.HTMLElem { return app.Elem("summary") }
func Select() app.HTMLElem  { return app.Elem("select") }

// Progress is the bar of something that takes long: without a value it only shows that something is being done.
func Progress() app.HTMLElem { return app.Elem("progress").Attr("max", 1) }

// A is a link.
func A(href string) app.HTMLElem { return app.Elem("a").Attr("href", href) }

// Button is a button that sends no form.
func Button() app.HTMLElem { return app.Elem("button").Attr("type", "button") }

// Input is an input of a kind such as text or file.
func Input(kind string) app.HTMLElemSelfClosing {
	return app.ElemSelfClosing("input").Attr("type", kind)
}

// Label names the input with an id.
func Label(id string) app.HTMLElem { return app.Elem("label").Attr("for", id) }

// Option is one value of a Select.
func Option(value string) app.HTMLElem { return app.Elem("option").Attr("value", value) }

// Th is the heading of a "col" or a "row".
func Th(scope string) app.HTMLElem { return app.Elem("th").Attr("scope", scope) }

// E is an element with its attributes and what stands in it, in one call, for each call of a chain of methods is half a kilobyte to
// download. Attributes are written name=value with a bar between them; what comes out of a file belongs into Attr, which parts
// nothing.
func E(name, attributes string, body ...app.UI) app.HTMLElem {
	element := app.Elem(name)
	for _, attribute := range strings.Split(attributes, "|") {
		if name, value, ok := strings.Cut(attribute, "="); ok {
			element = element.Attr(name, value)
		}
	}
	return element.Body(body...)
}

// T is an element of text.
func T(name, attributes, text string) app.HTMLElem { return E(name, attributes, app.Text(text)) }
