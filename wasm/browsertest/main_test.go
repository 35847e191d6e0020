package browsertest

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
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

// served is for driving a site that is served already, such as the one of "make run" or one that has been deployed.
var (
	served   = flag.String("site", "", "drive the site at this `address` in place of building one")
	patience = flag.Duration("patience", 30*time.Second, "how `long` a test waits for what it expects")
)

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(runAll(m))
}

func runAll(m *testing.M) int {
	stop, err := serve()
	if err != nil {
		fmt.Fprintln(os.Stderr, "the site could not be served:", err)
		return 1
	}
	defer stop()
	if routes, err = listed(); err != nil {
		fmt.Fprintln(os.Stderr, "the site does not list its pages:", err)
		return 1
	}
	if axe, err = axeCore(); err != nil {
		fmt.Fprintln(os.Stderr, "axe-core is not there:", err)
		return 1
	}
	elsewhere := newWatch()
	defer elsewhere.server.Close()
	ctx, cancel := start(elsewhere.server.URL)
	defer cancel()
	browser = ctx
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintln(os.Stderr, "Chromium did not start (apt-get install chromium):", err)
		return 1
	}
	code := m.Run()
	if asked := elsewhere.hosts(); len(asked) > 0 {
		fmt.Fprintln(os.Stderr, "something asked for what lies elsewhere:", strings.Join(asked, " "))
		return 1
	}
	return code
}

// watch stands where the browser looks for everything that is not on this machine, for pages, workers and service workers
// alike, and refuses it.
type watch struct {
	server *httptest.Server
	mu     sync.Mutex
	asked  []string
}

func newWatch() *watch {
	w := &watch{}
	w.server = httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, r *http.Request) {
		name, _, _ := strings.Cut(r.Host, ":")
		if !strings.HasSuffix(name, ".google.com") && !strings.HasSuffix(name, ".googleapis.com") && !strings.HasSuffix(name, ".gvt1.com") { // where Chromium asks after itself
			w.mu.Lock()
			w.asked = append(w.asked, r.Method+" "+r.Host)
			w.mu.Unlock()
		}
		http.Error(answer, "nothing lies elsewhere", http.StatusForbidden)
	}))
	return w
}

func (w *watch) hosts() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked
}

// serve builds the site's own server and starts it on a free port.
func serve() (stop func(), err error) {
	if *served != "" {
		host, err = url.Parse(*served)
		return func() {}, err
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		return nil, err
	}
	host, stop, err = startHost(root, "./wasm", filepath.Join(root, "build"))
	return stop, err
}

// startHost builds a program of the main module that serves a site, and starts it on a free port.
func startHost(root, program, work string) (address *url.URL, stop func(), err error) {
	binary := filepath.Join(root, "build", "browsertest-"+filepath.Base(program))
	build := exec.Command("go", "build", "-o", binary, program)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, nil, fmt.Errorf("%w\n%s", err, out)
	}
	cmd := exec.Command(binary, "-addr", "127.0.0.1:0", "-work", work)
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		for _, word := range strings.Fields(lines.Text()) {
			if strings.HasPrefix(word, "http://") {
				address, err = url.Parse(word)
				return address, stop, err
			}
		}
	}
	stop()
	return nil, nil, fmt.Errorf("the server named no address")
}

// listed are the pages that the service worker keeps for use without a network, and the heading of each as it is written
// without a script. A page that is new is taken in by that.
func listed() ([]route, error) {
	worker, err := fetched("/app-worker.js")
	if err != nil {
		return nil, err
	}
	_, files, _ := strings.Cut(worker, "const files = [")
	files, _, _ = strings.Cut(files, "]")
	var found []route
	for _, word := range strings.Split(files, `"`) {
		if !strings.HasPrefix(word, "/") || strings.HasPrefix(word, "/web/") || strings.ContainsAny(word, ".? ") {
			continue
		}
		page, err := fetched(word)
		if err != nil {
			return nil, err
		}
		_, after, ok := strings.Cut(page, "<h1")
		_, after, ok2 := strings.Cut(after, ">")
		heading, _, ok3 := strings.Cut(after, "</h1>")
		if !ok || !ok2 || !ok3 {
			return nil, fmt.Errorf("%s is written without a heading", word)
		}
		found = append(found, route{
			path: word, heading: strings.TrimSpace(html.UnescapeString(heading)), calculates: strings.Contains(page, `-clear"`),
		})
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("the service worker keeps no page")
	}
	return found, nil
}

func fetched(path string) (string, error) {
	answer, err := http.Get(host.JoinPath(path).String())
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s: %s", path, answer.Status)
	}
	return string(text), err
}

// start starts Debian's Chromium, quiet: it asks for nothing of its own. What is not on this machine it asks of a proxy.
func start(proxy string) (context.Context, context.CancelFunc) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("proxy-server", proxy), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true))
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
