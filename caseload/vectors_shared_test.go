package caseload_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// vectors reads a file of open test vectors into v.
func vectors(t *testing.T, name string, v any) {
	t.Helper()
	require.NoError(t, json.Unmarshal(shared(t, "vectors", name), v))
}

func TestVectorsOfAvailablePoints(t *testing.T) {
	var file struct {
		Vectors []struct {
			Source, Note, Nominal, FullTime, Reduction, Expect string
			Contracted                                         *string
		}
	}
	vectors(t, "workload_available_points.json", &file)
	require.Len(t, file.Vectors, 8)
	for _, v := range file.Vectors {
		c := caseload.Contract{FullTime: dec(v.FullTime), Reductions: []caseload.Reduction{{Hours: null(v.Reduction)}}}
		if v.Contracted != nil {
			c.Contracted = null(*v.Contracted)
		}
		capacity, err := c.On(day("2025-01-01"))
		require.NoError(t, err)
		decimaltest.Equal(t, v.Expect, capacity.Points(dec(v.Nominal)), v.Source, v.Note)
	}
}

func TestVectorsOfUtilisation(t *testing.T) {
	var file struct {
		Vectors []struct {
			Kind, Label, Source, Available, Used, Remaining, Ours string
			Percent1DP                                            *string
		}
		Aggregate []struct {
			Rows        []struct{ Used, Available string }
			RatioOfSums string
		}
	}
	vectors(t, "workload_utilisation.json", &file)
	require.Len(t, file.Vectors, 24)
	for _, v := range file.Vectors {
		u := caseload.Utilisation{Load: dec(v.Used), Capacity: dec(v.Available)}
		decimaltest.Equal(t, v.Remaining, u.Remaining(), v.Label)
		got, ok := u.Ratio().Round(1)
		if v.Percent1DP == nil {
			// Upstream asserts 0 per cent; ours is over, with no capacity.
			assert.False(t, ok, v.Source)
			assert.Equal(t, caseload.NoCapacity, u.State())
			assert.True(t, u.Over(caseload.Threshold{}))
			continue
		}
		decimaltest.Equal(t, *v.Percent1DP, got, v.Label)
	}
	require.Len(t, file.Aggregate, 1)
	for _, a := range file.Aggregate {
		var sum caseload.Utilisation
		for _, row := range a.Rows {
			sum = sum.Add(caseload.Utilisation{Load: dec(row.Used), Capacity: dec(row.Available)})
		}
		ratio(t, a.RatioOfSums, sum.Ratio(), 14)
	}
}

func TestVectorsOfWhatIf(t *testing.T) {
	var file struct {
		Vectors []struct{ Source, Note, Used, Available, HeldPoints, NewPoints, Before, After string }
	}
	vectors(t, "workload_what_if.json", &file)
	require.Len(t, file.Vectors, 5)
	for _, v := range file.Vectors {
		before := caseload.Utilisation{Load: dec(v.Used), Capacity: dec(v.Available)}
		ratio(t, v.Before, before.Ratio(), 1)
		ratio(t, v.After, caseload.WhatIf(before, dec(v.HeldPoints), dec(v.NewPoints)).Ratio(), 1)
	}
}

func TestVectorsOfBands(t *testing.T) {
	var file struct {
		WMT struct {
			Vectors []struct{ Used, Available, Percent, Band string }
		}
		Threshold struct {
			Vectors []struct{ Percent, OfficerOverview, PractitionerList, TeamAverage, WMTWeb string }
		} `json:"threshold_disagreement"`
		DfE struct {
			Rows []struct{ Band, FTE, Share string }
		} `json:"dfe_2021"`
	}
	vectors(t, "workload_bands.json", &file)
	require.Len(t, file.WMT.Vectors, 4)
	for _, v := range file.WMT.Vectors {
		r := caseload.Utilisation{Load: dec(v.Used), Capacity: dec(v.Available)}.Ratio()
		i, ok := caseload.UtilisationBands().PlaceRatio(r)
		require.True(t, ok)
		assert.Equal(t, v.Band, caseload.UtilisationBands().All()[i].Name, v.Percent)
		ratio(t, v.Percent, r, 8)
	}
	require.Len(t, file.Threshold.Vectors, 2)
	for _, v := range file.Threshold.Vectors {
		u := caseload.Utilisation{Load: dec(v.Percent), Capacity: dec("100")}
		assert.Equal(t, v.OfficerOverview == "over", u.Over(caseload.Threshold{Percent: dec("99")}))
		assert.Equal(t, v.PractitionerList == "over", u.Over(caseload.Threshold{}))
		assert.Equal(t, v.TeamAverage == "over", u.Over(caseload.Threshold{AtIsOver: true}))
		assert.Equal(t, v.WMTWeb == "red", u.Over(caseload.Threshold{Percent: dec("110")}))
	}
	// One denominator gives all five shares that DfE prints, about 20,458 FTE.
	require.Len(t, file.DfE.Rows, 5)
	for _, total := range []string{"20458", "20458.2"} {
		for i, row := range file.DfE.Rows {
			ratio(t, row.Share, caseload.Ratio{Numerator: dec(row.FTE), Denominator: dec(total), Percent: true}, 2)
			assert.Equal(t, row.Band, strings.Replace(caseload.DfEBands().All()[i].Name, "under ", "<", 1))
		}
	}
}

