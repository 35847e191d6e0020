package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Settings bound what clients can ask of a Handler.
type Settings struct {
	// MaxBody is the largest body in bytes; an operation may allow less. Defaults to 16 MiB.
	MaxBody int64
	// Requests is how many requests may be open at once; one more is refused with 503. Defaults to 1024: a slow one costs its
	// connection and what it has sent.
	Requests int
	// Calculations is how many calculations may run at once; the others wait. Long ones, of a body beyond 64 kB or an operation
	// whose time grows faster than its input, leave one place free.
	// Defaults to one a processor, and two at least.
	Calculations int
	// Waiting is how many questions may wait for a place; one more is refused with 503 at once. Of long ones eight may wait for
	// each place that they have. Defaults to 256.
	Waiting int
	// Memory is how many bytes large bodies and answers may hold at once, beside 64 kB for each open request; what finds no
	// room is refused with 503. Defaults to 96 MiB.
	Memory int64
	// BodyTime is how long a client may take to send a body. Defaults to 15 seconds. After 2 seconds it has to have sent 8 kB
	// for each second in any case.
	BodyTime time.Duration
	// Time is how long a request may wait for its turn and calculate, after its body has arrived. Defaults to 10 seconds.
	Time time.Duration
	// Processes are how calculations run in processes of their own, which a deadline ends and whose memory is bounded. Defaults
	// to none: they run in this process, and one that takes too long keeps its place until it ends.
	Processes *Processes
	// Log takes one record a request. Nothing of a body, a parameter or an answer is ever logged: they are about children.
	// Defaults to no log.
	Log *slog.Logger
}

// Handler answers calculations. It keeps nothing between requests.
type Handler struct {
	settings Settings
	mux      *http.ServeMux
	open     chan struct{} // a place for each open request
	turns    *turns
	large    *room
	draining atomic.Bool

	calculator calculator
}

// New is a handler within its settings.
func New(s Settings) *Handler {
	s.MaxBody = or(s.MaxBody, 16<<20)
	s.Requests = or(s.Requests, 1024)
	s.Calculations = or(s.Calculations, max(2, runtime.GOMAXPROCS(0)))
	s.Waiting = or(s.Waiting, 256)
	s.Memory = or(s.Memory, 96<<20)
	s.BodyTime = or(s.BodyTime, 15*time.Second)
	s.Time = or(s.Time, 10*time.Second)
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	h := &Handler{
		settings: s, mux: http.NewServeMux(),
		open: make(chan struct{}, s.Requests), turns: newTurns(s.Calculations, s.Waiting), large: newRoom(s.Memory),
	}
	failed := func(stack string) { s.Log.Error("panic", "stack", stack) }
	h.calculator = inProcess{failed}
	if s.Processes != nil {
		h.calculator = newProcesses(*s.Processes, s.Calculations, failed)
	}
	for _, op := range operations() {
		h.mux.HandleFunc(op.path, h.calculate(op))
	}
	document := OpenAPI()
	h.mux.HandleFunc("/openapi.json", reads(func(w http.ResponseWriter) { answer(w, http.StatusOK, "application/json", document) }))
	h.mux.HandleFunc("/healthz", reads(h.health))
	h.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		(&problem{Status: http.StatusNotFound, Detail: "there is nothing at " + quoted(r.URL.Path) + ": /openapi.json lists what there is"}).write(w)
	})
	return h
}

func or[T int | int64 | time.Duration](value, otherwise T) T {
	if value <= 0 {
		return otherwise
	}
	return value
}

// Drain makes the health check fail, so that a load balancer sends no more.
func (h *Handler) Drain() { h.draining.Store(true) }

// Close ends the processes of the handler, where it has any.
func (h *Handler) Close() {
	if c, ok := h.calculator.(*processes); ok {
		c.close()
	}
}

