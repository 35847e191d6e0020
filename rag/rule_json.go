package rag

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
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

// UnmarshalJSON reads a rule. A setting that its kind does not have is an error, because a misspelt one would change
// colours in silence. It does not validate: see [ReadRule].
func (r *Rule) UnmarshalJSON(data []byte) error {
	var settings map[string]json.RawMessage
	if err := json.Unmarshal(data, &settings); err != nil {
		return err
	}
	var head ruleHeader
	if err := json.Unmarshal(data, &head); err != nil {
		return plainJSON(err)
	}
	empty, ok := kinds()[head.Kind]
	if !ok {
		return fmt.Errorf("kind %q: use delivery, trajectory, tolerance, tolerance_trend, target_floor, budget, range or quartile", head.Kind)
	}
	known := keys(reflect.TypeFor[ruleHeader]())
	for _, key := range known {
		delete(settings, key)
	}
	own := keys(reflect.TypeOf(empty()).Elem())
	for key := range settings {
		if !slices.Contains(own, key) {
			return fmt.Errorf("setting %q: kind %s has %s", key, head.Kind, strings.Join(own, ", "))
		}
	}
	body, err := json.Marshal(settings)
	if err != nil {
		return err
	}
	method := empty()
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(method); err != nil {
		return plainJSON(err)
	}
	*r = Rule{
		ID: head.ID, Version: head.Version, Since: head.Since, Source: head.Source, Title: head.Title,
		Polarity: head.Polarity, Round: head.Round, NoChange: head.NoChange, Method: reflect.ValueOf(method).Elem().Interface().(Method),
	}
	return nil
}

// keys are the JSON names of a struct's fields, those of embedded ones among them.
func keys(t reflect.Type) (names []string) {
	for field := range fields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

func fields(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for _, field := range reflect.VisibleFields(t) {
			if !field.Anonymous && field.Tag.Get("json") != "" && !yield(field) {
				return
			}
		}
	}
}

// plainJSON says what encoding/json found without its package's name.
func plainJSON(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("setting %q: a %s stands where %s is needed", wrong.Field, wrong.Value, wantWords(wrong.Type))
	}
	if text, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fmt.Errorf("setting %s does not exist", text)
	}
	return err
}

func wantWords(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int, reflect.Int32:
		return "a whole number"
	case reflect.Struct, reflect.Map:
		return "an object in braces"
	case reflect.Slice:
		return "a list in square brackets"
	}
	return "a text in quotes"
}

// maxRuleBytes bounds what is read of a rule or a pack.
const maxRuleBytes = 4 << 20

// ReadRule reads one rule and validates it. The error says where the JSON is broken, or is [Faults]; then the rule is
// returned beside it.
func ReadRule(r io.Reader) (Rule, error) {
	var rule Rule
	if err := readJSON(r, &rule); err != nil {
		return Rule{}, err
	}
	return rule, rule.Validate().Err()
}

// readJSON reads one JSON value and nothing after it, and puts line and column before a fault of syntax.
func readJSON(r io.Reader, into any) error {
	text, err := io.ReadAll(io.LimitReader(r, maxRuleBytes+1))
	if err != nil {
		return err
	}
	if len(text) > maxRuleBytes {
		return &figure.Fault{Code: "too_large", Problem: "the file is larger than 4 MB"}
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if len(bytes.TrimSpace(text)) == 0 {
		return &figure.Fault{Code: "empty", Problem: "the file is empty"}
	}
	err = json.Unmarshal(text, into)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		before := text[:min(int(syntax.Offset), len(text))]
		line, column := bytes.Count(before, []byte("\n"))+1, len(before)-bytes.LastIndexByte(before, '\n')-1
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: line, Column: max(column, 1)}, Problem: "the JSON is broken: " + syntax.Error()}
	}
	return err
}
