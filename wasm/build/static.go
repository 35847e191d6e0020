package build

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
)

// fixed are what go-app serves beside the pages.
var fixed = []string{"/wasm_exec.js", "/app.js", "/app-worker.js", "/app.css", "/manifest.webmanifest"}

// WriteStatic writes the site as a folder for any web host. Each page is written as name.html and as name/index.html,
// because hosts differ in which of them answers to /name.
func (s Site) WriteStatic(dir string, routes []string) error {
	if err := os.RemoveAll(filepath.Join(dir, "web")); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "web"), os.DirFS(s.Dir)); err != nil {
		return err
	}
	handler := s.Handler(routes)
	for _, route := range append(routes, fixed...) {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, route, nil))
		if answer.Code != http.StatusOK {
			return fmt.Errorf("writing %s: the page answered %d", route, answer.Code)
		}
		for _, name := range staticNames(route) {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(file, answer.Body.Bytes(), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func staticNames(route string) []string {
	switch {
	case route == "/":
		return []string{"index.html"}
	case strings.Contains(route, "."):
		return []string{route}
	}
	return []string{route + ".html", route + "/index.html"}
}
