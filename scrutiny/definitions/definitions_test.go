package definitions_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ExampleOf() {
	d, _ := definitions.Of("finance.variance")
	fmt.Println(d.Formula)
	// Output: forecast + use of reserves − budget; adverse above 0, favourable below, nil at 0
}

// Every definition says everything, once, and both what computes it and the test that holds it are there.
func TestEveryDefinitionIsComputedAndHeld(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("the sources are the same on every platform, and take long to read here")
	}
	seen := map[string]bool{}
	for _, d := range definitions.All() {
		require.Regexp(t, `^[a-z]+\.[a-z0-9_]+$`, d.ID)
		assert.False(t, seen[d.ID], "%s stands twice", d.ID)
		seen[d.ID] = true
		assert.Positive(t, d.Version, d.ID)
		for _, text := range []string{d.Name, d.Formula, d.Source} {
			assert.NotEmpty(t, text, d.ID)
		}
		folder, symbols := cut(d.Code)
		assert.True(t, declared(t, folder)[symbols], "%s: %s is not exported by its package", d.ID, d.Code)
		folder, test := cut(d.Test)
		assert.True(t, declared(t, folder)[test], "%s: there is no test %s", d.ID, d.Test)
		assert.Regexp(t, `^(Test|Fuzz|Example)`, test, d.ID)
	}
}

func TestOf_FindsByIDAndTheZeroDefinitionIsNone(t *testing.T) {
	for _, want := range definitions.All() {
		got, ok := definitions.Of(want.ID)
		assert.True(t, ok)
		assert.Equal(t, want, got)
	}
	_, ok := definitions.Of("")
	assert.False(t, ok)
}

func TestAll_IsTheCallersToChange(t *testing.T) {
	definitions.All()[0].Formula = ""
	assert.NotEmpty(t, definitions.All()[0].Formula)
}

// cut parts "demand/spc.Assure" and "finance.Line.Variance" into the folder of the package and the name.
func cut(name string) (folder, symbol string) {
	last := strings.LastIndex(name, "/") + 1
	first, symbol, _ := strings.Cut(name[last:], ".")
	return name[:last] + first, symbol
}

var read = map[string]map[string]bool{}

// declared are the top-level names of a package, tests among them: "F", "T" and "T.Method".
func declared(t *testing.T, folder string) map[string]bool {
	t.Helper()
	if names := read[folder]; names != nil {
		return names
	}
	root := filepath.Join("..", "..")
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Skip("the sources of the module are not beside this test")
	}
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(path.Clean(folder)), "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, files, folder)
	names := map[string]bool{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, decl := range parsed.Decls {
			note(names, decl)
		}
	}
	read[folder] = names
	return names
}

func note(names map[string]bool, decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			receiver := d.Recv.List[0].Type
			if star, ok := receiver.(*ast.StarExpr); ok {
				receiver = star.X
			}
			if ident, ok := receiver.(*ast.Ident); ok {
				name = ident.Name + "." + name
			}
		}
		names[name] = true
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				names[s.Name.Name] = true
			case *ast.ValueSpec:
				for _, name := range s.Names {
					names[name.Name] = true
				}
			}
		}
	}
}
