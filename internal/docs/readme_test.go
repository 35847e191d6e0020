package docs_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// block is a fenced block of a Markdown page.
type block struct{ language, text string }

var fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(text)
}

func blocks(t *testing.T, name string) []block {
	t.Helper()
	var found []block
	for _, m := range fence.FindAllStringSubmatch(page(t, name), -1) {
		found = append(found, block{m[1], m[2]})
	}
	return found
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	return dir
}

// pages are those whose commands and links are looked at.
func pages(t *testing.T) []string {
	t.Helper()
	out := command(t, root(t), "git", "ls-files", "*.md")
	return slices.DeleteFunc(strings.Fields(out), func(name string) bool { return strings.HasSuffix(name, "MANUAL.md") })
}

// Each Go program of the README is built in a scratch module outside the repository, as a reader would build it, and
// prints the text block that follows it. What it pulls in is what a council tool would pull in: no browser framework.
func TestREADME_ProgramsRunInAModuleOfTheReader(t *testing.T) {
	page := blocks(t, "README.md")
	programs, tests := 0, 0
	for i, b := range page {
		switch {
		case b.language != "go":
		case strings.Contains(b.text, "package main"):
			programs++
			dir := scratch(t, "main.go", b.text)
			got := command(t, dir, "go", "run", ".")
			require.Less(t, i+1, len(page), "a program is followed by what it prints")
			assert.Equal(t, page[i+1].text, got)
		default:
			tests++
			dir := scratch(t, "report_test.go", b.text)
			report, err := os.ReadFile(filepath.Join(root(t), "examples", "validate", "report.json"))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "report.json"), report, 0o600))
			command(t, dir, "go", "test", "./...")
			wrong := strings.Replace(string(report), `"535"`, `"539"`, 1)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "report.json"), []byte(wrong), 0o600))
			out, err := shell(t, dir, "go test ./...", nil)
			assert.Error(t, err, "a report that differs fails")
			assert.Contains(t, out, "differs")
		}
	}
	assert.Equal(t, 1, programs)
	assert.Equal(t, 1, tests)
}

