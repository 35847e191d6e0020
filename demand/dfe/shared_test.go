package dfe_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// folder is the shared data, or the test is skipped.
func folder(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	return filepath.Join(shared, "data")
}

func readFile(t *testing.T, path string, o dfe.Options) (*dfe.Data, error) {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		r, err = gzip.NewReader(file)
		require.NoError(t, err)
	}
	return dfe.Read(r, o)
}

func list2025(t *testing.T) *demand.List {
	return readList(t, "neighbours/sn_model_2025_wide.csv", "DfE May 2025", "")
}

func readList(t *testing.T, name, as, model string) *demand.List {
	t.Helper()
	file, err := os.Open(filepath.Join(folder(t), name))
	require.NoError(t, err)
	defer file.Close()
	l, err := dfe.ReadNeighbours(file, dfe.ListOptions{Name: as, Model: model})
	require.NoError(t, err)
	return l
}

// TestShared_EveryPublishedFileIsReadAndComparedTwice holds the engine against demand.Compare on every published figure.
func TestShared_EveryPublishedFileIsReadAndComparedTwice(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(folder(t), "ees", "*.csv"))
	require.NoError(t, err)
	files = append(files, filepath.Join(folder(t), "lait", "lait_social_care_long.csv.gz"))
	require.Greater(t, len(files), 10)
	list := list2025(t)
	rows := 0
	for _, name := range files {
		d, err := readFile(t, name, dfe.Options{})
		require.NoError(t, err, name)
		require.NotEmpty(t, d.Indicators(), name)
		n := 0
		err = d.Each(dfe.Query{Neighbours: list, Polarity: rag.LowerBetter}, func(r *dfe.Row) error {
			rows++
			if n++; n%97 != 0 { // demand.Compare builds the whole table anew for every row
				return nil
			}
			c := r.Comparison()
			require.Equal(t, []int{c.N, c.In, c.Rank, c.Of, c.Quarter}, []int{r.N, r.In, r.Rank, r.Of, r.Quarter}, name)
			for _, pair := range [][2]demand.Value{{c.Value, r.Value()}, {c.Mean, r.Mean()}, {c.Median, r.Median()}, {c.Sum, r.Sum()}} {
				require.True(t, pair[0].Equal(pair[1]), "%s: %s and %s", name, pair[0], pair[1])
			}
			return nil
		})
		require.NoError(t, err, name)
	}
	t.Logf("%d rows of %d files", rows, len(files))
}

// TestShared_PublishedRatesFollowFromTheirCounts makes DfE's own rates and percentages again: every local authority's, as
// printed. National and regional counts are rounded to 10, so theirs cannot be.
func TestShared_PublishedRatesFollowFromTheirCounts(t *testing.T) {
	for _, c := range []struct {
		file, count, base, printed string
		per, places                int
		rows                       int
	}{
		{"cla_number_and_rate_per_10k_children", "children_count", "population_estimate", "rate_per_10000", 10_000, 0, 2267},
		{"c1_children_in_need_referrals_and_rereferrals_2013_to_2025", "rereferral_count", "referral_count", "rereferral_percent", 100, 1, 1948},
		{"c1_children_in_need_referrals_and_rereferrals_2013_to_2025", "no_further_action_count", "referral_count", "no_further_action_percent", 100, 1, 1873},
		{"c1_children_in_need_referrals_and_rereferrals_2013_to_2025", "not_in_need_count", "referral_count", "not_in_need_percent", 100, 1, 1940},
		{"d3_cpps_subsequent_plan_2013_to_2025", "CPP_subsequent", "CPP_start", "CPP_subsequent_percent", 100, 1, 1924},
		{"d5_cpps_at31march_by_duration_2013_to_2025", "2_years_or_more", "CPP_At31", "2_years_or_more_percent", 100, 1, 1241},
	} {
		d, err := readFile(t, filepath.Join(folder(t), "ees", c.file+".csv"), dfe.Options{
			Indicators: []string{c.printed},
			Rates:      []dfe.RateColumn{{Name: "made", Count: c.count, Population: c.base, Per: c.per, Places: c.places}},
		})
		require.NoError(t, err)
		type key struct{ area, period, filters string }
		printed, made := map[key]demand.Value{}, map[key]demand.Value{}
		require.NoError(t, d.Each(dfe.Query{}, func(r *dfe.Row) error {
			k := key{r.Area.Code, r.Period.Text, strings.Join(r.Filters, "|")}
			if r.Indicator == "made" {
				made[k] = r.Value()
			} else {
				printed[k] = r.Value()
			}
			return nil
		}))
		both, same := 0, 0
		for k, p := range printed {
			_, okP := p.Decimal()
			_, okM := made[k].Decimal()
			if okP && okM {
				both++
				if p.Equal(made[k]) {
					same++
				}
			}
		}
		assert.Equal(t, c.rows, both, c.printed)
		assert.Equal(t, both, same, c.printed)
	}
}

