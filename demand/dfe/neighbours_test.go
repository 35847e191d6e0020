package dfe_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
)

const (
	wide2025 = "\uFEFFold_la_code,la_name,region_ind,region_name,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P\n" +
		"353,Oldham,2,North West,889,Very close,350,Very close ,380,Close \n" +
		"354,Rochdale,2,North West,350,EXTREMELY CLOSE,889,Somewhat  close,353,not close\n" +
		"942,Cumberland,2,North West,-,-,-,-,-,-\n"
	wide2021 = "\uFEFFLA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP,SN3,SNP,\n" +
		"353,Oldham,353,2,North West,354,Very Close,380,Close,335,Close,\n" +
		",,,,,,,,,,,\n,Old SNs:,,,,,,,,,,\n" +
		"835,Dorset (Pre LG),835,7,South West,893,Extremely Close,878,Extremely Close,916,Not Close,\n"
)

func codes(t *testing.T, l *demand.List, area string) string {
	t.Helper()
	set, ok := l.Of(area)
	require.True(t, ok)
	var all []string
	for _, n := range set {
		all = append(all, n.Code)
	}
	return strings.Join(all, " ")
}

func TestReadNeighbours_EveryLayout(t *testing.T) {
	for name, c := range map[string]struct{ text, area, want string }{
		"May 2025":                {wide2025, "353", "889 350 380"},
		"April 2021":              {wide2021, "353", "354 380 335"},
		"after a caption":         {wide2021, "835", "893 878 916"},
		"one a row":               {"old_la_code,rank,neighbour_old_la_code,closeness\n353,2,350,Close\n353,1,889,Very close\n", "353", "889 350"},
		"one a row, unranked":     {"la_code,neighbour_la_code\n353,889\n353,350\n", "353", "889 350"},
		"ONS":                     {"\uFEFFAREACD,1,2\nE08000004,E08000005,E08000001\n", "E08000004", "E08000005 E08000001"},
		"names with codes":        {"la_code,SN1,SN1Prox,SN1Code,SN2,SN2Prox,SN2Code\n353,Rochdale,Close,354,Bolton,Close,350\n", "353", "354 350"},
		"codes in one cell":       {"urn,la_code,stat_neighbours\n1,353,\"889, 350\"\n", "353", "889 350"},
		"separated by semicolons": {strings.ReplaceAll(wide2025, ",", ";"), "353", "889 350 380"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := dfe.ReadNeighbours(strings.NewReader(c.text), dfe.ListOptions{Name: "mine"})
			require.NoError(t, err)
			assert.Equal(t, "mine", l.Name)
			assert.Equal(t, c.want, codes(t, l, c.area))
		})
	}
}

func TestReadNeighbours_ClosenessInAnyCaseAndSpace(t *testing.T) {
	l, err := dfe.ReadNeighbours(strings.NewReader(wide2025), dfe.ListOptions{})
	require.NoError(t, err)
	set, _ := l.Of("353")
	assert.Equal(t, []demand.Closeness{demand.VeryClose, demand.VeryClose, demand.Close}, []demand.Closeness{set[0].Closeness, set[1].Closeness, set[2].Closeness})
	set, _ = l.Of("354")
	assert.Equal(t, []demand.Closeness{demand.ExtremelyClose, demand.SomewhatClose, demand.NotClose}, []demand.Closeness{set[0].Closeness, set[1].Closeness, set[2].Closeness})
	_, ok := l.Of("942")
	assert.False(t, ok, "an authority whose cells are all dashes has no set")
	assert.Equal(t, 2, l.Len())
}

func TestReadNeighbours_ChoosesAModel(t *testing.T) {
	const two = "model,la_code,rank,neighbour_la_code\nApril 2021,353,1,354\nMay 2025,353,1,889\n"
	_, err := dfe.ReadNeighbours(strings.NewReader(two), dfe.ListOptions{})
	var ask *dfe.AskError
	require.ErrorAs(t, err, &ask)
	assert.Equal(t, []string{"April 2021", "May 2025"}, ask.Have)
	l, err := dfe.ReadNeighbours(strings.NewReader(two), dfe.ListOptions{Model: "may 2025"})
	require.NoError(t, err)
	assert.Equal(t, "889", codes(t, l, "353"))
	_, err = dfe.ReadNeighbours(strings.NewReader(two), dfe.ListOptions{Model: "2030"})
	require.ErrorAs(t, err, &ask)
}

func TestReadNeighbours_FaultsNameTheirPlace(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		line, column int
		phrase       string
	}{
		"empty":                  {"", 0, 0, "empty"},
		"header only":            {"old_la_code,SN_1\n", 1, 0, "no neighbours"},
		"figures":                {lookedAfter, 1, 0, "looks like a file of figures"},
		"codes":                  {"old_la_code,new_la_code,la_name,region_code,region_name,first_year,last_year\n", 1, 0, "looks like a look-up of authority codes"},
		"no code of anything":    {"old_la_code,SN_1\n353,35\n", 2, 2, `"35" is neither the code nor the name`},
		"no code":                {"old_la_code,SN_1\n,354\n", 2, 1, "is neither the code nor the name"},
		"an unknown closeness":   {"old_la_code,SN_1,SN_1P\n353,354,Near\n", 2, 3, `closeness "Near"`},
		"an authority twice":     {"old_la_code,SN_1\n353,354\n353,350\n", 3, 1, "stands twice"},
		"its own neighbour":      {"old_la_code,SN_1\n353,353\n", 0, 0, "its own neighbour"},
		"a neighbour twice":      {"old_la_code,SN_1,SN_2\n353,354,354\n", 0, 0, "names neighbour 354 twice"},
		"a rank that is not one": {"la_code,rank,neighbour_la_code\n353,first,354\n", 2, 2, `rank "first"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := dfe.ReadNeighbours(strings.NewReader(c.text), dfe.ListOptions{})
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, []int{c.line, c.column}, []int{fault.Place.Line, fault.Place.Column})
			assert.Contains(t, fault.Error(), c.phrase)
		})
	}
}
