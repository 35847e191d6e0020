package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// mutation is one change of one file: the bytes from start to end give way to others.
type mutation struct {
	file       string
	line       int
	start, end int
	old, new   string
}

func (m mutation) String() string {
	return fmt.Sprintf("%s:%d: %s became %s", m.file, m.line, short(m.old), short(m.new))
}

func (m mutation) compare(other mutation) int {
	return cmp.Or(cmp.Compare(m.file, other.file), cmp.Compare(m.start, other.start))
}

func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return "nothing"
	}
	if len(text) > 60 {
		return text[:60] + "…"
	}
	return text
}

// apply is the file with the change.
func (m mutation) apply() ([]byte, error) {
	text, err := os.ReadFile(m.file)
	if err != nil {
		return nil, err
	}
	return append(append(append([]byte{}, text[:m.start]...), m.new...), text[m.end:]...), nil
}

// find lists every change of the files of a folder, and where it ends in /... of those below it. Tests, documentation and data are left out.
func find(folder string) (all []mutation, err error) {
	folder, below := strings.CutSuffix(folder, "/...")
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != folder && (!below || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || d.Name() == "doc.go":
			return nil
		}
		found, err := findIn(path)
		all = append(all, found...)
		return err
	})
	return all, err
}

func findIn(path string) ([]mutation, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := finder{file: path, text: text, files: files}
	ast.Inspect(file, f.visit)
	return f.found, nil
}

type finder struct {
	file  string
	text  []byte
	files *token.FileSet
	found []mutation
}

// swaps are operators and what takes their place: at a cut point the other side of it, elsewhere the opposite.
var swaps = map[token.Token]token.Token{
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR, token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.LAND: token.LOR, token.LOR: token.LAND,
	token.INC: token.DEC, token.DEC: token.INC, token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN,
}

// methods are those of decimals and times, and what takes their place.
var methods = map[string]string{
	"Add": "Sub", "Sub": "Add", "LessThan": "LessThanOrEqual", "LessThanOrEqual": "LessThan", "GreaterThan": "GreaterThanOrEqual",
	"GreaterThanOrEqual": "GreaterThan", "Floor": "Ceil", "Ceil": "Floor", "IsPositive": "IsNegative", "IsNegative": "IsPositive",
	"Min": "Max", "Max": "Min", "Before": "After", "After": "Before",
}

func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok != token.IMPORT && n.Tok != token.TYPE
	case *ast.BinaryExpr:
		if with, ok := swaps[n.Op]; ok && !f.joinsText(n) {
			f.replace(n.OpPos, len(n.Op.String()), with.String())
		}
	case *ast.IncDecStmt:
		f.replace(n.TokPos, 2, swaps[n.Tok].String())
	case *ast.AssignStmt:
		if with, ok := swaps[n.Tok]; ok && !isText(n.Rhs[0]) {
			f.replace(n.TokPos, 2, with.String())
		}
	case *ast.BasicLit:
		if n.Kind == token.INT {
			if value, err := strconv.ParseInt(strings.ReplaceAll(n.Value, "_", ""), 0, 64); err == nil {
				f.replace(n.Pos(), len(n.Value), strconv.FormatInt(value+1, 10))
			}
		}
	case *ast.Ident:
		switch n.Name {
		case "true":
			f.replace(n.Pos(), 4, "false")
		case "false":
			f.replace(n.Pos(), 5, "true")
		}
	case *ast.IfStmt:
		f.replace(n.Cond.Pos(), int(n.Cond.End()-n.Cond.Pos()), "!("+f.source(n.Cond)+")")
	case *ast.CallExpr:
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && methods[s.Sel.Name] != "" {
			f.replace(s.Sel.Pos(), len(s.Sel.Name), methods[s.Sel.Name])
		}
	case *ast.ExprStmt:
		f.replace(n.Pos(), int(n.End()-n.Pos()), "")
	}
	return true
}

// joinsText says that an operator may join texts, which nobody subtracts.
func (f *finder) joinsText(n *ast.BinaryExpr) bool {
	return n.Op == token.ADD && (isText(n.X) || isText(n.Y))
}

func isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return isText(e.X) || isText(e.Y)
	case *ast.CallExpr:
		s, ok := e.Fun.(*ast.SelectorExpr)
		return ok && (s.Sel.Name == "String" || s.Sel.Name == "Sprintf" || s.Sel.Name == "Error")
	}
	return false
}

func (f *finder) source(n ast.Node) string {
	return string(f.text[f.files.Position(n.Pos()).Offset:f.files.Position(n.End()).Offset])
}

func (f *finder) replace(at token.Pos, length int, with string) {
	p := f.files.Position(at)
	f.found = append(f.found, mutation{f.file, p.Line, p.Offset, p.Offset + length, string(f.text[p.Offset : p.Offset+length]), with})
}