// A module that imports each package gets decimal and gonum, and nothing of the calculator, Beam or a database: neither what is
// compiled nor what must be downloaded to compile it.
func TestAModuleThatImportsEachPackageGetsNoMoreThanItNeeds(t *testing.T) {
	var program strings.Builder
	program.WriteString("package main\n\nimport (\n")
	lists := command(t, root(t), "go", "list", "./rag/...", "./caseload/...", "./finance/...", "./demand/...", "./scrutiny/...")
	for _, path := range strings.Fields(lists) {
		program.WriteString("\t_ \"" + path + "\"\n")
	}
	program.WriteString(")\n\nfunc main() {}\n")
	dir := scratch(t, "main.go", program.String())
	command(t, dir, "go", "build", "-o", os.DevNull, ".")
	modules := command(t, dir, "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".")
	got := strings.Fields(modules)
	slices.Sort(got)
	assert.Equal(t, []string{"github.com/scrutineer-dev/scrutineer", "github.com/shopspring/decimal", "gonum.org/v1/gonum", "scratch"}, slices.Compact(got))
	packages := strings.Fields(command(t, dir, "go", "list", "-deps", "."))
	for _, unwanted := range []string{"net", "net/http", "database/sql", "os/exec", "text/template", "html/template", "log"} {
		assert.NotContains(t, packages, unwanted)
	}
	// The build list, which is what go would have to download the go.mod files of.
	all := command(t, dir, "go", "list", "-m", "all")
	for _, unwanted := range []string{"apache/beam", "sqlite", "pgx", "chromedp", "duckdb"} {
		assert.NotContains(t, all, unwanted)
	}
}

// Each shell block that starts with go runs from the root of a clone, whole. A program that finds something exits 1; what
// the text block after it shows is what it prints.
func TestCommandsRun(t *testing.T) {
	ran := 0
	for _, name := range []string{"README.md", "docs/DEPLOYING.md", "examples/handler/README.md"} {
		page := blocks(t, name)
		for i, b := range page {
			if b.language != "sh" || !strings.Contains(b.text, "go run ./examples/cli") && !strings.Contains(b.text, "go run ./examples/oldham") && !strings.Contains(b.text, "go build") {
				continue
			}
			ran++
			out, err := shell(t, root(t), b.text, nil)
			if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() == 1 && strings.HasSuffix(strings.TrimSpace(out), "exit status 1") {
				err = nil // go run says so of a program that found something
			}
			require.NoError(t, err, "%s\n%s", b.text, out)
			if i+1 < len(page) && page[i+1].language == "text" {
				for _, want := range strings.Split(strings.TrimSpace(page[i+1].text), "\n") {
					assert.Contains(t, out, strings.TrimSpace(want), b.text)
				}
			}
		}
	}
	assert.GreaterOrEqual(t, ran, 4)
}

// The script of the workflow in the README is run over reports of which one differs, and over those that do not.
func TestREADME_TheWorkflowRefusesAReportThatDiffers(t *testing.T) {
	var script string
	for _, b := range blocks(t, "README.md") {
		if b.language == "yaml" {
			_, script, _ = strings.Cut(b.text, "run: |\n")
		}
	}
	require.NotEmpty(t, script)
	dir := t.TempDir()
	command(t, root(t), "go", "build", "-o", filepath.Join(dir, "bin", "cli"), "./examples/cli")
	good, err := os.ReadFile(filepath.Join(root(t), "examples", "validate", "report.json"))
	require.NoError(t, err)
	put := func(name, text string) {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "reports"), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "reports", name), []byte(text), 0o600))
	}
	summary := filepath.Join(dir, "summary.md")
	env := []string{"PATH=" + filepath.Join(dir, "bin") + ":" + os.Getenv("PATH"), "GITHUB_STEP_SUMMARY=" + summary}
	put("a.json", string(good))
	out, err := shell(t, dir, script, env)
	require.NoError(t, err, out)
	for _, bad := range []string{strings.Replace(string(good), `"535"`, `"539"`, 1), `{"claims": 5}`} {
		put("b.json", bad)
		put("c.json", string(good))
		out, err = shell(t, dir, script, env)
		assert.Error(t, err, "%s%s", bad, out)
	}
	said, err := os.ReadFile(summary)
	require.NoError(t, err)
	assert.Contains(t, string(said), "differs")
	assert.Contains(t, string(said), "|", "a table that the summary of the run shows")
}

var (
	target = regexp.MustCompile(`\bmake ([a-z][a-z0-9-]*)`)
	link   = regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`)
)

// A page names no target of make that is not there, and links to no file that is not there.
func TestPages_TargetsAndLinksAreThere(t *testing.T) {
	makefile := page(t, "Makefile")
	for _, name := range pages(t) {
		text := page(t, name)
		code := regexp.MustCompile("`[^`\n]+`|(?ms)^```sh\n.*?^```$").FindAllString(text, -1)
		for _, m := range target.FindAllStringSubmatch(strings.Join(code, "\n"), -1) {
			assert.Contains(t, makefile, "\n"+m[1]+":", "%s: make %s", name, m[1])
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			_, err := os.Stat(filepath.Join(root(t), filepath.Dir(filepath.FromSlash(name)), filepath.FromSlash(m[1])))
			assert.NoError(t, err, "%s links to %s", name, m[1])
		}
	}
}

