package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
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
	// Requests is how many requests may be open at once; one more is refused with 503. Defaults to 64. With MaxBody it bounds
	// the memory.
	Requests int
	// Calculations is how many calculations may run at once; the others wait. Defaults to one a processor.
	Calculations int
	// BodyTime is how long a client may take to send a body. Defaults to 15 seconds.
	BodyTime time.Duration
	// Time is how long a request may wait for its turn and calculate, after its body has arrived. Defaults to 30 seconds.
	Time time.Duration
	// Log takes one record a request. Nothing of a body, a parameter or an answer is ever logged: they are about children.
	// Defaults to no log.
	Log *slog.Logger
}

// Handler answers calculations. It keeps nothing between requests.
type Handler struct {
	settings Settings
	mux      *http.ServeMux
	open     chan struct{} // a place for each open request
	running  chan struct{} // a place for each running calculation
	draining atomic.Bool
}

// New is a handler within its settings.
func New(s Settings) *Handler {
	s.MaxBody = or(s.MaxBody, 16<<20)
	s.Requests = or(s.Requests, 64)
	s.Calculations = or(s.Calculations, runtime.GOMAXPROCS(0))
	s.BodyTime = or(s.BodyTime, 15*time.Second)
	s.Time = or(s.Time, 30*time.Second)
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	h := &Handler{
		settings: s, mux: http.NewServeMux(),
		open: make(chan struct{}, s.Requests), running: make(chan struct{}, s.Calculations),
	}
	for _, op := range operations() {
		h.mux.HandleFunc(op.path, h.calculate(op))
	}
	document := OpenAPI()
	h.mux.HandleFunc("/openapi.json", reads(func(w http.ResponseWriter) { answer(w, http.StatusOK, "application/json", document) }))
	h.mux.HandleFunc("/healthz", reads(h.health))
	h.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		problem{Status: http.StatusNotFound, Detail: "there is nothing at " + quoted(r.URL.Path) + ": /openapi.json lists what there is"}.write(w)
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
				problem{Status: http.StatusInternalServerError, Detail: "this is our fault, not yours: tell the operator the request id " + id}.write(out)
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
		problem{Status: http.StatusServiceUnavailable, Detail: "shutting down"}.write(w)
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
	problem{Status: http.StatusMethodNotAllowed, Detail: "use " + allowed}.write(w)
}

// calculate answers one operation: a place among the open requests, the whole body, a place among the running
// calculations, the calculation, the whole answer. What is refused is refused before the next of these begins.
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
			busy(w, "too many requests are open: try again in a second")
			return
		}
		q, refused := h.question(op, w, r)
		if refused != nil {
			refused.write(w)
			return
		}
		result, refused := h.inTurn(r.Context(), op, q)
		if refused != nil {
			if refused.Status == http.StatusServiceUnavailable {
				w.Header().Set("Retry-After", "1")
			}
			refused.write(w)
			return
		}
		answer(w, http.StatusOK, "application/json", result)
	}
}

func busy(w http.ResponseWriter, why string) {
	w.Header().Set("Retry-After", "1")
	problem{Status: http.StatusServiceUnavailable, Detail: why}.write(w)
}

// question reads the parameters and the body of a request.
func (h *Handler) question(op operation, w http.ResponseWriter, r *http.Request) (query, *problem) {
	values, refused := op.parameters(r.URL.RawQuery)
	if refused != nil {
		return query{}, refused
	}
	body, refused := h.body(op, w, r)
	if refused != nil {
		return query{}, refused
	}
	inputs, refused := op.read(r.Header.Get("Content-Type"), body)
	return query{op: op, values: values, inputs: inputs}, refused
}

// body is the whole body, within its size and its time.
func (h *Handler) body(op operation, w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, &problem{Status: http.StatusUnsupportedMediaType, Detail: "Content-Encoding " + quoted(encoding) + ": send the body as it is"}
	}
	most := h.settings.MaxBody
	if op.maxBody > 0 {
		most = min(most, op.maxBody)
	}
	tooLarge := &problem{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("the body may have %d bytes at most", most)}
	if r.ContentLength > most {
		w.Header().Set("Connection", "close")
		return nil, tooLarge
	}
	// Without a connection, as in a test that calls the handler directly, there is nothing to time.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(h.settings.BodyTime))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	var large *http.MaxBytesError
	switch {
	case err == nil:
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
		return body, nil
	case errors.As(err, &large):
		return nil, tooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		w.Header().Set("Connection", "close")
		return nil, &problem{Status: http.StatusRequestTimeout, Detail: fmt.Sprintf("the body did not arrive within %s", h.settings.BodyTime)}
	default:
		return nil, &problem{Status: http.StatusBadRequest, Detail: "the body ended before it was whole: nothing was calculated"}
	}
}

// inTurn waits for a place, calculates, and writes the answer whole. A calculation cannot be interrupted, so one that takes
// too long is answered for, and keeps its place until it ends: the load stays bounded.
func (h *Handler) inTurn(ctx context.Context, op operation, q query) ([]byte, *problem) {
	// A client that has closed its sending half looks to the server like one that has left, and still waits for its answer.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), h.settings.Time)
	defer cancel()
	late := &problem{Status: http.StatusServiceUnavailable, Detail: fmt.Sprintf("no answer within %s: send less, or try again later", h.settings.Time)}
	select {
	case h.running <- struct{}{}:
	case <-ctx.Done():
		return nil, late
	}
	type outcome struct {
		body    []byte
		refused *problem
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() { <-h.running }()
		defer func() {
			if failed := recover(); failed != nil {
				h.settings.Log.Error("panic", "operation", op.id, "stack", string(debug.Stack()))
				done <- outcome{refused: &problem{Status: http.StatusInternalServerError, Detail: "this is our fault, not yours: tell the operator when it happened"}}
			}
		}()
		body, refused := op.result(q)
		done <- outcome{body, refused}
	}()
	select {
	case out := <-done:
		return out.body, out.refused
	case <-ctx.Done():
		return nil, late
	}
}

// result is the answer of the calculation as JSON, or what stands against it.
func (op operation) result(q query) ([]byte, *problem) {
	result, err := op.run(q)
	if err != nil {
		return nil, q.problem(err)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(result); err != nil {
		return nil, &problem{Status: http.StatusInternalServerError, Detail: "the answer could not be written"}
	}
	return b.Bytes(), nil
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
