// Package web holds what the page is served with: styles, icons, the small scripts that go cannot replace, and the pinned
// list of the chart library's packages. The build copies it; the page itself does not import it.
package web

import "embed"

// Assets are the files that are copied to /web as they stand.
//
//go:embed assets
var Assets embed.FS

// ChartPackages are package.json and package-lock.json of the chart library, for "npm ci".
//
//go:embed charts/package.json charts/package-lock.json
var ChartPackages embed.FS

// ServiceWorker is the template of the worker that keeps every route for use without a network.
//
//go:embed service-worker.js
var ServiceWorker string