// The script that puts a site in place does so whole, goes back, and refuses what is no site.
func TestDeploying_PublishPutsInPlaceAndGoesBack(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(root(t), "docs", "deploy", "publish.sh")
	site := func(name, version string) string {
		folder := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(folder, 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(folder, "app-worker.js"), []byte("\"use strict\";\n\nconst own = \"scrutineer-"+version+"\";\n"), 0o600))
		return folder
	}
	serving := filepath.Join(dir, "srv")
	current := func() string {
		link, err := os.Readlink(filepath.Join(serving, "current"))
		require.NoError(t, err)
		return link
	}
	one, two := site("one", "0123456789abcdef"), site("two", "fedcba9876543210")
	command(t, dir, script, one, serving)
	assert.Equal(t, "scrutineer-0123456789abcdef", current())
	out, err := shell(t, dir, script+" -back "+serving, nil)
	require.Error(t, err, "nothing stood there before")
	assert.Contains(t, out, "none before")
	command(t, dir, script, two, serving)
	assert.Equal(t, "scrutineer-fedcba9876543210", current())
	command(t, dir, script, "-back", serving)
	assert.Equal(t, "scrutineer-0123456789abcdef", current())
	command(t, dir, script, "-back", serving)
	assert.Equal(t, "scrutineer-fedcba9876543210", current(), "going back twice is where one was")
	for range 3 { // the same once more, as after a mistake
		command(t, dir, script, two, serving)
		assert.Contains(t, current(), "scrutineer-fedcba9876543210")
		_, err := os.Stat(filepath.Join(serving, "current", "app-worker.js"))
		require.NoError(t, err)
	}
	command(t, dir, script, "-back", serving)
	assert.Equal(t, "scrutineer-0123456789abcdef", current(), "publishing twice leaves what was before")
	command(t, dir, script, two, serving)
	assert.Equal(t, "scrutineer-fedcba9876543210", current())
	_, err = shell(t, dir, script+" "+t.TempDir()+" "+serving, nil)
	require.Error(t, err)
	assert.Equal(t, "scrutineer-fedcba9876543210", current(), "what is no site changes nothing")
}

// shell runs a script with bash, and gives all that it printed.
func shell(t *testing.T, dir, script string, env []string) (string, error) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 5*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, "bash", "-e", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(env, "GOWORK=off")...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// The command line and the handler are there to be copied: each is built from its own files in a module of somebody else.
func TestExamples_TheProgramsBuildWhereTheyAreCopied(t *testing.T) {
	for _, program := range []string{"cli", "handler"} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			from := filepath.Join(root(t), "examples", program)
			entries, err := os.ReadDir(from)
			require.NoError(t, err)
			dir := ""
			for _, e := range entries {
				if e.IsDir() || strings.HasSuffix(e.Name(), "_test.go") {
					continue
				}
				text, err := os.ReadFile(filepath.Join(from, e.Name()))
				require.NoError(t, err)
				if dir == "" {
					dir = scratch(t, e.Name(), string(text))
					continue
				}
				require.NoError(t, os.WriteFile(filepath.Join(dir, e.Name()), text, 0o600))
			}
			command(t, dir, "go", "build", "-o", filepath.Join(dir, "program"), ".")
		})
	}
}

// scratch makes a module that uses this one from its folder.
func scratch(t *testing.T, name, program string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	module := "github.com/scrutineer-dev/scrutineer"
	ours := page(t, "go.mod")
	write("go.mod", "module scratch\n\ngo 1.26\n\nrequire (\n\t"+module+" v0.0.0\n\t"+regexp.MustCompile(`github.com/shopspring/decimal v\S+`).FindString(ours)+"\n\t"+
		regexp.MustCompile(`gonum.org/v1/gonum v\S+`).FindString(ours)+"\n)\n\nreplace "+module+" => "+root(t)+"\n")
	write("go.sum", page(t, "go.sum"))
	write(name, program)
	return dir
}

// command is what a program prints on standard output. A module that is made here may complete its go.mod.
func command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	if dir != root(t) {
		cmd.Env = append(cmd.Env, "GOFLAGS=-mod=mod")
	}
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, exit.Stderr)
	}
	require.NoError(t, err)
	return string(out)
}
