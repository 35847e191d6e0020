package content

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/font"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// Reader reads the pages of one file, and keeps its fonts between them.
type Reader struct {
	file  *object.File
	fonts map[object.Ref]*font.Font
	off   map[object.Ref]bool // optional content that is not shown
}

// NewReader reads the pages of a file.
func NewReader(f *object.File) *Reader {
	return &Reader{file: f, fonts: map[object.Ref]*font.Font{}, off: hiddenGroups(f)}
}

// mostContent is how many bytes of content a page may have.
const mostContent = 32 << 20

// mostFonts is how many fonts are kept; then they are read anew.
const mostFonts = 500

// Page runs the content of a page, whose dictionary has in it what it inherits from the tree.
func (r *Reader) Page(dict object.Dict) *Page {
	box := boxOf(r.file, dict)
	m, width, height := base(box, r.file.Int(dict["Rotate"], 0))
	page := &Page{Width: width, Height: height}
	i := &interpreter{Reader: r, page: page, forms: map[object.Ref][]byte{}}
	i.state = state{ctm: m, scale: 1, lineWidth: 1}
	var data []byte
	switch contents := r.file.Resolve(dict["Contents"]).(type) {
	case *object.Stream:
		data, _ = r.file.Decode(contents)
	case object.Array:
		for _, o := range contents {
			part, _ := r.file.Decode(r.file.Stream(o))
			// An operator never crosses from one stream to the next.
			data = append(append(data, part...), '\n')
			if len(data) > mostContent || !r.file.Meter.Spend(10+len(part)/100) {
				break
			}
		}
	}
	i.run(data, r.file.Dict(dict["Resources"]), 0)
	page.Pictures = i.pictures / (width * height)
	return page
}

// interpreter runs one page.
type interpreter struct {
	*Reader
	page      *Page
	state     state
	stack     []state
	marks     []marked
	resources object.Dict
	form      int // the form whose marked content counts by itself, 0 for the page
	path      path
	pictures  float64
	forms     map[object.Ref][]byte
	formBytes int
	named     map[object.Name]*font.Font
}

// state is what q saves and Q restores.
type state struct {
	ctm       matrix
	lineWidth float64
	white     bool // the colour that fills is that of the paper
	whiteLine bool

	font      *font.Font
	size      float64
	character float64 // Tc
	word      float64 // Tw
	scale     float64 // Tz, 1 for 100 %
	leading   float64
	rise      float64
	mode      int

	text, line matrix
}

const (
	deepestForm  = 16
	deepestState = 256
	deepestMark  = 256
	mostOperands = 64
)

// run carries out the operators of one stream.
func (i *interpreter) run(data []byte, resources object.Dict, depth int) {
	outer, outerNamed, outerMarks, outerStack := i.resources, i.named, len(i.marks), len(i.stack)
	i.resources, i.named = resources, map[object.Name]*font.Font{}
	defer func() {
		i.resources, i.named = outer, outerNamed
		i.marks = i.marks[:min(outerMarks, len(i.marks))]
		if len(i.stack) > outerStack {
			i.state, i.stack = i.stack[outerStack], i.stack[:outerStack]
		}
	}()
	p := object.NewParser(data, i.file.Meter)
	var operands []object.Object
	for {
		o, ok := p.Next()
		if !ok || i.page.Cut {
			return
		}
		operator, word := o.(object.Keyword)
		if !word {
			if len(operands) == mostOperands {
				operands = operands[1:]
			}
			operands = append(operands, o)
			continue
		}
		if operator == "BI" {
			i.inlineImage(p)
		} else {
			i.operate(string(operator), operands, depth, outerStack)
		}
		operands = operands[:0]
	}
}

// numbers are the last n operands; those that are missing or no numbers are zero.
func numbers(operands []object.Object, n int) []float64 {
	values := make([]float64, n)
	start := len(operands) - n
	for k := range n {
		if start+k < 0 {
			continue
		}
		switch v := operands[start+k].(type) {
		case int64:
			values[k] = float64(v)
		case float64:
			values[k] = v
		}
	}
	return values
}

func last(operands []object.Object) object.Object {
	if len(operands) == 0 {
		return nil
	}
	return operands[len(operands)-1]
}

