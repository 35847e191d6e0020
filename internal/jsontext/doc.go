// Package jsontext reads the JSON that people write and send (reports, rules, packs, bands, bodies of requests) and takes none
// of it silently for something else. encoding/json keeps the last of two values under one key, leaves a misspelt key out,
// matches keys whatever their capitals, puts U+FFFD in place of what is no text, and names its own types when it refuses.
// Here each of these is a [figure.Fault] with its path, its line and column, and what to write instead; all of a document
// are found at once.
//
// Duplicate keys, broken text and half surrogate pairs are refused since RFC 8259, sections 4 and 8, leaves open what they
// mean; an unknown key because a misspelt one changes an answer in silence. "$schema" is known at the top of every document:
// editors look for it there.
package jsontext
