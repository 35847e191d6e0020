// Package arch holds the import and purity rules of the repository, which a plain test checks: one road leads from what a
// person gives to a verdict, each package on it imports only what stands before it, its packages compute and nothing else,
// and no internal type shows in a public signature.
//
// Change a rule here only with its reason in the commit.
package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Module is the path every import of our own begins with.
const Module = "github.com/scrutineer-dev/scrutineer"

// pure are the packages that a council tool imports: no files, network, clock, environment, goroutines or state.
var pure = []string{"figure", "table", "document", "rag", "caseload", "finance", "demand", "scrutiny", "operation"}

// mayImport says which of ours each top folder may import: what stands before it on the road. A folder that is not listed
// may import anything.
var mayImport = map[string][]string{
	"figure":    {},
	"table":     {"figure"},
	"document":  {"figure", "table"},
	"rag":       {"figure", "table"},
	"caseload":  {"figure", "table", "rag"},
	"finance":   {"figure", "table", "rag"},
	"demand":    {"figure", "table", "rag"},
	"scrutiny":  {"figure", "table", "document", "rag", "caseload", "finance", "demand"},
	"operation": {"figure", "table", "document", "rag", "caseload", "finance", "demand", "scrutiny"},
	"internal":  {"figure"},
	// The printed figures of the source reports live once, under examples/oldham: the calculator opens with them.
	"wasm":     {"figure", "table", "document", "rag", "caseload", "finance", "demand", "scrutiny", "operation", "examples"},
	"examples": {"figure", "table", "document", "rag", "caseload", "finance", "demand", "scrutiny", "operation"},
}

// impure are imports that reach outside the arguments. text/template and html/template also stop the linker from
// dropping dead code, which doubles the download.
var impure = []string{
	"os", "os/exec", "os/signal", "net", "net/http", "log", "log/slog", "syscall", "syscall/js", "plugin", "unsafe", "embed",
	"text/template", "html/template",
}

// skins are the folders that draw operations and know no domain: they import no package that computes, no decimal, and
// parse and format no figure. What they need to say of one is in its operation.
var skins = []string{"wasm/calculate", "wasm/form", "wasm/ui"}

// domains are what a skin leaves to operations. The page of a report shows the report itself, which is a type of scrutiny.
var domains = []string{"rag", "caseload", "finance", "demand"}

// clock are the functions of package time that read it or wait for it.
var clock = []string{"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Sleep"}

// Violation is one place that breaks a rule.
type Violation struct {
	Where  token.Position
	Rule   string // a stable code
	Detail string
}

func (v Violation) String() string { return fmt.Sprintf("%s: %s: %s", v.Where, v.Rule, v.Detail) }

// Check reads every Go file below root that is not a test, and returns what breaks the rules. Folders that are modules of
// their own are theirs to judge, and are passed over.
func Check(root string) ([]Violation, error) {
	c := &checker{files: token.NewFileSet(), packages: map[string]*pkg{}}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skip(root, name, entry)
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			return c.file(name, filepath.ToSlash(filepath.Dir(folder)))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.variables()
	return c.found, nil
}

// skip leaves out what is no part of the module.
func skip(root, name string, entry fs.DirEntry) error {
	base := entry.Name()
	if name != root && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules") {
		return fs.SkipDir
	}
	if nested, _ := filepath.Glob(filepath.Join(name, "go.mod")); name != root && len(nested) > 0 {
		return fs.SkipDir
	}
	return nil
}

type checker struct {
	files    *token.FileSet
	packages map[string]*pkg
	found    []Violation
}

// pkg is what has to be known of a whole pure package before its variables can be judged.
type pkg struct {
	files     []*ast.File
	variables map[string]*ast.Ident
}

func (c *checker) add(at token.Pos, rule, format string, args ...any) {
	c.found = append(c.found, Violation{c.files.Position(at), rule, fmt.Sprintf(format, args...)})
}

