package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sound is the first version of each module that has none of its published faults. Who finds another adds a line.
var sound = []struct{ module, version, fault string }{
	{"github.com/xuri/excelize/v2", "v2.11.1", "CVE-2026-54063, CVE-2026-59161 and GO-2026-6452: a row number or an index of a small workbook takes gigabytes or panics (v2.11.0)"},
	{"golang.org/x/crypto", "v0.45.0", "CVE-2025-22869, CVE-2025-47914 and CVE-2025-58181: unbounded memory and panics of its SSH"},
	{"golang.org/x/net", "v0.38.0", "CVE-2025-22870 and CVE-2025-22872: proxies matched wrongly, tags of HTML read wrongly"},
	{"golang.org/x/text", "v0.3.8", "CVE-2022-32149: parsing of languages takes quadratic time"},
	{"google.golang.org/protobuf", "v1.33.0", "CVE-2024-24786: JSON that never ends"},
	{"google.golang.org/grpc", "v1.56.3", "CVE-2023-44487: rapid resets of HTTP/2"},
}

var required = regexp.MustCompile(`(?m)^(?:require )?\s*([a-z0-9./_-]+\.[a-zA-Z0-9./_-]+) (v\d+\.\d+\.\d+)\S*`)

// No go.mod goes back to a version with a known fault, whatever asks for it.
func TestNoModuleIsOfAVersionWithAKnownFault(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root(t), "go.mod"))
	require.NoError(t, err)
	for _, pattern := range []string{"examples/*/go.mod", "wasm/*/go.mod", "internal/*/go.mod"} {
		more, err := filepath.Glob(filepath.Join(root(t), filepath.FromSlash(pattern)))
		require.NoError(t, err)
		files = append(files, more...)
	}
	require.GreaterOrEqual(t, len(files), 4)
	seen := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range required.FindAllStringSubmatch(string(text), -1) {
			for _, s := range sound {
				if s.module == m[1] {
					seen[s.module] = true
					assert.False(t, older(t, m[2], s.version), "%s has %s %s: %s is the first without %s", file, m[1], m[2], s.version, s.fault)
				}
			}
		}
	}
	for _, s := range sound[:3] {
		assert.True(t, seen[s.module], "%s is in no go.mod any more: take its line away", s.module)
	}
}

func TestOlder(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"v2.9.0", "v2.11.1", true},
		{"v2.11.0", "v2.11.1", true},
		{"v2.11.1", "v2.11.1", false},
		{"v2.11.2", "v2.11.1", false},
		{"v2.12.0", "v2.11.1", false},
		{"v3.0.0", "v2.11.1", false},
		{"v1.99.99", "v2.11.1", true},
	} {
		assert.Equal(t, tt.want, older(t, tt.a, tt.b), "%s, %s", tt.a, tt.b)
	}
}

// older says that a version is before another.
func older(t *testing.T, a, b string) bool {
	t.Helper()
	left, right := strings.Split(strings.TrimPrefix(a, "v"), "."), strings.Split(strings.TrimPrefix(b, "v"), ".")
	for i := range right {
		x, err := strconv.Atoi(left[i])
		require.NoError(t, err)
		y, err := strconv.Atoi(right[i])
		require.NoError(t, err)
		if x != y {
			return x < y
		}
	}
	return false
}
