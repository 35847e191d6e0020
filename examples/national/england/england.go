// Package england holds the national picture of England as a file, for programs that serve it and for examples: the headline series
// of every authority from 2016 to 2025 and both official lists of statistical neighbours, made by the program in the folder above
// from published statistics. Package demand/national reads it; docs/NATIONAL.md says what is in it and from where.
//
// Contains public sector information licensed under the Open Government Licence v3.0.
package england

import _ "embed"

// Pack is the file.
//
//go:embed england.pack
var Pack []byte
