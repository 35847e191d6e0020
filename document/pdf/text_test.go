package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCharactersAreWhatTheFileSaysTheyAre(t *testing.T) {
	const unicodeMap = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
		"2 beginbfchar <0001> <0054> <0009> <FB01> endbfchar 2 beginbfrange <0002> <0004> <0061> <0005> <0006> [<0078> <00790079>] endbfrange endcmap"
	for name, c := range map[string]struct {
		font, shown, want string
	}{
		"a standard font":                {"/Subtype /Type1 /BaseFont /Times-Roman", "(Net \\(under\\)spend)", "Net (under)spend"},
		"Windows Latin":                  {"/Subtype /TrueType /BaseFont /Arial /Encoding /WinAnsiEncoding", "(\\2431.2m \\226 \\200)", "£1.2m – €"},
		"Macintosh Latin":                {"/Subtype /TrueType /BaseFont /Arial /Encoding /MacRomanEncoding", "(\\2431.2m)", "£1.2m"},
		"differences by name":            {"/Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /sterling /one /uni0032 /f_i /u0041.alt] >>", "(ABCDE)", "£12fiA"},
		"Symbol":                         {"/Subtype /Type1 /BaseFont /Symbol", "(1\\2632\\267)", "1≥2•"},
		"bullets of Wingdings":           {"/Subtype /TrueType /BaseFont /ABCDEF+Wingdings-Regular /Encoding /WinAnsiEncoding", "(n\\374)", "•✓"},
		"dingbats":                       {"/Subtype /Type1 /BaseFont /ZapfDingbats", "(n)", "■"},
		"a map to Unicode with ranges":   {"composite", "<000100020003000400050006>", "Tabcxyy"},
		"a ligature is written out":      {"composite", "<00010009>", "Tfi"},
		"escapes and octal in a string":  {"/Subtype /Type1 /BaseFont /Helvetica", "(a\\\\b\\050\\51\\\nc)", `a\b()c`},
		"hexadecimal with an odd digit":  {"/Subtype /Type1 /BaseFont /Helvetica", "<41 4 2 5>", "ABP"},
		"a code that nothing tells":      {"composite", "<00010063>", "T\uFFFD"},
		"a map that is Unicode itself":   {"/Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Subtype /CIDFontType0 >>]", "<00410042>", "AB"},
		"Unicode beyond the basic plane": {"/Subtype /Type0 /BaseFont /X /Encoding /UniJIS-UTF16-H /DescendantFonts [<< /Subtype /CIDFontType0 >>]", "<0041D83DDE00>", "A😀"},
		"bytes and pairs of bytes":       {"/Subtype /Type0 /BaseFont /X /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Subtype /CIDFontType0 >>]", "<4142>", "AB"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile()
			font := "<< /Type /Font " + c.font + " >>"
			if c.font == "composite" {
				m := f.stream("", unicodeMap)
				font = fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode %d 0 R /DescendantFonts [<< /Subtype /CIDFontType2 /DW 600 >>] >>", m)
			}
			f.resources = fmt.Sprintf("/Font << /F1 %d 0 R >>", f.add(font))
			f.page("BT /F1 12 Tf 72 700 Td "+c.shown+" Tj ET", "")
			assert.Equal(t, c.want, texts(open(t, f.bytes())))
		})
	}
}

func TestTextStandsWhereItsStatePutsIt(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"a space that is only a movement":     {"BT /F1 10 Tf 72 700 Td [(Net) -278 (spend)] TJ ET", "Net spend"},
		"kerning is no space":                 {"BT /F1 10 Tf 72 700 Td [(A) 80 (V) -60 (erage)] TJ ET", "AVerage"},
		"words set apart by word spacing":     {"BT /F1 10 Tf 5 Tw 72 700 Td (Net spend) Tj ET", "Net spend"},
		"letters set wide":                    {"BT /F1 10 Tf 3 Tc 72 700 Td (Net) Tj ET", "Net"},
		"a narrow scale":                      {"BT /F1 10 Tf 50 Tz 72 700 Td (Net) Tj 13.3 0 Td (spend) Tj ET", "Net spend"},
		"the next line by leading":            {"BT /F1 10 Tf 12 TL 72 700 Td (Net spend was over its) Tj T* (budget) Tj (.) ' ET", "Net spend was over its budget\n."},
		"word and letter spacing in one":      {"BT /F1 10 Tf 12 TL 72 712 Td 0 0 (Net) \" ET", "Net"},
		"a matrix of its own":                 {"BT /F1 1 Tf 10 0 0 10 72 700 Tm (Net) Tj ET", "Net"},
		"drawn twice to look bold":            {at(72, 700, "Net") + at(72.3, 700, "Net"), "Net"},
		"what is drawn by nobody's eye":       {"BT /F1 0.1 Tf 72 700 Td (tiny) Tj ET\n" + at(72, 700, "Net"), "Net"},
		"outside of the page":                 {at(-500, 700, "gone") + at(72, 700, "Net"), "Net"},
		"an inline image full of operators":   {"q BI /W 4 /H 2 /BPC 8 /CS /G ID (a)Tj EI x EI Q\n" + at(72, 700, "Net"), "Net"},
		"numbers that run into an operator":   {"BT/F1 10Tf 72 700Td(Net)Tj ET", "Net"},
		"an operator that does not exist":     {"3 frob " + at(72, 700, "Net"), "Net"},
		"saved and restored more than it has": {"Q Q Q q q " + at(72, 700, "Net"), "Net"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, texts(open(t, one(c.content))))
		})
	}
}

