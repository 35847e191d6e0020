package pdf_test

import (
	"bytes"
	"context"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// packed writes the file with its objects in an object stream and its cross-reference in a stream, with a predictor.
func (f *file) packed() []byte {
	f.close()
	var b, pack, head bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	type row struct{ kind, a, b int }
	table := make([]row, len(f.objects)+3)
	container := len(f.objects) + 1
	for i, o := range f.objects {
		if strings.Contains(o, "stream\n") {
			table[i+1] = row{1, b.Len(), 0}
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
			continue
		}
		table[i+1] = row{2, container, strings.Count(head.String(), "\n")}
		fmt.Fprintf(&head, "%d %d\n", i+1, pack.Len())
		pack.WriteString(o + "\n")
	}
	packed := deflated(head.String() + pack.String())
	table[container] = row{1, b.Len(), 0}
	fmt.Fprintf(&b, "%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n",
		container, strings.Count(head.String(), "\n"), head.Len(), len(packed), packed)
	start := b.Len()
	table[container+1] = row{1, start, 0}
	var rows bytes.Buffer
	above := make([]byte, 5)
	for _, r := range table {
		line := []byte{byte(r.kind), byte(r.a >> 16), byte(r.a >> 8), byte(r.a), byte(r.b)}
		rows.WriteByte(2) // up
		for i := range line {
			rows.WriteByte(line[i] - above[i])
		}
		above = line
	}
	data := deflated(rows.String())
	fmt.Fprintf(&b, "%d 0 obj\n<< /Type /XRef /Size %d /W [1 3 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 5 >> /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		container+1, len(table), len(data), data, start)
	return b.Bytes()
}

func report() *file {
	f := newFile()
	f.page(at(72, 700, "The net spend was over budget."), "")
	return f
}

func TestAFileIsReadHoweverItIsStored(t *testing.T) {
	plain := report().bytes()
	for name, content := range map[string][]byte{
		"with a table of references":              plain,
		"with streams of objects and references":  report().packed(),
		"behind what a mail program put before":   append([]byte("Content-Type: application/pdf\r\n\r\n"), plain...),
		"with offsets that lie":                   bytes.ReplaceAll(plain, []byte("00000 n"), []byte("00001 n")),
		"with references that lead elsewhere":     bytes.Replace(plain, []byte("0000000015"), []byte("0000000099"), 1),
		"without its end":                         plain[:bytes.Index(plain, []byte("xref"))],
		"cut off in the table of references":      plain[:bytes.Index(plain, []byte("trailer"))-30],
		"streams of objects without a reference":  bytes.ReplaceAll(report().packed(), []byte("startxref"), []byte("startnone")),
		"with a length that lies":                 bytes.ReplaceAll(plain, []byte("/Length 5"), []byte("/Length 9")),
		"with a chain of references in a circle":  bytes.Replace(plain, []byte("/Size"), []byte("/Prev 9 /Size"), 1),
		"with line ends of another kind":          bytes.ReplaceAll(plain, []byte("\nendobj\n"), []byte("\rendobj\r")),
		"with a count of pages that is not right": bytes.Replace(plain, []byte("/Count 1"), []byte("/Count 9"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, "The net spend was over budget.", texts(open(t, content)))
		})
	}
}

func TestStreamsAreUnpacked(t *testing.T) {
	content := strings.Repeat(at(72, 700, "Net"), 3) + strings.Repeat(" ", 300)
	var text85 bytes.Buffer
	w := ascii85.NewEncoder(&text85)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	flat := deflated(content)
	for name, c := range map[string]struct{ filter, data string }{
		"deflate":                   {"/FlateDecode", flat},
		"deflate that breaks off":   {"/FlateDecode", flat[:len(flat)-6]},
		"deflate with a bad sum":    {"/FlateDecode", flat[:len(flat)-4] + "abcd"},
		"deflate without its head":  {"/FlateDecode", flat[2:]},
		"base 85":                   {"/ASCII85Decode", text85.String() + "~>"},
		"hexadecimal":               {"/ASCIIHexDecode", hex.EncodeToString([]byte(content)) + ">"},
		"runs":                      {"/RunLengthDecode", runs(content)},
		"codes that grow":           {"/LZWDecode", lzw(content)},
		"two, one within the other": {"[/ASCIIHexDecode /FlateDecode]", hex.EncodeToString([]byte(flat)) + ">"},
		"by its short name":         {"[/AHx /Fl]", hex.EncodeToString([]byte(flat)) + ">"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile()
			s := f.stream("/Filter "+c.filter, c.data)
			f.pages = append(f.pages, f.add(fmt.Sprintf("<< /Type /Page /MediaBox [0 0 595 842] /Resources 3 0 R /Contents %d 0 R >>", s)))
			assert.Equal(t, "Net", texts(open(t, f.bytes())))
		})
	}
}

func runs(content string) string {
	var b strings.Builder
	for len(content) > 0 {
		n := min(128, len(content))
		b.WriteByte(byte(n - 1))
		b.WriteString(content[:n])
		content = content[n:]
	}
	return b.String() + "\x80"
}

// lzw packs in the plainest way: as soon as the table would grow to ten bits it is cleared.
func lzw(content string) string {
	var b []byte
	bits, have := 0, 0
	write := func(code int) {
		bits, have = bits<<9|code, have+9
		for have >= 8 {
			b = append(b, byte(bits>>(have-8)))
			have -= 8
			bits &= 1<<have - 1
		}
	}
	write(256)
	for i := range len(content) {
		if i%200 == 199 {
			write(256)
		}
		write(int(content[i]))
	}
	write(257)
	return string(append(b, byte(bits<<(8-have))))
}

