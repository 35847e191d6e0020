// Command handler serves the calculations of the library over HTTP: JSON or CSV in, JSON out, nothing kept.
//
//	go run ./examples/handler -addr 127.0.0.1:8080
//
// It is meant to stand behind a reverse proxy that does TLS and says who may ask; README.md beside it tells how. The
// API is described at /openapi.json.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == workerArgument {
		work(os.Stdin, os.Stdout)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "handler:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends, then lets the requests that have begun finish.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("handler", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:8080", "`address` to listen on")
	grace := flags.Duration("grace", 30*time.Second, "how long requests may still run after a signal to stop")
	document := flags.Bool("openapi", false, "print the OpenAPI document and stop")
	var s Settings
	flags.Int64Var(&s.MaxBody, "max-body", 0, "`bytes` of the largest body (default 16 MiB)")
	flags.IntVar(&s.Requests, "requests", 0, "how many requests may be open at once (default 1024)")
	flags.IntVar(&s.Calculations, "calculations", 0, "how many calculations may run at once, each in a process of its own (default one a processor, two at least)")
	flags.IntVar(&s.Waiting, "waiting", 0, "how many questions may wait for a calculation to end (default 256)")
	flags.Int64Var(&s.Memory, "memory", 0, "`bytes` that large bodies and answers may hold in the server (default 96 MiB)")
	flags.DurationVar(&s.BodyTime, "body-time", 0, "how long a client may take to send a body (default 15s)")
	flags.DurationVar(&s.Time, "time", 0, "how long a request may wait and calculate (default 10s)")
	inside := flags.Bool("in-process", false, "calculate in the server itself: a calculation that takes too long cannot be ended")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	}
	if *document {
		_, err := stdout.Write(OpenAPI())
		return err
	}
	if !*inside {
		program, err := thisProgram()
		if err != nil {
			return err
		}
		s.Processes = &Processes{Program: program, Arguments: []string{workerArgument}, Log: stderr}
	}
	// What the rooms hold, and as much again; the collector keeps to it.
	debug.SetMemoryLimit(384 << 20)
	s.Log = slog.New(slog.NewJSONHandler(stderr, nil))
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr())
	h := New(s)
	defer h.Close()
	return serve(ctx, listener, h, *grace)
}

// thisProgram is the file of this program; where the system knows it, as it was when it was started, whatever has taken its
// place since.
func thisProgram() (string, error) {
	const running = "/proc/self/exe"
	if _, err := os.Stat(running); err == nil {
		return running, nil
	}
	return os.Executable()
}

// serve answers on listener until ctx ends. From then on the health check says so, nothing new is accepted, and what has
// begun gets its answer within grace.
func serve(ctx context.Context, listener net.Listener, h *Handler, grace time.Duration) error {
	server := newServer(h)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	h.Drain()
	limit, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return server.Shutdown(limit)
}

// newServer is a server that no single client can hold open: a header has 5 seconds, and what follows has its own limits
// in the handler.
func newServer(h *Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      h.settings.BodyTime + h.settings.Time + 15*time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(h.settings.Log.Handler(), slog.LevelWarn),
	}
}