// TestShared_Lists holds the published lists against what is known of them (METHODS, part B, 1.2).
func TestShared_Lists(t *testing.T) {
	may := list2025(t)
	assert.Equal(t, 153, may.Len())
	assert.Equal(t, "889 350 354 380 335 831 861 331 330 333", codes(t, may, "353"))
	april := readList(t, "neighbours/New_Statistical_Neighbour_Groupings_April_2021.csv", "DfE April 2021", "")
	assert.Equal(t, "354 380 335 357 382 350 831 332 889 372", codes(t, april, "353"))
	tidy := readList(t, "neighbours/statistical_neighbours_2025.csv", "", "")
	lookup := readList(t, "neighbours/d2i_provider_data_lookup.csv", "", "")
	lait := readList(t, "neighbours/statistical_neighbours_lait.csv", "", "DfE May 2025")
	assert.Equal(t, 158, lait.Len())
	for _, area := range may.Areas() {
		want := codes(t, may, area)
		assert.Equal(t, want, codes(t, tidy, area))
		assert.Equal(t, want, codes(t, lait, area))
		if set, ok := lookup.Of(area); ok {
			assert.Len(t, set, 10)
		}
	}
	change, ok := may.Changes(april, "353")
	require.True(t, ok)
	assert.ElementsMatch(t, []string{"889", "350", "354", "380", "335", "831"}, change.Kept)
	assert.ElementsMatch(t, []string{"357", "382", "332", "372"}, change.Left)
	bands := map[demand.Closeness]int{}
	for _, area := range may.Areas() {
		set, _ := may.Of(area)
		for _, n := range set {
			bands[n.Closeness]++
		}
	}
	assert.Zero(t, bands[demand.ClosenessUnstated])
	for _, name := range []string{"global", "economic", "demographic"} {
		ons := readList(t, "ons/ons_"+name+"_neighbours.csv", name, "")
		set, ok := ons.Of("E08000004")
		require.True(t, ok)
		assert.Len(t, set, 20)
	}
}

// TestShared_OldhamClaims is the claim "above our neighbours" for children looked after, 31 March 2025.
func TestShared_OldhamClaims(t *testing.T) {
	d, err := readFile(t, filepath.Join(folder(t), "ees", "cla_number_and_rate_per_10k_children.csv"), dfe.Options{
		Filters: []dfe.Filter{{Column: "population_type", Value: "Children looked after on 31 March each year"}},
	})
	require.NoError(t, err)
	q, err := d.Question("353", "rate_per_10000", "2025")
	require.NoError(t, err)
	q.Parts, err = d.Parts("children_count", "population_estimate", "2025")
	require.NoError(t, err)
	april := readList(t, "neighbours/New_Statistical_Neighbour_Groupings_April_2021.csv", "DfE April 2021", "")
	result := demand.CheckClaim(demand.Claim{Kind: demand.ClaimAbove}, q, list2025(t), april)
	assert.Equal(t, demand.Depends, result.Robustness)
	var figures []string
	for _, c := range result.Cases {
		figures = append(figures, c.Comparator.Round(2).String()+" "+c.Outcome.String())
	}
	assert.Equal(t, []string{"95.8 fails", "89 holds", "91.16 too close to call", "88.3 holds", "84.5 holds", "86.94 holds"}, figures)
	assert.Equal(t, "8928", sumOf(t, d, list2025(t)), "DfE publishes 8,928")
}

