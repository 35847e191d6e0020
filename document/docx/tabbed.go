package docx

import (
	"bytes"

	"github.com/scrutineer-dev/scrutineer/document"
)

// tabbed are paragraphs one below the other whose words are parted by tabs, as people type a table without making one.
type tabbed struct {
	text  []byte
	first int // the place of the first among the blocks
	count int
}

// take takes a paragraph that goes on a table of tabs. It is false for any other, and the table ends.
func (t *tabbed) take(p *paragraph, made []document.Block, at int) bool {
	line := bytes.Trim(p.text, " \n")
	if len(made) != 1 || made[0].Kind != document.Paragraph && made[0].Kind != document.Heading || made[0].Label != "" || !bytes.ContainsRune(bytes.Trim(line, "\t "), '\t') {
		return false
	}
	if t.count == 0 {
		t.first = at
	}
	t.text = append(append(t.text, bytes.ReplaceAll(line, []byte("\n"), []byte(" "))...), '\n')
	t.count++
	return true
}

// tabTable puts a table in the place of the paragraphs that were taken, where they are one.
func (r *reader) tabTable(t *tabbed, blocks []document.Block) []document.Block {
	lines := *t
	*t = tabbed{}
	if lines.count < 2 || r.stopped != nil {
		return blocks
	}
	found, err := document.Running(r.ctx, lines.text, r.limits)
	if err != nil || len(found) != 1 || found[0].Kind != document.Table {
		return blocks
	}
	return append(blocks[:lines.first], found[0])
}
