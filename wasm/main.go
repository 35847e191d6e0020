// Command wasm is the browser calculator. Compiled for js/wasm it is the page; compiled for this machine it builds the
// page, serves it or writes it as a folder. See README.md beside this file.
package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/ui"
)

func main() {
	settle()
	know()
	ui.Route()
	app.RunWhenOnBrowser()
	host()
}
