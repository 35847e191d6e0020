package pdf

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/content"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/layout"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/structure"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// reader reads one file.
type reader struct {
	file       *object.File
	limits     document.Limits
	vocabulary *layout.Vocabulary
	laid       []layout.Page
	faults     figure.Faults
	read       int // pages on which something was read
}

func newReader(f *object.File, limits document.Limits) *reader {
	return &reader{file: f, limits: limits, vocabulary: layout.NewVocabulary()}
}

// pages lays every page out. The error is that of the meter, or that there is no page.
func (r *reader) pages() error {
	all := leaves(r.file, r.limits.Pages+1)
	if err := r.file.Meter.Err(); err != nil {
		return err
	}
	if len(all) == 0 {
		return object.ErrNoPDF
	}
	if len(all) > r.limits.Pages {
		return &figure.Fault{
			Code:    "too_large",
			Problem: fmt.Sprintf("the PDF has more than %d pages", r.limits.Pages), Remedy: "give the pages that are needed",
		}
	}
	pages := content.NewReader(r.file)
	tables := structure.Read(r.file)
	for i, l := range all {
		page := pages.Page(l.dict)
		r.judge(page, i+1)
		r.laid = append(r.laid, layout.Read(page, layout.Tagged{Tables: tables, Page: l.ref.Number}, r.vocabulary, r.file.Meter))
		if err := r.file.Meter.Err(); err != nil {
			return err
		}
	}
	return nil
}

// judge says what of a page could not be read.
func (r *reader) judge(page *content.Page, number int) {
	visible, hidden := 0, 0
	for _, g := range page.Glyphs {
		if g.Hidden {
			hidden++
		} else {
			visible++
		}
	}
	// A stamp or a page number on a scanned page is not what stands on it.
	const few, most = 60, 0.5
	switch {
	case page.Pictures > most && visible < few && hidden == 0:
		r.fault("picture", number, fmt.Sprintf("page %d is a picture: nothing on it was read", number), "give the document it was scanned from, or its text")
		if visible == 0 {
			return
		}
	case hidden > 0 && visible*10 < hidden:
		r.fault("recognised", number, fmt.Sprintf("page %d is a picture with text that a machine recognised: its figures may be misread", number), "compare what is found there with the page")
	}
	if page.Unknown > 0 {
		r.fault("unknown_characters", number, fmt.Sprintf("page %d has %s in a font that does not tell them", number, counted(page.Unknown, "character")), "print the document to a new PDF")
	}
	if page.Cut {
		r.fault("too_large", number, fmt.Sprintf("page %d has more on it than is read", number), "print the page by itself")
	}
	if visible+hidden > 0 {
		r.read++
	}
}

// fault notes what could not be read. A document of a thousand scanned pages says it of the first hundred.
func (r *reader) fault(code string, page int, problem, remedy string) {
	const most = 100
	if len(r.faults) < most {
		r.faults = append(r.faults, &figure.Fault{Code: code, Place: figure.Place{Page: page}, Problem: problem, Remedy: remedy})
	}
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
