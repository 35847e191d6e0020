// Package calculate runs operations for the pages: in a web worker as a person types, and on the machine that builds the
// site for what stands there before. It makes the descriptions by which the pages draw, calls of what stands in their
// tables, and text of what comes back. It knows no calculation: those are in package operation, and what a page shows of one
// is drawn from its inputs, settings and view alike for all.
package calculate
