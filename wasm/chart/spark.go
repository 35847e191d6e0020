package chart

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Size of a small chart, in its own units.
const (
	sparkWidth  = 120
	sparkHeight = 32
	sparkMargin = 3
)

// Spark is a small chart of a few years, as the paths of an SVG: the place as a line and England as a thin one. The table beside
// it has the same figures.
type Spark struct {
	ViewBox string
	// Own and England are the data of paths; a year without a figure is a gap. England is empty where there is none.
	Own, England string
	// X and Y are where the latest figure of the place lies.
	X, Y string
}

// SparkOf draws a series and England's beside it, a value a year. Where the place has fewer than two figures there is no chart.
func SparkOf(own, england []decimal.NullDecimal) *Spark {
	low, high, n := math.Inf(1), math.Inf(-1), 0
	for i, values := range [][]decimal.NullDecimal{own, england} {
		for _, v := range values {
			if !v.Valid {
				continue
			}
			f := v.Decimal.InexactFloat64()
			low, high = min(low, f), max(high, f)
			if i == 0 {
				n++
			}
		}
	}
	if n < 2 {
		return nil
	}
	at := func(i int, v decimal.NullDecimal) (x, y string) {
		span := high - low
		if span == 0 {
			span = 1
		}
		left := sparkMargin + float64(i)*(sparkWidth-2*sparkMargin)/float64(max(1, max(len(own), len(england))-1))
		top := sparkMargin + (high-v.Decimal.InexactFloat64())*(sparkHeight-2*sparkMargin)/span
		return coordinate(left), coordinate(top)
	}
	s := &Spark{ViewBox: "0 0 " + strconv.Itoa(sparkWidth) + " " + strconv.Itoa(sparkHeight), Own: path(own, at), England: path(england, at)}
	for i, v := range own {
		if v.Valid {
			s.X, s.Y = at(i, v)
		}
	}
	return s
}

func coordinate(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// path joins the figures of years that follow one another.
func path(values []decimal.NullDecimal, at func(int, decimal.NullDecimal) (x, y string)) string {
	var b strings.Builder
	pen := "M"
	for i, v := range values {
		if !v.Valid {
			pen = "M"
			continue
		}
		x, y := at(i, v)
		b.WriteString(pen + x + " " + y)
		pen = "L"
	}
	return b.String()
}
