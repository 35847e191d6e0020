// Package build makes the site: it compiles app.wasm, brings the assets and the chart library together, compresses
// them, and serves the result or writes it as a folder for any web host. It is no part of the page.
package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/web"
)

// modulePath is where the page and its worker are compiled from.
const modulePath = "github.com/scrutineer-dev/scrutineer/wasm"

// Options say what is built and where.
type Options struct {
	// Dir is the folder that is built into; what stands in it is used again. Defaults to "build".
	Dir string
	// Page is the program that is compiled to app.wasm. Defaults to the calculator.
	Page string
	// Quick compresses in seconds and not as far as can be. Defaults to false.
	Quick bool
	// NoCharts leaves the chart library out, so that npm is not asked. Defaults to false.
	NoCharts bool
	// NoWorkers leaves out the programs of the web workers, for measuring the page alone. Defaults to false.
	NoWorkers bool
	// Data is a folder of published files that the site offers. Defaults to none.
	Data string
	// Files are put beside the assets, by their names. Defaults to none.
	Files map[string][]byte
	// Log is told what is being done. Defaults to nothing said.
	Log io.Writer
}

// Site is what has been built.
type Site struct {
	// Dir holds the files that are served under /web/, each with its compressed forms beside it.
	Dir string
	// Version is a hash of all of them.
	Version string
	// Charts reports whether the chart library is among them.
	Charts bool
	// Packed are the published files among them.
	Packed []Packed
	// Files are the names of those that were put beside the assets.
	Files []string
	// Env is handed to the page, which reads it with app.Getenv. Defaults to nothing beside what the build knows.
	Env map[string]string
	// Sizes of app.wasm in bytes.
	Wasm, WasmBrotli int64
}

// Build builds the site.
func Build(ctx context.Context, o Options) (Site, error) {
	if o.Dir == "" {
		o.Dir = "build"
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.Page == "" {
		o.Page = modulePath
	}
	site := Site{Dir: filepath.Join(o.Dir, "web"), Files: slices.Sorted(maps.Keys(o.Files))}
	if err := os.RemoveAll(site.Dir); err != nil {
		return site, err
	}
	if err := os.MkdirAll(site.Dir, 0o755); err != nil {
		return site, err
	}
	fmt.Fprintln(o.Log, "compiling the calculator …")
	modfile, err := clientOnly(ctx, o.Dir)
	if err != nil {
		return site, err
	}
	overlay, err := withoutUnused(ctx, o.Dir)
	if err != nil {
		return site, err
	}
	if err := compile(ctx, modfile, o.Page, filepath.Join(site.Dir, "app.wasm"), "-overlay="+overlay, lean); err != nil {
		return site, err
	}
	if !o.NoWorkers {
		if err := workers(ctx, modfile, site.Dir); err != nil {
			return site, err
		}
	}
	if err := copyAssets(site.Dir); err != nil {
		return site, err
	}
	for name, data := range o.Files {
		if err := os.WriteFile(filepath.Join(site.Dir, name), data, 0o644); err != nil {
			return site, err
		}
	}
	if err := licences(ctx, filepath.Join(site.Dir, "licences.txt")); err != nil {
		return site, err
	}
	if !o.NoCharts {
		if err := charts(ctx, filepath.Join(o.Dir, "npm"), site.Dir); err != nil {
			fmt.Fprintf(o.Log, "built WITHOUT charts, every table is there: %v\n", err)
		} else {
			site.Charts = true
		}
	}
	if o.Data != "" {
		if err := site.packData(o); err != nil {
			return site, err
		}
	}
	fmt.Fprintln(o.Log, "compressing …")
	if err := compress(site.Dir, filepath.Join(o.Dir, "compressed"), o.Quick); err != nil {
		return site, err
	}
	return site, site.measure()
}

// packData packs the published files and says which were refused.
func (s *Site) packData(o Options) error {
	packed, refused, err := pack(o.Data, filepath.Join(s.Dir, "data"))
	if err != nil {
		return err
	}
	for _, words := range refused {
		fmt.Fprintln(o.Log, "NOT packed:", words)
	}
	if len(packed) == 0 {
		return fmt.Errorf("nothing in %s is a published file that can be packed", o.Data)
	}
	fmt.Fprintf(o.Log, "packed %d published files\n", len(packed))
	s.Packed = packed
	return nil
}

// lean keeps the compiler from writing small functions into their callers, outside the standard library: 0.2 MB less to
// download (0.1 with brotli). What a page computes on is some hundreds of rows.
const lean = "-gcflags=github.com/...=-l"

// compile makes a wasm of a program. Neither the folder it is built in nor the commit goes into it, so that the same
// source gives the same bytes, and with them the same version.
func compile(ctx context.Context, modfile, program, to string, flags ...string) error {
	absolute, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	args := slices.Concat([]string{"build", "-modfile=" + modfile, "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", absolute}, flags, []string{program})
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("compiling %s: %w\n%s", filepath.Base(to), err, out)
	}
	return nil
}

