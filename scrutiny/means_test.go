package scrutiny_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

func TestNearestMeans(t *testing.T) {
	// 69 of 20 is 3.45 and 70 is 3.5; nothing between prints as 3.47.
	below, above, err := scrutiny.NearestMeans("3.47", 20, scrutiny.Nearest)
	require.NoError(t, err)
	assert.Equal(t, []string{"3.45", "3.5"}, []string{below.String(), above.String()})
	below, above, err = scrutiny.NearestMeans("3.45", 20, scrutiny.Nearest)
	require.NoError(t, err)
	assert.True(t, below.Equal(above), "a mean that is possible is its own neighbour")
	_, _, err = scrutiny.NearestMeans("3.45", 0, scrutiny.Nearest)
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
}

// Against all sets of whole scores: every mean and deviation that four scores of 0 to 5 print is possible, and those that
// are ruled out are printed by none, of whatever size.
func TestDeviation_AgainstEverySetOfScores(t *testing.T) {
	const n, places = 4, 1
	printed := map[[2]string]bool{}
	binary := map[[2]string]bool{}
	var scores [n]int
	var try func(k, most int)
	try = func(k, most int) {
		if k < n {
			for v := 0; v <= most; v++ {
				scores[k] = v
				try(k+1, most)
			}
			return
		}
		sum, squares := 0, 0
		for _, v := range scores {
			sum, squares = sum+v, squares+v*v
		}
		deviation := math.Sqrt((float64(squares) - float64(sum*sum)/n) / (n - 1))
		key := [2]string{fmt.Sprintf("%.2f", float64(sum)/n), fmt.Sprintf("%.*f", places, deviation)}
		printed[key] = true
		if most == 1 {
			binary[key] = true
		}
	}
	try(0, 5)
	for key := range printed {
		possible, err := scrutiny.Deviation(key[0], key[1], n, scrutiny.Nearest)
		require.NoError(t, err)
		assert.True(t, possible, "%v", key)
	}
	ruledOut := 0
	for sum := range 12 {
		for d := range 21 {
			key := [2]string{fmt.Sprintf("%.2f", float64(sum)/n), fmt.Sprintf("%.1f", float64(d)/10)}
			possible, err := scrutiny.Deviation(key[0], key[1], n, scrutiny.Nearest)
			require.NoError(t, err)
			if !possible {
				ruledOut++
				assert.False(t, printed[key], "%v", key)
			}
		}
	}
	assert.Greater(t, ruledOut, 20)
	try(0, 1)
	for sum := range n + 1 {
		for d := range 11 {
			key := [2]string{fmt.Sprintf("%.2f", float64(sum)/n), fmt.Sprintf("%.1f", float64(d)/10)}
			possible, err := scrutiny.BinaryDeviation(key[0], key[1], n, scrutiny.Nearest)
			require.NoError(t, err)
			assert.Equal(t, binary[key], possible, "%v", key)
		}
	}
}

func TestDeviation_Refuses(t *testing.T) {
	for name, c := range map[string]struct {
		mean, deviation string
		n               int
	}{"one score": {"3", "0", 1}, "a negative deviation": {"3", "-1", 5}, "words": {"3", "many", 5}, "no mean": {"x", "1", 5}} {
		_, err := scrutiny.Deviation(c.mean, c.deviation, c.n, scrutiny.Nearest)
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, name)
	}
	possible, err := scrutiny.Deviation("3.47", "1.2", 20, scrutiny.Nearest)
	require.NoError(t, err)
	assert.False(t, possible, "no sum of 20 scores has that mean")
}
