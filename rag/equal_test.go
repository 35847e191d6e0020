package rag_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestEqual_ComparesNumbersNotTheirDigits(t *testing.T) {
	r := rule(t, `{"kind":"tolerance","id":"k","amber_within":"5"}`)
	a := r.Assess(reading(rag.HigherBetter, "88.0", "90"))
	assert.True(t, a.Equal(r.Assess(reading(rag.HigherBetter, "88", "90.00"))))
	assert.True(t, a.Margin.Equal(r.Assess(reading(rag.HigherBetter, "88", "90.00")).Margin))
	assert.False(t, a.Equal(r.Assess(reading(rag.HigherBetter, "87", "90"))))
	assert.False(t, a.Margin.Equal(r.Assess(reading(rag.HigherBetter, "87", "90")).Margin))

	p, _ := rag.Tally{Green: 1, Red: 1}.Percent(0)
	q, _ := rag.Tally{Green: 2, Red: 2}.Percent(2)
	assert.True(t, p.Equal(q))
	q, _ = rag.Tally{Green: 2, Red: 1}.Percent(2)
	assert.False(t, p.Equal(q))

	values := []rag.Value{number("1"), number("2"), number("3"), number("4")}
	assert.True(t, rag.Project(values, 1, number("5"), rag.HigherBetter).Equal(rag.Project(values, 1, number("5.0"), rag.HigherBetter)))
	assert.False(t, rag.Project(values, 1, number("5"), rag.HigherBetter).Equal(rag.Project(values, 2, number("5"), rag.HigherBetter)))

	on := rag.MustParseDate("2019-08-31")
	slow, _ := plans().Pace(number("34"), on, rag.HigherBetter)
	same, _ := plans().Pace(number("34.0"), on, rag.HigherBetter)
	fast, _ := plans().Pace(number("80"), on, rag.HigherBetter)
	assert.True(t, slow.Equal(same))
	assert.False(t, slow.Equal(fast))
}
