package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The test binary is a process that calculates when it is told so, as the program is.
func TestMain(m *testing.M) {
	switch os.Getenv("HANDLER_TEST_PROCESS") {
	case "work":
		work(os.Stdin, os.Stdout)
		return
	case "hang":
		_, _ = io.Copy(io.Discard, os.Stdin)
		select {}
	case "greedy": // takes more memory than any question may have
		newMemoryGuard().begin(1000)
		for all := [][]byte{}; ; time.Sleep(time.Millisecond) {
			all = append(all, bytes.Repeat([]byte{1}, 4<<20))
		}
	case "gone":
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// inProcesses is a handler whose calculations run in processes that behave in some way.
func inProcesses(t *testing.T, behaviour string, s Settings) (h *Handler, log *bytes.Buffer) {
	t.Helper()
	if runtime.GOOS == "js" {
		t.Skip("a program under js/wasm cannot start another process")
	}
	t.Setenv("HANDLER_TEST_PROCESS", behaviour)
	program, err := os.Executable()
	require.NoError(t, err)
	log = &bytes.Buffer{}
	s.Processes = &Processes{Program: program, Log: log}
	h = New(s)
	t.Cleanup(h.Close)
	return h, log
}

func TestProcesses_AnswerAsTheServerItselfDoes(t *testing.T) {
	h, _ := inProcesses(t, "work", Settings{})
	inside := New(Settings{})
	for _, q := range []struct{ path, kind, body string }{
		{"/v1/finance/statement?unit=£k", "text/csv", statementCSV},
		{"/v1/finance/statement", "text/csv", "service,budget\n"},
		{"/v1/check", "application/json", `{"claims":[{"id":"a","printed":"7","formula":"3 + 4"}]}`},
		{"/v1/check", "application/json", `{"claims":[{"formla":"3"}]}`},
		{"/v1/check", "image/png", "PNG"},
		{"/v1/demand/interval", "text/csv", "x,n,kind\n10,100,proportion\n"},
	} {
		want, got := post(t, inside, q.path, q.kind, q.body), post(t, h, q.path, q.kind, q.body)
		assert.Equal(t, want.Code, got.Code, q.path)
		assert.Equal(t, want.Body.String(), got.Body.String(), q.path)
	}
	assert.Len(t, h.calculator.(*processes).idle, 1, "one process has answered them all")
}

func TestProcesses_ADeadlineEndsTheCalculation(t *testing.T) {
	h, _ := inProcesses(t, "hang", Settings{Calculations: 1, Time: 100 * time.Millisecond})
	for range 3 { // the place is given back each time
		began := time.Now()
		out := post(t, h, "/v1/finance/statement", "text/csv", statementCSV)
		assert.Equal(t, http.StatusServiceUnavailable, refused(t, out).Status)
		assert.Equal(t, "1", out.Header().Get("Retry-After"))
		assert.Less(t, time.Since(began), 5*time.Second)
	}
	assert.Empty(t, h.turns.running)
}

func TestProcesses_OneThatTakesTooMuchMemoryIsEnded(t *testing.T) {
	h, log := inProcesses(t, "greedy", Settings{Calculations: 1})
	out := post(t, h, "/v1/finance/statement", "text/csv", statementCSV)
	assert.Equal(t, http.StatusRequestEntityTooLarge, refused(t, out).Status)
	assert.Empty(t, log.String())
}

func TestProcesses_OneThatEndsIsToldAsOurFault(t *testing.T) {
	h, _ := inProcesses(t, "gone", Settings{Calculations: 1})
	assert.Equal(t, http.StatusInternalServerError, refused(t, post(t, h, "/v1/finance/statement", "text/csv", statementCSV)).Status)
	t.Setenv("HANDLER_TEST_PROCESS", "work")
	assert.Equal(t, http.StatusOK, post(t, h, "/v1/finance/statement", "text/csv", statementCSV).Code, "the next question starts another")
}

func TestProcesses_AProgramThatIsNotThereIsToldAsOurFault(t *testing.T) {
	h := New(Settings{Processes: &Processes{Program: "/nowhere"}})
	assert.Equal(t, http.StatusInternalServerError, refused(t, post(t, h, "/v1/finance/statement", "text/csv", statementCSV)).Status)
}

func TestTurns_LongOnesLeaveAPlaceForShortOnes(t *testing.T) {
	turns := newTurns(2, 4)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	first, full, err := turns.enter(ctx, true)
	require.NoError(t, err)
	require.False(t, full)
	_, _, err = turns.enter(ctx, true)
	require.ErrorIs(t, err, context.DeadlineExceeded, "the second long one waits")
	small, _, err := turns.enter(t.Context(), false)
	require.NoError(t, err, "a short one does not")
	first()
	again, _, err := turns.enter(t.Context(), true)
	require.NoError(t, err)
	small()
	again()
	assert.Empty(t, turns.running)
	assert.Empty(t, turns.long)
}

func TestTurns_AFullQueueIsToldAtOnce(t *testing.T) {
	turns := newTurns(1, 1)
	leave, _, err := turns.enter(t.Context(), false)
	require.NoError(t, err)
	waiting := make(chan func())
	go func() {
		leave, _, _ := turns.enter(context.Background(), false)
		waiting <- leave
	}()
	require.Eventually(t, func() bool { return len(turns.waiting) == 1 }, time.Second, time.Millisecond)
	_, full, err := turns.enter(t.Context(), false)
	require.NoError(t, err)
	assert.True(t, full)
	leave()
	(<-waiting)()
}

func TestRoom_IsNeverOverdrawn(t *testing.T) {
	r := newRoom(10)
	assert.True(t, r.take(10))
	assert.False(t, r.take(1))
	r.give(4)
	assert.False(t, r.take(5))
	assert.True(t, r.take(4))
}

// A slow body costs what has come of it, and is cut off when it falls behind its pace.
func TestOverAConnection_ASlowBodyHoldsNobodyUp(t *testing.T) {
	addr, h, _ := start(t, Settings{Memory: 1 << 20, BodyTime: 300 * time.Millisecond})
	for range 40 {
		c, err := net.Dial("tcp", addr)
		require.NoError(t, err)
		defer c.Close()
		_, _ = io.WriteString(c, request(1<<20, "service,"))
	}
	require.Eventually(t, func() bool { return len(h.open) == 40 }, time.Second, time.Millisecond)
	answer := exchange(t, addr, request(len(statementCSV), statementCSV, "Connection: close"), false)
	assert.True(t, strings.HasPrefix(answer, "HTTP/1.1 200 "), "%.200q", answer)
	assert.Eventually(t, func() bool { return len(h.open) == 0 }, 5*time.Second, 10*time.Millisecond, "they are cut off")
	// All of it comes back: what is free can be taken whole, and given again.
	assert.Eventually(t, func() bool {
		whole := h.large.take(h.large.size)
		if whole {
			h.large.give(h.large.size)
		}
		return whole
	}, 5*time.Second, 10*time.Millisecond)
}

func TestBody_ALargeOneThatFindsNoRoomIsToldToComeBack(t *testing.T) {
	h := New(Settings{Memory: 100 << 10})
	out := post(t, h, "/v1/finance/statement", "text/csv", statementCSV+strings.Repeat("\n", 400<<10))
	assert.Equal(t, http.StatusServiceUnavailable, refused(t, out).Status)
	assert.Equal(t, "1", out.Header().Get("Retry-After"))
	assert.Equal(t, h.large.size, h.large.left, "what was taken is given back")
	assert.Equal(t, http.StatusOK, post(t, h, "/v1/finance/statement", "text/csv", statementCSV).Code, "small bodies need none")
}

func TestJSONTables_AreBoundedByTheirValues(t *testing.T) {
	var wide strings.Builder
	wide.WriteString("[{")
	for i := range 200 {
		fmt.Fprintf(&wide, `"k%d":1,`, i)
	}
	wide.WriteString(`"last":1}` + strings.Repeat(`,{"last":1}`, 20_000) + "]")
	for name, body := range map[string]string{
		"one of 201 keys, then 20,000 of the last": wide.String(),
		"empty objects":             "[" + strings.Repeat("{},", 200_000) + `{"service":"A","budget":"1"}]`,
		"bytes that are no text":    "[{\"service\":\"\xff\"}]",
		"half a character":          `[{"service":"\ud83d"}]`,
		"a key twice":               `[{"service":"A","service":"B"}]`,
		"broken":                    `[{"service":}]`,
		"a list for a cell":         `[{"service":["A"]}]`,
		"a list for an object":      `[["A"]]`,
		"an object for the list":    `{"a":1}`,
		"ends early":                `[{"service":"A"`,
		"something after the array": `[] x`,
	} {
		t.Run(name, func(t *testing.T) {
			p := refused(t, post(t, New(Settings{}), "/v1/finance/statement", "application/json", body))
			assert.Contains(t, []int{http.StatusBadRequest, http.StatusUnprocessableEntity}, p.Status)
			for _, word := range []string{"json:", "invalid character", "Go ", "unmarshal"} {
				assert.NotContains(t, p.Detail, word)
			}
		})
	}
}

// Whatever is sent to whatever route, it is answered, as JSON, and a refusal says what it refuses.
func FuzzHandler(f *testing.F) {
	var paths []string
	for _, op := range operations() {
		paths = append(paths, op.path)
		f.Add(uint8(len(paths)-1), op.example.query, "application/json", []byte(op.example.body))
	}
	f.Add(uint8(0), "", "text/csv", []byte(statementCSV))
	f.Add(uint8(1), "a=%zz", "multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=\"kpis\"\r\n\r\n--x--"))
	f.Fuzz(func(t *testing.T, path uint8, query, kind string, body []byte) {
		q := question{operations()[int(path)%len(paths)], query, kind, body}
		r := guarded(q, func(stack string) { t.Fatal(stack) })
		require.True(t, json.Valid(r.body), "%d %q", r.status, r.body)
		require.Contains(t, []int{200, 400, 415, 422}, r.status)
		if r.status != http.StatusOK {
			var p problem
			require.NoError(t, json.Unmarshal(r.body, &p))
			require.NotEmpty(t, p.Detail)
		}
	})
}