func copyAssets(dir string) error {
	assets, err := fs.Sub(web.Assets, "assets")
	if err != nil {
		return err
	}
	return os.CopyFS(dir, assets)
}

// licences gathers the licence of every module that the page and its workers are compiled from.
func licences(ctx context.Context, to string) error {
	args := append([]string{"list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}"}, programs()...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("listing the modules of the page: %w", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	var b bytes.Buffer
	b.WriteString("Scrutineer is under the MIT licence. The page and its workers are compiled from these modules, and from the Go standard library\n(BSD 3-Clause, Copyright 2009 The Go Authors), each under the licence below.\n")
	for _, line := range slices.Compact(lines) {
		module, rest, _ := strings.Cut(line, "\t")
		version, dir, _ := strings.Cut(rest, "\t")
		text, err := licenceIn(dir)
		if err != nil {
			return fmt.Errorf("%s: %w", module, err)
		}
		fmt.Fprintf(&b, "\n\n==== %s %s ====\n\n%s", module, version, text)
	}
	if err := goLicence(ctx, &b); err != nil {
		return err
	}
	return os.WriteFile(to, b.Bytes(), 0o644)
}

// goLicence adds that of the standard library, which Go's own folder holds.
func goLicence(ctx context.Context, b *bytes.Buffer) error {
	env, err := output(ctx, "go", "env", "GOROOT", "GOVERSION")
	if err != nil {
		return err
	}
	root, version, _ := strings.Cut(env, "\n")
	text, err := licenceIn(root)
	if err != nil {
		return fmt.Errorf("the standard library: %w", err)
	}
	fmt.Fprintf(b, "\n\n==== std %s ====\n\n%s", strings.TrimPrefix(version, "go"), text)
	return nil
}

// licenceIn is the text of the licence file in a folder.
func licenceIn(dir string) ([]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if !e.IsDir() && (strings.HasPrefix(name, "LICENSE") || strings.HasPrefix(name, "LICENCE") || strings.HasPrefix(name, "COPYING")) {
			return os.ReadFile(filepath.Join(dir, e.Name()))
		}
	}
	return nil, fmt.Errorf("no licence file in %s", filepath.Base(dir))
}

// measure takes the sizes and the version from the built files.
func (s *Site) measure() error {
	hash := sha256.New()
	err := filepath.WalkDir(s.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".br") || strings.HasSuffix(path, ".gz") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(hash, "%s %d\n", filepath.Base(path), len(data))
		_, err = hash.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	hash.Write([]byte(web.ServiceWorker))
	s.Version = hex.EncodeToString(hash.Sum(nil))[:16]
	raw, err := os.Stat(filepath.Join(s.Dir, "app.wasm"))
	if err != nil {
		return err
	}
	small, err := os.Stat(filepath.Join(s.Dir, "app.wasm.br"))
	if err != nil {
		return err
	}
	s.Wasm, s.WasmBrotli = raw.Size(), small.Size()
	return nil
}

// Ceilings of app.wasm in bytes. What counts on an 8 Mbit/s line is what goes over it.
const (
	MaxWasm       = 8_700_000
	MaxWasmBrotli = 1_650_000
)

// CheckSize is an error when app.wasm has reached a ceiling.
func (s Site) CheckSize(raw, brotli int64) error {
	if s.Wasm >= raw || s.WasmBrotli >= brotli {
		return fmt.Errorf("app.wasm has %d bytes (ceiling %d) and %d with brotli (ceiling %d): look for a package that the page need not import", s.Wasm, raw, s.WasmBrotli, brotli)
	}
	return nil
}
