package docs_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/build"
)

// headers are what every answer must carry, as the calculator's own server sends them.
func headers(t *testing.T) map[string]string {
	t.Helper()
	answer := httptest.NewRecorder()
	build.Site{Dir: t.TempDir()}.Handler([]string{"/"}).ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/", nil))
	require.Equal(t, http.StatusMethodNotAllowed, answer.Code)
	want := map[string]string{}
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"} {
		want[name] = answer.Header().Get(name)
		require.NotEmpty(t, want[name], name)
	}
	return want
}

func deployed(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "docs", "deploy", name))
	require.NoError(t, err)
	return string(text)
}

// A copied configuration that has fallen behind would stop the page, or leave a door open.
func TestDeploying_EveryConfigurationSendsTheHeadersThatTheCalculatorSends(t *testing.T) {
	want := headers(t)
	for file, form := range map[string]string{
		"nginx.conf": `add_header %s "%s" always;`, "apache.conf": `Header always set %s "%s"`, "Caddyfile": `%s "%s"`, "web.config": `<add name="%s" value="%s" />`,
	} {
		text := deployed(t, file)
		for name, value := range want {
			assert.Contains(t, text, fmt.Sprintf(form, name, value), file)
		}
	}
	var azure struct {
		GlobalHeaders map[string]string
	}
	require.NoError(t, json.Unmarshal([]byte(deployed(t, "staticwebapp.config.json")), &azure))
	for name, value := range want {
		assert.Equal(t, value, azure.GlobalHeaders[name], name)
	}
	require.NoError(t, xml.Unmarshal([]byte(deployed(t, "web.config")), new(struct{})))
	guide, err := os.ReadFile(filepath.Join(root(t), "docs", "DEPLOYING.md"))
	require.NoError(t, err)
	for name, value := range want {
		assert.Contains(t, string(guide), name+": "+value)
	}
}

// The guide calls the buttons what the page calls them.
func TestDeploying_ButtonsAreThere(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root(t), "wasm", "ui", "*.go"))
	require.NoError(t, err)
	var drawn strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		drawn.Write(text)
	}
	guide := page(t, "docs/DEPLOYING.md")
	for _, button := range []string{"Clear my figures", "Copy a link"} {
		assert.Contains(t, guide, `"`+button+`"`)
		assert.Contains(t, drawn.String(), `"`+button+`"`)
	}
}

// server starts a web server over a folder on a port of this machine, and says how to address it.
type server struct {
	name, config string
	adapt        func(text, root, port, dir string) string
	command      func(config, dir string) []string
}

func servers() []server {
	return []server{
		{"nginx", "nginx.conf", nginxFor, func(config, dir string) []string {
			return []string{"nginx", "-p", dir, "-c", config, "-e", dir + "/error.log"}
		}},
		{"apache2", "apache.conf", apacheFor, func(config, dir string) []string {
			return []string{"apache2", "-X", "-f", config, "-d", dir}
		}},
		{"caddy", "Caddyfile", caddyFor, func(config, _ string) []string {
			return []string{"caddy", "run", "--config", config, "--adapter", "caddyfile"}
		}},
	}
}

var (
	nginxTLS  = regexp.MustCompile(`(?m)^\s*(listen|ssl_certificate\w*|server_name)\s.*\n`)
	apacheTLS = regexp.MustCompile(`(?m)^\s*(SSL\w+|ServerName)\s.*\n`)
)

func nginxFor(text, root, port, dir string) string {
	text = nginxTLS.ReplaceAllString(text, "")
	text = strings.Replace(text, "server {", "server {\n    listen 127.0.0.1:"+port+";", 1)
	text = strings.ReplaceAll(text, "/srv/scrutineer/current", root)
	modules := ""
	for _, file := range []string{"/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"} {
		modules += "load_module " + file + ";\n"
	}
	return modules + "user root;\ndaemon off;\npid " + dir + "/pid;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n" + text + "\n}\n"
}

func apacheFor(text, root, port, dir string) string {
	text = apacheTLS.ReplaceAllString(text, "")
	text = strings.Replace(text, "*:443", "127.0.0.1:"+port, 1)
	text = strings.ReplaceAll(strings.ReplaceAll(text, "/srv/scrutineer/current", root), "<Directory /srv/scrutineer>", "<Directory "+root+">")
	load := ""
	for _, module := range []string{"mpm_prefork", "authz_core", "authz_host", "headers", "rewrite", "mime", "dir"} {
		load += "LoadModule " + module + "_module /usr/lib/apache2/modules/mod_" + module + ".so\n"
	}
	return load + "TypesConfig /etc/mime.types\nUser www-data\nGroup www-data\nServerName localhost\nListen 127.0.0.1:" + port + "\nPidFile " + dir + "/pid\nErrorLog " + dir + "/error.log\n" + text
}

func caddyFor(text, root, port, _ string) string {
	text = strings.ReplaceAll(text, "/srv/scrutineer/current", root)
	return "{\n\tadmin off\n\tauto_https off\n}\n" + strings.Replace(text, "scrutineer.example.gov.uk {", "http://127.0.0.1:"+port+" {", 1)
}

