//go:build !js

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/scrutineer-dev/scrutineer/wasm/build"
)

// host builds the page and serves it.
func host() {
	addr := flag.String("addr", "127.0.0.1:0", "`address` to serve the page on")
	work := flag.String("work", "build/bare", "`folder` to build in")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := serve(ctx, *addr, *work); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

func serve(ctx context.Context, addr, work string) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	built, err := build.Build(ctx, build.Options{
		Dir: work, Page: "github.com/scrutineer-dev/scrutineer/wasm/browserbench", NoCharts: true, NoWorkers: true, Log: os.Stderr,
	})
	if err != nil {
		return err
	}
	server := &http.Server{Handler: built.Handler([]string{"/"}), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	fmt.Printf("the bare page is at http://%s\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
