package content

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// path is the path being traced, in the space of the page as it is shown.
type path struct {
	parts  []part
	points int
	x, y   float64 // the current point, in the user's space
}

// part is one run of connected points.
type part struct {
	points [][2]float64
	curved bool
	closed bool
}

// mostPoints is how long a path may be to be looked at: a ruled table drawn as one path has thousands, a map more.
const mostPoints = 40_000

func (p *path) move(m matrix, x, y float64) {
	p.x, p.y = x, y
	px, py := m.apply(x, y)
	p.parts = append(p.parts, part{points: [][2]float64{{px, py}}})
	p.points++
}

func (p *path) to(m matrix, x, y float64) {
	if len(p.parts) == 0 {
		p.move(m, x, y)
		return
	}
	p.x, p.y = x, y
	px, py := m.apply(x, y)
	current := &p.parts[len(p.parts)-1]
	current.points = append(current.points, [2]float64{px, py})
	p.points++
}

func (p *path) curve(m matrix, x, y float64) {
	p.to(m, x, y)
	p.parts[len(p.parts)-1].curved = true
}

func (p *path) close() {
	if len(p.parts) > 0 {
		p.parts[len(p.parts)-1].closed = true
	}
}

// trace builds the path, and takes the rules and boxes out of it when it is painted.
func (i *interpreter) trace(operator string, operands []object.Object) {
	p, m := &i.path, i.state.ctm
	if p.points > mostPoints {
		switch operator {
		case "m", "l", "c", "v", "y", "h", "re":
			return
		}
	}
	switch operator {
	case "m":
		v := numbers(operands, 2)
		p.move(m, v[0], v[1])
	case "l":
		v := numbers(operands, 2)
		p.to(m, v[0], v[1])
	case "c":
		v := numbers(operands, 6)
		p.curve(m, v[4], v[5])
	case "v", "y":
		v := numbers(operands, 4)
		p.curve(m, v[2], v[3])
	case "h":
		p.close()
	case "re":
		v := numbers(operands, 4)
		p.move(m, v[0], v[1])
		p.to(m, v[0]+v[2], v[1])
		p.to(m, v[0]+v[2], v[1]+v[3])
		p.to(m, v[0], v[1]+v[3])
		p.close()
	default:
		i.paint(operator)
		i.path = path{parts: p.parts[:0]}
	}
}

func (i *interpreter) paint(operator string) {
	if i.path.points > mostPoints || i.outOfSight() || !i.file.Meter.Spend(1+i.path.points/4) {
		return
	}
	stroke, fill := false, false
	switch operator {
	case "s", "b", "b*":
		i.path.close()
		stroke, fill = true, operator != "s"
	case "S":
		stroke = true
	case "f", "F", "f*":
		fill = true
	case "B", "B*":
		stroke, fill = true, true
	}
	for _, p := range i.path.parts {
		if stroke && !i.state.whiteLine {
			i.stroke(p)
		}
		if fill && !i.state.white {
			i.fill(p)
		}
	}
}

// stroke takes the straight pieces that lie along an axis.
func (i *interpreter) stroke(p part) {
	if p.curved {
		return
	}
	scale := math.Sqrt(math.Abs(i.state.ctm[0]*i.state.ctm[3] - i.state.ctm[1]*i.state.ctm[2]))
	points := p.points
	if p.closed && len(points) > 2 {
		points = append(points, points[0])
	}
	for k := 1; k < len(points); k++ {
		i.rule(points[k-1], points[k], i.state.lineWidth*scale)
	}
}

// slack is how far, in points, what should be straight, or meet, may be off.
const slack = 1.0

func (i *interpreter) rule(a, b [2]float64, thickness float64) {
	r := Rule{math.Min(a[0], b[0]), math.Min(a[1], b[1]), math.Max(a[0], b[0]), math.Max(a[1], b[1]), thickness}
	width, height := r.X1-r.X0, r.Y1-r.Y0
	switch {
	case width > slack && height > slack || !(width+height > 2):
		return
	case width >= height:
		r.Y0 = (r.Y0 + r.Y1) / 2
		r.Y1 = r.Y0
	default:
		r.X0 = (r.X0 + r.X1) / 2
		r.X1 = r.X0
	}
	i.addRule(r)
}

func (i *interpreter) addRule(r Rule) {
	if r.X1 < -slack || r.Y1 < -slack || r.X0 > i.page.Width+slack || r.Y0 > i.page.Height+slack {
		return
	}
	if len(i.page.Rules) >= mostRules {
		return // a drawing
	}
	i.page.Rules = append(i.page.Rules, r)
}

// thin is how thick a filled rectangle may be to be a ruling line.
const thin = 3.0

// fill takes a filled rectangle: as a rule where it is thin, else as a box.
func (i *interpreter) fill(p part) {
	if p.curved || len(p.points) < 4 || len(p.points) > 5 {
		return
	}
	b := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for k, at := range p.points {
		b.X0, b.Y0 = math.Min(b.X0, at[0]), math.Min(b.Y0, at[1])
		b.X1, b.Y1 = math.Max(b.X1, at[0]), math.Max(b.Y1, at[1])
		if k > 0 && math.Abs(at[0]-p.points[k-1][0]) > slack && math.Abs(at[1]-p.points[k-1][1]) > slack {
			return // no rectangle along the axes
		}
	}
	width, height := b.X1-b.X0, b.Y1-b.Y0
	switch {
	case height <= thin && width > 2*height && width > 2:
		y := (b.Y0 + b.Y1) / 2
		i.addRule(Rule{b.X0, y, b.X1, y, height})
	case width <= thin && height > 2*width && height > 2:
		x := (b.X0 + b.X1) / 2
		i.addRule(Rule{x, b.Y0, x, b.Y1, width})
	case width > thin && height > thin && len(i.page.Boxes) < mostBoxes:
		i.page.Boxes = append(i.page.Boxes, b)
	}
}
