package pdf_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf"
)

// file is a PDF that a test writes. Object 1 is the catalog, 2 the tree of pages, 3 the resources, 4 Helvetica.
type file struct {
	objects   []string
	pages     []int
	catalog   string
	resources string
	trailer   string
}

func newFile() *file {
	return &file{objects: make([]string, 4), resources: "/Font << /F1 4 0 R >>"}
}

// add is a further object.
func (f *file) add(object string) int {
	f.objects = append(f.objects, object)
	return len(f.objects)
}

func (f *file) stream(dict, data string) int {
	return f.add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

// page is a page of A4 with a content stream; extra goes into its dictionary.
func (f *file) page(content, extra string) int {
	s := f.stream("", content)
	n := f.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents %d 0 R %s >>", s, extra))
	f.pages = append(f.pages, n)
	return n
}

// bytes writes the file with a cross-reference table.
func (f *file) bytes() []byte {
	f.close()
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(f.objects))
	for i, o := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, f.trailer, start)
	return b.Bytes()
}

// close writes the objects that all others hang on.
func (f *file) close() {
	kids := make([]string, len(f.pages))
	for i, p := range f.pages {
		kids[i] = fmt.Sprintf("%d 0 R", p)
	}
	f.objects[0] = "<< /Type /Catalog /Pages 2 0 R " + f.catalog + " >>"
	f.objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " "))
	f.objects[2] = "<< " + f.resources + " >>"
	f.objects[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
}

// at shows a text at a place, counted from the bottom left as PDF has it.
func at(x, y float64, text string) string { return sized(x, y, 10, text) }

func sized(x, y, size float64, text string) string {
	return fmt.Sprintf("BT /F1 %g Tf %g %g Td (%s) Tj ET\n", size, x, y, escaped(text))
}

func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "£", `\243`, "–", `\226`, "•", `\225`).Replace(text)
}

// rows sets cells in columns from a height downwards.
func rows(y, pitch float64, columns []float64, cells ...[]string) string {
	var b strings.Builder
	for i, row := range cells {
		for k, text := range row {
			if text != "" {
				b.WriteString(at(columns[k], y-float64(i)*pitch, text))
			}
		}
	}
	return b.String()
}

// rule is a ruling line.
func rule(x0, y0, x1, y1 float64) string { return fmt.Sprintf("%g %g m %g %g l S\n", x0, y0, x1, y1) }

func deflated(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(data))
	_ = w.Close()
	return b.String()
}

// one is a file of one page.
func one(content string) []byte {
	f := newFile()
	f.page(content, "")
	return f.bytes()
}

func open(t *testing.T, content []byte) document.Document {
	t.Helper()
	d, err := document.Read(context.Background(), "report.pdf", content, document.Limits{}, pdf.Format())
	require.NoError(t, err)
	return d
}

// written is the blocks as lines: the kind, the label and the text, and the cells of a table a line a row.
func written(d document.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Table == nil {
			fmt.Fprintf(&b, "%s: %s\n", block.Kind, strings.TrimSpace(block.Label+" "+block.Text))
			continue
		}
		b.WriteString("table:\n")
		n, _ := block.Table.Size()
		for r := range n {
			b.WriteString("  " + strings.Join(block.Table.Row(r), " | ") + "\n")
		}
	}
	return b.String()
}

// texts is the text of the blocks, a line each.
func texts(d document.Document) string {
	var lines []string
	for _, block := range d.Blocks {
		lines = append(lines, strings.TrimSpace(block.Label+" "+block.Text))
	}
	return strings.Join(lines, "\n")
}
