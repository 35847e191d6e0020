package main

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

func TestTheDocumentListsTheWordsOfEveryEnumeration(t *testing.T) {
	assert.ElementsMatch(t, []string{"unrated", "red", "amber", "green"}, wordsOf(reflect.TypeFor[rag.Rating]()))
	assert.ElementsMatch(t, []string{"agrees", "within_rounding", "differs", "cannot_check"}, wordsOf(reflect.TypeFor[scrutiny.Verdict]()))
	assert.ElementsMatch(t, []string{"adverse", "favourable", "nil"}, wordsOf(reflect.TypeFor[finance.Direction]()))
	assert.Nil(t, wordsOf(reflect.TypeFor[string]()))

	// A word that a package has gained stands in the list of its API.
	for of, words := range texts() {
		list, err := os.ReadFile("../../api/current/" + of.PkgPath()[strings.LastIndex(of.PkgPath(), "/")+1:] + ".txt")
		require.NoError(t, err)
		var want []string
		for _, m := range regexp.MustCompile(`(?m)^const \w+ `+of.Name()+` = "(.*)"$`).FindAllStringSubmatch(string(list), -1) {
			want = append(want, m[1])
		}
		assert.ElementsMatch(t, want, words, of)
	}
}
