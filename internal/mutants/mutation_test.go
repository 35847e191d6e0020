package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const source = `package p

import "fmt"

type row struct{ size [3]int }

func f(a, b int, ok bool) (int, error) {
	if a < b && ok {
		a++
	}
	a += 2
	fmt.Println("a" + "b")
	return max(a*b, 0), nil
}
`

func TestFind_EveryChangeIsOne(t *testing.T) {
	name := filepath.Join(t.TempDir(), "p.go")
	require.NoError(t, os.WriteFile(name, []byte(source), 0o600))
	all, err := find(filepath.Dir(name))
	require.NoError(t, err)
	var found []string
	for _, m := range all {
		found = append(found, m.old+" > "+m.new)
		text, err := m.apply()
		require.NoError(t, err)
		assert.NotEqual(t, source, string(text))
		assert.Equal(t, m.old, source[m.start:m.end])
	}
	assert.ElementsMatch(t, []string{
		"a < b && ok > !(a < b && ok)", "&& > ||", "< > <=", "++ > --", "+= > -=", "2 > 3", `fmt.Println("a" + "b") > `, "* > /", "0 > 1",
	}, found)
	assert.Equal(t, 8, all[0].line)
}

func TestFind_TestsAndTestdataAreLeftAlone(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, "testdata"), 0o700))
	for _, name := range []string{"p_test.go", "doc.go", "testdata/q.go"} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(source), 0o600))
	}
	all, err := find(folder + "/...")
	require.NoError(t, err)
	assert.Empty(t, all)
	require.NoError(t, os.Mkdir(filepath.Join(folder, "below"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "below", "p.go"), []byte(source), 0o600))
	all, err = find(folder)
	require.NoError(t, err)
	assert.Empty(t, all)
	all, err = find(folder + "/...")
	require.NoError(t, err)
	assert.Len(t, all, 9)
}
