package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// public are the folders whose exported names are promised.
var public = []string{"figure", "table", "document", "rag", "caseload", "finance", "demand", "scrutiny", "operation"}

// exported lists the API of every public package: its lines by the path of its folder. A line names one thing and its type,
// so that whatever breaks a caller takes a line away.
func exported(root string) (map[string][]string, error) {
	lists := map[string][]string{}
	for _, top := range public {
		err := filepath.WalkDir(filepath.Join(root, top), func(dir string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			if d.Name() == "testdata" {
				return fs.SkipDir
			}
			folder, err := filepath.Rel(root, dir)
			if err != nil {
				return err
			}
			lines, err := packageAPI(dir)
			if len(lines) > 0 {
				lists[filepath.ToSlash(folder)] = lines
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return lists, nil
}

func packageAPI(dir string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	l := &lister{files: token.NewFileSet()}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(l.files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			l.declaration(decl)
		}
	}
	slices.Sort(l.lines)
	return l.lines, nil
}

// lister writes down what is exported.
type lister struct {
	files *token.FileSet
	lines []string
}

func (l *lister) add(format string, args ...any) {
	l.lines = append(l.lines, fmt.Sprintf(format, args...))
}

func (l *lister) declaration(decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		l.function(d)
	case *ast.GenDecl:
		var last *ast.ValueSpec
		for i, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				l.typ(s)
			case *ast.ValueSpec:
				if len(s.Values) > 0 || s.Type != nil || last == nil {
					last = s
				}
				l.values(d.Tok, s, last, i)
			}
		}
	}
}

func (l *lister) function(d *ast.FuncDecl) {
	if !d.Name.IsExported() {
		return
	}
	if d.Recv == nil {
		l.add("func %s%s%s", d.Name.Name, l.typeParameters(d.Type.TypeParams), l.signature(d.Type))
		return
	}
	receiver := l.text(d.Recv.List[0].Type)
	if ast.IsExported(strings.TrimLeft(receiver, "*")) {
		l.add("method (%s) %s%s", receiver, d.Name.Name, l.signature(d.Type))
	}
}

// values writes constants and variables. A constant's place among those of its block is part of it where iota counts.
func (l *lister) values(kind token.Token, s, stated *ast.ValueSpec, place int) {
	for i, name := range s.Names {
		if !name.IsExported() {
			continue
		}
		line := fmt.Sprintf("%s %s", kind, name.Name)
		if stated.Type != nil {
			line += " " + l.text(stated.Type)
		}
		if kind == token.CONST && i < len(stated.Values) {
			line += " = " + l.text(stated.Values[i])
			if strings.Contains(line, "iota") {
				line += fmt.Sprintf(" (%d)", place)
			}
		}
		l.add("%s", line)
	}
}

func (l *lister) typ(s *ast.TypeSpec) {
	if !s.Name.IsExported() {
		return
	}
	name := s.Name.Name + l.typeParameters(s.TypeParams)
	if s.Assign.IsValid() {
		name += " ="
	}
	switch t := s.Type.(type) {
	case *ast.StructType:
		l.add("type %s struct", name)
		l.fields(s.Name.Name, t.Fields)
	case *ast.InterfaceType:
		l.add("type %s interface", name)
		for _, m := range t.Methods.List {
			switch signature := m.Type.(type) {
			case *ast.FuncType:
				for _, method := range m.Names {
					l.add("type %s interface, %s%s", s.Name.Name, method.Name, l.signature(signature))
				}
			default:
				l.add("type %s interface, %s", s.Name.Name, l.text(m.Type))
			}
		}
	default:
		l.add("type %s %s", name, l.text(s.Type))
	}
}

func (l *lister) fields(of string, fields *ast.FieldList) {
	for _, f := range fields.List {
		tag := ""
		if f.Tag != nil {
			tag = " " + f.Tag.Value
		}
		names := f.Names
		if len(names) == 0 { // embedded
			name := l.text(f.Type)
			if ast.IsExported(strings.TrimLeft(name[strings.LastIndex(name, ".")+1:], "*")) {
				l.add("type %s struct, embedded %s%s", of, name, tag)
			}
		}
		for _, name := range names {
			if name.IsExported() {
				l.add("type %s struct, %s %s%s", of, name.Name, l.text(f.Type), tag)
			}
		}
	}
}

// signature is a function's types without the names of its parameters, which may change.
func (l *lister) signature(f *ast.FuncType) string {
	text := "(" + strings.Join(l.types(f.Params), ", ") + ")"
	results := l.types(f.Results)
	switch {
	case len(results) == 1:
		return text + " " + results[0]
	case len(results) > 1:
		return text + " (" + strings.Join(results, ", ") + ")"
	}
	return text
}

func (l *lister) types(fields *ast.FieldList) (types []string) {
	if fields == nil {
		return nil
	}
	for _, f := range fields.List {
		for range max(1, len(f.Names)) {
			types = append(types, l.text(f.Type))
		}
	}
	return types
}

func (l *lister) typeParameters(fields *ast.FieldList) string {
	if fields == nil {
		return ""
	}
	return "[" + strings.Join(l.types(fields), ", ") + "]"
}

// text is an expression on one line.
func (l *lister) text(e ast.Expr) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, l.files, e); err != nil {
		return fmt.Sprintf("<%v>", err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// fileOf is the list of a package: demand/dfe is in demand_dfe.txt.
func fileOf(root, which, folder string) string {
	return filepath.Join(root, "api", which, strings.ReplaceAll(folder, "/", "_")+".txt")
}

func writeAPI(root, which string) error {
	lists, err := exported(root)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(root, "api", which)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(root, "api", which), 0o755); err != nil {
		return err
	}
	for folder, lines := range lists {
		if err := os.WriteFile(fileOf(root, which, folder), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// listed is a list that is kept in api/, by the name of its file; none where nothing was released.
func listed(root, which string) (map[string][]string, error) {
	names, err := filepath.Glob(filepath.Join(root, "api", which, "*.txt"))
	if err != nil {
		return nil, err
	}
	lists := map[string][]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		lists[strings.TrimSuffix(filepath.Base(name), ".txt")] = strings.Split(strings.TrimSpace(string(text)), "\n")
	}
	return lists, nil
}

// gone are the lines of one list that are not in the other.
func gone(from, in map[string][]string) (lines []string) {
	for name, was := range from {
		for _, line := range was {
			if !slices.Contains(in[name], line) {
				lines = append(lines, strings.ReplaceAll(name, "_", "/")+": "+line)
			}
		}
	}
	slices.Sort(lines)
	return lines
}
