package ui

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The programs that run in workers, by the name of their file.
const (
	longFiles = "worker"   // reads and computes long files, and holds the published ones
	workbooks = "workbook" // reads and writes XLSX
	documents = "reader"   // reads documents of any form and checks them
)

// reply is the one end of what was asked of a worker. Where Problem is empty and Cancelled false there is an answer.
type reply struct {
	// JSON is the answer, File what came with it.
	JSON string
	File app.Value
	// Problem says in words why there is none.
	Problem string
	// Cancelled is true where the person called it off.
	Cancelled bool
	// Lost is true where the worker has ended, and with it all that it held: files are to be opened again. The next task
	// starts a new one.
	Lost bool
}

// ask gives a task, a [form.Task] or a [sheet.Task], to a worker, which is started when first needed. With it goes a file (a File or Blob of the browser), or
// nil. While it works progress is told the share done (below 0 where it is not known) and the words for it; done is told the
// end, once. Both are dispatched to the component of ctx, and neither comes when it is gone. cancel calls the task off.
func ask(ctx app.Context, program string, task any, file app.Value, progress func(ctx app.Context, share float64, words string), done func(app.Context, reply)) (cancel func()) {
	text, _ := json.Marshal(task) // strings and lists of them always encode
	ended := false
	var tell app.Func
	tell = app.FuncOf(func(_ app.Value, args []app.Value) any {
		if share := args[0]; share.Type() == app.TypeNumber {
			part, words := share.Float(), args[1].String()
			ctx.Dispatch(func(ctx app.Context) {
				if !ended {
					progress(ctx, part, words)
				}
			})
			return nil
		}
		tell.Release()
		end := args[1]
		r := reply{
			JSON: textOf(end.Get("reply")), File: end.Get("file"), Problem: textOf(end.Get("problem")),
			Cancelled: end.Get("cancelled").Truthy(), Lost: end.Get("lost").Truthy(),
		}
		ctx.Dispatch(func(ctx app.Context) {
			ended = true
			done(ctx, r)
		})
		return nil
	})
	id := app.Window().Call("scrutineerAsk", program, string(text), file, tell).Int()
	return func() { app.Window().Call("scrutineerCancel", program, id) }
}

// textOf is a text of JavaScript, empty where there is none.
func textOf(v app.Value) string {
	if v.Type() != app.TypeString {
		return ""
	}
	return v.String()
}

// blob makes a file of text, for a worker.
func blob(text string) app.Value { return app.Window().Get("Blob").New([]any{text}) }
