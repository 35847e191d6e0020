package marshal

import "github.com/scrutineer-dev/scrutineer/internal/fixed"

// Object writes a JSON object behind a text, a member a line, as an encoder of encoding/json that indents does.
type Object struct {
	Text   []byte
	indent string
	opened bool
}

// Open opens an object whose members stand two spaces further in than indent.
func Open(text []byte, indent string) Object { return Object{Text: append(text, '{'), indent: indent} }

// Close closes it.
func (o *Object) Close() []byte {
	if o.opened {
		o.Text = append(append(o.Text, '\n'), o.indent...)
	}
	return append(o.Text, '}')
}

// Key begins a member. Keys are plain words.
func (o *Object) Key(key string) {
	if o.opened {
		o.Text = append(o.Text, ',')
	}
	o.opened = true
	if o.indent == "    " { // as in a list at the top of a document, where the very many stand
		o.Text = append(o.Text, "\n      \""...)
	} else {
		o.Text = append(append(append(o.Text, '\n'), o.indent...), `  "`...)
	}
	o.Text = append(append(o.Text, key...), `": `...)
}

// Word writes a member whose value is a plain word.
func (o *Object) Word(key, word string) {
	o.Key(key)
	o.Text = append(append(append(o.Text, '"'), word...), '"')
}

// Null writes a member that is null.
func (o *Object) Null(key string) {
	o.Key(key)
	o.Text = append(o.Text, "null"...)
}

// Fixed writes a member whose value is a decimal, as decimal.Decimal marshals itself: its digits as text.
func (o *Object) Fixed(key string, n fixed.Number) {
	o.Key(key)
	o.Text = append(o.Text, '"')
	text, ok := n.AppendShort(o.Text)
	if !ok {
		text = append(o.Text, n.Decimal().String()...)
	}
	o.Text = append(text, '"')
}

// String writes a member whose value is any text.
func (o *Object) String(key string, text []byte) {
	o.Key(key)
	o.Text = AppendString(o.Text, text)
}

// AppendString writes a text as JSON does, with & < and > as they are.
func AppendString(to, text []byte) []byte {
	for _, c := range text {
		if c < ' ' || c >= 0x7F || c == '"' || c == '\\' {
			quoted, _ := JSON(string(text)) // a text always marshals
			return append(to, quoted...)
		}
	}
	return append(append(append(to, '"'), text...), '"')
}
