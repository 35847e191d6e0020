package build

import (
	"io"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/web"
)

// policy is what the page may do: its own files and wasm, and nothing inline, evaluated or from elsewhere. blob: serves
// the chart that a person saves as a picture.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'"

// Handler serves the site. The routes are the pages, which the service worker keeps for use without a network.
func (s Site) Handler(routes []string) http.Handler {
	env := maps.Clone(s.Env)
	if env == nil {
		env = map[string]string{}
	}
	if s.Charts {
		env["SCRUTINEER_CHARTS"] = "yes"
	}
	pages := &app.Handler{
		Name:            "Scrutineer",
		ShortName:       "Scrutineer",
		Title:           "Scrutineer",
		Description:     "Check and calculate the figures by which English councils steer and scrutinise children's services. Your figures stay on this device.",
		Author:          "The Scrutineer authors",
		Lang:            "en-GB",
		BackgroundColor: "#ffffff",
		ThemeColor:      "#12436d",
		LoadingLabel:    "Loading the calculator: {progress}%",
		Icon:            app.Icon{Default: "/web/icon-192.png", Large: "/web/icon-512.png", Maskable: "/web/icon-512.png", SVG: "/web/icon.svg"},
		Styles:          []string{"/web/scrutineer.css"},
		Scripts:         []string{"/web/glue.js defer"},
		RawHeaders: []string{
			`<meta http-equiv="Content-Security-Policy" content="` + policy + `">`,
			// The longest download begins with the page, and not when the page has been read and its scripts have begun.
			`<link rel="preload" href="/web/app.wasm" as="fetch" crossorigin>`,
			// The examples' results must be there before the program, or it asks the worker for them.
			`<link rel="preload" href="/web/examples.json" as="fetch" crossorigin>`,
		},
		Env:               env,
		Resources:         s,
		Version:           s.Version,
		WasmContentLength: strconv.FormatInt(s.Wasm, 10),
		// Every route, or only "/" would work without a network; and all that a page may ask for later.
		CacheableResources:    append(slices.Clone(routes), s.later()...),
		ServiceWorkerTemplate: web.ServiceWorker,
	}
	return secured(compressed(pages))
}

// later are the files that are loaded when first needed, and must then be there without a network.
func (s Site) later() []string {
	files := []string{"/web/icon.svg", "/web/licences.txt", "/web/worker.js"}
	for _, name := range s.Files {
		files = append(files, "/web/"+name)
	}
	for _, name := range workerPrograms {
		if _, err := os.Stat(filepath.Join(s.Dir, name+".wasm")); err == nil {
			files = append(files, "/web/"+name+".wasm")
		}
	}
	if s.Charts {
		for _, name := range chartFiles {
			files = append(files, "/web/charts/"+path.Base(name))
		}
		files = append(files, "/web/charts/licences.txt")
	}
	return files
}

// secured sets the headers that every answer carries, and refuses what is neither GET nor HEAD.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "this server only gives files: it takes none", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// compressed sends the pages as small as the browser takes them; a file under /web/ is compressed beforehand.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead || strings.HasPrefix(r.URL.Path, "/web/") {
			next.ServeHTTP(w, r)
			return
		}
		small := &compressedAnswer{ResponseWriter: w, request: r}
		next.ServeHTTP(small, r)
		if small.body != nil {
			_ = small.body.Close() // the browser has gone
		}
	})
}

// compressedAnswer compresses the body of an answer that has one.
type compressedAnswer struct {
	http.ResponseWriter
	request *http.Request
	started bool
	body    io.WriteCloser
}

func (c *compressedAnswer) WriteHeader(status int) {
	if !c.started && status == http.StatusOK {
		c.Header().Del("Content-Length")
		c.body = brotli.HTTPCompressor(c.ResponseWriter, c.request)
	}
	c.started = true
	c.ResponseWriter.WriteHeader(status)
}

func (c *compressedAnswer) Write(data []byte) (int, error) {
	if !c.started {
		c.WriteHeader(http.StatusOK)
	}
	if c.body == nil {
		return c.ResponseWriter.Write(data)
	}
	return c.body.Write(data)
}

// Resolve tells go-app where a file of the site is asked for: where it says.
func (s Site) Resolve(location string) string { return location }

// contentTypes are set by hand, because a machine's own list may lack wasm.
var contentTypes = map[string]string{
	".wasm": "application/wasm",
	".js":   "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".svg":  "image/svg+xml",
	".png":  "image/png",
	".json": "application/json",
	".txt":  "text/plain; charset=utf-8",
	".csv":  "text/csv; charset=utf-8",
}

// ServeHTTP gives a file under /web/, compressed as the browser prefers. It makes Site the resolver that go-app asks.
func (s Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/web/")
	kind, known := contentTypes[path.Ext(name)]
	if !known {
		http.NotFound(w, r)
		return
	}
	file, encoding := filepath.Join(s.Dir, filepath.FromSlash(name)), ""
	accepted := r.Header.Get("Accept-Encoding")
	for _, form := range []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if _, err := os.Stat(file + form.suffix); err == nil && accepts(accepted, form.name) {
			file, encoding = file+form.suffix, form.name
			break
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Add("Vary", "Accept-Encoding")
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // the browser has gone
	}
}

// accepts reports whether a list such as "gzip, br;q=0.9" names a form without refusing it.
func accepts(header, form string) bool {
	for _, item := range strings.Split(header, ",") {
		name, weight, _ := strings.Cut(item, ";")
		if strings.TrimSpace(name) == form {
			return strings.ReplaceAll(strings.TrimSpace(weight), " ", "") != "q=0"
		}
	}
	return false
}
