// Package font says which characters the codes of a PDF string are, and how wide they are (ISO 32000-1, section 9).
//
// A character is looked for where its writer most surely put it: the ToUnicode map, then the names of glyphs that an encoding
// or its differences give, then the encoding that a font program has built in. A code of which none of them tells anything is
// U+FFFD, and never a guess.
package font
