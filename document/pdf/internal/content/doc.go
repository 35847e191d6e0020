// Package content runs the content streams of a page (ISO 32000-1, sections 8, 9 and 14.6) and keeps what a reader of text and
// tables needs: each character with its place and size, the ruling lines, the shaded boxes, the pictures, and to which element of
// the document's structure they belong.
//
// Places are in points of the page as it is shown: turned as the page says, the origin at the top left of its crop box, y
// downwards. What optional content hides is left out, and so is what lies outside of the crop box.
package content
