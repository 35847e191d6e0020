package form_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// Every published file goes to the page of demand, and what is none is refused with what it has.
func TestShared_PublishedFilesAreKnown(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	unknown := map[string]bool{"la_codes.csv": true, "oldham_wide.csv": true, "ons_cluster_allocation.csv": true}
	for _, folder := range []string{"ees", "ees_standard", "neighbours", "lait", "ons"} {
		files, err := filepath.Glob(filepath.Join(shared, "data", folder, "*.csv"))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				f, err := os.Open(file)
				require.NoError(t, err)
				defer f.Close()
				head, err := io.ReadAll(io.LimitReader(f, form.HeadBytes))
				require.NoError(t, err)
				for _, page := range []string{"", "finance", "demand"} {
					found, err := form.Identify(page, head)
					if unknown[filepath.Base(file)] {
						var unfit *form.Unfit
						require.ErrorAs(t, err, &unfit)
						assert.True(t, strings.Contains(unfit.Found, "first line is"))
						continue
					}
					require.NoError(t, err)
					assert.Equal(t, "demand", found.Page)
				}
			})
		}
	}
}
