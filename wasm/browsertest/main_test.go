package browsertest

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What all tests share: the address of the served site, the browser, and the text of axe-core.
var (
	host    *url.URL
	browser context.Context
	axe     string
)

func TestMain(m *testing.M) { os.Exit(runAll(m)) }

func runAll(m *testing.M) int {
	stop, err := serve()
	if err != nil {
		fmt.Fprintln(os.Stderr, "the site could not be served:", err)
		return 1
	}
	defer stop()
	if axe, err = axeCore(); err != nil {
		fmt.Fprintln(os.Stderr, "axe-core is not there:", err)
		return 1
	}
	ctx, cancel := start()
	defer cancel()
	browser = ctx
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintln(os.Stderr, "Chromium did not start (apt-get install chromium):", err)
		return 1
	}
	return m.Run()
}

// serve builds the site's own server and starts it on a free port.
func serve() (stop func(), err error) {
	root, err := filepath.Abs("../..")
	if err != nil {
		return nil, err
	}
	program := filepath.Join(root, "build", "browsertest-host")
	build := exec.Command("go", "build", "-o", program, "./wasm")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	cmd := exec.Command(program, "-addr", "127.0.0.1:0", "-work", filepath.Join(root, "build"))
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		for _, word := range strings.Fields(lines.Text()) {
			if strings.HasPrefix(word, "http://") {
				host, err = url.Parse(word)
				return stop, err
			}
		}
	}
	stop()
	return nil, fmt.Errorf("the server named no address")
}

// start starts Debian's Chromium, quiet: it asks for nothing of its own.
func start() (context.Context, context.CancelFunc) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true))
	if path, err := exec.LookPath("chromium"); err == nil {
		options = append(options, chromedp.ExecPath(path))
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	return ctx, func() { cancel(); cancelAllocator() }
}

// axeCore installs axe-core with npm, as package-lock.json pins it, and reads it.
func axeCore() (string, error) {
	file := filepath.Join("node_modules", "axe-core", "axe.min.js")
	if _, err := os.Stat(file); err != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		defer cancel()
		if out, err := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").CombinedOutput(); err != nil {
			return "", fmt.Errorf("npm ci: %w\n%s", err, out)
		}
	}
	text, err := os.ReadFile(file)
	return string(text), err
}
