package demand

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Incomplete says what becomes of an authority that lacks a feature.
type Incomplete int

const (
	// LeaveOut keeps it out of the model, as subject and as neighbour. It is the zero value.
	LeaveOut Incomplete = iota
	// Renormalise compares it by the features both of two authorities have, their weights scaled up to the whole.
	Renormalise
)

var incompleteNames = enum.Of("Incomplete", "leave out", "renormalise")

// String is the choice in words.
func (i Incomplete) String() string { return incompleteNames.String(int(i)) }

// MarshalText writes the choice.
func (i Incomplete) MarshalText() ([]byte, error) { return incompleteNames.Marshal(int(i)) }

// UnmarshalText reads the choice.
func (i *Incomplete) UnmarshalText(text []byte) error {
	return enum.Unmarshal(incompleteNames, text, i)
}

// Features is a model of one's own for who resembles whom: what is known of each authority, and how much each feature
// weighs. It does not reproduce DfE's neighbours, whose features and weights are unpublished: eight ordinary features with
// equal weights share 4.6 of ten with the official list of May 2025.
type Features struct {
	// Name is how the resulting list is called.
	Name string
	// Columns names the features.
	Columns []string
	// Weights are of the squared, standardised differences. Defaults to 1 each.
	Weights []decimal.Decimal
	// Rows are the features of each authority by its code, in the order of Columns.
	Rows map[string][]Value
	// Incomplete defaults to leaving out.
	Incomplete Incomplete
}

// FeatureError is a model that cannot be made.
type FeatureError struct {
	Area, Column string
	Problem      string
}

func (e *FeatureError) Error() string { return e.Problem }

// Model is the features standardised, ready to measure distances. They are computed in binary floating point:
// d(i, j) = √ Σ w·((xᵢ − xⱼ)/s)², with s the population standard deviation over the authorities in the model.
type Model struct {
	name    string
	codes   []string
	columns int
	scaled  []float64 // row by row: x·√w/s
	known   []bool
	partial bool
	weights []float64
	whole   float64
	// LeftOut are the authorities without every feature, when those are left out.
	LeftOut []string
}

// Model standardises the features. Rows of another length than Columns, weights that are negative or all zero, a feature
// that is the same everywhere, and fewer than two authorities are a [*FeatureError].
func (f Features) Model() (*Model, error) {
	weights, err := f.weights()
	if err != nil {
		return nil, err
	}
	m := &Model{name: f.Name, columns: len(f.Columns), partial: f.Incomplete == Renormalise, weights: weights}
	for _, w := range weights {
		m.whole += w
	}
	codes := make([]string, 0, len(f.Rows))
	for code, row := range f.Rows {
		if len(row) != len(f.Columns) {
			return nil, &FeatureError{Area: code, Problem: fmt.Sprintf("authority %s has %d features, the model %d", code, len(row), len(f.Columns))}
		}
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		row := f.Rows[code]
		if !m.partial && slices.ContainsFunc(row, func(v Value) bool { return !v.present }) {
			m.LeftOut = append(m.LeftOut, code)
			continue
		}
		m.codes = append(m.codes, code)
		for _, v := range row {
			m.scaled = append(m.scaled, v.number.InexactFloat64())
			m.known = append(m.known, v.present)
		}
	}
	if len(m.codes) < 2 {
		return nil, &FeatureError{Problem: fmt.Sprintf("%d authorities have every feature: a model needs two", len(m.codes))}
	}
	for k, column := range f.Columns {
		if problem := m.standardise(k); problem != "" {
			return nil, &FeatureError{Column: column, Problem: fmt.Sprintf("feature %q %s", column, problem)}
		}
	}
	return m, nil
}

