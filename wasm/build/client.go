package build

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const goApp = "github.com/maxence-charriere/go-app/v10"

// clientOnly writes a copy of go-app without what this page never uses, and a go.mod that replaces go-app by the copy, for
// "go build -modfile". The handler that serves pages brings net/http and with it the whole of TLS into the download
// (1.4 MB, 0.3 MB with brotli); routes by regular expression, encryption of stored values and ids of UUID's form bring regexp
// and crypto. Everything else of go-app is compiled as published.
func clientOnly(ctx context.Context, work string) (modfile string, err error) {
	source, err := output(ctx, "go", "list", "-m", "-f", "{{.Dir}}", goApp)
	if err != nil {
		return "", err
	}
	root, err := output(ctx, "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(filepath.Join(work, "go-app"))
	if err != nil {
		return "", err
	}
	if err := os.RemoveAll(to); err != nil {
		return "", err
	}
	for _, folder := range []string{"", "pkg/app", "pkg/errors"} {
		if err := copyGo(filepath.Join(source, folder), filepath.Join(to, folder)); err != nil {
			return "", err
		}
	}
	app := filepath.Join(to, "pkg", "app")
	for _, file := range []string{"http.go", "static.go"} {
		if err := os.Remove(filepath.Join(app, file)); err != nil {
			return "", fmt.Errorf("go-app is not as it was when its server half was taken out: %w", err)
		}
	}
	// One file of the client refers to the handler's type, and these three functions stand beside the server's own.
	resources, err := keepFunctions(filepath.Join(source, "pkg", "app", "resource.go"), "clientResourceResolver", "remoteLocation", "webLocation")
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(app, "crypto.go"), []byte(noEncryption), 0o644); err != nil {
		return "", err
	}
	for _, shim := range shims {
		if err := shim.write(to); err != nil {
			return "", err
		}
	}
	resources = append(resources, "\n// Handler stands for the server's, which the page does not use.\ntype Handler struct{}\n"...)
	if err := os.WriteFile(filepath.Join(app, "resource.go"), resources, 0o644); err != nil {
		return "", err
	}
	return writeModfile(root, work, to)
}

// noEncryption stands in for go-app's encryption of stored values, which nothing here asks for.
const noEncryption = `package app

import "github.com/maxence-charriere/go-app/v10/pkg/errors"

func encrypt(string, []byte) ([]byte, error) { return nil, errors.New("encryption is left out of the page") }

func decrypt(string, []byte) ([]byte, error) { return nil, errors.New("encryption is left out of the page") }
`

// shim stands in for a package that files of go-app's client import and of which this page uses little or nothing.
type shim struct {
	files                 []string
	imports, name, source string
}

var shims = []shim{
	{[]string{"route.go"}, "regexp", "regexp", `// Regexp matches nothing: the page routes by exact paths.
type Regexp struct{}

// MustCompile refuses: see wasm/build/client.go.
func MustCompile(string) *Regexp { panic("routes by regular expression are left out of the page") }

// MatchString reports false.
func (*Regexp) MatchString(string) bool { return false }
`},
	{[]string{"context.go", "state.go"}, "github.com/google/uuid", "uuid", `import (
	"math/rand/v2"
	"strconv"
)

// NewString is a random id of 128 bits. It tells open pages apart and keeps no secret.
func NewString() string { return strconv.FormatUint(rand.Uint64(), 16) + "-" + strconv.FormatUint(rand.Uint64(), 16) }
`},
}

// write writes the shim's package and turns the imports to it.
func (s shim) write(to string) error {
	folder := filepath.Join(to, "pkg", s.name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	source := "// Package " + s.name + " stands in for " + s.imports + ".\npackage " + s.name + "\n\n" + s.source
	if err := os.WriteFile(filepath.Join(folder, s.name+".go"), []byte(source), 0o644); err != nil {
		return err
	}
	for _, file := range s.files {
		if err := s.turn(filepath.Join(to, "pkg", "app", file)); err != nil {
			return err
		}
	}
	return nil
}

// turn makes a file import the shim.
func (s shim) turn(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	turned := bytes.Replace(data, []byte(strconv.Quote(s.imports)), []byte(strconv.Quote(goApp+"/pkg/"+s.name)), 1)
	if bytes.Equal(turned, data) {
		return fmt.Errorf("go-app's %s no longer imports %s: the shim has nothing to stand in for", filepath.Base(file), s.imports)
	}
	return os.WriteFile(file, turned, 0o644)
}

func output(ctx context.Context, name string, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}

// copyGo copies the Go files of one folder, without its tests, and its go.mod.
func copyGo(from, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		wanted := name == "go.mod" || strings.HasPrefix(name, "LICENSE") || strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
		if e.IsDir() || !wanted {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// keepFunctions is a Go file with only the named functions, which may use package strings.
func keepFunctions(file string, names ...string) ([]byte, error) {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, file, nil, 0)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("package app\n\nimport \"strings\"\n")
	for _, d := range parsed.Decls {
		function, ok := d.(*ast.FuncDecl)
		if !ok || function.Recv != nil || !slices.Contains(names, function.Name.Name) {
			continue
		}
		b.WriteString("\n")
		if err := format.Node(&b, files, function); err != nil {
			return nil, err
		}
		b.WriteString("\n")
	}
	return b.Bytes(), nil
}

func writeModfile(root, work, replacement string) (string, error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	modfile, err := filepath.Abs(filepath.Join(work, "page.mod"))
	if err != nil {
		return "", err
	}
	// The path stands in the wasm, so it is told from the root: the same wherever the repository lies.
	if replacement, err = filepath.Rel(root, replacement); err != nil {
		return "", err
	}
	mod = append(mod, fmt.Sprintf("\nreplace %s => %q\n", goApp, "./"+filepath.ToSlash(replacement))...)
	if err := os.WriteFile(modfile, mod, 0o644); err != nil {
		return "", err
	}
	return modfile, os.WriteFile(strings.TrimSuffix(modfile, ".mod")+".sum", sum, 0o644)
}
