package scrutiny

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// At says where a figure of a natural document stands: a cell by its place and its labels, a figure in a sentence by the
// sentence. The zero value is "not stated".
type At struct {
	figure.Place
	// RowLabel and ColLabel are the labels of a cell; a heading of several rows is joined by spaces.
	RowLabel string `json:"row_label,omitempty"`
	ColLabel string `json:"col_label,omitempty"`
	// Text is the figure, or the word of comparison, as it stands.
	Text string `json:"text,omitempty"`
	// Quote is the whole sentence in which the figure stands; empty for a cell.
	Quote string `json:"quote,omitempty"`
	// Offset is where Text begins in the text of its block, in bytes from 1; 0 where that is not known.
	Offset int `json:"offset,omitempty"`
	// Sign is -1 for an operand that is taken away, and 0 otherwise.
	Sign int `json:"sign,omitempty"`
}

// IsZero reports whether no place is stated.
func (a At) IsZero() bool { return a == At{} }

// ID names a finding of a kind at this place by the words around it, so that the same text read again gives the same
// name: the labels of a cell, or the beginning of the sentence and a mark of the whole of it. Where the figures are given that
// it was held against, their texts are part of the name: a finding whose figures change is another one.
func (a At) ID(kind string, of ...At) string {
	parts := make([]string, 0, 4)
	if a.Quote != "" {
		parts = append(parts, slug(a.Quote, 5)+"-"+hash(a.Quote))
	} else {
		if a.Table > 0 {
			parts = append(parts, "table-"+strconv.Itoa(a.Table))
		}
		parts = append(parts, cmp.Or(slug(a.RowLabel, 8), "row-"+strconv.Itoa(a.Row)), cmp.Or(slug(a.ColLabel, 8), "column-"+strconv.Itoa(a.Column)))
	}
	parts = append(parts, slug(a.Text, 4), kind)
	if len(of) > 0 {
		var operands strings.Builder
		for _, o := range of {
			operands.WriteString(strconv.Itoa(o.Sign) + strings.TrimSpace(o.Text) + "\n")
		}
		parts = append(parts, hash(operands.String()))
	}
	return strings.Join(parts, "/")
}

// hash is a mark of a text. It is a plain one: it only parts texts that begin alike, and the self-tests of crypto would be 0.2
// MB of the page.
func hash(text string) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(text)) // it never fails
	return strconv.FormatUint(uint64(sum.Sum32()), 16)
}

// slug is the first words of a text in lower case with hyphens between them; a decimal point stays.
func slug(text string, words int) string {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != ','
	})
	kept := make([]string, 0, words)
	for _, f := range fields {
		if f = strings.ReplaceAll(strings.Trim(f, ".,"), ",", ""); f != "" && len(kept) < words {
			kept = append(kept, f)
		}
	}
	return strings.Join(kept, "-")
}

// The relations by which findings from natural documents are told apart ([Claim.Relation]); "sum", "compare" and "share"
// are [KindSum], [KindCompare] and [KindShare].
const (
	// RelationTie is a figure that repeats a cell or another sentence.
	RelationTie Kind = "tie"
	// RelationDifference is one figure less another, or a signed sum of several.
	RelationDifference Kind = "difference"
	// RelationAverage is a mean.
	RelationAverage Kind = "average"
	// RelationRatio is one figure divided by another.
	RelationRatio Kind = "ratio"
	// RelationProduct is a number of things times the price of each.
	RelationProduct Kind = "product"
	// RelationRate is a count for each so many of a population.
	RelationRate Kind = "rate"
	// RelationPercentChange is a change as a per cent of the earlier figure.
	RelationPercentChange Kind = "percent_change"
	// RelationCount is a number of things that can be counted in the document: "three of the five areas rose".
	RelationCount Kind = "count"
)

// Question is what a reader of the document would want to know and the document does not settle: words promise a
// relation that no reading bears out. It is no accusation, and it does not count among the findings.
type Question struct {
	ID      string `json:"id"`
	At      At     `json:"at,omitzero"`
	Of      []At   `json:"of,omitempty"`
	Kind    string `json:"kind"`
	Printed string `json:"printed"`
	// Question is the question in words, and Settle how a person answers it.
	Question string `json:"question"`
	Settle   string `json:"settle,omitempty"`
}

// Equal reports whether two questions are the same.
func (q Question) Equal(p Question) bool {
	return q.ID == p.ID && q.At == p.At && slices.Equal(q.Of, p.Of) && q.Kind == p.Kind && q.Printed == p.Printed && q.Question == p.Question && q.Settle == p.Settle
}