func (c *checker) file(name, folder string) error {
	file, err := parser.ParseFile(c.files, name, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	if folder == "." {
		c.add(file.Package, "root", "no Go file stands at the root of the module")
		return nil
	}
	top, _, _ := strings.Cut(folder, "/")
	imports := c.imports(file, top)
	if slices.Contains(skins, folder) {
		c.skin(file, imports)
	}
	if !slices.Contains(pure, top) {
		return nil
	}
	c.purity(file, imports)
	// An internal package has no callers outside of its parent: what it shows to the next one is not public.
	if !strings.Contains("/"+folder+"/", "/internal/") {
		c.signatures(file, imports)
	}
	p := c.packages[folder]
	if p == nil {
		p = &pkg{variables: map[string]*ast.Ident{}}
		c.packages[folder] = p
	}
	p.files = append(p.files, file)
	return nil
}

// imports judges the imports of a file and returns them by the name they have in it.
func (c *checker) imports(file *ast.File, top string) map[string]string {
	byName := map[string]string{}
	for _, spec := range file.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		local := path.Base(target)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		byName[local] = target
		if slices.Contains(pure, top) && slices.Contains(impure, target) {
			c.add(spec.Pos(), "impure", "package %s imports %s", top, target)
		}
		sibling, ours := strings.CutPrefix(target, Module+"/")
		if !ours {
			continue
		}
		sibling, _, _ = strings.Cut(sibling, "/")
		if top == "examples" && sibling == "internal" {
			c.add(spec.Pos(), "copied", "an example is there to be copied and imports public packages only, not %s", target)
		}
		if allowed, listed := mayImport[top]; listed && sibling != top && sibling != "internal" && !slices.Contains(allowed, sibling) {
			c.add(spec.Pos(), "sibling", "%s may not import %s", top, sibling)
		}
	}
	return byName
}

// skin finds what only a calculation needs.
func (c *checker) skin(file *ast.File, imports map[string]string) {
	for _, spec := range file.Imports {
		target, _ := strconv.Unquote(spec.Path.Value)
		sibling, ours := strings.CutPrefix(target, Module+"/")
		sibling, _, _ = strings.Cut(sibling, "/")
		if target == "github.com/shopspring/decimal" || ours && slices.Contains(domains, sibling) {
			c.add(spec.Pos(), "skin", "a skin draws operations and does not import %s", target)
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		s, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		from, ok := s.X.(*ast.Ident)
		if !ok {
			return true
		}
		name := s.Sel.Name
		parses := imports[from.Name] == Module+"/figure" && (strings.HasPrefix(name, "Parse") || strings.HasPrefix(name, "Must"))
		if parses || imports[from.Name] == "strconv" && (name == "ParseFloat" || name == "FormatFloat") {
			c.add(s.Pos(), "skin", "a skin reads and writes no figure: %s.%s belongs in an operation", from.Name, name)
		}
		return true
	})
}

// purity finds reads of the clock, goroutines, init functions and settings of other packages that are changed.
func (c *checker) purity(file *ast.File, imports map[string]string) {
	ast.Inspect(file, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.GoStmt:
			c.add(n.Pos(), "goroutine", "a calculation leaves no goroutine behind")
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				c.add(n.Pos(), "init", "nothing is registered when a package is loaded")
			}
		case *ast.SelectorExpr:
			if from, ok := n.X.(*ast.Ident); ok && imports[from.Name] == "time" && slices.Contains(clock, n.Sel.Name) {
				c.add(n.Pos(), "clock", "time.%s reads the clock: a date comes in as an argument", n.Sel.Name)
			}
		case *ast.AssignStmt:
			for _, target := range n.Lhs {
				if s, ok := target.(*ast.SelectorExpr); ok {
					if from, ok := s.X.(*ast.Ident); ok && strings.Contains(imports[from.Name], "/") && ast.IsExported(s.Sel.Name) && n.Tok == token.ASSIGN {
						c.add(n.Pos(), "state", "%s.%s is a setting of another package", from.Name, s.Sel.Name)
					}
				}
			}
		}
		return true
	})
}

// signatures finds types of internal packages in what a caller sees.
func (c *checker) signatures(file *ast.File, imports map[string]string) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && exportedReceiver(d.Recv) {
				c.internal(d.Type, imports)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						c.internalType(s.Type, imports)
					}
				case *ast.ValueSpec:
					if s.Type != nil && slices.ContainsFunc(s.Names, (*ast.Ident).IsExported) {
						c.internal(s.Type, imports)
					}
				}
			}
		}
	}
}

