package desk_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/desk"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

// ledger keeps what it was asked.
type ledger struct{ asked []string }

func (l *ledger) Open(name string, r io.Reader) (any, error) {
	text, err := io.ReadAll(r)
	l.asked = append(l.asked, "open "+name+" "+string(text))
	return "opened", err
}

func (l *ledger) Answer(in form.Inputs) (any, error) {
	l.asked = append(l.asked, "answer "+in.Settings["authority"])
	return "answered", nil
}

func (l *ledger) Place(in form.Inputs) (any, error) {
	l.asked = append(l.asked, "place "+in.Settings["area"])
	return "placed", nil
}

func (l *ledger) PlaceCSV(form.Inputs) (any, error) { return "authority\n", nil }

func ask(t *testing.T, d *desk.Desk, task form.Task, file io.Reader, pause error) (any, error) {
	t.Helper()
	text, err := json.Marshal(task)
	require.NoError(t, err)
	reply, _, err := d.Do(port.Task{Text: text, File: file, Progress: func(float64, string) {}, Pause: func() error { return pause }})
	return reply, err
}

func TestDo_DemandIsAskedInItsSession(t *testing.T) {
	l := &ledger{}
	d := &desk.Desk{Demand: l}
	reply, err := ask(t, d, form.Task{Kind: "open", Page: "demand", Name: "a.csv"}, strings.NewReader("x"), nil)
	require.NoError(t, err)
	assert.Equal(t, "opened", reply)
	reply, err = ask(t, d, form.Task{Kind: "answer", Page: "demand", Inputs: form.Inputs{Settings: map[string]string{"authority": "353"}}}, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, "answered", reply)
	reply, err = ask(t, d, form.Task{Kind: "place", Page: "demand", Inputs: form.Inputs{Settings: map[string]string{"area": "Leeds"}}}, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, "placed", reply)
	reply, err = ask(t, d, form.Task{Kind: "place-csv", Page: "demand"}, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, "authority\n", reply)
	assert.Equal(t, []string{"open a.csv x", "answer 353", "place Leeds"}, l.asked)
	_, err = ask(t, &desk.Desk{}, form.Task{Kind: "open", Page: "demand"}, strings.NewReader("x"), nil)
	assert.Error(t, err)
}

func TestDo_ALongFileIsWorkedOut(t *testing.T) {
	form.Know(calculate.Descriptions())
	text := "service,budget,forecast,reserves\n" + strings.Repeat("a,100,101,0\n", 3000)
	task := form.Task{Kind: "open", Page: "finance/statement", Table: "statement", Name: "s.csv", Inputs: form.Inputs{Settings: map[string]string{"unit": "£k"}, Tables: map[string][][]string{}}}
	reply, err := ask(t, &desk.Desk{}, task, strings.NewReader(text), nil)
	require.NoError(t, err)
	opened := reply.(form.Opened)
	require.NotNil(t, opened.Long)
	assert.Contains(t, opened.Long.Result.Answer, "£3,000k") // 3,000 lines of £1k over, in £k
	back, err := json.Marshal(opened)
	require.NoError(t, err)
	var again form.Opened
	require.NoError(t, json.Unmarshal(back, &again))
	assert.Equal(t, opened, again, "the page gets what the worker made")
	_, err = ask(t, &desk.Desk{}, task, strings.NewReader(text), port.ErrCancelled)
	assert.ErrorIs(t, err, port.ErrCancelled)
	broken := errors.New("gone")
	_, err = ask(t, &desk.Desk{}, task, io.MultiReader(strings.NewReader("service"), brokenReader{broken}), nil)
	assert.ErrorIs(t, err, broken)
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }

func TestDo_RefusesWhatItDoesNotKnow(t *testing.T) {
	_, err := ask(t, &desk.Desk{}, form.Task{Kind: "dance", Page: "finance"}, bytes.NewReader(nil), nil)
	assert.Error(t, err)
	_, err = ask(t, &desk.Desk{}, form.Task{Kind: "open", Page: "nowhere"}, strings.NewReader("a\n"), nil)
	assert.Error(t, err)
	_, _, err = (&desk.Desk{}).Do(port.Task{Text: []byte("{")})
	assert.Error(t, err)
}
