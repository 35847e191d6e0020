package docs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// block is a fenced block of a Markdown page.
type block struct{ language, text string }

var fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")

func blocks(t *testing.T, page string) []block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), page))
	require.NoError(t, err)
	var found []block
	for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
		found = append(found, block{m[1], m[2]})
	}
	require.NotEmpty(t, found)
	return found
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	return dir
}

// Each Go program of the README is built in a scratch module outside the repository, as a reader would build it, and
// prints the text block that follows it. What it pulls in is what a council tool would pull in: no browser framework.
func TestREADME_ProgramsRunInAModuleOfTheReader(t *testing.T) {
	page := blocks(t, "README.md")
	ran := 0
	for i, b := range page {
		if b.language != "go" || !strings.Contains(b.text, "package main") {
			continue
		}
		ran++
		dir := scratch(t, b.text)
		got := command(t, dir, "go", "run", ".")
		require.Less(t, i+1, len(page), "a program is followed by what it prints")
		assert.Equal(t, page[i+1].text, got)

		deps := command(t, dir, "go", "list", "-deps", ".")
		for _, unwanted := range []string{"go-app", "excelize", "testify", "net/http", "beam"} {
			assert.NotContains(t, deps, unwanted)
		}
	}
	assert.Positive(t, ran, "the README shows a program")
}

// Each go run command of the README works from the root of a clone. A program that finds something exits 1 and says so
// in the README's own text block.
func TestREADME_CommandsRun(t *testing.T) {
	page := blocks(t, "README.md")
	ran := 0
	for i, b := range page {
		if b.language != "sh" {
			continue
		}
		for _, line := range strings.Split(strings.TrimSpace(b.text), "\n") {
			if !strings.HasPrefix(line, "go run ./examples/") {
				continue
			}
			ran++
			shell := exec.Command("bash", "-c", line)
			shell.Dir = root(t)
			out, err := shell.CombinedOutput()
			if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() == 1 && strings.HasPrefix(lastLine(string(out)), "exit status 1") {
				err = nil // go run reports the exit status 1 that means "something differs"
			}
			require.NoError(t, err, "%s\n%s", line, out)
			if i+1 < len(page) && page[i+1].language == "text" {
				for _, want := range strings.Split(strings.TrimSpace(page[i+1].text), "\n") {
					assert.Contains(t, string(out), strings.TrimSpace(want), line)
				}
			}
		}
	}
	assert.Positive(t, ran)
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// scratch makes a module that uses this one from its folder.
func scratch(t *testing.T, program string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	module := "github.com/scrutineer-dev/scrutineer"
	version := regexp.MustCompile(`github.com/shopspring/decimal v\S+`)
	ours, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	require.NoError(t, err)
	sums, err := os.ReadFile(filepath.Join(root(t), "go.sum"))
	require.NoError(t, err)
	write("go.mod", "module scratch\n\ngo 1.26\n\nrequire (\n\t"+module+" v0.0.0\n\t"+string(version.Find(ours))+"\n)\n\nreplace "+module+" => "+root(t)+"\n")
	write("go.sum", string(sums))
	write("main.go", program)
	return dir
}

func command(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, exit.Stderr)
	}
	require.NoError(t, err)
	return string(out)
}
