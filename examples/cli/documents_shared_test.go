package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
)

// TestDocuments_EveryFormReadsAsItsMarkdown compares the tables of each form of the shared documents with those of the
// Markdown cell by cell, and its words with the Markdown's.
func TestDocuments_EveryFormReadsAsItsMarkdown(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder: the shared vectors and documents are not part of the repository")
	}
	for _, form := range []string{"docx", "html", "xlsx", "txt"} {
		t.Run(form, func(t *testing.T) {
			names, err := filepath.Glob(filepath.Join(shared, "documents", "*", "doc."+form))
			require.NoError(t, err)
			require.NotEmpty(t, names)
			var cells, same, words, met int
			for _, name := range names {
				want, got := readShared(t, filepath.Join(filepath.Dir(name), "doc.md")), readShared(t, name)
				assert.Len(t, got.Tables(), len(want.Tables()), name)
				for i, w := range want.Tables() {
					rows, columns := w.Size()
					for r := range rows {
						for c := range columns {
							cells++
							if text := plainCell(w.Text(r, c)); i < len(got.Tables()) && text == plainCell(got.Tables()[i].Text(r, c)) {
								same++
							} else if i < len(got.Tables()) {
								t.Logf("%s, table %d, row %d, column %d: %q for %q", name, i+1, r+1, c+1, got.Tables()[i].Text(r, c), w.Text(r, c))
							}
						}
					}
				}
				there := wordsOf(got)
				for word, n := range wordsOf(want) {
					words += n
					met += min(n, there[word])
					if there[word] < n {
						t.Logf("%s: the word %q stands %d times for %d", name, word, there[word], n)
					}
				}
			}
			t.Logf("%s: %d of %d cells, %d of %d words", form, same, cells, met, words)
			// A heading over two rows stands in the second row of the Markdown, which has no merged cells.
			assert.Greater(t, float64(same), 0.995*float64(cells))
			assert.Greater(t, float64(met), 0.998*float64(words))
		})
	}
}

func readShared(t *testing.T, name string) document.Document {
	t.Helper()
	content, err := os.ReadFile(name)
	require.NoError(t, err)
	d, err := document.Read(context.Background(), name, content, document.Limits{}, documentFormats()...)
	require.NoError(t, err)
	return d
}

var raised = regexp.MustCompile(`[¹²³⁴⁵⁶⁷⁸⁹⁰]+`)

// plainCell is a cell without the marks of notes and between thousands, which stand in some forms only.
func plainCell(text string) string {
	text = strings.NewReplacer("−", "-", "–", "-", "\u00a0", " ", ",", "").Replace(strings.TrimSpace(text))
	return raised.ReplaceAllString(text, "")
}

func wordsOf(d document.Document) map[string]int {
	counts := map[string]int{}
	add := func(text string) {
		for _, word := range strings.Fields(plainCell(text)) {
			counts[strings.ToLower(word)]++
		}
	}
	for _, b := range d.Blocks {
		if b.Kind == document.Furniture {
			continue
		}
		add(b.Text)
		if b.Table != nil {
			rows, _ := b.Table.Size()
			for r := range rows {
				add(fmt.Sprint(strings.Join(b.Table.Row(r), " ")))
			}
		}
	}
	return counts
}
