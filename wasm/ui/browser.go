package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// focus moves the focus to an element, where there is one.
func focus(elementID string) {
	if element := app.Window().GetElementByID(elementID); element.Truthy() {
		element.Call("focus")
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

// readFile reads a file that was picked or dropped. A file that cannot be read gives the reason.
func readFile(file app.Value, done func(name string, data []byte, problem string)) {
	var callback app.Func
	callback = app.FuncOf(func(_ app.Value, args []app.Value) any {
		callback.Release()
		var data []byte
		if args[1].Truthy() {
			data = make([]byte, args[1].Get("length").Int())
			app.CopyBytesToGo(data, args[1])
		}
		done(args[0].String(), data, args[2].String())
		return nil
	})
	app.Window().Call("scrutineerRead", file, callback)
}
