// Command workbook is the program of the web worker that reads and writes Excel workbooks. It is compiled for js/wasm only,
// and apart from the others, so that only who opens or saves a workbook loads a library for them.
package main

import (
	"github.com/scrutineer-dev/scrutineer/wasm/workbook/book"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

func main() { port.Serve(new(book.Desk).Do) }
