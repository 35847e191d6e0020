package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/web"
)

// chartFiles are what the page loads when it first draws a chart, in the order of loading.
var chartFiles = []string{
	"vega/build/vega.min.js",
	"vega-lite/build/vega-lite.min.js",
	"vega-interpreter/build/vega-interpreter.js",
}

// charts installs the pinned chart library with npm and copies what the page needs of it, with the licences of all that
// is bundled in it.
func charts(ctx context.Context, work, dir string) error {
	if _, err := exec.LookPath("npm"); err != nil {
		return errors.New("npm is not installed (apt-get install npm), and the chart library comes from it")
	}
	if err := writePackages(work); err != nil {
		return err
	}
	if err := install(ctx, work); err != nil {
		return err
	}
	to := filepath.Join(dir, "charts")
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	modules := filepath.Join(work, "node_modules")
	for _, name := range chartFiles {
		data, err := os.ReadFile(filepath.Join(modules, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		// The source map is not served: a browser with its tools open would ask for it.
		data, _, _ = bytes.Cut(data, []byte("\n//# sourceMappingURL="))
		if strings.HasPrefix(name, "vega-interpreter/") {
			if data, err = asScript(data); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(to, filepath.Base(name)), data, 0o644); err != nil {
			return err
		}
	}
	return chartLicences(modules, filepath.Join(to, "licences.txt"))
}

// asScript makes a plain script of vega-interpreter, which is published as a module that imports vega-util: Vega itself
// carries all of that package.
func asScript(module []byte) ([]byte, error) {
	const from, to = "from 'vega-util';", "export { expression as expressionInterpreter };"
	imports, body, found := bytes.Cut(bytes.TrimSpace(module), []byte(from))
	names, isImport := bytes.CutPrefix(imports, []byte("import "))
	body, isExport := bytes.CutSuffix(body, []byte(to))
	if !found || !isImport || !isExport {
		return nil, errors.New("vega-interpreter is not the module that it was: look at how it imports and exports")
	}
	return fmt.Appendf(nil, "(() => {\nconst %s = vega;\n%s\nvega.expressionInterpreter = expression;\n})();\n", bytes.TrimSpace(names), body), nil
}

func writePackages(work string) error {
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"package.json", "package-lock.json"} {
		data, err := web.ChartPackages.ReadFile("charts/" + name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(work, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// install runs npm unless the very same list is already installed. No package may run a script.
func install(ctx context.Context, work string) error {
	lock, err := os.ReadFile(filepath.Join(work, "package-lock.json"))
	if err != nil {
		return err
	}
	mark := filepath.Join(work, "installed")
	if done, err := os.ReadFile(mark); err == nil && bytes.Equal(done, lock) {
		return nil
	}
	cmd := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm could not install the chart library (%w): is the registry within reach? %s", err, bytes.TrimSpace(lastLines(out)))
	}
	return os.WriteFile(mark, lock, 0o644)
}

// lastLines keeps a message readable.
func lastLines(out []byte) []byte {
	const most = 600
	return out[max(0, len(out)-most):]
}

func chartLicences(modules, to string) error {
	var b bytes.Buffer
	b.WriteString("The charts are drawn by Vega, Vega-Lite and vega-interpreter, which bundle packages from this list.\n")
	var folders []string
	// A second version of a package lies within the one that asks for it.
	for _, places := range []string{"*", "@*/*", "*/node_modules/*", "@*/*/node_modules/*", "*/node_modules/@*/*"} {
		found, err := filepath.Glob(filepath.Join(modules, filepath.FromSlash(places)))
		if err != nil {
			return err
		}
		folders = append(folders, found...)
	}
	for _, folder := range folders {
		text, err := licenceIn(folder)
		if err != nil {
			continue // a scope, or a package whose licence is named in its package.json only
		}
		name, _ := filepath.Rel(modules, folder)
		fmt.Fprintf(&b, "\n\n==== %s ====\n\n%s", filepath.ToSlash(name), text)
	}
	return os.WriteFile(to, b.Bytes(), 0o644)
}
