package operation_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/table"
)

// all are the operations of every group.
func all() []operation.Operation {
	return slices.Concat(operation.RAG(), operation.Caseload(), operation.Finance(), operation.Demand())
}

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
			for _, in := range op.Inputs {
				assert.NotEmpty(t, in.Words(), in.Name)
				assert.Equal(t, in.Table, len(in.Schema.Columns) > 0, "a table has columns: %s", in.Name)
			}
			call := example(op)
			require.NoError(t, call.Check())
			result, err := op.Run(context.Background(), call)
			require.NoError(t, err)
			_, err = json.Marshal(result.Value)
			require.NoError(t, err)
			sections := result.View.Sections
			if further := result.View.Further; further != nil {
				sections = append(slices.Clip(sections), further()...)
			}
			for _, s := range sections {
				if s.Chart != nil {
					drawable(t, s.Chart())
				}
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

// drawable is a chart that says what it is and has what its kind draws.
func drawable(t *testing.T, c operation.Chart) {
	t.Helper()
	assert.NotEmpty(t, c.Title)
	assert.NotEmpty(t, c.Description, c.Title)
	if c.Kind != operation.Lines {
		assert.NotEmpty(t, c.Bars, c.Title)
		return
	}
	assert.NotEmpty(t, c.Lines, c.Title)
	for _, line := range c.Lines {
		assert.Len(t, line.Values, len(c.Periods), line.Name)
	}
}

// A page has its tables as cells: they give what the same tables give as text.
func TestEveryOperation_TakesItsTablesAsGrids(t *testing.T) {
	for _, op := range all() {
		t.Run(op.Name(), func(t *testing.T) {
			fromText, err := op.Run(context.Background(), example(op))
			require.NoError(t, err)
			call := example(op)
			for _, in := range op.Inputs {
				source, given := call.Sources[in.Name]
				if !given || !in.Table {
					continue
				}
				source.Grid, err = table.ParseDelimited(source.Content, figure.Place{}, table.Limits{})
				require.NoError(t, err)
				source.Content = nil
				call.Sources[in.Name] = source
			}
			fromGrids, err := op.Run(context.Background(), call)
			require.NoError(t, err)
			want, err := json.Marshal(fromText.Value)
			require.NoError(t, err)
			got, err := json.Marshal(fromGrids.Value)
			require.NoError(t, err)
			assert.JSONEq(t, string(want), string(got))
		})
	}
}

// The page marks the cell.
func TestReadTable_AFaultOfAGridHasItsRowAndColumn(t *testing.T) {
	op := operation.FinanceStatement()
	grid := table.FromRows([][]string{{"service", "budget", "forecast"}, {"Fostering", "1", "2"}, {"Residential", "3", "x"}, {"", "4", "5"}})
	_, err := op.Run(context.Background(), operation.Call{Operation: op, Sources: map[string]operation.Source{"statement": {Grid: grid}}})
	var faults figure.Faults
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults, 2)
	assert.Equal(t, figure.Place{Row: 3, Column: 3}, figure.Place{Row: faults[0].Place.Row, Column: faults[0].Place.Column})
	assert.Equal(t, figure.Place{Row: 4, Column: 1}, figure.Place{Row: faults[1].Place.Row, Column: faults[1].Place.Column})
}

func TestCell_WordsAreThoseOfASentence(t *testing.T) {
	for text, want := range map[string]string{"very_high": "very high", "in_both": "in both", "Total_A": "Total_A", "12_3": "12_3", "": ""} {
		assert.Equal(t, want, operation.Cell{Text: text}.Words())
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
