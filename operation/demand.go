package operation

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Demand lists the calculations over demand.
func Demand() []Operation {
	return []Operation{
		DemandCompare(), DemandClaims(), DemandInterval(), DemandFunnel(), DemandConversion(), DemandSuppress(), DemandSPC(), DemandForecast(), DemandTrend(), DemandFlow(), DemandCombine(), DemandProfile(),
	}
}

// polaritySetting asks which way a measure gets better.
func polaritySetting() Setting {
	return Setting{
		Name: "polarity", Label: "Which way is better", Default: "none", Doc: "which way is better: higher, lower or none",
		Choices: []Choice{{"higher", "Higher is better"}, {"lower", "Lower is better"}, {"none", "Neither"}},
	}
}

func parsePolarity(text string) (p rag.Polarity, err error) {
	return p, p.UnmarshalText([]byte(strings.TrimSpace(text)))
}

// readNoted hands the table of an input to a reader that says what it supposed.
func readNoted[T any](ctx context.Context, call Call, input string, of func(*table.Grid, table.Options) (T, []string, error)) (value T, notes []string, err error) {
	value, err = ReadTable(ctx, call, input, func(g *table.Grid, o table.Options) (value T, err error) {
		value, notes, err = of(g, o)
		return value, err
	})
	return value, notes, err
}

// unmarshalled reads a name of an enumeration.
func unmarshalled[T any, P interface {
	*T
	UnmarshalText([]byte) error
}](text string) (value T, err error) {
	return value, P(&value).UnmarshalText([]byte(strings.TrimSpace(text)))
}

// parseFloat reads a finite number.
func parseFloat(text string) (float64, error) {
	d, err := figure.ParseDecimal(strings.TrimSpace(text))
	if err != nil {
		return 0, err
	}
	return d.InexactFloat64(), nil
}

// parseAny reads a number that may be left out.
func parseAny(call Call, setting string) (*float64, error) {
	if call.Text(setting) == "" {
		return nil, nil
	}
	v, err := Parse(call, setting, parseFloat)
	if err != nil {
		return nil, err
	}
	return &v, nil
}

// parseFrom reads a whole number within bounds.
func parseFrom(least, most int) func(string) (int, error) {
	return func(text string) (int, error) {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		switch {
		case strings.TrimSpace(text) == "":
			return 0, fmt.Errorf("it is empty: use a whole number of %d to %d", least, most)
		case errors.Is(err, strconv.ErrRange) || err == nil && (n < least || n > most):
			return 0, fmt.Errorf("%s is not within what can be: use %d to %d", text, least, most)
		case err != nil:
			return 0, fmt.Errorf("%s is no whole number: use %d to %d, without a point", quoted(text), least, most)
		}
		return n, nil
	}
}

// shownValue is a published figure as a table of people shows it, to so many places at most.
func shownValue(v demand.Value, places int32) string {
	d, ok := v.Decimal()
	if !ok {
		return ""
	}
	return short(d, places)
}
