package enum_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

type savingState int

var names = enum.Of("SavingState", "", "achieved", "on_track", "at_risk")

func TestNames_GoOutAndComeBack(t *testing.T) {
	require.Equal(t, 4, names.Len())
	for i, want := range []string{"", "achieved", "on_track", "at_risk"} {
		assert.Equal(t, want, names.String(i))
		text, err := names.Marshal(i)
		require.NoError(t, err)
		back := savingState(-1)
		require.NoError(t, enum.Unmarshal(names, text, &back))
		assert.Equal(t, savingState(i), back)
	}
}

func TestNames_WhatDoesNotExist(t *testing.T) {
	for _, i := range []int{-1, 4} {
		assert.False(t, names.Has(i))
		_, err := names.Marshal(i)
		require.Error(t, err)
	}
	assert.Equal(t, "SavingState(-1)", names.String(-1))
	assert.Equal(t, "SavingState(4)", names.String(4))
	into := savingState(2)
	err := enum.Unmarshal(names, []byte("lost"), &into)
	require.EqualError(t, err, `saving state "lost": use achieved, on_track or at_risk`)
	assert.Equal(t, savingState(2), into, "what cannot be read leaves the value as it was")
}

func TestUnmarshalOrZero_NothingSaidIsTheFirst(t *testing.T) {
	edges := enum.Of("Edge", "better", "worse")
	into := savingState(1)
	require.NoError(t, enum.UnmarshalOrZero(edges, nil, &into))
	assert.Equal(t, savingState(0), into)
	require.NoError(t, enum.UnmarshalOrZero(edges, []byte("worse"), &into))
	assert.Equal(t, savingState(1), into)
	require.EqualError(t, enum.UnmarshalOrZero(edges, []byte("both"), &into), `edge "both": use better or worse`)
}

func TestUnmarshalFold_AnyCaseIsRead(t *testing.T) {
	closeness := enum.Of("Closeness", "", "Very close", "Close")
	into := savingState(0)
	require.NoError(t, enum.UnmarshalFold(closeness, []byte("VERY Close"), &into))
	assert.Equal(t, savingState(1), into)
	require.EqualError(t, enum.UnmarshalFold(closeness, []byte("near"), &into), `closeness "near": use Very close or Close`)
}
