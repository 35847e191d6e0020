package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/examples/national/england"
)

// england reads the pack that is committed.
func committed(t *testing.T) *national.Pack {
	t.Helper()
	p, err := national.Read(england.Pack)
	require.NoError(t, err)
	return p
}

func TestEveryAuthorityHasItsNeighboursOfBothLists(t *testing.T) {
	p := committed(t)
	require.Len(t, p.Lists, 2)
	authorities := p.Authorities()
	require.Len(t, authorities, 153)
	for _, a := range authorities {
		_, _, isNew := dfe.Predecessors(a.Code)
		for _, l := range p.Lists {
			set, ok := l.Of(a.Code)
			if !ok {
				assert.True(t, isNew && a.Code[:2] == "94", "%s has no set in %s", a.Name, l.Name) // Cumberland, and Westmorland and Furness, began in 2023
				continue
			}
			assert.Len(t, set, 10, "%s in %s", a.Name, l.Name)
		}
		region, ok := p.Region(a)
		require.True(t, ok, a.Name)
		assert.NotEmpty(t, region.Name)
	}
}

func TestEverySeriesSaysWhatItIsAndWhereItComesFrom(t *testing.T) {
	p := committed(t)
	assert.Contains(t, p.Attribution, "Open Government Licence v3.0")
	for _, s := range p.Series {
		assert.NotEmpty(t, s.Group, s.ID)
		assert.NotEmpty(t, s.Unit, s.ID)
		assert.NotEmpty(t, s.When, s.ID)
		assert.NotContains(t, s.Name, "_")
		for _, part := range s.Parts {
			source, ok := p.Source(part.Source)
			require.True(t, ok)
			assert.NotEmpty(t, source.Title+source.Edition+source.Date+source.Address)
			assert.Len(t, source.SHA256, 64)
		}
		assert.LessOrEqual(t, s.Last()-s.First, 9, "%s: ten years at most", s.ID)
	}
}

// A rate is count ÷ population × per, rounded half away from zero to the places it is published with, wherever all three are
// there and the pack says that it is.
func TestNumberRateAndPopulationAgree(t *testing.T) {
	p := committed(t)
	held := map[string]int{}
	for _, s := range p.Series {
		if s.Made.Count == "" {
			continue
		}
		count, ok := p.Of(s.Made.Count)
		require.True(t, ok)
		population, ok := p.Of(s.Made.Population)
		require.True(t, ok)
		for _, a := range p.Areas {
			if a.Level != dfe.LocalAuthority {
				continue // the counts of England and of regions are rounded to ten
			}
			for year := max(s.First, s.Made.Since); year <= s.Last(); year++ {
				rate, isRate := figure(s.At(a.Code, year))
				x, isCount := figure(count.At(a.Code, year))
				n, isPopulation := figure(population.At(a.Code, year-s.Made.Lag))
				if !isRate || !isCount || !isPopulation {
					continue
				}
				if n.String() == "0" {
					t.Errorf("%s of %s in %d is %s of nobody", s.ID, a.Name, year, rate)
					continue
				}
				made := x.Mul(perOf(s)).DivRound(n, int32(s.Places))
				assert.True(t, made.Equal(rate), "%s of %s in %d: %s ÷ %s makes %s, published %s", s.ID, a.Name, year, x, n, made, rate)
				held[s.ID]++
			}
		}
	}
	for id, n := range held {
		t.Logf("%s: %d", id, n)
	}
	assert.Greater(t, held["looked_after_rate"], 1000)
}

func TestRunNeedsAFolderOfPublishedFiles(t *testing.T) {
	to := filepath.Join(t.TempDir(), "x.pack")
	require.Error(t, run("", to))
	err := run(t.TempDir(), to)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "cla_number_and_rate_per_10k_children.csv is missing")
	assert.Contains(t, err.Error(), "explore-education-statistics.service.gov.uk")
	_, err = os.Stat(to)
	assert.Error(t, err, "nothing is written")
}
