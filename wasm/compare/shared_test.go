package compare_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/wasm/compare"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// published opens a file of the folder of shared data, unpacked.
func published(t *testing.T, name string) io.Reader {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	f, err := os.Open(filepath.Join(shared, "data", name))
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(name, ".gz") {
		return f
	}
	unpacked, err := gzip.NewReader(f)
	require.NoError(t, err)
	return unpacked
}

// What the page says of published files, figure by figure and for authorities near and far, is what package dfe says.
func TestPublishedFiles_ThePageSaysWhatPackageDfeSays(t *testing.T) {
	const list = "neighbours/sn_model_2025_wide.csv"
	neighbours, err := dfe.ReadNeighbours(published(t, list), dfe.ListOptions{Name: "sn_model_2025_wide"})
	require.NoError(t, err)
	for _, file := range []string{
		"ees/cla_number_and_rate_per_10k_children.csv", "ees/csww_indicators_2017_to_2025.csv", "ees/d3_cpps_subsequent_plan_2013_to_2025.csv",
		"ees/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv", "lait/lait_social_care_long.csv.gz",
	} {
		t.Run(file, func(t *testing.T) {
			var s compare.Session
			name := strings.TrimSuffix(filepath.Base(file), ".gz")
			_, err := s.Open(name, published(t, file))
			require.NoError(t, err)
			_, err = s.Open(filepath.Base(list), published(t, list))
			require.NoError(t, err)
			data, err := dfe.Read(published(t, file), dfe.Options{})
			require.NoError(t, err)
			for _, area := range []string{"353", "208", "420"} {
				rows, err := data.Compare(dfe.Query{Areas: []string{area}, Neighbours: neighbours})
				require.NoError(t, err)
				for i := 0; i < len(rows); i += max(1, len(rows)/12) {
					agrees(t, &s, name, data, &rows[i])
				}
			}
		})
	}
}

// agrees asks the page for one row of the data and holds its answer against it.
func agrees(t *testing.T, s *compare.Session, name string, data *dfe.Data, r *dfe.Row) {
	t.Helper()
	in := form.DemandExample()
	in.Settings["files"], in.Settings["authority"], in.Settings["indicator"] = name, r.Area.Code, name+"|"+r.Indicator
	in.Settings["period"] = strings.TrimSpace(r.Period.Text + " " + r.Period.Identifier)
	for i, column := range data.Filters {
		in.Settings["filter "+column] = r.Filters[i]
	}
	a := s.Answer(in)
	at := r.Area.Name + " " + r.Indicator + " " + r.Period.Text
	comparison := sectionOf(t, a, form.PublishedPart, "comparison")
	if _, ok := r.Value().Decimal(); ok {
		assert.Equal(t, plain(r.Value()), plainText(t, row(t, comparison, r.Area.Name)[1]), at)
	}
	if _, ok := r.Mean().Decimal(); ok {
		assert.Equal(t, plain(r.Mean()), bare(row(t, comparison, "Mean")[1]), at)
		assert.Equal(t, plain(r.Median()), bare(row(t, comparison, "Median")[1]), at)
	}
	glance := sectionOf(t, a, form.PublishedPart, "glance")
	assert.NotEmpty(t, glance.Rows, at)
}

// plainText is a printed figure to two places.
func plainText(t *testing.T, text string) string {
	t.Helper()
	v, err := demand.ParseValue(text)
	require.NoError(t, err)
	return plain(v)
}

// 306,000 rows and more take a moment, not a minute.
func BenchmarkAnswer(b *testing.B) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		b.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	f, err := os.Open(filepath.Join(shared, "data", "lait/lait_social_care_long.csv.gz"))
	require.NoError(b, err)
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	require.NoError(b, err)
	var s compare.Session
	_, err = s.Open("lait.csv", unpacked)
	require.NoError(b, err)
	in := form.DemandExample()
	in.Settings["files"] = "lait.csv"
	for b.Loop() {
		s.Answer(in)
	}
}
