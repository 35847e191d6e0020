package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Half a second of load from another process: every good answer is the right one, every bad request is refused.
func TestTheHandlerHoldsUnderLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and starts another program")
	}
	var table bytes.Buffer
	require.NoError(t, run(6, 500*time.Millisecond, &table), table.String())
	assert.Contains(t, table.String(), "memory of the server")
	t.Log("\n" + table.String())
}
