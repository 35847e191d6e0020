package main

import (
	"encoding/json"
	"runtime/debug"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// host does nothing in a browser: the page runs until its tab is closed.
func host() {}

// settle has the memory swept a third as often: sweeping at every key was a third of what an edit of a long table cost,
// and what the page holds is some tens of megabytes.
func settle() { debug.SetGCPercent(400) }

// know waits for the descriptions of the tools, which were made when the site was built: glue.js asked for them before this
// program was there.
func know() {
	told := make(chan string)
	app.Window().Get("scrutineerTools").Then(func(text app.Value) { told <- text.String() })
	var tools []form.Tool
	_ = json.Unmarshal([]byte(<-told), &tools) // without them there are pages without tools
	form.Know(tools)
}
