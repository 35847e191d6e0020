package scrutiny

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// precedence orders the operations for brackets.
func (n *node) precedence() int {
	switch n.op {
	case '+', '-':
		return 1
	case '*', '/':
		return 2
	case 'n':
		return 3
	}
	return 4
}

// write spells the formula out with the texts of its figures in it.
func (n *node) write(b *strings.Builder, texts func(name string) string, first bool) {
	switch n.op {
	case '#':
		b.WriteString(n.text)
	case '@':
		text := texts(n.name)
		if strings.HasPrefix(text, "−") && !first {
			text = "(" + text + ")"
		}
		b.WriteString(text)
	case 'n':
		b.WriteString("−")
		n.args[0].bracketed(b, texts, false, n.args[0].precedence() < 4 || n.args[0].op == 'f')
	case 'f':
		if n.name == "sum" {
			n.writeSum(b, texts, first)
			return
		}
		b.WriteString(n.name + "(")
		for i, arg := range n.args {
			if i > 0 {
				b.WriteString(", ")
			}
			arg.write(b, texts, true)
		}
		b.WriteString(")")
	default:
		left, right := n.args[0], n.args[1]
		left.bracketed(b, texts, first, left.bindsLooser(n.precedence()))
		b.WriteString(n.mark())
		tight := n.op == '-' || n.op == '/'
		right.bracketed(b, texts, false, right.bindsLooser(n.precedence()) || (tight && right.bindsLooser(n.precedence()+1)))
	}
}

// mark is how an operation between two terms is written.
func (n *node) mark() string {
	switch n.op {
	case '+':
		return " + "
	case '-':
		return " − "
	case '*':
		return " × "
	}
	return " ÷ "
}

// bindsLooser says whether the node needs brackets inside an operation of a precedence; a sum is written with plus signs.
func (n *node) bindsLooser(precedence int) bool {
	if n.op == 'f' && n.name == "sum" && len(n.args) > 1 {
		return precedence > 1
	}
	return n.precedence() < precedence
}

func (n *node) bracketed(b *strings.Builder, texts func(name string) string, first, brackets bool) {
	if !brackets {
		n.write(b, texts, first)
		return
	}
	b.WriteString("(")
	n.write(b, texts, true)
	b.WriteString(")")
}

func (n *node) writeSum(b *strings.Builder, texts func(name string) string, first bool) {
	for i, arg := range n.args {
		if i > 0 {
			b.WriteString(" + ")
		}
		arg.bracketed(b, texts, first && i == 0, false)
	}
}

// spell is a figure as a working shows it: as printed, but a negative one with a minus, whatever brackets the table uses,
// and with its unit where the units differ.
func (q *quantity) spell(common figure.Unit) string {
	f := q.fig
	if !q.usable() {
		return "?"
	}
	text := strings.TrimSpace(q.text)
	switch {
	case f.Kind == figure.Nil:
		text = "0"
	case f.Kind == figure.Number && f.Value.IsNegative() && !q.oneSided():
		g := f
		g.Style.Sign, g.Style.SignAfter = figure.Minus, false
		text = g.Print(f.Value)
	}
	bare := f.Style.Suffix == "" && !f.Style.Pound
	if bare && f.Unit != common && f.Unit.Measure == figure.Pounds && f.Unit.Power != 0 {
		digits, negative := strings.CutPrefix(text, "−")
		text = "£" + digits + strings.TrimPrefix(f.Unit.String(), "£")
		if negative {
			text = "−" + text
		}
	}
	return text
}

// shown is the printing of the figure that a working shows: the one that stands here, unless another is more precise.
func (q *quantity) shown() *quantity {
	if best := q.best(); best.finerThan(q) || !q.usable() {
		return best
	}
	return q
}

// show is a base value as the figure would print it, with as many more places as the value needs, up to most.
func (q *quantity) show(v *ratio, most int32) string {
	d := toDecimal(q.inUnit(v), q.places()+most)
	f := q.fig
	f.Places = max(q.places(), -d.Exponent())
	f.Style.Sign, f.Style.SignAfter, f.Style.Exponent, f.Style.Plus = figure.Minus, false, 0, false
	f.Style.Grouped = f.Style.Grouped || d.Abs().GreaterThanOrEqual(decimal.NewFromInt(1000))
	return f.Print(d)
}

// texts spells the figures of a formula, each with its unit when they do not share one with the result.
func texts(names []string, inputs map[string]*quantity, printed *quantity) func(name string) string {
	common, first, mixed := printed.fig.Unit, true, false
	for _, name := range names {
		q := inputs[name]
		if !q.usable() {
			continue
		}
		if first {
			common, first = q.fig.Unit, false
		}
		mixed = mixed || q.fig.Unit != common
	}
	// A share of two amounts needs no units; an amount told in another unit than its parts does.
	if mixed || (printed.fig.Unit != common && printed.fig.Unit.Measure == common.Measure) {
		common = figure.Unit{}
	}
	return func(name string) string { return inputs[name].shown().spell(common) }
}

func (f Formula) spell(texts func(name string) string) string {
	var b strings.Builder
	f.root.write(&b, texts, true)
	return b.String()
}