func TestVectorsOfTransfers(t *testing.T) {
	type unit struct {
		Note    string
		Workers []struct {
			ID          string
			Load, Limit int
		}
		Edges    [][2]string
		Feasible bool
		Moves    *int
		Unplaced int
		Cut      *struct{ Excess, Room int }
	}
	var file struct {
		Distribute []struct {
			Cases, Workers int
			Expect         []int
		}
		Unit, Eligibility []unit
		Points            []struct {
			Note    string
			Workers []struct {
				ID    string
				Limit int
				Cases []int
			}
			Feasible bool
			Moves    int
		}
		NextCase []struct {
			Workers               []struct{ ID, Used, Available string }
			Points                string
			Order, After, Refused []string
		} `json:"next_case"`
	}
	vectors(t, "workload_transfers.json", &file)
	for _, v := range file.Distribute {
		assert.Equal(t, v.Expect, caseload.Spread(v.Cases, v.Workers))
	}
	require.Len(t, file.Unit, 4)
	require.Len(t, file.Eligibility, 2)
	for i, v := range append(file.Unit, file.Eligibility...) {
		var holders []caseload.Holder
		for _, w := range v.Workers {
			holders = append(holders, caseload.Holder{Name: w.ID, Load: w.Load, Limit: w.Limit})
		}
		var may func(from, to string) bool
		if i >= len(file.Unit) {
			may = func(from, to string) bool {
				for _, e := range v.Edges {
					if e == [2]string{from, to} {
						return true
					}
				}
				return false
			}
		}
		p, err := caseload.Transfers(holders, may)
		require.NoError(t, err)
		check(t, holders, may, p)
		assert.Equal(t, v.Feasible, p.Feasible, v.Note)
		assert.Equal(t, v.Unplaced, p.Unplaced, v.Note)
		if v.Moves != nil {
			assert.Equal(t, *v.Moves, p.Moved, v.Note)
		}
		if v.Cut != nil {
			assert.Equal(t, []int{v.Cut.Excess, v.Cut.Room}, []int{p.Proof.Excess, p.Proof.Room})
		}
	}
	require.Len(t, file.Points, 3)
	for _, v := range file.Points {
		var holders []caseload.PointsHolder
		for _, w := range v.Workers {
			h := caseload.PointsHolder{Name: w.ID, Limit: decimal.NewFromInt(int64(w.Limit))}
			for _, points := range w.Cases {
				h.Cases = append(h.Cases, caseload.PointsCase{Points: decimal.NewFromInt(int64(points))})
			}
			holders = append(holders, h)
		}
		p, err := caseload.PointsTransfers(holders, caseload.PointsRules{})
		require.NoError(t, err)
		assert.Equal(t, v.Feasible, p.Outcome == caseload.Fewest, v.Note)
		assert.Equal(t, !v.Feasible, p.Outcome == caseload.Impossible, v.Note)
		assert.Len(t, p.Moves, v.Moves, v.Note)
	}
	for _, v := range file.NextCase {
		var candidates []caseload.Candidate
		for _, w := range v.Workers {
			candidates = append(candidates, caseload.Candidate{Name: w.ID, Used: dec(w.Used), Available: dec(w.Available)})
		}
		ranked, refused := caseload.Room(candidates, dec(v.Points), caseload.Threshold{})
		require.Len(t, ranked, len(v.Order))
		for i, o := range ranked {
			assert.Equal(t, v.Order[i], o.Name)
			ratio(t, v.After[i], o.After.Ratio(), 1)
		}
		require.Len(t, refused, len(v.Refused))
		for i, o := range refused {
			assert.Equal(t, v.Refused[i], o.Name)
		}
	}
}