// Each web server that is installed is started with the configuration of the guide, over a folder as make site writes it.
func TestDeploying_TheConfigurationsServeTheSite(t *testing.T) {
	want := headers(t)
	for _, s := range servers() {
		t.Run(s.name, func(t *testing.T) {
			if _, err := exec.LookPath(s.name); err != nil {
				t.Skip(s.name + " is not installed")
			}
			base := started(t, s)
			for _, c := range []struct{ path, accept, kind, encoding, body string }{
				{"/", "", "text/html", "", "home"},
				{"/finance", "br", "text/html", "", "finance"},
				{"/web/app.wasm", "gzip, br", "application/wasm", "br", "wasm as brotli"},
				{"/web/app.wasm", "gzip", "application/wasm", "gzip", "wasm as gzip"},
				{"/web/app.wasm", "", "application/wasm", "", "wasm"},
				{"/web/scrutineer.css", "br", "text/css", "br", "css as brotli"},
				{"/web/glue.js", "br", "javascript", "br", "js as brotli"},
				{"/app-worker.js", "", "javascript", "", "worker"},
				{"/manifest.webmanifest", "", "application/manifest+json", "", "manifest"},
			} {
				answer, body := get(t, http.MethodGet, base+c.path, c.accept)
				assert.Equal(t, http.StatusOK, answer.StatusCode, c.path)
				assert.Equal(t, c.body, body, c.path)
				assert.Contains(t, answer.Header.Get("Content-Type"), c.kind, c.path)
				assert.Equal(t, c.encoding, answer.Header.Get("Content-Encoding"), c.path)
				assert.Contains(t, answer.Header.Get("Vary"), "Accept-Encoding", c.path)
				assert.Equal(t, "no-cache", answer.Header.Get("Cache-Control"), c.path)
				for name, value := range want {
					assert.Equal(t, []string{value}, answer.Header.Values(name), c.path)
				}
			}
			missing, _ := get(t, http.MethodGet, base+"/no-such-page", "")
			assert.Equal(t, http.StatusNotFound, missing.StatusCode)
			refused, _ := get(t, http.MethodPost, base+"/", "")
			assert.Contains(t, []int{http.StatusForbidden, http.StatusMethodNotAllowed}, refused.StatusCode, "the host takes nothing")
		})
	}
}

func get(t *testing.T, method, url, accept string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	require.NoError(t, err)
	request.Header.Set("Accept-Encoding", accept)
	answer, err := (&http.Transport{DisableCompression: true, DisableKeepAlives: true}).RoundTrip(request)
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer, string(body)
}

// started starts a server over a small folder of the same shape as the site's, and waits until it answers.
func started(t *testing.T, s server) (base string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "deploy") // a server may run as another user, who may not enter the folder of a test
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	require.NoError(t, os.Chmod(dir, 0o755))
	site := filepath.Join(dir, "site")
	for name, text := range map[string]string{
		"index.html": "home", "finance.html": "finance", "finance/index.html": "finance", "app-worker.js": "worker", "manifest.webmanifest": "manifest",
		"web/app.wasm": "wasm", "web/app.wasm.br": "wasm as brotli", "web/app.wasm.gz": "wasm as gzip",
		"web/scrutineer.css": "css", "web/scrutineer.css.br": "css as brotli", "web/glue.js": "js", "web/glue.js.br": "js as brotli",
	} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(site, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(site, name), []byte(text), 0o644))
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	config := filepath.Join(dir, s.config)
	require.NoError(t, os.WriteFile(config, []byte(s.adapt(deployed(t, s.config), site, port, dir)), 0o644))

	ctx, stop := context.WithCancel(t.Context())
	args := s.command(config, dir)
	process := exec.CommandContext(ctx, args[0], args[1:]...)
	process.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	process.Cancel = func() error { return process.Process.Signal(os.Interrupt) }
	process.WaitDelay = 5 * time.Second
	var said strings.Builder
	process.Stdout, process.Stderr = &said, &said
	require.NoError(t, process.Start())
	t.Cleanup(func() { stop(); _ = process.Wait() })
	base = "http://127.0.0.1:" + port
	for range 100 {
		if connection, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			_ = connection.Close()
			return base
		}
		time.Sleep(50 * time.Millisecond)
	}
	stop()
	_ = process.Wait()
	t.Fatalf("%s does not answer: %s", s.name, said.String())
	return ""
}

// What nginx needs in front of the handler lets calculations through, and health checks only from where they may come.
func TestDeploying_NginxInFrontOfTheHandler(t *testing.T) {
	if _, err := exec.LookPath("nginx"); err != nil {
		t.Skip("nginx is not installed")
	}
	handler := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %d", r.Method, r.URL, len(body))
	}))
	defer handler.Close()
	behind := strings.ReplaceAll(deployed(t, "handler-nginx.conf"), "http://127.0.0.1:8080", handler.URL)
	base := started(t, server{"nginx", "nginx.conf", func(_, root, port, dir string) string {
		return nginxFor("server {\n"+behind+"\n}\n", root, port, dir)
	}, servers()[0].command})
	for _, size := range []int{10, 15 << 20} {
		answer, err := http.Post(base+"/v1/check?a=%C2%A3k", "application/json", strings.NewReader(strings.Repeat("x", size)))
		require.NoError(t, err)
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		answer.Body.Close()
		assert.Equal(t, fmt.Sprintf("POST /v1/check?a=%%C2%%A3k %d", size), string(body))
	}
	answer, err := http.Post(base+"/v1/check", "application/json", strings.NewReader(strings.Repeat("x", 17<<20)))
	require.NoError(t, err)
	answer.Body.Close()
	assert.Equal(t, http.StatusRequestEntityTooLarge, answer.StatusCode)
	healthy, body := get(t, http.MethodGet, base+"/healthz", "")
	assert.Equal(t, http.StatusOK, healthy.StatusCode)
	assert.Equal(t, "GET /healthz 0", body)
	hidden, _ := get(t, http.MethodGet, base+"/openapi.json", "")
	assert.Equal(t, http.StatusNotFound, hidden.StatusCode, "only what is named is let through")
}
