// Package version holds the one place where the version of this module stands in its own sources: the command line, the
// handler and the run records print it. docs/RELEASING.md tells how it is raised, and a test holds it against CHANGELOG.md.
package version

// Version is the semantic version of the next release, or of this one where its tag is checked out.
const Version = "0.1.0"