// ServeHTTP answers one request, whatever it is, and logs that it did.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start, id := time.Now(), rand.Text()[:12]
	out := &recorder{ResponseWriter: w}
	out.Header().Set("X-Request-Id", id)
	out.Header().Set("X-Content-Type-Options", "nosniff")
	out.Header().Set("Cache-Control", "no-store")
	defer func() {
		if failed := recover(); failed != nil {
			h.settings.Log.Error("panic", "id", id, "stack", string(debug.Stack()))
			if out.status == 0 {
				(&problem{Status: http.StatusInternalServerError, Detail: "this is our fault, not yours: tell the operator the request id " + id}).write(out)
			}
		}
		h.settings.Log.Info("request", "id", id, "method", r.Method, "path", r.URL.Path, "status", out.status,
			"bytes_in", r.ContentLength, "bytes_out", out.bytes, "ms", float64(time.Since(start).Microseconds())/1000)
	}()
	h.mux.ServeHTTP(out, r)
}

// recorder remembers what was answered, for the log.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.bytes += len(b)
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (h *Handler) health(w http.ResponseWriter) {
	if h.draining.Load() {
		(&problem{Status: http.StatusServiceUnavailable, Detail: "shutting down"}).write(w)
		return
	}
	answer(w, http.StatusOK, "application/json", []byte(`{"status":"ok"}`+"\n"))
}

// reads answers GET and HEAD.
func reads(write func(http.ResponseWriter)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			wrongMethod(w, "GET, HEAD")
			return
		}
		write(w)
	}
}

func wrongMethod(w http.ResponseWriter, allowed string) {
	w.Header().Set("Allow", allowed)
	(&problem{Status: http.StatusMethodNotAllowed, Detail: "use " + allowed}).write(w)
}

// calculate answers one operation: a place among the open requests, the whole body, a place among the running calculations,
// the calculation, the whole answer. What is refused is refused before the next of these begins, and what has no place is told
// so at once.
func (h *Handler) calculate(op operation) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			wrongMethod(w, "POST")
			return
		}
		select {
		case h.open <- struct{}{}:
			defer func() { <-h.open }()
		default:
			busy("too many requests are open: try again in a second").write(w)
			return
		}
		// A parameter that is wrong is told before the body has come.
		if _, refused := op.parameters(r.URL.RawQuery); refused != nil {
			refused.write(w)
			return
		}
		body, release, refused := h.body(op, w, r)
		if refused != nil {
			refused.write(w)
			return
		}
		defer release()
		result, refused := h.inTurn(r.Context(), question{op, r.URL.RawQuery, r.Header.Get("Content-Type"), body})
		switch {
		case refused != nil:
			refused.write(w)
		case !h.large.take(int64(len(result.body))):
			busy("too many answers are on their way: try again in a second").write(w)
		default:
			defer h.large.give(int64(len(result.body)))
			result.write(w)
		}
	}
}

// inTurn waits for a place and calculates.
func (h *Handler) inTurn(ctx context.Context, q question) (reply, *problem) {
	// A client that has closed its sending half looks to the server like one that has left, and still waits for its answer.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), h.settings.Time)
	defer cancel()
	leave, full, err := h.turns.enter(ctx, q.long())
	if full {
		return reply{}, busy("too many questions wait for their turn: try again in a second")
	}
	var r reply
	if err == nil {
		r, err = h.calculator.calculate(ctx, q, leave)
	}
	if err != nil {
		return reply{}, busy(fmt.Sprintf("no answer within %s: send less, or try again later", h.settings.Time))
	}
	return r, nil
}

// busy is what is told when there is too much to do.
func busy(why string) *problem { return &problem{Status: http.StatusServiceUnavailable, Detail: why} }

func (r reply) write(w http.ResponseWriter) {
	kind := "application/json"
	if r.status != http.StatusOK {
		kind = "application/problem+json"
	}
	if r.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	answer(w, r.status, kind, r.body)
}

func answer(w http.ResponseWriter, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	// A client that has gone away cannot be told.
	_, _ = w.Write(body)
}

// quoted is text as a message shows it, cut when it is long.
func quoted(text string) string {
	if len(text) > 80 {
		text = strings.ToValidUTF8(text[:80], "") + "…"
	}
	return strconv.Quote(text)
}