func (i *interpreter) operate(operator string, operands []object.Object, depth, floor int) {
	switch operator {
	case "q":
		if len(i.stack) < deepestState {
			i.stack = append(i.stack, i.state)
		}
	case "Q":
		if len(i.stack) > floor {
			i.state, i.stack = i.stack[len(i.stack)-1], i.stack[:len(i.stack)-1]
		}
	case "cm":
		if m := matrix(numbers(operands, 6)).times(i.state.ctm); m.sane() {
			i.state.ctm = m
		}
	case "w":
		i.state.lineWidth = math.Abs(numbers(operands, 1)[0])
	case "gs":
		i.graphicsState(i.resource("ExtGState", operands))
	case "Do":
		i.draw(i.resource("XObject", operands), depth)
	case "BMC", "BDC", "EMC", "MP", "DP":
		i.mark(operator, operands)
	case "g", "rg", "k", "sc", "scn", "cs":
		i.state.white = white(operator, operands)
	case "G", "RG", "K", "SC", "SCN", "CS":
		i.state.whiteLine = white(operator, operands)
	case "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n":
		i.trace(operator, operands)
	default:
		i.textOperator(operator, operands)
	}
}

// resource is the entry of a kind that the last operand names.
func (i *interpreter) resource(kind object.Name, operands []object.Object) object.Object {
	name, ok := last(operands).(object.Name)
	if !ok {
		return nil
	}
	return i.file.Dict(i.resources[kind])[name]
}

func (i *interpreter) graphicsState(o object.Object) {
	dict := i.file.Dict(o)
	if font := i.file.Array(dict["Font"]); len(font) == 2 {
		i.state.font = i.loadFont(font[0])
		i.state.size, _ = i.file.Number(font[1])
	}
	if w, ok := i.file.Number(dict["LW"]); ok {
		i.state.lineWidth = math.Abs(w)
	}
}

// draw runs a form, or notes a picture.
func (i *interpreter) draw(o object.Object, depth int) {
	s := i.file.Stream(o)
	if s == nil || i.hidden(s.Dict["OC"]) || i.outOfSight() {
		return
	}
	switch i.file.Name(s.Dict["Subtype"]) {
	case "Image":
		i.picture()
	case "Form":
		if depth < deepestForm && i.file.Meter.Spend(400) {
			i.runForm(s, depth)
		}
	}
}

func (i *interpreter) runForm(s *object.Stream, depth int) {
	data, ok := i.forms[s.Ref]
	if !ok {
		data, _ = i.file.Decode(s)
		if i.formBytes += len(data); i.formBytes < 16<<20 && s.Ref.Number > 0 {
			i.forms[s.Ref] = data
		}
	}
	saved, form := i.state, i.form
	if m := readMatrix(i.file, s.Dict["Matrix"]).times(i.state.ctm); m.sane() {
		i.state.ctm = m
	}
	resources := i.file.Dict(s.Dict["Resources"])
	if resources == nil {
		resources = i.resources
	}
	if s.Dict["StructParents"] != nil {
		i.form = s.Ref.Number
	}
	i.run(data, resources, depth+1)
	i.state, i.form = saved, form
}

// picture notes how much of the page the unit square covers.
func (i *interpreter) picture() {
	x0, y0 := i.state.ctm.apply(0, 0)
	x1, y1 := i.state.ctm.apply(1, 1)
	width := math.Min(math.Max(x0, x1), i.page.Width) - math.Max(0, math.Min(x0, x1))
	height := math.Min(math.Max(y0, y1), i.page.Height) - math.Max(0, math.Min(y0, y1))
	if width > 0 && height > 0 {
		i.pictures += width * height
	}
}

func (i *interpreter) loadFont(o object.Object) *font.Font {
	ref, referred := o.(object.Ref)
	if !referred {
		return font.Load(i.file, o)
	}
	if loaded, ok := i.fonts[ref]; ok {
		return loaded
	}
	if len(i.fonts) > mostFonts {
		clear(i.fonts)
	}
	loaded := font.Load(i.file, o)
	i.fonts[ref] = loaded
	return loaded
}

// white says whether a colour is that of the paper.
func white(operator string, operands []object.Object) bool {
	switch operator {
	case "g", "G":
		return numbers(operands, 1)[0] > 0.99
	case "rg", "RG":
		c := numbers(operands, 3)
		return c[0] > 0.99 && c[1] > 0.99 && c[2] > 0.99
	case "k", "K":
		c := numbers(operands, 4)
		return c[0]+c[1]+c[2]+c[3] < 0.02
	case "sc", "scn", "SC", "SCN":
		switch len(operands) {
		case 1:
			return numbers(operands, 1)[0] > 0.99
		case 3:
			return white("rg", operands)
		case 4:
			return white("k", operands)
		}
	}
	return false
}