func TestPagesInheritFromTheirTree(t *testing.T) {
	f := newFile()
	s := f.stream("", "BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Turned) Tj ET")
	leaf := len(f.objects) + 2
	f.pages = append(f.pages, f.add(fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R 2 0 R] /MediaBox [0 0 400 400] /Resources 3 0 R /Rotate 90 >>", leaf)))
	f.add(fmt.Sprintf("<< /Type /Page /Contents [%d 0 R] >>", s))
	assert.Equal(t, "Turned", texts(open(t, f.bytes())))
}

func TestWhatCannotBeReadIsSaid(t *testing.T) {
	picture := func(f *file) {
		n := f.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", "x")
		f.resources += fmt.Sprintf(" /XObject << /Scan %d 0 R >>", n)
	}
	const scan = "q 595 0 0 842 0 0 cm /Scan Do Q\n"
	t.Run("a page that is a picture", func(t *testing.T) {
		f := newFile()
		picture(f)
		f.page(at(72, 700, "The net spend was over budget."), "")
		f.page(scan, "")
		d := open(t, f.bytes())
		require.Len(t, d.Faults, 1)
		assert.Equal(t, "report.pdf, page 2: page 2 is a picture: nothing on it was read: give the document it was scanned from, or its text", d.Faults[0].Error())
	})
	t.Run("a page whose text a machine recognised", func(t *testing.T) {
		f := newFile()
		picture(f)
		f.page(scan+"BT 3 Tr /F1 10 Tf 72 700 Td (The net spend was over budget.) Tj ET", "")
		d := open(t, f.bytes())
		assert.Equal(t, "The net spend was over budget.", texts(d))
		require.Len(t, d.Faults, 1)
		assert.Equal(t, "recognised", d.Faults[0].Code)
	})
	t.Run("hidden text beside text that is seen is left out", func(t *testing.T) {
		d := open(t, one(at(72, 700, "The net spend was over budget.")+"BT 3 Tr /F1 10 Tf 72 500 Td (gone) Tj ET"))
		assert.Equal(t, "The net spend was over budget.", texts(d))
		assert.Empty(t, d.Faults)
	})
	refused := func(t *testing.T, content []byte, code string) {
		t.Helper()
		_, err := document.Read(context.Background(), "report.pdf", content, document.Limits{}, pdf.Format())
		var fault *figure.Fault
		require.True(t, errors.As(err, &fault), "%v", err)
		assert.Equal(t, code, fault.Code)
		assert.NotEmpty(t, fault.Remedy)
	}
	t.Run("a document of nothing but pictures", func(t *testing.T) {
		f := newFile()
		picture(f)
		f.page(scan, "")
		f.page(scan, "")
		refused(t, f.bytes(), "picture")
	})
	t.Run("a header and nothing else", func(t *testing.T) { refused(t, []byte("%PDF-1.7\n"), "damaged") })
	t.Run("objects and no page", func(t *testing.T) { refused(t, newFile().bytes(), "damaged") })
	t.Run("more pages than are read", func(t *testing.T) {
		f := report()
		f.page("", "")
		limits := document.DefaultLimits()
		limits.Pages = 1
		_, err := document.Read(context.Background(), "report.pdf", f.bytes(), limits, pdf.Format())
		assert.ErrorContains(t, err, "more than 1 pages")
	})
	t.Run("more cells than are read", func(t *testing.T) {
		limits := document.DefaultLimits()
		limits.Cells = 4
		_, err := document.Read(context.Background(), "report.pdf", one(rows(700, 14, []float64{72, 200, 300}, statement()...)), limits, pdf.Format())
		assert.ErrorContains(t, err, "more paragraphs or cells")
	})
	t.Run("when the time is up", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := document.Read(ctx, "report.pdf", report().bytes(), document.Limits{}, pdf.Format())
		assert.ErrorIs(t, err, context.Canceled)
	})
}

func TestFurnitureIsWhatPagesRepeat(t *testing.T) {
	f := newFile()
	for _, body := range []string{"The first page.", "The second page.", "The third page."} {
		f.page(at(72, 800, "Scrutiny Committee – 12 March 2025")+at(72, 700, body)+at(280, 30, fmt.Sprint(len(f.pages)+1)), "")
	}
	d := open(t, f.bytes())
	kinds := map[string]document.Kind{}
	for _, b := range d.Blocks {
		kinds[b.Text] = b.Kind
	}
	assert.Equal(t, document.Furniture, kinds["Scrutiny Committee – 12 March 2025"])
	assert.Equal(t, document.Furniture, kinds["2"])
	assert.Equal(t, document.Paragraph, kinds["The second page."])
}

func TestHeadingsListsAndNotesAreTold(t *testing.T) {
	d := open(t, one(sized(72, 760, 18, "Budget monitoring")+sized(72, 720, 13, "Children's services")+at(72, 700, "The net spend was over its budget of £1.2m by the end of the third quarter.")+
		at(72, 680, "•")+at(84, 680, "Placements cost more.")+at(72, 660, "2.1")+at(100, 660, "The committee is asked to note the report.")+
		sized(72, 644, 6, "1")+at(76, 640, "Provisional figures.")))
	assert.Equal(t, "heading: Budget monitoring\nheading: Children's services\nparagraph: The net spend was over its budget of £1.2m by the end of the third quarter.\n"+
		"list: • Placements cost more.\nlist: 2.1 The committee is asked to note the report.\nnote: 1 Provisional figures.\n", written(d))
	assert.Equal(t, []int{1, 2}, []int{d.Blocks[0].Level, d.Blocks[1].Level})
}
