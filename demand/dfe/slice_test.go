package dfe_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

func TestOf_FiguresThatNoFileHoldsAreComparedAsThoseOfAFile(t *testing.T) {
	areas := []dfe.Area{
		{Level: dfe.National, Code: "E92000001", Name: "England"},
		{Level: dfe.Regional, Code: "E12000002", Name: "North West"},
		{Level: dfe.LocalAuthority, Code: "353", GSS: "E08000004", Name: "Oldham", RegionCode: "E12000002"},
		{Level: dfe.LocalAuthority, Code: "354", Name: "Rochdale"},
	}
	year := func(y string, figures map[string]demand.Value) dfe.Slice {
		return dfe.Slice{Indicator: "rate", Period: dfe.Period{Text: y}, Figures: figures}
	}
	d, err := dfe.Of(areas, []dfe.Slice{
		year("2025", map[string]demand.Value{"E92000001": demand.Whole(67), "E12000002": demand.Whole(95), "353": demand.Whole(91), "354": demand.Absent(demand.Confidential)}),
		year("2024", map[string]demand.Value{"353": demand.Whole(90)}),
	})
	require.NoError(t, err)
	rows, err := d.Compare(dfe.Query{})
	require.NoError(t, err)
	require.Len(t, rows, 3, "no row of Rochdale in 2024")
	assert.Equal(t, "2024", rows[0].Period.Text)
	assert.Equal(t, "91", rows[1].Value().String())
	assert.Equal(t, "95", rows[1].Region().String())
	assert.Equal(t, "67", rows[1].England().String())
	assert.Equal(t, "c", rows[2].Value().String())
	assert.Equal(t, 1, rows[2].Of)
	found, ok := d.Area("E08000004")
	assert.True(t, ok)
	assert.Equal(t, "Oldham", found.Name)

	for name, bad := range map[string]func() error{
		"an area twice":  func() error { _, err := dfe.Of(append(areas, areas[2]), nil); return err },
		"a period twice": func() error { _, err := dfe.Of(areas, []dfe.Slice{year("2025", nil), year("2025", nil)}); return err },
		"an unknown area": func() error {
			_, err := dfe.Of(areas, []dfe.Slice{year("2025", map[string]demand.Value{"999": demand.Whole(1)})})
			return err
		},
	} {
		var ask *dfe.AskError
		require.ErrorAs(t, bad(), &ask, name)
	}
}

func TestSuccessors(t *testing.T) {
	year, after, ok := dfe.Successors("909")
	require.True(t, ok)
	assert.Equal(t, 2023, year)
	assert.Len(t, after, 2)
	_, _, ok = dfe.Successors("353")
	assert.False(t, ok)
	year, before, ok := dfe.Predecessors("839")
	require.True(t, ok)
	assert.Equal(t, 2019, year)
	assert.Len(t, before, 3, "Bournemouth, Poole and a part of Dorset")
	_, _, ok = dfe.Predecessors("353")
	assert.False(t, ok)
	assert.True(t, dfe.SameName("Bristol, City of", "bristol"))
	assert.False(t, dfe.SameName("City of London", "London"))
}
