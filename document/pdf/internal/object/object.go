package object

// Object is one value of a file: nil, bool, int64, float64, [String], [Name], [Array], [Dict], [*Stream], [Ref], or a
// [Keyword] where a content stream has an operator.
type Object any

type (
	// Name is what is written /Name.
	Name string
	// String is bytes: text in one of several encodings, or codes of a font.
	String string
	// Array is a list of objects.
	Array []Object
	// Dict is objects by name.
	Dict map[Name]Object
	// Keyword is a bare word: an operator of a content stream.
	Keyword string
)

// Ref points to an object by its number.
type Ref struct{ Number, Generation int }

// Stream is a dictionary with bytes, which [File.Decode] unpacks.
type Stream struct {
	Dict Dict
	// Ref is the object that the stream is, zero for one that stands in a content stream.
	Ref Ref
	raw []byte
}

// NewStream is a stream that stands in no file, such as an image within a content stream.
func NewStream(dict Dict, raw []byte) *Stream { return &Stream{Dict: dict, raw: raw} }