// internalType looks at a type's exported fields only: what is unexported does not show.
func (c *checker) internalType(t ast.Expr, imports map[string]string) {
	structure, ok := t.(*ast.StructType)
	if !ok {
		c.internal(t, imports)
		return
	}
	for _, field := range structure.Fields.List {
		if len(field.Names) == 0 || slices.ContainsFunc(field.Names, (*ast.Ident).IsExported) {
			c.internal(field.Type, imports)
		}
	}
}

func (c *checker) internal(t ast.Node, imports map[string]string) {
	ast.Inspect(t, func(node ast.Node) bool {
		if s, ok := node.(*ast.SelectorExpr); ok {
			if from, ok := s.X.(*ast.Ident); ok && strings.Contains(imports[from.Name], "/internal/") {
				c.add(s.Pos(), "internal", "%s.%s shows in a public signature", from.Name, s.Sel.Name)
			}
		}
		return true
	})
}

func exportedReceiver(recv *ast.FieldList) bool {
	if recv == nil {
		return true
	}
	exported := false
	ast.Inspect(recv.List[0].Type, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok {
			exported = exported || name.IsExported()
		}
		return true
	})
	return exported
}

// variables judges the package-level variables of each pure package: exported ones only as Err… sentinels, and none
// that any line of the package assigns to or takes the address of.
func (c *checker) variables() {
	folders := make([]string, 0, len(c.packages))
	for folder := range c.packages {
		folders = append(folders, folder)
	}
	slices.Sort(folders)
	for _, folder := range folders {
		p := c.packages[folder]
		for _, file := range p.files {
			c.declared(p, file)
		}
		for _, file := range p.files {
			c.mutations(p, file)
		}
	}
}

func (c *checker) declared(p *pkg, file *ast.File) {
	for _, decl := range file.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.VAR {
			continue
		}
		for _, spec := range d.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if name.Name == "_" {
					continue
				}
				p.variables[name.Name] = name
				if name.IsExported() && !strings.HasPrefix(name.Name, "Err") {
					c.add(name.Pos(), "variable", "%s can be changed by anyone: make it a constant or a function", name.Name)
				}
			}
		}
	}
}

func (c *checker) mutations(p *pkg, file *ast.File) {
	ast.Inspect(file, func(node ast.Node) bool {
		f, ok := node.(*ast.FuncDecl)
		if !ok {
			return true
		}
		hidden := locals(f)
		changed := func(target ast.Expr) {
			if name := rootName(target); name != nil && p.variables[name.Name] != nil && !hidden[name.Name] {
				c.add(target.Pos(), "variable", "the package variable %s is changed", name.Name)
			}
		}
		ast.Inspect(f, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.AssignStmt:
				for _, target := range n.Lhs {
					changed(target)
				}
			case *ast.IncDecStmt:
				changed(n.X)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					changed(n.X)
				}
			case *ast.CallExpr:
				if name, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && (name.Name == "delete" || name.Name == "clear" || name.Name == "copy") {
					changed(n.Args[0])
				}
			}
			return true
		})
		return false
	})
}

// rootName is x in x, x[i], x.f and *x.
func rootName(e ast.Expr) *ast.Ident {
	for {
		switch n := e.(type) {
		case *ast.Ident:
			return n
		case *ast.IndexExpr:
			e = n.X
		case *ast.SelectorExpr:
			e = n.X
		case *ast.StarExpr:
			e = n.X
		case *ast.ParenExpr:
			e = n.X
		default:
			return nil
		}
	}
}

// locals are the names a function declares itself, which hide a package variable of the same name.
func locals(f *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	fields := func(list *ast.FieldList) {
		if list == nil {
			return
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				names[name.Name] = true
			}
		}
	}
	ast.Inspect(f, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.FuncDecl:
			fields(n.Recv)
		case *ast.FuncType:
			fields(n.Params)
			fields(n.Results)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, target := range n.Lhs {
					if name, ok := target.(*ast.Ident); ok {
						names[name.Name] = true
					}
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if name, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE {
					names[name.Name] = true
				}
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				names[name.Name] = true
			}
		}
		return true
	})
	return names
}
