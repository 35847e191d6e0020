package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// computing are the methods of a decimal that make another number.
var computing = map[string]bool{
	"Add": true, "Sub": true, "Mul": true, "Div": true, "DivRound": true, "Mod": true, "Pow": true, "Neg": true, "Shift": true,
	"Round": true, "RoundBank": true, "RoundCeil": true, "RoundFloor": true, "Truncate": true, "Floor": true, "Ceil": true, "Quo": true,
}

// Packages form and compare turn text into values; what is to be computed belongs in a domain package, and what concerns the
// places of cells in package grid. What draws operations, internal/arch holds to the rule of a skin.
func TestForm_HoldsNoArithmetic(t *testing.T) {
	for _, folder := range []string{"form", "compare"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, found := range arithmeticIn(t, file, nil) {
				assert.Fail(t, "arithmetic", "%s: %s", file, found)
			}
		}
	}
}

func TestForm_ArithmeticIsFoundWherePlanted(t *testing.T) {
	for _, planted := range []string{"a - b", "a * 2", "a / b", "a % b", "a + b", "x.Sub(y)", "x.DivRound(y, 1)"} {
		source := "package p\nfunc f() { _ = " + planted + " }"
		assert.NotEmpty(t, arithmeticIn(t, "planted.go", source), planted)
	}
	for _, allowed := range []string{`"a" + b`, `a + ", " + b`, `len(a) == 0`} {
		source := "package p\nfunc f() { _ = " + allowed + " }"
		assert.Empty(t, arithmeticIn(t, "allowed.go", source), allowed)
	}
}

// arithmeticIn names what computes in a file. A plus is joining text where a literal text is among what it joins.
func arithmeticIn(t *testing.T, name string, source any) []string {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, name, source, 0)
	require.NoError(t, err)
	var found []string
	tell := func(at token.Pos, what string) { found = append(found, files.Position(at).String()+": "+what) }
	loops := map[ast.Stmt]bool{}
	joined := map[ast.Expr]bool{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			loops[n.Post] = true
		case *ast.IncDecStmt:
			if !loops[n] {
				tell(n.Pos(), n.Tok.String())
			}
		case *ast.AssignStmt:
			switch n.Tok {
			case token.SUB_ASSIGN, token.MUL_ASSIGN, token.QUO_ASSIGN, token.REM_ASSIGN:
				tell(n.Pos(), n.Tok.String())
			case token.ADD_ASSIGN:
				if !joinsText(n.Rhs[0]) {
					tell(n.Pos(), "+= of what is no text")
				}
			}
		case *ast.BinaryExpr:
			switch n.Op {
			case token.SUB, token.MUL, token.QUO, token.REM, token.SHL, token.SHR:
				if !isDuration(n.Y) {
					tell(n.Pos(), n.Op.String())
				}
			case token.ADD:
				if joined[n] || joinsText(n) {
					joined[n.X], joined[n.Y] = true, true
				} else {
					tell(n.Pos(), "+ of what is no text")
				}
			}
		case *ast.CallExpr:
			if method, ok := n.Fun.(*ast.SelectorExpr); ok && computing[method.Sel.Name] && !returnsRatio(n) && !fillsList(n) && !drawsElement(method) {
				tell(n.Pos(), "a call of "+method.Sel.Name)
			}
		}
		return true
	})
	return found
}

// returnsRatio tells the rounding that a ratio of package caseload prints with from that of a decimal: it also says
// whether the ratio is defined.
func returnsRatio(call *ast.CallExpr) bool {
	method := call.Fun.(*ast.SelectorExpr)
	receiver, ok := method.X.(*ast.Ident)
	return ok && method.Sel.Name == "Round" && receiver.Name == "r"
}

// fillsList tells giving an authority its set of neighbours from adding a decimal, which takes one.
func fillsList(call *ast.CallExpr) bool {
	return call.Fun.(*ast.SelectorExpr).Sel.Name == "Add" && len(call.Args) == 2
}

// isDuration reports a unit of time, as in 500 * time.Millisecond.
func isDuration(e ast.Expr) bool {
	unit, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := unit.X.(*ast.Ident)
	return ok && pkg.Name == "time"
}

// drawsElement tells the element html.Div from a division.
func drawsElement(method *ast.SelectorExpr) bool {
	receiver, ok := method.X.(*ast.Ident)
	return ok && receiver.Name == "html"
}

func joinsText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.ParenExpr:
		return joinsText(e.X)
	case *ast.BinaryExpr:
		return e.Op == token.ADD && (joinsText(e.X) || joinsText(e.Y))
	}
	return false
}