func (f Features) weights() ([]float64, error) {
	if len(f.Columns) == 0 {
		return nil, &FeatureError{Problem: "there are no features"}
	}
	if len(f.Weights) != 0 && len(f.Weights) != len(f.Columns) {
		return nil, &FeatureError{Problem: fmt.Sprintf("there are %d weights for %d features", len(f.Weights), len(f.Columns))}
	}
	weights, total := make([]float64, len(f.Columns)), 0.0
	for k := range weights {
		weights[k] = 1
		if len(f.Weights) > 0 {
			if f.Weights[k].IsNegative() {
				return nil, &FeatureError{Column: f.Columns[k], Problem: fmt.Sprintf("the weight of %q is %s: it cannot be negative", f.Columns[k], f.Weights[k])}
			}
			weights[k] = f.Weights[k].InexactFloat64()
		}
		total += weights[k]
	}
	if total == 0 {
		return nil, &FeatureError{Problem: "every weight is 0"}
	}
	return weights, nil
}

// standardise brings a column to the population standard deviation 1, times the root of its weight.
func (m *Model) standardise(k int) (problem string) {
	n, sum := 0.0, 0.0
	for i := k; i < len(m.scaled); i += m.columns {
		if m.known[i] {
			n++
			sum += m.scaled[i]
		}
	}
	if n == 0 {
		return "is missing everywhere"
	}
	mean, squares := sum/n, 0.0
	for i := k; i < len(m.scaled); i += m.columns {
		if m.known[i] {
			d := m.scaled[i] - mean
			squares += d * d
		}
	}
	if squares == 0 {
		return "is the same everywhere: it cannot tell authorities apart"
	}
	scale := math.Sqrt(m.weights[k]) / math.Sqrt(squares/n)
	for i := k; i < len(m.scaled); i += m.columns {
		m.scaled[i] = (m.scaled[i] - mean) * scale
	}
	return ""
}

// squared is the squared distance of two rows; ok is false when they share no feature that weighs anything.
func (m *Model) squared(a, b int) (d float64, ok bool) {
	x, y := m.scaled[a*m.columns:(a+1)*m.columns], m.scaled[b*m.columns:(b+1)*m.columns]
	if !m.partial {
		for k, v := range x {
			v -= y[k]
			d += v * v
		}
		return d, true
	}
	knownX, knownY := m.known[a*m.columns:], m.known[b*m.columns:]
	weight := 0.0
	for k, v := range x {
		if knownX[k] && knownY[k] {
			v -= y[k]
			d += v * v
			weight += m.weights[k]
		}
	}
	if weight == 0 {
		return 0, false
	}
	return d * m.whole / weight, true
}

// Nearest are the k authorities nearest to one, nearest first, ties by code. An authority that is not in the model is a
// [*FeatureError].
func (m *Model) Nearest(area string, k int) ([]Neighbour, error) {
	at, ok := slices.BinarySearch(m.codes, area)
	if !ok {
		return nil, &FeatureError{Area: area, Problem: fmt.Sprintf("authority %s is not in the model: it is unknown, or lacks a feature", area)}
	}
	return m.nearest(at, k), nil
}

// near is a candidate for a set.
type near struct {
	at      int
	squared float64
}

func (m *Model) nearest(area, k int) []Neighbour {
	k = max(0, min(k, len(m.codes)-1))
	best := make([]near, 0, k+1)
	for other := range m.codes {
		if other == area {
			continue
		}
		d, ok := m.squared(area, other)
		if !ok || len(best) == k && (k == 0 || d >= best[k-1].squared) {
			continue
		}
		// Codes come in order, so putting equals behind those already there breaks ties by code.
		i := len(best)
		best = append(best, near{})
		for ; i > 0 && best[i-1].squared > d; i-- {
			best[i] = best[i-1]
		}
		best[i] = near{other, d}
		best = best[:min(len(best), k)]
	}
	set := make([]Neighbour, len(best))
	for i, n := range best {
		set[i] = Neighbour{Code: m.codes[n.at], Distance: fromFloat(math.Sqrt(n.squared))}
	}
	return set
}

// List is the k nearest of every authority in the model, as a list that comparisons take. Its name says that it is the
// user's own model.
func (m *Model) List(k int) (*List, error) {
	name := m.name
	if name == "" {
		name = "unnamed"
	}
	if !strings.Contains(strings.ToLower(name), "own model") {
		name += " (own model)"
	}
	list := NewList(name, time.Time{}, "weighted distance on standardised features, the user's own model")
	for i, code := range m.codes {
		if err := list.Add(code, m.nearest(i, k)); err != nil {
			return nil, err
		}
	}
	return list, nil
}
