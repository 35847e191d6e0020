package build

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A worker does not take over the policy of its page: it has that of its own answer.
func TestHandler_EveryFileCarriesThePolicy(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "data"), 0o755))
	for _, name := range []string{"worker.js", "worker.wasm", "workbook.wasm", "data/cla.csv"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("x"), 0o644))
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)+".br"), []byte("y"), 0o644))
	}
	handler := Site{Dir: dir, Version: "1", Packed: []Packed{{Name: "cla.csv"}}}.Handler([]string{"/", "/demand"})
	get := func(path string) *httptest.ResponseRecorder {
		request := httptest.NewRequest(http.MethodGet, path, nil)
		request.Header.Set("Accept-Encoding", "gzip, br")
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		return answer
	}
	for path, kind := range map[string]string{
		"/web/worker.js": "text/javascript; charset=utf-8", "/web/worker.wasm": "application/wasm", "/web/workbook.wasm": "application/wasm", "/web/data/cla.csv": "text/csv; charset=utf-8",
	} {
		answer := get(path)
		assert.Equal(t, http.StatusOK, answer.Code, path)
		assert.Equal(t, kind, answer.Header().Get("Content-Type"), path)
		assert.Equal(t, "br", answer.Header().Get("Content-Encoding"), path)
		assert.Contains(t, answer.Header().Get("Content-Security-Policy"), "connect-src 'self'; worker-src 'self'", path)
	}
	assert.Equal(t, http.StatusNotFound, get("/web/data/../../secret.csv").Code)

	text, err := io.ReadAll(brotli.NewReader(get("/app-worker.js").Body))
	require.NoError(t, err)
	kept := string(text)
	for _, path := range []string{"/web/worker.js", "/web/worker.wasm", "/web/workbook.wasm"} {
		assert.Contains(t, kept, `"`+path+`"`, "it is kept for use without a network")
	}
	assert.NotContains(t, kept, `"/web/data/cla.csv"`, "published files are kept when they are first opened")
}

func TestHandler_PagesAreCompressed(t *testing.T) {
	handler := Site{Dir: t.TempDir(), Version: "1"}.Handler([]string{"/"})
	get := func(accepted, tag string) *httptest.ResponseRecorder {
		request := httptest.NewRequest(http.MethodGet, "/app.js", nil)
		request.Header.Set("Accept-Encoding", accepted)
		request.Header.Set("If-None-Match", tag)
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		return answer
	}
	plain := get("identity", "")
	assert.Empty(t, plain.Header().Get("Content-Encoding"))
	small := get("gzip, deflate, br", "")
	assert.Equal(t, "br", small.Header().Get("Content-Encoding"))
	assert.Equal(t, "Accept-Encoding", small.Header().Get("Vary"))
	assert.Equal(t, plain.Header().Get("Content-Type"), small.Header().Get("Content-Type"))
	assert.Less(t, small.Body.Len(), plain.Body.Len()/2)
	text, err := io.ReadAll(brotli.NewReader(small.Body))
	require.NoError(t, err)
	assert.Equal(t, plain.Body.String(), string(text))

	known := get("gzip, deflate, br", small.Header().Get("ETag"))
	assert.Equal(t, http.StatusNotModified, known.Code)
	assert.Zero(t, known.Body.Len())
}
