package scrutiny

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Limits on a formula, so that a hostile document cannot exhaust the stack.
const (
	maxFormulaDepth = 64
	maxFormulaBytes = 4096
	// maxFormulaDegree is how many figures may be multiplied with each other: exact products grow with every one.
	maxFormulaDegree = 16
)

// FormulaError is a formula that cannot be read, and where.
type FormulaError struct {
	Formula string
	// Column is the character at fault, from 1.
	Column  int
	Problem string
}

func (e *FormulaError) Error() string {
	return fmt.Sprintf("formula %q, character %d: %s", shorten(e.Formula), e.Column, e.Problem)
}

// shorten keeps a message readable.
func shorten(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// Formula is a calculation over named figures: + - * /, unary minus, brackets, numbers, names, sum(a, b, …), abs(x),
// round(x, n), min and max. A name with spaces stands in back-quotes.
type Formula struct {
	text  string
	root  *node
	names []string
	// weighing is nil where it is still to be worked out.
	weighing *weighing
	// work is what the report that the formula is of may still ask for.
	work *work
}

// ParseFormula reads a formula. The error is a [*FormulaError].
func ParseFormula(text string) (Formula, error) {
	p := &formulaParser{text: text}
	if len(text) > maxFormulaBytes {
		return Formula{}, p.fault(0, "is longer than 4,096 characters")
	}
	root, err := p.sum(0)
	if err != nil {
		return Formula{}, err
	}
	if p.skipSpace(); p.at < len(text) {
		return Formula{}, p.fault(p.at, fmt.Sprintf("%q is not expected here", p.next()))
	}
	if root.degree() > maxFormulaDegree {
		return Formula{}, p.fault(0, fmt.Sprintf("multiplies more than %d figures with each other", maxFormulaDegree))
	}
	f := Formula{text: text, root: root, names: root.collectNames(nil, map[string]bool{})}
	f.weigh()
	return f, nil
}

// String is the formula as written.
func (f Formula) String() string { return f.text }

// Names are the figures it uses, each once, in the order of their first use.
func (f Formula) Names() []string { return slices.Clone(f.names) }

// node is one step of a formula. op is '+', '-', '*', '/', 'n' for unary minus, '#' for a number, '@' for a name, or 'f'
// for a function.
type node struct {
	op     byte
	name   string
	number *ratio
	text   string
	args   []*node
}

func (n *node) collectNames(names []string, seen map[string]bool) []string {
	if n.op == '@' && !seen[n.name] {
		seen[n.name] = true
		return append(names, n.name)
	}
	for _, arg := range n.args {
		names = arg.collectNames(names, seen)
	}
	return names
}

// degree is how many figures the longest product of the formula multiplies.
func (n *node) degree() int {
	switch {
	case n.op == '@':
		return 1
	case n.op == '*' || n.op == '/':
		return n.args[0].degree() + n.args[1].degree()
	}
	most := 0
	for _, arg := range n.args {
		most = max(most, arg.degree())
	}
	return most
}

// uses counts how often a name occurs.
func (n *node) uses(name string) int {
	if n.op == '@' && n.name == name {
		return 1
	}
	total := 0
	for _, arg := range n.args {
		total += arg.uses(name)
	}
	return total
}

type formulaParser struct {
	text string
	at   int
}

func (p *formulaParser) fault(at int, problem string) *FormulaError {
	return &FormulaError{Formula: p.text, Column: utf8.RuneCountInString(p.text[:at]) + 1, Problem: problem}
}

func (p *formulaParser) skipSpace() {
	for p.at < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		if !unicode.IsSpace(r) {
			return
		}
		p.at += size
	}
}

// next is the character ahead.
func (p *formulaParser) next() string {
	_, size := utf8.DecodeRuneInString(p.text[p.at:])
	return p.text[p.at : p.at+size]
}

// take consumes one of the marks, each of which stands for the byte after it in pairs.
func (p *formulaParser) take(pairs ...string) (byte, bool) {
	p.skipSpace()
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.HasPrefix(p.text[p.at:], pairs[i]) {
			p.at += len(pairs[i])
			return pairs[i+1][0], true
		}
	}
	return 0, false
}

func (p *formulaParser) sum(depth int) (*node, error) {
	left, err := p.product(depth)
	for err == nil {
		op, ok := p.take("+", "+", "-", "-", "−", "-", "–", "-")
		if !ok {
			return left, nil
		}
		var right *node
		if right, err = p.product(depth); err == nil {
			left = &node{op: op, args: []*node{left, right}}
		}
	}
	return nil, err
}

