package content

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// matrix is [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix [6]float64

func identity() matrix { return matrix{1, 0, 0, 1, 0, 0} }

// times is m applied first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// sane is false for a matrix that would put things nowhere.
func (m matrix) sane() bool {
	for _, v := range m {
		if math.IsNaN(v) || math.Abs(v) > 1e7 {
			return false
		}
	}
	return true
}

func readMatrix(f *object.File, o object.Object) matrix {
	v, ok := f.Numbers(o)
	if !ok || len(v) != 6 {
		return identity()
	}
	return matrix(v)
}

// direction is where the x axis of a matrix points to.
func (m matrix) direction() Direction {
	x, y := m[0], m[1]
	switch {
	case math.Abs(y) <= 0.1*math.Abs(x) && x > 0:
		return Right
	case math.Abs(y) <= 0.1*math.Abs(x):
		return Left
	case math.Abs(x) <= 0.1*math.Abs(y) && y > 0:
		return Down
	case math.Abs(x) <= 0.1*math.Abs(y):
		return Up
	}
	return Slanted
}
