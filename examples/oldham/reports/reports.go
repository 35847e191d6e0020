// Package reports holds the printed figures of the two Oldham reports in the document format of package scrutiny, for the
// example programs and the calculator.
package reports

import "embed"

// Files are oldham-2019.json and oldham-2024.json.
//
//go:embed oldham-2019.json oldham-2024.json
var Files embed.FS