func sumOf(t *testing.T, d *dfe.Data, list *demand.List) string {
	t.Helper()
	rows, err := d.Compare(dfe.Query{Areas: []string{"353"}, Periods: []string{"2025"}, Indicators: []string{"children_count"}, Neighbours: list})
	require.NoError(t, err)
	return rows[0].Sum().String()
}

// TestShared_LAITWorkedExample is Oldham's caseload: in 2024 Birmingham is unreliable, so nine neighbours are left.
func TestShared_LAITWorkedExample(t *testing.T) {
	d, err := readFile(t, filepath.Join(folder(t), "lait", "lait_social_care_long.csv.gz"), dfe.Options{Indicators: []string{"Work_Force_AvgNumCase_SW"}})
	require.NoError(t, err)
	rows, err := d.Compare(dfe.Query{Areas: []string{"353"}, Periods: []string{"2024", "2025"}, Neighbours: list2025(t), Polarity: rag.LowerBetter})
	require.NoError(t, err)
	require.Len(t, rows, 2)
	assert.Equal(t, []int{9, 145, 152}, []int{rows[0].N, rows[0].Rank, rows[0].Of})
	assert.Equal(t, "16.1667", rows[0].Mean().Round(4).String())
	assert.Equal(t, "16.6", rows[0].Median().String())
	assert.Equal(t, demand.BandD, rows[0].Band)
	assert.Equal(t, []int{10, 132, 151}, []int{rows[1].N, rows[1].Rank, rows[1].Of})
	assert.Equal(t, "15.6", rows[1].Mean().String())
	assert.Equal(t, "15.2", rows[1].Median().String())
	assert.Equal(t, demand.BandD, rows[1].Band)
}

// TestShared_FilesThatAreNotFigures says what each looks like instead.
func TestShared_FilesThatAreNotFigures(t *testing.T) {
	for name, phrase := range map[string]string{
		"neighbours/sn_model_2025_wide.csv":       "list of statistical neighbours",
		"neighbours/la_codes.csv":                 "look-up of authority codes",
		"ons/ons_global_neighbours.csv":           "nearest neighbours of the Office for National Statistics",
		"ees_standard/ees_demo_datafile.csv":      "should be called geographic_level",
		"ees_standard/ees_demo_datafile.meta.csv": "meta-data",
		"lait/lait_measures.csv":                  "dictionary of measures",
		"lait/oldham_wide.csv":                    "one column a year",
		"child_level/ssda903_episodes.csv":        "child-level return",
		"child_level/Annex_A_2024_Jan.xlsx":       "workbook",
		"child_level/CIN_Census_2024.xml":         "XML",
		"neighbours/d2i_provider_data_lookup.csv": "look-up of providers",
		"ees_standard/smalldummy.csv":             "no local authority columns",
	} {
		_, err := readFile(t, filepath.Join(folder(t), name), dfe.Options{})
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, name)
		assert.Contains(t, fault.Error(), phrase, name)
	}
}

func TestShared_AreasAreSortedAndJointReturnsKept(t *testing.T) {
	d, err := readFile(t, filepath.Join(folder(t), "ees", "csww_indicators_2017_to_2025.csv"), dfe.Options{})
	require.NoError(t, err)
	areas := d.Areas(dfe.LocalAuthority)
	assert.True(t, slices.IsSortedFunc(areas, func(a, b dfe.Area) int { return strings.Compare(a.Code, b.Code) }))
	joint := 0
	for _, a := range areas {
		if len(a.Codes()) == 2 {
			joint++
		}
	}
	assert.Equal(t, 2, joint)
}
