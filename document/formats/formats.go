// Package formats lists the readers of every form of document, for a program that takes whatever a person has: Word, Excel,
// OpenDocument, web pages and PDF, beside the text that package document reads itself. A program that takes fewer, or has to
// stay small, imports those that it wants.
package formats

import (
	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/docx"
	"github.com/scrutineer-dev/scrutineer/document/html"
	"github.com/scrutineer-dev/scrutineer/document/ods"
	"github.com/scrutineer-dev/scrutineer/document/odt"
	"github.com/scrutineer-dev/scrutineer/document/pdf"
	"github.com/scrutineer-dev/scrutineer/document/xlsx"
)

// All are all formats, for [document.Open].
func All() []document.Format {
	return []document.Format{xlsx.Format(), docx.Format(), html.Format(), pdf.Format(), odt.Format(), ods.Format()}
}
