package content

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// Page is what stands on one page.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rule
	Boxes         []Box
	// Pictures is how much of the page pictures cover, from 0 to 1; those that overlap count twice.
	Pictures float64
	// Unknown is how many characters the file does not tell.
	Unknown int
	// Cut is true where the page has more on it than is taken in.
	Cut bool
}

// Glyph is one character as it is drawn.
type Glyph struct {
	Text string
	// X and Y are its origin: where it begins, on the baseline.
	X, Y float64
	// Width is how far it goes on in its direction, without any spacing.
	Width float64
	// Spacing is the space that the writer set after every character.
	Spacing      float64
	Size         float64
	Direction    Direction
	Bold, Italic bool
	// Hidden is true for text that is not drawn: what a machine read on a scanned page.
	Hidden bool
	// Artifact is true for what the writer marked as no part of the document: page numbers, running heads.
	Artifact bool
	// Mark is to which marked content of the structure the character belongs.
	Mark Mark
}

// Mark is a piece of marked content: its number, and the form in which it counts, 0 for the page itself.
type Mark struct {
	ID   int
	Form int
}

// Unmarked is the mark of what belongs to no element of the structure.
const Unmarked = -1

// Direction is where text runs to on the page as it is shown.
type Direction int8

const (
	Right Direction = iota
	Down
	Left
	Up
	Slanted
)

// Rule is a line that is horizontal or vertical, from (X0, Y0) to (X1, Y1), and how thick it is.
type Rule struct{ X0, Y0, X1, Y1, Thickness float64 }

// Horizontal says which of the two a rule is.
func (r Rule) Horizontal() bool { return r.X1-r.X0 >= r.Y1-r.Y0 }

// Box is a filled rectangle.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Caps of one page. The fullest honest pages, maps and timetables, have a third of it.
const (
	mostGlyphs = 100_000
	mostRules  = 20_000
	mostBoxes  = 20_000
)

// boxOf is the crop box of a page, or its media box; A4 where neither makes sense.
func boxOf(f *object.File, page object.Dict) Box {
	for _, key := range []object.Name{"CropBox", "MediaBox"} {
		b, ok := f.Numbers(page[key])
		if !ok || len(b) != 4 {
			continue
		}
		box := Box{math.Min(b[0], b[2]), math.Min(b[1], b[3]), math.Max(b[0], b[2]), math.Max(b[1], b[3])}
		if key == "CropBox" {
			if m, ok := f.Numbers(page["MediaBox"]); ok && len(m) == 4 {
				// A crop box counts as far as it lies within the media box.
				box.X0, box.Y0 = math.Max(box.X0, math.Min(m[0], m[2])), math.Max(box.Y0, math.Min(m[1], m[3]))
				box.X1, box.Y1 = math.Min(box.X1, math.Max(m[0], m[2])), math.Min(box.Y1, math.Max(m[1], m[3]))
			}
		}
		if box.X1-box.X0 > 1 && box.Y1-box.Y0 > 1 && box.X1-box.X0 < 1e5 && box.Y1-box.Y0 < 1e5 {
			return box
		}
	}
	return Box{0, 0, 595, 842}
}

// base is the matrix from the page's own space to that of the page as it is shown.
func base(box Box, rotate int) (m matrix, width, height float64) {
	width, height = box.X1-box.X0, box.Y1-box.Y0
	switch ((rotate%360 + 360) % 360) / 90 {
	case 1:
		return matrix{0, 1, 1, 0, -box.Y0, -box.X0}, height, width
	case 2:
		return matrix{-1, 0, 0, 1, box.X1, -box.Y0}, width, height
	case 3:
		return matrix{0, -1, -1, 0, box.Y1, box.X1}, height, width
	}
	return matrix{1, 0, 0, -1, -box.X0, box.Y1}, width, height
}
