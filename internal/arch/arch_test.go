package arch_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/arch"
)

func TestTheRepositoryKeepsItsRules(t *testing.T) {
	found, err := arch.Check(filepath.Join("..", ".."))
	require.NoError(t, err)
	for _, v := range found {
		t.Error(v)
	}
}

// The rules are worth something only if a violation is found.
func TestAPlantedViolationIsFound(t *testing.T) {
	for name, tc := range map[string]struct{ file, text, rule string }{
		"file at the root":            {"main.go", "package main", "root"},
		"os":                          {"finance/a.go", `package finance; import _ "os"`, "impure"},
		"net/http in a sub-package":   {"demand/dfe/a.go", `package dfe; import _ "net/http"`, "impure"},
		"log":                         {"rag/a.go", `package rag; import _ "log"`, "impure"},
		"rag imports a sibling":       {"rag/a.go", `package rag; import _ "` + arch.Module + `/finance"`, "sibling"},
		"finance imports caseload":    {"finance/a.go", `package finance; import _ "` + arch.Module + `/caseload"`, "sibling"},
		"demand imports scrutiny":     {"demand/a.go", `package demand; import _ "` + arch.Module + `/scrutiny"`, "sibling"},
		"internal imports a package":  {"internal/x/a.go", `package x; import _ "` + arch.Module + `/rag"`, "sibling"},
		"an example not to be copied": {"examples/cli/a.go", `package main; import _ "` + arch.Module + `/internal/order"`, "copied"},
		"clock":                       {"caseload/a.go", `package caseload; import "time"; var _ = time.Now()`, "clock"},
		"clock under another name":    {"caseload/a.go", `package caseload; import when "time"; func f() { _ = when.Since }`, "clock"},
		"goroutine":                   {"scrutiny/a.go", `package scrutiny; func f() { go f() }`, "goroutine"},
		"init":                        {"rag/a.go", `package rag; func init() {}`, "init"},
		"exported variable":           {"rag/a.go", `package rag; var Limit = 3`, "variable"},
		"counter":                     {"rag/a.go", `package rag; var n int; func f() { n++ }`, "variable"},
		"map written":                 {"rag/a.go", `package rag; var m = map[int]int{}; func f() { m[1] = 2 }`, "variable"},
		"address taken":               {"rag/a.go", `package rag; var n int; func f() *int { return &n }`, "variable"},
		"field written":               {"rag/a.go", `package rag; var v struct{ n int }; func f() { v.n = 1 }`, "variable"},
		"setting of another package":  {"rag/a.go", `package rag; import "github.com/shopspring/decimal"; func f() { decimal.DivisionPrecision = 3 }`, "state"},
		"a skin that computes":        {"wasm/ui/a.go", `package ui; import _ "github.com/shopspring/decimal"`, "skin"},
		"a skin with a domain":        {"wasm/calculate/a.go", `package calculate; import _ "` + arch.Module + `/finance/plan"`, "skin"},
		"a skin that parses":          {"wasm/ui/a.go", `package ui; import "` + arch.Module + `/figure"; var _, _ = figure.Parse("1")`, "skin"},
		"a skin that formats":         {"wasm/ui/a.go", `package ui; import "strconv"; var _ = strconv.FormatFloat(1, 'f', 1, 64)`, "skin"},
		"internal result":             {"rag/a.go", `package rag; import "` + arch.Module + `/internal/order"; func F() order.Figure { panic(0) }`, "internal"},
		"internal field":              {"rag/a.go", `package rag; import "` + arch.Module + `/internal/order"; type T struct{ F []order.Figure }`, "internal"},
	} {
		t.Run(name, func(t *testing.T) {
			root := plant(t, tc.file, tc.text)
			found, err := arch.Check(root)
			require.NoError(t, err)
			require.Len(t, found, 1)
			assert.Equal(t, tc.rule, found[0].Rule, found[0].String())
		})
	}
}

func TestWhatIsAllowedIsNotFound(t *testing.T) {
	for name, tc := range map[string]struct{ file, text string }{
		"sentinel":             {"rag/a.go", `package rag; import "errors"; var ErrEmpty = errors.New("empty")`},
		"table never written":  {"rag/a.go", `package rag; var names = [...]string{"a"}; func f() string { return names[0] }`},
		"local of that name":   {"rag/a.go", `package rag; var n = 1; func f() int { n := 2; n++; return n }`},
		"hub":                  {"finance/a.go", `package finance; import _ "` + arch.Module + `/rag"`},
		"scrutiny":             {"scrutiny/a.go", `package scrutiny; import _ "` + arch.Module + `/demand/dfe"`},
		"internal work":        {"rag/a.go", `package rag; import "` + arch.Module + `/internal/order"; type T struct{ f order.Figure }; func (t T) g() order.Figure { return t.f }`},
		"tests may read files": {"rag/a_test.go", `package rag; import _ "os"`},
		"examples may":         {"examples/cli/a.go", `package main; import _ "os"`},
		"a date":               {"rag/a.go", `package rag; import "time"; func f() time.Time { return time.Date(2024, 7, 30, 0, 0, 0, 0, time.UTC) }`},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := arch.Check(plant(t, tc.file, tc.text))
			require.NoError(t, err)
			assert.Empty(t, found)
		})
	}
}

func TestAModuleOfItsOwnIsPassedOver(t *testing.T) {
	root := plant(t, "examples/sql/main.go", "package broken {")
	require.NoError(t, os.WriteFile(filepath.Join(root, "examples/sql/go.mod"), []byte("module x"), 0o600))
	found, err := arch.Check(root)
	require.NoError(t, err)
	assert.Empty(t, found)
}

func plant(t *testing.T, name, text string) string {
	t.Helper()
	root := t.TempDir()
	file := filepath.Join(root, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return root
}
