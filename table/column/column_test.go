package column_test

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

func TestNumbers_WhatDoesNotFitIsKeptApart(t *testing.T) {
	whole, tenths, fine := column.Form{State: column.Value}, column.Form{State: column.Value, Places: 1}, column.Form{State: column.Value, Places: 12}
	var n column.Numbers
	n.Add(999_999_999_999_999, whole)
	n.Add(5, tenths)
	assert.True(t, n.Exact())
	assert.Equal(t, []int64{9_999_999_999_999_990, 5}, n.Units())
	n.Add(7, fine) // at this power of ten the first would need 28 digits
	assert.False(t, n.Exact())
	for i, want := range []int64{999_999_999_999_999, 5, 7} {
		coefficient, form := n.Cell(i)
		assert.Equal(t, want, coefficient)
		assert.Equal(t, []column.Form{whole, tenths, fine}[i], form)
	}
	n.Add(math.MaxInt64, whole)
	coefficient, _ := n.Cell(3)
	assert.Equal(t, int64(math.MaxInt64), coefficient)
}

// FuzzNumbers holds that cells come back as they were added, and that the units of an exact column are their values.
func FuzzNumbers(f *testing.F) {
	f.Add(int64(1), int8(0), int64(25), int8(2), int64(-3), int8(-4))
	f.Add(int64(math.MaxInt64), int8(0), int64(1), int8(18), int64(1), int8(100))
	f.Add(int64(0), int8(9), int64(-7), int8(9), int64(math.MinInt64+1), int8(3))
	f.Fuzz(func(t *testing.T, a int64, aPlaces int8, b int64, bPlaces int8, c int64, cPlaces int8) {
		var n column.Numbers
		type cell struct {
			coefficient int64
			form        column.Form
		}
		var cells []cell
		for range 2 {
			for _, x := range [...]cell{{a, column.Form{Places: aPlaces}}, {b, column.Form{Places: bPlaces, Power: 3}}, {c, column.Form{Places: cPlaces % 4}}} {
				if x.coefficient == math.MinInt64 || x.form.Places > 100 || x.form.Places < -100 {
					continue
				}
				x.form.State = column.Value
				cells = append(cells, x, cell{0, column.Form{Reason: 1}})
				n.Add(x.coefficient, x.form)
				n.Add(0, column.Form{Reason: 1})
			}
		}
		for i, want := range cells {
			coefficient, form := n.Cell(i)
			require.Equal(t, want, cell{coefficient, form})
			if n.Exact() {
				require.True(t, decimal.New(coefficient, int32(form.Power)-int32(form.Places)).Equal(decimal.New(n.Units()[i], n.Exponent())))
			}
		}
	})
}

func TestCodes_WordsHaveOneNumberEach(t *testing.T) {
	var c column.Codes
	words := strings.Split("a,b,a,,Team 1,Team 2,Team 1,b,"+strings.Repeat("long ", 9), ",")
	for _, word := range words {
		c.Add([]byte(word))
		c.AddText(word)
	}
	for i, word := range words {
		assert.Equal(t, word, c.Text(2*i))
		assert.Equal(t, c.Codes()[2*i], c.Codes()[2*i+1])
	}
	assert.Len(t, c.Names(), 6)
	c.Rename(func(word string) string { return strings.TrimRight(word, "12") })
	assert.Equal(t, []string{"a", "b", "", "Team ", strings.Repeat("long ", 9)}, c.Names())
	assert.Equal(t, "Team ", c.Text(10))
	c.Add([]byte("Team "))
	assert.Equal(t, c.Codes()[10], c.Codes()[len(c.Codes())-1])
}

func TestISODay_IsTheDayOfTheCalendar(t *testing.T) {
	for day := figure.Date(657_000); day < 802_700; day += 1 { // about 1799 to 2198
		got, ok := column.ISODay([]byte(day.String()))
		if year := day.Time().Year(); year < 1800 {
			require.False(t, ok)
			continue
		}
		require.True(t, ok, day)
		require.Equal(t, day, got)
	}
	for _, text := range []string{"2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-01-32", "2024-1-01", "2024/01/01", "20x4-01-01", "2200-01-01", "1799-12-31", ""} {
		_, ok := column.ISODay([]byte(text))
		assert.False(t, ok, text)
	}
}

func TestSurvey_FindsRowsAndTheirCells(t *testing.T) {
	limits := column.Limits{Cells: 1000, Line: 40}
	for name, test := range map[string]struct {
		text  string
		rows  [][]string
		lines []int
	}{
		"plain rows, the last without its end": {"a,b\nc,d", [][]string{{"a", "b"}, {"c", "d"}}, []int{0, 1}},
		"carriage returns":                     {"a,b\r\n\r\nc\r\n", [][]string{{"a", "b"}, nil, {"c"}}, []int{0, 1, 2}},
		"empty lines at the end":               {"a\n\n\n", [][]string{{"a"}}, []int{0}},
		"a delimiter at the end":               {"a,\n,b,", [][]string{{"a", ""}, {"", "b", ""}}, []int{0, 1}},
		"a quoted line end and a doubled mark": {"\"a\nb\",\"\"\"x\"\"\"\nc,d\n", [][]string{{"a\nb", `"x"`}, {"c", "d"}}, []int{0, 2}},
		"a mark within a word":                 {"6\" pipe,a\n \"q\" ,b\n", [][]string{{`6" pipe`, "a"}, {"q", "b"}}, []int{0, 1}},
		"nothing":                              {"", [][]string{}, nil},
		"a tab is a letter":                    {"a\tb,\"c\td\"\n", [][]string{{"a\tb", "c\td"}}, []int{0}},
	} {
		t.Run(name, func(t *testing.T) {
			text, ok := column.Survey([]byte(test.text), ',', limits)
			require.True(t, ok)
			require.Equal(t, len(test.rows), text.Len())
			for row, want := range test.rows {
				assert.Equal(t, test.lines[row], text.Line(row))
				var got []string
				for at, cell := range text.Fields(row, nil) {
					got = append(got, string(cell))
					field, ok := text.Field(row, at)
					assert.True(t, ok)
					assert.Equal(t, string(cell), string(field))
				}
				assert.Equal(t, want, got)
				_, ok := text.Field(row, len(want))
				assert.False(t, ok)
			}
		})
	}
}

func TestSurvey_LeavesWhatIsUnusualToTheReaderByteByByte(t *testing.T) {
	for name, text := range map[string]string{
		"a control character": "a,b\x00\n", "a lone carriage return": "a\rb\n", "one at the end": "a\r", "a quote left open": "a,\"b\n",
		"letters behind a quote": "\"a\"b,c\n", "a long line": strings.Repeat("a", 41), "a long quoted cell": `"` + strings.Repeat("a\n", 30) + `"`,
		"a control character in quotes": "\"a\x07\"\n", "too many rows": strings.Repeat("\n", 1001) + "a", "too many cells": strings.Repeat(",,,,,,,,,\n", 101),
		"a lone carriage return in quotes": "\"a\rb\"\n", "a control character behind a quoted cell": "\"a\",b\x01\n",
	} {
		_, ok := column.Survey([]byte(text), ',', column.Limits{Cells: 1000, Line: 40})
		assert.False(t, ok, name)
	}
}