func TestAMarkRaisedBehindAFigureIsNoDigitOfIt(t *testing.T) {
	d := open(t, one(at(72, 700, "Spend was 1,234")+sized(143.5, 704, 6, "1")+at(150, 700, "and 1")+sized(175, 704, 6, "st")+at(190, 700, "in the region.")))
	assert.Equal(t, "Spend was 1,234¹ and 1st in the region.", texts(d))
}

func TestPagesAreTurned(t *testing.T) {
	content := "q 1 0 0 1 0 0 cm BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Turned text reads on) Tj ET Q BT /F1 10 Tf 0 1 -1 0 312 100 Tm (and down the page.) Tj ET"
	for _, rotate := range []string{"90", "-270", "450"} {
		f := newFile()
		f.page(content, "/Rotate "+rotate)
		assert.Equal(t, "Turned text reads on and down the page.", strings.ReplaceAll(texts(open(t, f.bytes())), "\n", " "), rotate)
	}
	assert.Equal(t, "Turned text reads on and down the page.", strings.ReplaceAll(texts(open(t, one(content))), "\n", " "), "text turned on a page that is not")
}

func TestOnlyTheCropBoxIsRead(t *testing.T) {
	f := newFile()
	f.page(at(72, 820, "Printer's mark")+at(72, 700, "Net"), "/CropBox [50 50 545 792]")
	assert.Equal(t, "Net", texts(open(t, f.bytes())))
}

func TestFormsAreDrawnAndMayNotDrawThemselves(t *testing.T) {
	f := newFile()
	n := len(f.objects) + 1
	f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 72 700] /Resources << /Font << /F1 4 0 R >> /XObject << /Me %d 0 R >> >>", n),
		"BT /F1 10 Tf (Net) Tj ET /Me Do")
	f.resources += fmt.Sprintf(" /XObject << /X %d 0 R >>", n)
	f.page("/X Do", "")
	assert.Contains(t, texts(open(t, f.bytes())), "Net")
}

func TestWhatIsSwitchedOffIsLeftOut(t *testing.T) {
	f := newFile()
	off, on := f.add("<< /Type /OCG /Name (draft) >>"), f.add("<< /Type /OCG /Name (final) >>")
	both := f.add(fmt.Sprintf("<< /Type /OCMD /OCGs [%d 0 R %d 0 R] /P /AllOn >>", off, on))
	f.catalog = fmt.Sprintf("/OCProperties << /OCGs [%d 0 R %d 0 R] /D << /OFF [%d 0 R] >> >>", off, on, off)
	f.resources += fmt.Sprintf(" /Properties << /Off %d 0 R /On %d 0 R /Both %d 0 R >>", off, on, both)
	f.page("/OC /Off BDC "+at(72, 700, "Draft")+"EMC /OC /On BDC "+at(72, 680, "Final")+"EMC /OC /Both BDC "+at(72, 660, "Both")+"EMC", "")
	assert.Equal(t, "Final", texts(open(t, f.bytes())))
}

func TestActualTextSpeaksForWhatIsDrawn(t *testing.T) {
	d := open(t, one("/Span << /ActualText <FEFF00660069> >> BDC "+at(72, 700, "x")+" EMC "+at(77.5, 700, "nance")))
	assert.Equal(t, "finance", texts(d))
}

func TestArtifactsAreFurniture(t *testing.T) {
	d := open(t, one("/Artifact BMC "+at(72, 400, "Scrutiny Committee")+"EMC "+at(72, 700, "The net spend was over budget.")))
	assert.Equal(t, "paragraph: The net spend was over budget.\nfurniture: Scrutiny Committee\n", written(d))
}

func TestWordsCutAtTheEndOfALineArePutTogether(t *testing.T) {
	for name, c := range map[string]struct{ lines, want string }{
		"where the whole stands elsewhere":       {"Looked after children cost more this year than chil-|dren in need.", "Looked after children cost more this year than children in need."},
		"and stay apart where the hyphen does":   {"A long-term plan is better than another plan, long-|term or not.", "A long-term plan is better than another plan, long-term or not."},
		"a hyphen of its own where nothing says": {"This is the follow-|up that was asked for by the committee in its last report.", "This is the follow-up that was asked for by the committee in its last report."},
		"a range of years":                       {"The plan for the whole of the period 2019-|20 was agreed.", "The plan for the whole of the period 2019-20 was agreed."},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for i, l := range strings.Split(c.lines, "|") {
				b.WriteString(at(72, 700-12*float64(i), l))
			}
			assert.Equal(t, c.want, texts(open(t, one(b.String()))))
		})
	}
}
