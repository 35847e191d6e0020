package main

import (
	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/formats"
)

// documentFormats are the forms of document that the program reads beside text.
func documentFormats() []document.Format {
	return formats.All()
}
