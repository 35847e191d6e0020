package content

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/font"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// textOperator carries out the operators of section 9; any other is none of ours.
func (i *interpreter) textOperator(operator string, operands []object.Object) {
	s := &i.state
	switch operator {
	case "BT":
		s.text, s.line = identity(), identity()
	case "Tc":
		s.character = numbers(operands, 1)[0]
	case "Tw":
		s.word = numbers(operands, 1)[0]
	case "Tz":
		s.scale = numbers(operands, 1)[0] / 100
	case "TL":
		s.leading = numbers(operands, 1)[0]
	case "Ts":
		s.rise = numbers(operands, 1)[0]
	case "Tr":
		s.mode = int(numbers(operands, 1)[0])
	case "Tf":
		i.setFont(operands)
	case "Td":
		v := numbers(operands, 2)
		i.nextLine(v[0], v[1])
	case "TD":
		v := numbers(operands, 2)
		s.leading = -v[1]
		i.nextLine(v[0], v[1])
	case "Tm":
		if m := matrix(numbers(operands, 6)); m.sane() {
			s.text, s.line = m, m
		}
	case "T*":
		i.nextLine(0, -s.leading)
	case "Tj":
		i.showOperand(last(operands))
	case "'":
		i.nextLine(0, -s.leading)
		i.showOperand(last(operands))
	case "\"":
		v := numbers(operands, 3)
		s.word, s.character = v[0], v[1]
		i.nextLine(0, -s.leading)
		i.showOperand(last(operands))
	case "TJ":
		array, _ := last(operands).(object.Array)
		for _, o := range array {
			switch v := o.(type) {
			case object.String:
				i.show(v)
			case int64:
				i.adjust(float64(v))
			case float64:
				i.adjust(v)
			}
		}
	}
}

func (i *interpreter) setFont(operands []object.Object) {
	if len(operands) < 2 {
		return
	}
	i.state.size = numbers(operands, 1)[0]
	name, ok := operands[len(operands)-2].(object.Name)
	if !ok {
		return
	}
	loaded, ok := i.named[name]
	if !ok {
		loaded = i.loadFont(i.file.Dict(i.resources["Font"])[name])
		if len(i.named) < mostFonts {
			i.named[name] = loaded
		}
	}
	i.state.font = loaded
}

func (i *interpreter) nextLine(x, y float64) {
	if m := (matrix{1, 0, 0, 1, x, y}).times(i.state.line); m.sane() {
		i.state.line, i.state.text = m, m
	}
}

// adjust moves by a number within TJ: thousandths of the size, backwards.
func (i *interpreter) adjust(by float64) {
	s := &i.state
	if s.font != nil && s.font.Vertical {
		i.advance(0, -by/1000*s.size)
		return
	}
	i.advance(-by/1000*s.size*s.scale, 0)
}

func (i *interpreter) advance(x, y float64) {
	if m := (matrix{1, 0, 0, 1, x, y}).times(i.state.text); m.sane() {
		i.state.text = m
	}
}

func (i *interpreter) showOperand(o object.Object) {
	if s, ok := o.(object.String); ok {
		i.show(s)
	}
}

// show draws a string: one glyph for each of its characters.
func (i *interpreter) show(text object.String) {
	s := &i.state
	if s.font == nil || !i.file.Meter.Spend(len(text)) {
		return
	}
	hidden := i.outOfSight()
	s.font.Characters(text, func(c font.Character) {
		if !hidden {
			i.glyph(c)
		}
		spacing := s.character
		if c.Space {
			spacing += s.word
		}
		if s.font.Vertical {
			i.advance(0, -(c.Width*s.size + spacing))
			return
		}
		i.advance((c.Width*s.size+spacing)*s.scale, 0)
	})
}

func (i *interpreter) glyph(c font.Character) {
	s := &i.state
	m := s.text.times(s.ctm)
	x, y := m.apply(0, s.rise)
	along, across := math.Hypot(m[0], m[1]), math.Hypot(m[2], m[3])
	g := Glyph{
		Text: c.Text, X: x, Y: y, Width: math.Abs(c.Width*s.size*s.scale) * along, Spacing: s.character * s.scale * along,
		Size: math.Abs(s.size) * across * s.font.Scale, Direction: m.direction(),
		Bold: s.font.Bold || s.mode == 2, Italic: s.font.Italic, Hidden: s.mode == 3 || s.mode == 7,
	}
	if s.size*s.scale < 0 && g.Direction < Slanted {
		g.Direction = (g.Direction + 2) % 4
	}
	if s.font.Vertical {
		g.Direction = (g.Direction + 1) % 4
		g.Width = math.Abs(c.Width*s.size) * across
	}
	// A character that is a hair high, or lies outside of the page, is seen by nobody.
	const hair = 0.5
	if !(g.Size > hair) || g.Size > 5000 || x < -g.Width-1 || y < -1 || x > i.page.Width+1 || y > i.page.Height+g.Size+1 {
		return
	}
	if len(i.page.Glyphs) >= mostGlyphs {
		i.page.Cut = true
		return
	}
	i.place(&g)
	if g.Text == font.Unknown {
		i.page.Unknown++
	}
	i.page.Glyphs = append(i.page.Glyphs, g)
}
