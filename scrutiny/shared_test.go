package scrutiny_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// sharedFile is a file of the shared test vectors, or skips the test where there are none.
func sharedFile(t *testing.T, name string) []byte {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	data, err := os.ReadFile(filepath.Join(shared, name))
	require.NoError(t, err)
	return data
}
