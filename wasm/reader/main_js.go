// Command reader is the program of the web worker that reads documents of any form and checks them: Word, PDF, workbooks, web
// pages, text. It is compiled for js/wasm only, and apart from the others, so that only who opens a document loads readers of
// them.
package main

import (
	"github.com/scrutineer-dev/scrutineer/wasm/reader/desk"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

func main() { port.Serve(desk.Do) }
