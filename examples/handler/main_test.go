package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// start serves on loopback until the test ends, and returns the address, and what stops it and waits.
func start(t *testing.T, s Settings) (addr string, h *Handler, stop func() error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	h = New(s)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, listener, h, 5*time.Second) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { _ = stop() })
	return listener.Addr().String(), h, stop
}

// exchange sends text, closes the sending half when asked, and reads what is answered.
func exchange(t *testing.T, addr, text string, closeWrite bool) string {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	require.NoError(t, err)
	defer c.Close()
	require.NoError(t, c.SetDeadline(time.Now().Add(10*time.Second)))
	_, err = io.WriteString(c, text)
	require.NoError(t, err)
	if closeWrite {
		require.NoError(t, c.(*net.TCPConn).CloseWrite())
	}
	answer, _ := io.ReadAll(c)
	return string(answer)
}

func request(length int, body string, headers ...string) string {
	return fmt.Sprintf("POST /v1/finance/statement HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n%s\r\n%s",
		length, strings.Join(append(headers, ""), "\r\n"), body)
}

func TestOverAConnection_BadRequestsAreRefusedPlainly(t *testing.T) {
	addr, _, _ := start(t, Settings{MaxBody: 1 << 16, BodyTime: 200 * time.Millisecond})
	for name, tc := range map[string]struct {
		text       string
		closeWrite bool
		status     int
	}{
		"not HTTP":          {"Good morning\r\n\r\n", false, 400},
		"no host":           {"GET /healthz HTTP/1.1\r\n\r\n", false, 400},
		"huge header":       {"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("x", 30<<10) + "\r\n\r\n", false, 431},
		"huge stated body":  {request(1<<30, "service,"), false, 413},
		"huge chunked body": {"POST /v1/finance/statement HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n11000\r\n" + strings.Repeat("x", 0x11000) + "\r\n", false, 413},
		"slow body":         {request(100, "service,"), false, 408},
		"half-closed body":  {request(100, "service,"), true, 400},
		"two lengths":       {request(len(statementCSV), statementCSV, "Content-Length: 3"), false, 400},
		"half-closed whole": {request(len(statementCSV), statementCSV, "Connection: close"), true, 200},
	} {
		t.Run(name, func(t *testing.T) {
			answer := exchange(t, addr, tc.text, tc.closeWrite)
			assert.True(t, strings.HasPrefix(answer, fmt.Sprintf("HTTP/1.1 %d ", tc.status)), "%.200q", answer)
		})
	}
}

// A client that asks first is told no before it sends.
func TestOverAConnection_AHugeBodyIsRefusedBeforeItIsSent(t *testing.T) {
	addr, _, _ := start(t, Settings{})
	answer := exchange(t, addr, request(1<<30, "", "Expect: 100-continue"), false)
	assert.True(t, strings.HasPrefix(answer, "HTTP/1.1 413 "), "%.200q", answer)
}

// Clients that say nothing hold their connections and nobody else's.
func TestOverAConnection_SilentClientsDoNotStopOthers(t *testing.T) {
	addr, _, _ := start(t, Settings{Requests: 4})
	for range 50 {
		c, err := net.Dial("tcp", addr)
		require.NoError(t, err)
		defer c.Close()
		_, _ = io.WriteString(c, "POST /v1/finance")
	}
	answer := exchange(t, addr, request(len(statementCSV), statementCSV, "Connection: close"), false)
	assert.True(t, strings.HasPrefix(answer, "HTTP/1.1 200 "), "%.200q", answer)
}

func TestOverAConnection_OneRequestTooManyIsToldWhenToComeBack(t *testing.T) {
	addr, h, _ := start(t, Settings{Requests: 1, BodyTime: 5 * time.Second})
	c, err := net.Dial("tcp", addr)
	require.NoError(t, err)
	defer c.Close()
	_, _ = io.WriteString(c, request(len(statementCSV), statementCSV[:10]))
	require.Eventually(t, func() bool { return len(h.open) == 1 }, time.Second, time.Millisecond)
	answer := exchange(t, addr, request(len(statementCSV), statementCSV, "Connection: close"), false)
	assert.True(t, strings.HasPrefix(answer, "HTTP/1.1 503 "), "%.200q", answer)
	assert.Contains(t, answer, "Retry-After: 1")
	_, _ = io.WriteString(c, statementCSV[10:])
	reply, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, reply.StatusCode, "the slow one gets its answer")
}

func TestServe_WhatHasBegunIsFinishedWhenTheServerStops(t *testing.T) {
	addr, h, stop := start(t, Settings{BodyTime: 5 * time.Second})
	c, err := net.Dial("tcp", addr)
	require.NoError(t, err)
	defer c.Close()
	_, _ = io.WriteString(c, request(len(statementCSV), statementCSV[:10]))
	require.Eventually(t, func() bool { return len(h.open) == 1 }, time.Second, time.Millisecond)
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	require.Eventually(t, h.draining.Load, time.Second, time.Millisecond)
	out := httptestGet(h, "/healthz")
	assert.Equal(t, http.StatusServiceUnavailable, out)
	_, _ = io.WriteString(c, statementCSV[10:])
	reply, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	body, err := io.ReadAll(reply.Body)
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, reply.StatusCode)
	assert.Contains(t, string(body), `"variance":"12067"`)
	c.Close()
	assert.NoError(t, <-stopped)
	_, err = net.Dial("tcp", addr)
	assert.Error(t, err, "nothing new is accepted")
}

func httptestGet(h http.Handler, path string) int {
	out := &status{header: http.Header{}}
	request, _ := http.NewRequest(http.MethodGet, path, nil)
	h.ServeHTTP(out, request)
	return out.code
}

type status struct {
	header http.Header
	code   int
}

func (s *status) Header() http.Header         { return s.header }
func (s *status) Write(b []byte) (int, error) { return len(b), nil }
func (s *status) WriteHeader(code int)        { s.code = code }

func TestRun_SaysWhereItListensAndLogsAsJSON(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var log bytes.Buffer
	done := make(chan error, 1)
	go func() { done <- run(ctx, []string{"-addr", "127.0.0.1:0"}, in, &log) }()
	var url string
	_, err := fmt.Fscanf(out, "listening on %s\n", &url)
	require.NoError(t, err)
	reply, err := http.Get(url + "/healthz")
	require.NoError(t, err)
	assert.Equal(t, http.StatusOK, reply.StatusCode)
	reply.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	cancel()
	require.NoError(t, <-done)
	assert.Contains(t, log.String(), `"path":"/healthz"`)
}

func TestRun_BadFlagsAndAddressesAreErrors(t *testing.T) {
	assert.Error(t, run(t.Context(), []string{"-nonsense"}, io.Discard, io.Discard))
	assert.Error(t, run(t.Context(), []string{"-addr", "nowhere.invalid:1"}, io.Discard, io.Discard))
	assert.NoError(t, run(t.Context(), []string{"-h"}, io.Discard, io.Discard))
	var document bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-openapi"}, &document, io.Discard))
	assert.Equal(t, string(OpenAPI()), document.String())
}
