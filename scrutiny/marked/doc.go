// Package marked writes a document back as a web page with each figure that was checked marked, and the sum that was done of
// it at hand: to be read on a screen, on paper and by a screen reader.
//
// A mark is a sign and a word and never colour alone. Each marked figure leads to its sum, and each sum back to its figure; the
// sums of figures that agree are shown when they are asked for, and all of them on paper. The page needs no script, asks no
// server for anything, and takes every text as text: what a document holds that looks like a tag is shown as it stands, and
// characters that turn the direction of writing are left out.
package marked
