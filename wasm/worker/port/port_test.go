package port

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReader_ReadsInPiecesAndTellsHowFar(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789"), 150_000)
	var shares []float64
	asked := 0
	r := &reader{
		size: int64(len(data)), cancelled: func() bool { return false },
		read:     func(from, to int64) ([]byte, error) { asked++; return data[from:to], nil },
		progress: func(share float64, _ string) { shares = append(shares, share) },
	}
	got, err := io.ReadAll(r)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(data, got))
	assert.Equal(t, 3, asked)
	assert.InDelta(t, 1, shares[len(shares)-1], 1e-9)
	assert.IsIncreasing(t, shares)
}

func TestReader_EndsWithWhatWentWrong(t *testing.T) {
	calledOff := false
	r := &reader{
		size: 2 * piece, cancelled: func() bool { return calledOff }, progress: func(float64, string) {},
		read: func(from, to int64) ([]byte, error) { calledOff = from > 0; return make([]byte, to-from), nil },
	}
	_, err := io.ReadAll(r)
	assert.ErrorIs(t, err, ErrCancelled, "called off while the second piece was waited for")

	moved := errors.New("NotReadableError")
	r = &reader{size: 10, cancelled: func() bool { return false }, read: func(int64, int64) ([]byte, error) { return nil, moved }}
	_, err = io.ReadAll(r)
	assert.ErrorIs(t, err, moved)

	r = &reader{size: 10, cancelled: func() bool { return false }, read: func(int64, int64) ([]byte, error) { return nil, nil }}
	_, err = io.ReadAll(r)
	assert.Error(t, err, "a file that has shrunk")
}

func TestDo_APanicIsAProblemAndNotTheEnd(t *testing.T) {
	_, _, err := Work(func(Task) (any, []byte, error) { panic("index out of range") }).Do(Task{})
	assert.ErrorContains(t, err, "index out of range")
	reply, _, err := Work(func(Task) (any, []byte, error) { return "fine", nil, nil }).Do(Task{})
	require.NoError(t, err)
	assert.Equal(t, "fine", reply)
}
