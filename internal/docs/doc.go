// Package docs holds the test that runs what the README shows: a page that is not run goes wrong in silence.
package docs
