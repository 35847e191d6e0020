package rag

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/jsontext"
)

// ruleHeader is what every kind of rule has in its JSON.
type ruleHeader struct {
	Kind     Kind      `json:"kind"`
	ID       string    `json:"id,omitempty"`
	Version  string    `json:"version,omitempty"`
	Since    Date      `json:"since,omitzero"`
	Source   string    `json:"source,omitempty"`
	Title    string    `json:"title,omitempty"`
	Polarity Polarity  `json:"polarity,omitzero"`
	Round    *int      `json:"round,omitempty"`
	NoChange Allowance `json:"no_change,omitzero"`
}

// kinds are the families and how an empty one of each is made.
func kinds() map[Kind]func() any {
	return map[Kind]func() any{
		KindDelivery:       func() any { return new(Delivery) },
		KindTrajectory:     func() any { return new(TrajectoryRule) },
		KindTolerance:      func() any { return new(Tolerance) },
		KindToleranceTrend: func() any { return new(ToleranceTrend) },
		KindTargetFloor:    func() any { return new(TargetFloor) },
		KindBudget:         func() any { return new(Budget) },
		KindRange:          func() any { return new(Range) },
		KindQuartile:       func() any { return new(Quartile) },
	}
}

// MarshalJSON writes the rule as one flat object: its header and the settings of its kind.
func (r Rule) MarshalJSON() ([]byte, error) {
	if r.Method == nil {
		return nil, errors.New("a rule without a kind has no JSON")
	}
	head, err := json.Marshal(ruleHeader{r.Method.Kind(), r.ID, r.Version, r.Since, r.Source, r.Title, r.Polarity, r.Round, r.NoChange})
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(r.Method)
	if err != nil || bytes.Equal(body, []byte("{}")) {
		return head, err
	}
	return slices.Concat(head[:len(head)-1], []byte(","), body[1:]), nil
}

// UnmarshalJSON reads a rule. A setting that its kind does not have is a [*figure.Fault], because a misspelt one would change
// colours in silence. It does not validate: see [ReadRule].
func (r *Rule) UnmarshalJSON(data []byte) error {
	var named struct {
		Kind any `json:"kind"`
	}
	// What is wrong elsewhere is found below, with its place.
	if err := json.Unmarshal(data, &named); err != nil {
		return jsontext.Decode(data, ruleFormat(), new(ruleHeader))
	}
	word, _ := named.Kind.(string)
	empty, ok := kinds()[Kind(word)]
	if !ok {
		if err := jsontext.Check(data, ruleFormat()); err != nil {
			return err
		}
		fault := &figure.Fault{Code: "unknown_kind", Path: "kind", Problem: fmt.Sprintf("kind %q is not known", word)}
		if named.Kind == nil {
			fault.Problem = "the rule has no kind"
		}
		fault.Remedy = "use delivery, trajectory, tolerance, tolerance_trend, target_floor, budget, range or quartile"
		return fault
	}
	var head ruleHeader
	method := empty()
	if err := jsontext.Decode(data, ruleFormat(), &head, method); err != nil {
		return err
	}
	*r = Rule{
		ID: head.ID, Version: head.Version, Since: head.Since, Source: head.Source, Title: head.Title,
		Polarity: head.Polarity, Round: head.Round, NoChange: head.NoChange, Method: reflect.ValueOf(method).Elem().Interface().(Method),
	}
	return nil
}

// maxRuleBytes bounds what is read of a rule or a pack.
const maxRuleBytes = 4 << 20

func ruleFormat() jsontext.Format { return jsontext.Format{MaxBytes: maxRuleBytes} }

// ReadRule reads one rule and validates it. The error is a [*figure.Fault] or [figure.Faults] where the JSON is no rule, with
// its place, or [Faults]; then the rule is returned beside it.
func ReadRule(r io.Reader) (Rule, error) {
	var rule Rule
	if err := jsontext.Read(r, ruleFormat(), &rule); err != nil {
		return Rule{}, err
	}
	return rule, rule.Validate().Err()
}
