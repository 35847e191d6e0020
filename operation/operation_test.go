package operation_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/operation"
)

// all are the operations of every group.
func all() []operation.Operation { return append(operation.Finance(), operation.Demand()...) }

// example is the call that an operation's example describes.
func example(op operation.Operation) operation.Call {
	call := operation.Call{Operation: op, Sources: map[string]operation.Source{}, Settings: op.Example.Settings}
	for name, text := range op.Example.Inputs {
		call.Sources[name] = operation.Source{Name: name, Content: []byte(text)}
	}
	return call
}

// What a skin relies on: every operation says what it is, its example runs, its value marshals, its rows are as wide as their
// headings and as many as it says.
func TestEveryOperation_RunsItsExample(t *testing.T) {
	names := map[string]bool{}
	for _, op := range all() {
		t.Run(op.Name(), func(t *testing.T) {
			assert.False(t, names[op.Name()], "two operations have this name")
			names[op.Name()] = true
			assert.NotEmpty(t, op.Doc)
			assert.False(t, strings.HasSuffix(op.Doc, "."), op.Doc)
			assert.NotNil(t, op.Zero)
			for _, s := range op.Settings {
				assert.NotEmpty(t, s.Label, s.Name)
				assert.NotEmpty(t, s.Doc, s.Name)
				assert.Equal(t, strings.ToLower(s.Name), s.Name)
			}
			call := example(op)
			require.NoError(t, call.Check())
			result, err := op.Run(context.Background(), call)
			require.NoError(t, err)
			_, err = json.Marshal(result.Value)
			require.NoError(t, err)
			for _, s := range result.View.Sections {
				count := 0
				for row := range s.Rows {
					assert.Len(t, row.Cells, len(s.Columns), s.ID)
					count++
				}
				assert.Equal(t, s.Count, count, s.ID)
			}
		})
	}
}

func TestCall_RefusesWhatTheOperationDoesNotHave(t *testing.T) {
	op := operation.FinanceStatement()
	for name, tc := range map[string]struct {
		settings map[string]string
		path     string
	}{
		"an unknown setting": {map[string]string{"units": "£k"}, "units"},
		"a bad unit":         {map[string]string{"unit": "k"}, "unit"},
	} {
		t.Run(name, func(t *testing.T) {
			call := example(op)
			call.Settings = tc.settings
			err := call.Check()
			if err == nil {
				_, err = op.Run(context.Background(), call)
			}
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, "setting", fault.Code)
			assert.Equal(t, tc.path, fault.Path)
		})
	}
	call := operation.Call{Operation: op}
	var fault *figure.Fault
	require.True(t, errors.As(call.Check(), &fault))
	assert.Equal(t, "missing_input", fault.Code)
}

// Is this forecast over budget, and by how much?
func Example() {
	op := operation.FinanceStatement()
	call := operation.Call{
		Operation: op,
		Settings:  map[string]string{"unit": "£k"},
		Sources: map[string]operation.Source{"statement": {
			Name:    "month 4.csv",
			Content: []byte("service,budget,forecast,reserves\nChildren in Care,\"41,300\",\"53,387\",0\nIntegration,\"3,425\",\"3,386\",(315)\n"),
		}},
	}
	result, err := op.Run(context.Background(), call)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.View.Answer)
	for row := range result.View.Sections[0].Rows {
		fmt.Println(row.Cells[0].Text, row.Cells[4].Text, row.Cells[6].Text)
	}
	// Output:
	// Forecast overspend: £11,733k, 26.2% of the revised budget.
	// Children in Care 12,087 adverse
	// Integration -354 favourable
	// Total 11,733 adverse
}

// A value that is printed for a program reads back as the same value, and prints the same again.
func TestEveryOperation_ItsValueReadsBackEqual(t *testing.T) {
	for _, op := range all() {
		t.Run(op.Name(), func(t *testing.T) {
			result, err := op.Run(context.Background(), example(op))
			require.NoError(t, err)
			first, err := json.Marshal(result.Value)
			require.NoError(t, err)
			back := reflect.New(reflect.TypeOf(op.Zero))
			require.NoError(t, json.Unmarshal(first, back.Interface()))
			second, err := json.Marshal(back.Elem().Interface())
			require.NoError(t, err)
			assert.JSONEq(t, string(first), string(second))
		})
	}
}