func (p *formulaParser) product(depth int) (*node, error) {
	left, err := p.unary(depth)
	for err == nil {
		op, ok := p.take("*", "*", "×", "*", "/", "/", "÷", "/")
		if !ok {
			return left, nil
		}
		var right *node
		if right, err = p.unary(depth); err == nil {
			left = &node{op: op, args: []*node{left, right}}
		}
	}
	return nil, err
}

func (p *formulaParser) unary(depth int) (*node, error) {
	if depth > maxFormulaDepth {
		return nil, p.fault(p.at, fmt.Sprintf("is nested more than %d deep", maxFormulaDepth))
	}
	if _, ok := p.take("-", "-", "−", "-", "–", "-"); ok {
		arg, err := p.unary(depth + 1)
		return &node{op: 'n', args: []*node{arg}}, err
	}
	return p.primary(depth)
}

func (p *formulaParser) primary(depth int) (*node, error) {
	p.skipSpace()
	start := p.at
	if start >= len(p.text) {
		return nil, p.fault(start, "ends where a name or a number is expected")
	}
	r, _ := utf8.DecodeRuneInString(p.text[start:])
	switch {
	case r == '(':
		p.at++
		inner, err := p.sum(depth + 1)
		if err != nil {
			return nil, err
		}
		if _, ok := p.take(")", ")"); !ok {
			return nil, p.fault(start, "the bracket opened here is never closed")
		}
		return inner, nil
	case r == '`':
		return p.quotedName(start)
	case r == '.' || (r >= '0' && r <= '9'):
		return p.literal(start)
	case r == '_' || unicode.IsLetter(r):
		return p.nameOrCall(start, depth)
	}
	return nil, p.fault(start, fmt.Sprintf("%q is not expected here: a name, a number or a bracket is", p.next()))
}

func (p *formulaParser) quotedName(start int) (*node, error) {
	name, _, closed := strings.Cut(p.text[start+1:], "`")
	if !closed || name == "" {
		return nil, p.fault(start, "the name opened here is never closed")
	}
	p.at = start + len(name) + 2
	return &node{op: '@', name: name}, nil
}

func (p *formulaParser) literal(start int) (*node, error) {
	for p.at < len(p.text) && strings.IndexByte("0123456789.", p.text[p.at]) >= 0 {
		p.at++
	}
	text := p.text[start:p.at]
	value, err := figure.ParseDecimal(text)
	if err != nil {
		return nil, p.fault(start, err.Error())
	}
	return &node{op: '#', number: fraction(value), text: text}, nil
}

func (p *formulaParser) nameOrCall(start, depth int) (*node, error) {
	for p.at < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		if r != '_' && r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		p.at += size
	}
	name := p.text[start:p.at]
	if _, call := p.take("(", "("); !call {
		return &node{op: '@', name: name}, nil
	}
	arguments, known := functionArguments(name)
	if !known {
		return nil, p.fault(start, fmt.Sprintf("%q is not a function: use sum, abs, round, min or max", name))
	}
	n := &node{op: 'f', name: name}
	for {
		arg, err := p.sum(depth + 1)
		if err != nil {
			return nil, err
		}
		n.args = append(n.args, arg)
		if _, more := p.take(",", ","); !more {
			break
		}
	}
	if _, ok := p.take(")", ")"); !ok {
		return nil, p.fault(start, "the bracket of "+name+" is never closed")
	}
	if arguments > 0 && len(n.args) != arguments {
		return nil, p.fault(start, fmt.Sprintf("%s takes %d arguments, not %d", name, arguments, len(n.args)))
	}
	if name == "round" && !isPlaces(n.args[1]) {
		return nil, p.fault(start, "the second argument of round is a whole number of places, 0 to 12")
	}
	return n, nil
}

// functionArguments is how many arguments a function takes, 0 for any number.
func functionArguments(name string) (int, bool) {
	switch name {
	case "sum", "min", "max":
		return 0, true
	case "abs":
		return 1, true
	case "round":
		return 2, true
	}
	return 0, false
}

func isPlaces(n *node) bool {
	return n.op == '#' && n.number.IsInt() && n.number.Cmp(newRatio(12, 1)) <= 0
}
