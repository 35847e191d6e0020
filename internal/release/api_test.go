package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/version"
)

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	return dir
}

// now is what is exported, by the names of the files of api/.
func now(t *testing.T) map[string][]string {
	t.Helper()
	lists, err := exported(root(t))
	require.NoError(t, err)
	byFile := map[string][]string{}
	for folder, lines := range lists {
		byFile[strings.ReplaceAll(folder, "/", "_")] = lines
	}
	return byFile
}

// Whoever changes the API sees so in the diff of api/current, and so does the reviewer.
func TestTheAPIIsTheOneThatIsListed(t *testing.T) {
	current, err := listed(root(t), "current")
	require.NoError(t, err)
	assert.Empty(t, gone(now(t), current), "exported and not listed: make api-update")
	assert.Empty(t, gone(current, now(t)), "listed and not exported: make api-update")
}

// unreleased is the part of the CHANGELOG that the next release will bring, and newest the number of the last one.
func unreleased(t *testing.T) (text, newest string) {
	t.Helper()
	changelog, err := os.ReadFile(filepath.Join(root(t), "CHANGELOG.md"))
	require.NoError(t, err)
	_, text, found := strings.Cut(string(changelog), "## [Unreleased]")
	require.True(t, found, "CHANGELOG.md has no heading [Unreleased]")
	text, rest, _ := strings.Cut(text, "\n## [")
	newest, _, _ = strings.Cut(rest, "]")
	return text, newest
}

func TestWhatWasTakenFromTheAPIIsCalledBreaking(t *testing.T) {
	released, err := listed(root(t), "released")
	require.NoError(t, err)
	if taken := gone(released, now(t)); len(taken) > 0 {
		text, _ := unreleased(t)
		assert.Contains(t, text, "**breaking**", "CHANGELOG says what to use instead of:\n%s", strings.Join(taken, "\n"))
	}
}

func TestTheVersionIsSemanticAndNotBehindTheChangelog(t *testing.T) {
	assert.Regexp(t, regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9a-z.]+)?$`), version.Version)
	text, newest := unreleased(t)
	if strings.TrimSpace(text) == "" {
		assert.Equal(t, newest, version.Version, "nothing is unreleased, so the version is the newest that CHANGELOG has")
	}
}

func TestTheListTellsEverythingThatBreaksACaller(t *testing.T) {
	dir := t.TempDir()
	list := func(source string) []string {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte("package p\n"+source), 0o600))
		lines, err := packageAPI(dir)
		require.NoError(t, err)
		return lines
	}
	assert.Equal(t, []string{
		"const A Kind = iota (0)", "const B Kind = iota (1)", "const Name = \"x\"", "func F([]T, int, int) (a.B, error)", "func G[any](T)",
		"method (*T) P()", "method (T) M(...string) string", "type Kind int", "type Other = T", "type Reader interface", "type Reader interface, Read([]byte) (int, error)",
		"type Reader interface, io.Closer", "type T struct", "type T struct, X int `json:\"x\"`", "type T struct, embedded *a.B", "var ErrNone error",
	}, list("type Kind int\nconst (\nA Kind = iota\nB\nc\n)\nconst Name = \"x\"\nvar ErrNone error\nvar hidden int\n"+
		"type T struct { X int `json:\"x\"`; y int; *a.B; hidden }\ntype Other = T\ntype Reader interface { Read(p []byte) (n int, err error); io.Closer }\n"+
		"func F(ts []T, a, b int) (a.B, error)\nfunc G[V any](T)\nfunc hidden2()\nfunc (T) M(parts ...string) string\nfunc (t *T) P()\nfunc (h hidden) M()\n"))
	assert.NotEqual(t, list("const (\nA Kind = iota\nB\n)"), list("const (\nB Kind = iota\nA\n)"), "the order of an enumeration is part of it")
	assert.Equal(t, list("func F(a int)"), list("func F(b int)"), "the name of a parameter is not")
}
