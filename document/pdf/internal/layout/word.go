package layout

import (
	"math"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/content"
)

// Word is characters without a space between them.
type Word struct {
	Text   string
	X0, X1 float64
	Y      float64 // the baseline
	Size   float64
	Bold   bool
	// Spaced is true where the writer set a space before the word, however narrow it came out.
	Spaced bool
	// Raised is true for the mark of a note, an exponent, or the letters of "1st".
	Raised   bool
	Artifact bool
	Mark     content.Mark
}

// Top and Bottom are those of usual letters; fonts that state their own are often wrong.
func (w Word) Top() float64    { return w.Y - 0.75*w.Size }
func (w Word) Bottom() float64 { return w.Y + 0.22*w.Size }

// Middle is the point by which a word is assigned to a cell.
func (w Word) Middle() (x, y float64) { return (w.X0 + w.X1) / 2, w.Y - 0.3*w.Size }

// The gaps that part words, in parts of the size: the spaces of fonts are 0.2 to 0.35 wide, tight justified ones 0.17, and kerning
// moves letters by less than 0.1.
const (
	wordGap   = 0.15
	overlap   = 0.45
	baseShift = 0.12
)

// words joins the characters that follow each other in the content.
func words(glyphs []content.Glyph) []Word {
	var all []Word
	var text strings.Builder
	var word Word
	open, spaced := false, false
	end := func() {
		// A single character that the file does not tell is a sign or a part of a drawing; the document's faults count it.
		if open && text.Len() > 0 && text.String() != "\uFFFD" {
			word.Text = text.String()
			all = append(all, word)
		}
		open = false
		text.Reset()
	}
	var last content.Glyph
	for _, g := range glyphs {
		if strings.TrimSpace(g.Text) == "" && g.Text != "" {
			end()
			spaced = true
			last = g
			continue
		}
		if open {
			gap := g.X - word.X1 - math.Max(0, math.Min(last.Spacing, g.Size))
			apart := gap > wordGap*g.Size || gap < -overlap*g.Size
			// A writer that sets a space of its own before each word may also set letters wide.
			if apart || math.Abs(g.Y-word.Y) > baseShift*g.Size || !alike(g.Size, word.Size) || g.Mark != word.Mark || g.Artifact != word.Artifact {
				if gap > 2*g.Size || gap < -overlap*g.Size || math.Abs(g.Y-word.Y) > 0.8*g.Size {
					spaced = false
				}
				end()
			}
		}
		if !open {
			word = Word{X0: g.X, X1: g.X, Y: g.Y, Size: g.Size, Bold: g.Bold, Spaced: spaced, Artifact: g.Artifact, Mark: g.Mark}
			open, spaced = true, false
		}
		text.WriteString(g.Text)
		word.X1 = math.Max(word.X1, g.X+g.Width)
		last = g
	}
	end()
	return all
}

func alike(a, b float64) bool { return a < 1.12*b && b < 1.12*a }

// distinct leaves out characters that are drawn again in nearly the same place, to look bold or to cast a shadow.
func distinct(glyphs []content.Glyph) []content.Glyph {
	type place struct {
		text string
		x, y int
	}
	seen := make(map[place]content.Glyph, len(glyphs))
	kept := glyphs[:0:0]
	for _, g := range glyphs {
		if strings.TrimSpace(g.Text) == "" {
			kept = append(kept, g)
			continue
		}
		cell := math.Max(1, g.Size)
		x, y := int(g.X/cell), int(g.Y/cell)
		double := false
		for dx := -1; dx <= 1 && !double; dx++ {
			for dy := -1; dy <= 1 && !double; dy++ {
				other, ok := seen[place{g.Text, x + dx, y + dy}]
				double = ok && math.Abs(other.X-g.X) < 0.1*g.Size && math.Abs(other.Y-g.Y) < 0.1*g.Size && alike(other.Size, g.Size)
			}
		}
		if !double {
			seen[place{g.Text, x, y}] = g
			kept = append(kept, g)
		}
	}
	return kept
}

// turned is the glyphs of one direction, in a frame in which they run to the right.
func turned(page *content.Page, d content.Direction) (glyphs []content.Glyph, width, height float64) {
	for _, g := range page.Glyphs {
		if g.Direction != d {
			continue
		}
		g.X, g.Y = turn(g.X, g.Y, page.Width, page.Height, d)
		g.Direction = content.Right
		glyphs = append(glyphs, g)
	}
	if d == content.Down || d == content.Up {
		return glyphs, page.Height, page.Width
	}
	return glyphs, page.Width, page.Height
}

func turn(x, y, width, height float64, d content.Direction) (float64, float64) {
	switch d {
	case content.Down:
		return y, width - x
	case content.Up:
		return height - y, x
	case content.Left:
		return width - x, height - y
	}
	return x, y
}
