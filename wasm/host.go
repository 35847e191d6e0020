//go:build !js

package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/scrutineer-dev/scrutineer/examples/national/england"
	"github.com/scrutineer-dev/scrutineer/wasm/build"
	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/ui"
)

// know works out the tools and their examples.
func know() {
	tools, err := calculate.Tools()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	form.Know(tools)
}

// settle does nothing outside a browser.
func settle() {}

// host is what the program does outside a browser.
func host() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := runHost(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

func runHost(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("wasm", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8000", "`address` to serve the calculator on")
	out := flags.String("site", "", "write the calculator to this `folder` for any web host, and do not serve it")
	onlySize := flags.Bool("size", false, "fail when app.wasm has grown over its ceilings, and do not serve it")
	raw := flags.Int64("raw", build.MaxWasm, "with -size: ceiling of app.wasm in `bytes`")
	brotli := flags.Int64("brotli", build.MaxWasmBrotli, "with -size: ceiling of app.wasm with brotli in `bytes`")
	work := flags.String("work", "build", "`folder` to build in")
	data := flags.String("data", "", "pack the published files of this `folder` (CSV, or CSV.gz) into the site, to be opened on the page of demand")
	noCharts := flags.Bool("no-charts", false, "leave the chart library out, and do not ask npm for it")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	options := build.Options{Dir: *work, NoCharts: *noCharts, Data: *data, Log: os.Stderr}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("%q is not understood: use -addr, -site or -size (-h lists them)", flags.Arg(0))
	case *onlySize:
		options.NoCharts, options.NoWorkers = true, true
		return size(ctx, *raw, *brotli, options)
	}
	worked, err := examples()
	if err != nil {
		return err
	}
	ui.GiveExamples(worked)
	options.Files = map[string][]byte{"examples.json": pages(worked), ui.NationalPack: england.Pack}
	if *out != "" {
		return site(ctx, *out, options)
	}
	return serve(ctx, *addr, options)
}

// serve takes the port before it builds, so that a taken one is told at once.
func serve(ctx context.Context, addr string, options build.Options) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is taken by another program: stop it, or choose another port with make run PORT=8001", addr)
	}
	if err != nil {
		return err
	}
	defer listener.Close()
	options.Quick = true
	built, err := build.Build(ctx, options)
	if err != nil {
		return err
	}
	built.Env = handed(built)
	server := &http.Server{Handler: built.Handler(ui.Paths()), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	fmt.Printf("Scrutineer is at http://%s (app.wasm %.1f MB, %.2f MB over the line; Ctrl+C stops it)\n", listener.Addr(), megabytes(built.Wasm), megabytes(built.WasmBrotli))
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func site(ctx context.Context, out string, options build.Options) error {
	built, err := build.Build(ctx, options)
	if err != nil {
		return err
	}
	built.Env = handed(built)
	if err := built.WriteStatic(out, ui.Paths()); err != nil {
		return err
	}
	fmt.Printf("the site stands in %s: put the folder on any web host, at the root of its name\n", out)
	return nil
}

// handed is what the host hands the page: which published files there are.
func handed(built build.Site) map[string]string {
	if len(built.Packed) == 0 {
		return nil
	}
	files, _ := json.Marshal(built.Packed) // texts always marshal
	return map[string]string{ui.PackedFiles: string(files)}
}

func size(ctx context.Context, raw, brotli int64, options build.Options) error {
	built, err := build.Build(ctx, options)
	if err != nil {
		return err
	}
	if err := built.CheckSize(raw, brotli); err != nil {
		return err
	}
	fmt.Printf("app.wasm %.2f MB of %.2f, brotli %.3f MB of %.3f\n", megabytes(built.Wasm), megabytes(raw), megabytes(built.WasmBrotli), megabytes(brotli))
	return nil
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }
