// Package browsertest drives the built calculator in a real browser. It is a module of its own, so that nobody who
// imports the library gets a browser's protocol. Its tests build the site, serve it on a free port of 127.0.0.1, and need
// Chromium and npm (for axe-core):
//
//	cd wasm/browsertest && go test ./...
package browsertest
