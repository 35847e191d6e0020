package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// focus moves the focus to an element, where there is one.
func focus(elementID string) {
	if element := app.Window().GetElementByID(elementID); element.Truthy() {
		element.Call("focus")
	}
}

// openAround opens what folds an element away, so that it can be seen and take the focus.
func openAround(elementID string) {
	element := app.Window().GetElementByID(elementID)
	if !element.Truthy() {
		return
	}
	if fold := element.Call("closest", "details"); fold.Truthy() {
		fold.Set("open", true)
	}
}

// save hands a file to the person.
func save(name, kind, text string) { app.Window().Call("scrutineerSave", name, kind, text) }

// copyText puts text on the clipboard and says whether it could.
func copyText(text string, done func(ok bool)) {
	var callback app.Func
	callback = app.FuncOf(func(_ app.Value, args []app.Value) any {
		callback.Release()
		done(len(args) > 0 && args[0].Truthy())
		return nil
	})
	app.Window().Call("scrutineerCopy", text, callback)
}

// saveFile hands a file that a worker made to the person.
func saveFile(name, kind string, file app.Value) {
	app.Window().Call("scrutineerSave", name, kind, file)
}

// readFile reads the beginning of a file, at most so many bytes, and says whether that is all of it. A file that cannot be
// read gives the reason.
func readFile(file app.Value, most int, done func(data []byte, whole bool, problem string)) {
	var callback app.Func
	callback = app.FuncOf(func(_ app.Value, args []app.Value) any {
		callback.Release()
		var data []byte
		if args[0].Truthy() {
			data = make([]byte, args[0].Get("length").Int())
			app.CopyBytesToGo(data, args[0])
		}
		done(data, args[1].Truthy(), args[2].String())
		return nil
	})
	app.Window().Call("scrutineerRead", file, most, callback)
}

// drops are the files that are dropped on the page: whose they are, and what of JavaScript calls for them.
var drops struct {
	taker *opening
	bound bool
}

// takeDrops gives the files that are dropped from now on to an opening.
func takeDrops(o *opening) {
	drops.taker = o
	if !drops.bound {
		drops.bound = true
		app.Window().Set("scrutineerOnDrop", app.FuncOf(func(_ app.Value, args []app.Value) any {
			if taker := drops.taker; taker != nil {
				taker.ctx.Dispatch(func(app.Context) { taker.begin(args) })
			}
			return nil
		}))
	}
	app.Window().Set("scrutineerDrops", true)
}

// dropNothing ends it, unless another page has taken over.
func dropNothing(o *opening) {
	if drops.taker == o {
		drops.taker = nil
		app.Window().Set("scrutineerDrops", false)
	}
}

// tellProgress writes to the bar that shows how far a file is: a share below 0 is not known.
func tellProgress(words string, share float64) {
	if text := app.Window().GetElementByID("opening-words"); text.Truthy() {
		text.Get("firstChild").Set("nodeValue", words) // the node stays the one that was drawn
	}
	bar := app.Window().GetElementByID("opening-bar")
	switch {
	case !bar.Truthy():
	case share < 0:
		bar.Call("removeAttribute", "value")
	default:
		bar.Set("value", share)
	}
}

// fetchFile gets a file of the site.
func fetchFile(address string, done func(file app.Value, problem string)) {
	var callback app.Func
	callback = app.FuncOf(func(_ app.Value, args []app.Value) any {
		callback.Release()
		done(args[0], args[1].String())
		return nil
	})
	app.Window().Call("scrutineerFetch", address, callback)
}
