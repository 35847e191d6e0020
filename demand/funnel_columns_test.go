package demand_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

// The fast road and the careful one place every point alike, to the last digit and the last text.
func TestFunnel_PlaceTableIsPlace(t *testing.T) {
	random := draw()
	for range 400 {
		f := demand.Funnel{Kind: demand.Kind(random.IntN(2)), Polarity: rag.Polarity(random.IntN(3)), Multiplier: decimal.New(1, int32(random.IntN(6))-1)}
		if f.Kind == demand.Proportion {
			f.Method = demand.FunnelMethod(random.IntN(3))
		}
		f.Overdispersed = random.IntN(3) == 0 && (f.Kind == demand.RateKind || f.Method == demand.ArcSineLimits)
		if random.IntN(4) == 0 {
			f.Target = f.Multiplier.Mul(decimal.New(int64(1+random.IntN(9)), -1))
		}
		text := "name,x,n\n"
		for i := range 2 + random.IntN(40) {
			n := 1 + random.IntN([...]int{20, 900, 60_000}[random.IntN(3)])
			x := random.IntN(n + 1)
			switch random.IntN(60) {
			case 0:
				text += fmt.Sprintf("Place %d,c,%d\n", i, n)
			case 1:
				text += fmt.Sprintf("Place %d,%d.5,%d.75\n", i, x, n)
			default:
				text += fmt.Sprintf("Place %d,%d,%d\n", i, x, n)
			}
		}
		g, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		points, notes, err := demand.FunnelOf(g, table.Options{})
		require.NoError(t, err)
		f.Points = points
		want, wantErr := f.Place()
		f.Points = nil
		g, err = table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		got, gotErr := f.PlaceTable(g, table.Options{})
		require.Equal(t, wantErr, gotErr, text)
		if wantErr != nil {
			continue
		}
		for i := range notes {
			want.Notes = append([]demand.Note{{Code: demand.NoteTable, Text: notes[len(notes)-1-i]}}, want.Notes...)
		}
		require.True(t, want.Equal(got), text)
		assert.Equal(t, want.Answer(), got.Answer())
		a, err := json.Marshal(want)
		require.NoError(t, err)
		b, err := json.Marshal(got)
		require.NoError(t, err)
		require.Equal(t, string(a), string(b))
		for p := range got.All() {
			l := p.Limits()
			assert.Equal(t, p.Value().Round(4).String(), string(p.AppendValue(nil, 4)))
			for limit, d := range map[demand.Limit]decimal.Decimal{demand.Lower998: l.Lower998, demand.Lower95: l.Lower95, demand.Upper95: l.Upper95, demand.Upper998: l.Upper998} {
				assert.Equal(t, d.Round(4).String(), string(p.AppendLimit(nil, limit, 4)), "%s", d)
			}
		}
	}
}

func TestFunnel_PlaceTableRefusesAsTheCarefulRoadDoes(t *testing.T) {
	for text, says := range map[string]string{
		"name,x,n\na,1,0\nb,2,3\n": "must be above 0", "name,x,n\na,-1,5\nb,2,3\n": "cannot be negative", "name,x,n\na,one,5\nb,2,3\n": "one",
	} {
		g, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		_, err = demand.Funnel{}.PlaceTable(g, table.Options{})
		assert.ErrorContains(t, err, says)
	}
	g, err := table.ReadDelimited(strings.NewReader("name,x,n\na,6,5\nb,2,3\n"), figure.Place{}, table.Limits{})
	require.NoError(t, err)
	_, err = demand.Funnel{}.PlaceTable(g, table.Options{})
	var bad *demand.SampleError
	require.ErrorAs(t, err, &bad)
}
