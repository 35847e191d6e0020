package spc_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestResult_OfEveryKindReadsBackEqual(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 26))
	for kind := spc.KindXmR; kind <= spc.KindG; kind++ {
		for range 50 {
			points := make([]series.Point, 12+random.IntN(30))
			for i := range points {
				n := 40 + random.IntN(20)
				places := -2
				if kind == spc.KindG {
					places = 0 // a number of cases is whole
				}
				points[i] = series.Point{
					Period: fmt.Sprintf("period %d & <%d>", i, i), Value: decimal.NewNullDecimal(decimal.New(int64(1+random.IntN(9000)), int32(places))),
					Count: decimal.NewNullDecimal(decimal.NewFromInt(int64(random.IntN(n)))), Denominator: decimal.NewNullDecimal(decimal.NewFromInt(int64(n))),
				}
			}
			s := spc.Settings{Polarity: rag.Polarity(random.IntN(3)), Screen: random.IntN(2) == 0, Edition: spc.Edition(random.IntN(2))}
			if random.IntN(2) == 0 {
				s.Target, s.Rebase, s.Exclude = new(30.5), []int{6}, []int{1}
			}
			made, err := spc.Draw(points, kind, s, random.IntN(2) == 0)
			require.NoError(t, err)
			made.Note([]string{"the rows were put in order of time"})
			text, err := json.Marshal(made)
			require.NoError(t, err)
			var back spc.Result
			require.NoError(t, json.Unmarshal(text, &back))
			require.True(t, made.Equal(back), "%s %s", kind, text)
			again, err := json.Marshal(back)
			require.NoError(t, err)
			assert.Equal(t, string(text), string(again))
		}
	}
}

func TestResult_AnswersWhatTheLatestPointShows(t *testing.T) {
	draw := func(kind spc.Kind, s spc.Settings, values ...int64) spc.Result {
		points := make([]series.Point, len(values))
		for i, v := range values {
			d := decimal.NewNullDecimal(decimal.NewFromInt(v))
			points[i] = series.Point{Period: fmt.Sprint(2000 + i), Value: d, Count: d, Denominator: decimal.NewNullDecimal(decimal.NewFromInt(100))}
		}
		r, err := spc.Draw(points, kind, s, false)
		require.NoError(t, err)
		return r
	}
	lower := spc.Settings{Polarity: rag.LowerBetter, Target: new(30.0)}
	usual := []int64{10, 12, 11, 9, 10, 11, 12, 10, 9, 11}
	assert.Equal(t, "2009: no more than the usual variation; as it is, the target will be met every time.", draw(spc.KindXmR, lower, usual...).Answer())
	assert.Equal(t, "2010: a change for the worse that is more than chance; as it is, the target will be met or missed by chance.", draw(spc.KindXmR, lower, append(usual, 60)...).Answer())
	assert.Equal(t, "2010: a change that is more than chance.", draw(spc.KindXmR, spc.Settings{}, append(usual, 60)...).Answer())
	assert.Equal(t, "There is no shift: runs and crossings are what chance explains.", draw(spc.KindRun, spc.Settings{}, usual...).Answer())
	assert.Contains(t, draw(spc.KindRun, spc.Settings{}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16).Answer(), "There is a shift")
	assert.Equal(t, "1 of 11 points lies outside the limits. There is a shift: runs are longer, or crossings fewer, than chance explains.", draw(spc.KindP, spc.Settings{}, append(usual, 60)...).Answer())
}

func TestDraw_AMissingFigureIsRefusedAtItsLine(t *testing.T) {
	one := decimal.NewNullDecimal(decimal.NewFromInt(1))
	for kind, points := range map[spc.Kind][]series.Point{
		spc.KindXmR: {{Period: "a", Value: one, Line: 2}, {Period: "b", Line: 3}},
		spc.KindP:   {{Period: "a", Count: one, Denominator: one, Line: 2}, {Period: "b", Count: one, Line: 3}},
		spc.KindC:   {{Period: "a", Count: one, Line: 2}, {Period: "b", Line: 3}},
	} {
		_, err := spc.Draw(points, kind, spc.Settings{}, false)
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, kind)
		assert.Equal(t, 3, fault.Place.Line)
	}
}
