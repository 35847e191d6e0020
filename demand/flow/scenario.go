package flow

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Flow is which flows an adjustment changes.
type Flow int

const (
	// AllFlows are entries, moves and exits.
	AllFlows Flow = iota
	// EntryFlow is children beginning to be looked after.
	EntryFlow
	// MoveFlow is a move from one placement type to another.
	MoveFlow
	// ExitFlow is leaving care before the age at which it ends.
	ExitFlow
)

var flowNames = enum.Of("Flow", "all", "entries", "moves", "exits")

// String is the name of the flow.
func (f Flow) String() string { return flowNames.String(int(f)) }

// MarshalText writes the name of the flow.
func (f Flow) MarshalText() ([]byte, error) { return flowNames.Marshal(int(f)) }

// UnmarshalText reads the name of a flow.
func (f *Flow) UnmarshalText(text []byte) error { return enum.Unmarshal(flowNames, text, f) }

// Adjustment changes rates: the "what if" of a scenario. Empty Band, From and To mean every one.
type Adjustment struct {
	Flow           Flow
	Band, From, To string
	// Multiply scales what is there: 0.9 for a tenth less. Defaults to 1 when Set is nil.
	Multiply *float64
	// Set replaces it by a rate a day (entries: children a day), and adds the flow where the model does not have it, when
	// band and placements are named.
	Set *float64
	// Since is the day from which it holds. Defaults to the first day.
	Since time.Time
}

// With is the model after adjustments, whatever their dates, in their order. Errors are a [*ModelError] for an adjustment
// that fits nothing, or what [Model.Check] finds in the outcome.
func (m Model) With(adjustments ...Adjustment) (Model, error) {
	m = m.filled()
	m.Rates, m.Entries = slices.Clone(m.Rates), slices.Clone(m.Entries)
	for i, a := range adjustments {
		if err := a.apply(&m); err != nil {
			err.Path = fmt.Sprintf("adjustments[%d]", i)
			return Model{}, err
		}
	}
	return m, m.Check()
}

func (a Adjustment) apply(m *Model) *ModelError {
	for name, v := range map[string]*float64{"multiply": a.Multiply, "set": a.Set} {
		if v != nil && !(*v >= 0 && *v < 1e6) {
			return &ModelError{Code: "adjustment_value", Problem: fmt.Sprintf("%s %v: use 0 or more", name, *v)}
		}
	}
	changed := 0
	change := func(rate *float64) {
		changed++
		if a.Multiply != nil {
			*rate *= *a.Multiply
		}
		if a.Set != nil {
			*rate = *a.Set
		}
	}
	for i := range m.Rates {
		if r := &m.Rates[i]; a.fitsRate(*r) {
			change(&r.PerDay)
		}
	}
	for i := range m.Entries {
		if e := &m.Entries[i]; a.fitsEntry(*e) {
			change(&e.PerDay)
		}
	}
	if changed > 0 {
		return nil
	}
	switch {
	case a.Set == nil:
	case a.Flow == EntryFlow && a.Band != "" && a.To != "":
		m.Entries = append(m.Entries, Entry{Band: a.Band, To: a.To, PerDay: *a.Set})
		return nil
	case a.Flow == ExitFlow && a.Band != "" && a.From != "":
		m.Rates = append(m.Rates, Rate{Band: a.Band, From: a.From, PerDay: *a.Set})
		return nil
	case a.Flow == MoveFlow && a.Band != "" && a.From != "" && a.To != "":
		m.Rates = append(m.Rates, Rate{Band: a.Band, From: a.From, To: a.To, PerDay: *a.Set})
		return nil
	}
	return &ModelError{Code: "adjustment_unused", Problem: fmt.Sprintf("no flow of %s fits band %q, from %q, to %q", a.Flow, a.Band, a.From, a.To)}
}

func (a Adjustment) fitsRate(r Rate) bool {
	switch a.Flow {
	case EntryFlow:
		return false
	case MoveFlow:
		if r.To == "" {
			return false
		}
	case ExitFlow:
		if r.To != "" {
			return false
		}
	}
	return matches(a.Band, r.Band) && matches(a.From, r.From) && (a.Flow == ExitFlow || matches(a.To, r.To))
}

func (a Adjustment) fitsEntry(e Entry) bool {
	return (a.Flow == EntryFlow || a.Flow == AllFlows) && a.From == "" && matches(a.Band, e.Band) && matches(a.To, e.To)
}

func matches(asked, has string) bool { return asked == "" || asked == has }

// ParseAdjustment reads an adjustment from text: flow, band, from, to, multiply, set and since, each as name=value with
// commas between, as in "flow=entries,band=10 to 15,to=residential,multiply=0.9,since=2026-04-01".
func ParseAdjustment(text string) (Adjustment, error) {
	var a Adjustment
	for part := range strings.SplitSeq(text, ",") {
		name, value, ok := strings.Cut(part, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok {
			return a, fmt.Errorf("%q: write name=value, as in flow=entries,multiply=0.9", part)
		}
		var err error
		switch name {
		case "flow":
			err = a.Flow.UnmarshalText([]byte(value))
		case "band":
			a.Band = value
		case "from":
			a.From = value
		case "to":
			a.To = value
		case "multiply":
			a.Multiply, err = parseRate(value)
		case "set":
			a.Set, err = parseRate(value)
		case "since":
			a.Since, err = ParseDate(value)
		default:
			err = fmt.Errorf("%q is not known: use flow, band, from, to, multiply, set and since", name)
		}
		if err != nil {
			return a, err
		}
	}
	if a.Multiply == nil && a.Set == nil {
		return a, fmt.Errorf("%q changes nothing: say multiply=0.9, or set=0.01 a day", text)
	}
	return a, nil
}

func parseRate(text string) (*float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 0 && v < 1e6) {
		return nil, fmt.Errorf("%q is not a number of 0 or more", text)
	}
	return &v, nil
}
