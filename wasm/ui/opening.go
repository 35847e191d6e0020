package ui

import (
	"encoding/json"
	"errors"
	"runtime"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
	book "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// accepted are the kinds of file that a picker shows.
const accepted = ".csv,.tsv,.txt,.json,.xlsx,.xlsm,text/csv"

// opening is a file on its way into a page: what is being done with it, what the person must say about it, and what was the
// matter. It is a part of a page, not a component.
type opening struct {
	page string // that opens files; empty on the first page, which finds the page for a file
	// inputs are those of the page, for computing a long file.
	inputs func() form.Inputs
	// own reports figures of the person's own on the page. On the example nothing need be asked: a file goes to the first
	// table that it fits.
	own func() bool
	// take gets a file that was read.
	take func(ctx app.Context, name string, opened form.Opened)
	// checked, where it is set, gets a document of any form with what the reader of documents found of it.
	checked func(ctx app.Context, d form.DocumentCheck)
	// receive, where it is set, gets the file itself: the page reads it in its own way, and takes several at a time.
	receive func(ctx app.Context, name string, file app.Value)

	ctx     app.Context // of the page: elements come and go while a file is read
	job     *job        // that is being done; nil when none is
	name    string      // of the file that is being read; empty when none is
	words   string
	share   float64
	stop    func()
	queue   []app.Value // files still to come
	ask     string      // what the person must say
	choices []choice
	wrong   string   // what was the matter
	needs   []string // what is needed
	notes   string   // what should be known of what was read so far
	kept    app.Value
	keptAt  string // table that the last long file was read into
}

// job tells one reading from another: what comes late of a job that has been given up is passed over.
type job struct{ _ byte }

// choice is one answer to a question.
type choice struct {
	text string
	do   func(ctx app.Context)
}

// handed is a file that one page leaves for the page that it belongs to, in memory: nothing of it is stored.
var handed struct {
	page string
	file app.Value
}

// begin starts reading files that were picked or dropped, in place of whatever is being read.
func (o *opening) begin(files []app.Value) {
	o.end()
	o.wrong, o.needs, o.notes, o.queue = "", nil, "", files
	if o.receive == nil && len(files) > 1 {
		o.queue, o.notes = files[:1], "Only the first of the files was opened: this page reads one at a time."
	}
	o.next()
}

// next goes on with the next of the files.
func (o *opening) next() {
	if len(o.queue) == 0 {
		return
	}
	file := o.queue[0]
	o.queue = o.queue[1:]
	o.job, o.name, o.words = &job{}, file.Get("name").String(), "Opening"
	o.read(file, form.HeadBytes, func(ctx app.Context, head []byte, whole bool) { o.opened(ctx, file, head, whole) })
}

// read hands over the beginning of a file, if nothing else was begun meanwhile.
func (o *opening) read(file app.Value, most int, done func(ctx app.Context, head []byte, whole bool)) {
	job := o.job
	readFile(file, most, func(data []byte, whole bool, problem string) {
		o.ctx.Dispatch(func(ctx app.Context) {
			switch {
			case job == nil || o.job != job:
			case problem != "":
				o.fail(ctx, problem, nil)
			default:
				done(ctx, data, whole)
			}
		})
	})
}

// opened tells by its beginning what a file is.
func (o *opening) opened(ctx app.Context, file app.Value, head []byte, whole bool) {
	switch {
	case o.checked != nil && form.ForReader(head):
		o.check(ctx, file)
		return
	case form.IsDocument(head):
		o.elsewhere(ctx, file, "check")
		return
	case form.IsWorkbook(head):
		o.openBook(ctx, file)
		return
	}
	o.sort(ctx, file, file, head, whole)
}

// check has a document read and checked.
func (o *opening) check(ctx app.Context, file app.Value) {
	o.work(ctx, documents, form.Task{Kind: "check", Page: o.page, Name: o.name}, file, func(ctx app.Context, r reply) {
		var d form.DocumentCheck
		if err := json.Unmarshal([]byte(r.JSON), &d); err != nil {
			o.fail(ctx, "what was found of it could not be handed over: "+err.Error(), nil)
			return
		}
		o.end()
		o.checked(ctx, d)
		o.next()
	})
}

// pasted begins to read a text as if it were a file.
func (o *opening) pasted(ctx app.Context, text string) {
	o.end()
	o.wrong, o.needs, o.notes, o.queue = "", nil, "", nil
	o.job, o.name, o.words = &job{}, "the text that you pasted", "Opening"
	o.check(ctx, blob(text))
}

// sort takes a file of text to where it belongs. source is the file that was opened, which is the workbook where the text is
// one of its sheets.
func (o *opening) sort(ctx app.Context, source, file app.Value, head []byte, whole bool) {
	found, err := form.Identify(o.page, head)
	switch {
	case o.receive != nil && form.ForWorker(found, err, head):
		o.hand(ctx, file)
	case err != nil:
		o.failed(ctx, err)
	case found.Page != o.page:
		o.elsewhere(ctx, source, found.Page)
	case len(found.Tables) > 1 && o.own():
		o.question(ctx, o.name+" fits several tables of this page. Into which one?")
		for _, s := range found.Tables {
			o.choices = append(o.choices, choice{s.Label, func(ctx app.Context) { o.readInto(ctx, file, head, whole, s) }})
		}
	case len(found.Tables) > 0:
		o.readInto(ctx, file, head, whole, found.Tables[0])
	default:
		o.readInto(ctx, file, head, whole, form.Shape{Page: o.page})
	}
}

// hand gives the file itself to a page that reads it in its own way.
func (o *opening) hand(ctx app.Context, file app.Value) {
	name := o.name
	o.end()
	o.receive(ctx, name, file)
	o.next()
}

// readInto reads a short file here, and has the worker read a long one.
func (o *opening) readInto(ctx app.Context, file app.Value, head []byte, whole bool, s form.Shape) {
	if !whole {
		o.readLong(ctx, file, s.Table)
		return
	}
	var in form.Inputs
	var notes string
	var err error
	if s.Table == "" {
		in, notes, err = form.ReadFile(o.page, o.name, head)
	} else {
		in, notes, err = form.ReadInto(s, head)
	}
	switch {
	case err != nil:
		o.failed(ctx, err)
	case form.TooLong(in):
		o.readLong(ctx, file, s.Table)
	default:
		o.taken(ctx, form.Opened{Inputs: in, Notes: notes})
	}
}

// readLong has the worker read a file into a table, and compute it where it is too long to work in.
func (o *opening) readLong(ctx app.Context, file app.Value, table string) {
	o.kept, o.keptAt = file, table
	o.work(ctx, longFiles, form.Task{Kind: "open", Page: o.page, Table: table, Name: o.name, Inputs: o.inputs()}, file, func(ctx app.Context, r reply) {
		var opened form.Opened
		if err := json.Unmarshal([]byte(r.JSON), &opened); err != nil {
			o.fail(ctx, "the result could not be handed over: "+err.Error(), nil)
			return
		}
		job := o.job
		ctx.After(aMoment, func(ctx app.Context) { // reading the answer and drawing it at once would be two stops in one
			if o.job == job {
				o.taken(ctx, opened)
			}
		})
	})
	// The page stands still while it sweeps its memory: let it do so while the worker reads, and not while it draws the answer.
	job := o.job
	ctx.After(time.Second, func(ctx app.Context) {
		ctx.PreventUpdate()
		if o.job == job {
			runtime.GC()
		}
	})
}

// again computes the long file that is shown once more, when a person has stopped changing the settings.
func (o *opening) again(name string) {
	if o.kept == nil {
		return
	}
	o.end()
	job := &job{}
	o.job, o.name, o.words = job, name, "Working out"
	o.ctx.After(calm, func(ctx app.Context) {
		if o.job == job {
			o.readLong(ctx, o.kept, o.keptAt)
		}
	})
}

func (o *opening) taken(ctx app.Context, opened form.Opened) {
	name := o.name
	opened.Notes = strings.TrimSpace(opened.Notes + " " + o.notes)
	o.end()
	if opened.Long == nil {
		o.kept = nil
	}
	o.take(ctx, name, opened)
	o.next()
}

// openBook looks into a workbook and reads the sheets that belong here.
func (o *opening) openBook(ctx app.Context, file app.Value) {
	o.work(ctx, workbooks, book.Task{Kind: "open"}, file, func(ctx app.Context, r reply) {
		var sheets []book.Sheet
		if err := json.Unmarshal([]byte(r.JSON), &sheets); err != nil {
			o.fail(ctx, "its sheets could not be handed over: "+err.Error(), nil)
			return
		}
		found, err := form.ChooseSheets(o.page, sheets)
		switch {
		case err != nil:
			o.failed(ctx, err)
		case o.receive == nil && found.Page != o.page:
			o.elsewhere(ctx, file, found.Page)
		case len(found.Tables) > 0:
			o.readOwn(ctx, found, form.Inputs{Page: found.Page, Settings: found.Settings, Tables: map[string][][]string{}})
		case len(found.Ask) > 0:
			o.question(ctx, "Which sheet of "+o.name+" is to be read?")
			for _, name := range found.Ask {
				o.choices = append(o.choices, choice{name, func(ctx app.Context) { o.readSheet(ctx, file, name) }})
			}
		default:
			o.readSheet(ctx, file, found.Read[0])
		}
	})
}

// readSheet reads one sheet, and goes on with its text as with a file.
func (o *opening) readSheet(ctx app.Context, workbook app.Value, name string) {
	o.work(ctx, workbooks, book.Task{Kind: "read", Name: name}, nil, func(_ app.Context, r reply) {
		o.notes = sheetNotes(r)
		o.name += ", sheet " + name
		o.read(r.File, form.HeadBytes, func(ctx app.Context, head []byte, whole bool) {
			o.sort(ctx, workbook, r.File, head, whole)
		})
	})
}

// sheetNotes are what should be known of a sheet.
func sheetNotes(r reply) string {
	var text book.Text
	if json.Unmarshal([]byte(r.JSON), &text) != nil {
		return ""
	}
	return strings.Join(text.Notes, " ")
}

// ownBytes is how much is read of a sheet of a workbook that was saved here.
const ownBytes = 4_194_304

// readOwn reads the sheets of a workbook that was saved here, one after the other.
func (o *opening) readOwn(ctx app.Context, found form.Sheets, in form.Inputs) {
	if len(found.Read) == 0 {
		o.taken(ctx, form.Opened{Inputs: in})
		return
	}
	o.work(ctx, workbooks, book.Task{Kind: "read", Name: found.Read[0]}, nil, func(_ app.Context, r reply) {
		o.read(r.File, ownBytes, func(ctx app.Context, data []byte, whole bool) {
			rows, err := form.ReadOwn(found.Page, found.Tables[0], data, whole)
			if err != nil {
				o.failed(ctx, err)
				return
			}
			in.Tables[found.Tables[0]] = rows
			found.Read, found.Tables = found.Read[1:], found.Tables[1:]
			o.readOwn(ctx, found, in)
		})
	})
}

// work asks a worker about the file that is being opened.
func (o *opening) work(_ app.Context, program string, task any, file app.Value, done func(app.Context, reply)) {
	job := o.job
	o.words, o.share = "Starting the part of the calculator that reads files", -1
	o.stop = ask(o.ctx, program, task, file,
		func(ctx app.Context, share float64, words string) {
			ctx.PreventUpdate() // drawing the page at every step would be what stalls it
			if o.job == job {
				o.share, o.words = share, words
				tellProgress(o.progress(), share)
			}
		},
		func(ctx app.Context, r reply) {
			switch {
			case o.job != job: // another file has taken its place
			case r.Cancelled:
				o.called(ctx)
			case r.Problem != "":
				o.fail(ctx, r.Problem, nil)
			default:
				o.stop = nil
				done(ctx, r)
			}
		})
}

// elsewhere takes a file to the page that it belongs to, and asks before unless the first page is open.
func (o *opening) elsewhere(ctx app.Context, file app.Value, page string) {
	leave := func(ctx app.Context) {
		o.end()
		handed.page, handed.file = page, file
		ctx.Navigate("/" + page)
	}
	if o.page == "" {
		leave(ctx)
		return
	}
	o.question(ctx, o.name+" does not belong on this page: it fits “"+form.PageName(page)+"”. Go there with it?")
	o.choices = []choice{{"Go to " + form.PageName(page) + " with it", leave}, {"Stay here", o.forgo}}
}

// question stops for what the person must say.
func (o *opening) question(ctx app.Context, text string) {
	o.ask, o.choices, o.words = text, nil, ""
	ctx.Defer(func(app.Context) { focus("opening") })
}

func (o *opening) failed(ctx app.Context, err error) {
	var unfit *form.Unfit
	if errors.As(err, &unfit) {
		o.fail(ctx, unfit.Found, unfit.Needs)
		return
	}
	o.fail(ctx, err.Error(), nil)
}

// fail says what was the matter; whatever stands on the page stays.
func (o *opening) fail(ctx app.Context, problem string, needs []string) {
	if o.wrong != "" {
		o.wrong += " " // of a file before it
	}
	o.wrong += o.name + ": " + sentence(problem) + " Nothing on this page has been changed."
	o.needs = needs
	o.end()
	ctx.Defer(func(app.Context) { focus("fault") })
	o.next()
}

// forgo goes on without the file that was asked about.
func (o *opening) forgo(app.Context) {
	o.end()
	o.next()
}

// sentence puts a full stop after a text that has none.
func sentence(text string) string {
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// end forgets the file that is being read, and calls off what is done with it.
func (o *opening) end() {
	if stop := o.stop; stop != nil {
		o.stop = nil
		stop()
	}
	o.job, o.name, o.words, o.share, o.ask, o.choices = nil, "", "", -1, "", nil
}

// receiveHanded begins to read what another page has left for this one.
func (o *opening) receiveHanded() {
	if handed.file == nil || handed.page != o.page {
		return
	}
	file := handed.file
	handed.page, handed.file = "", nil
	o.begin([]app.Value{file})
}

// picked begins to read what was picked. A picker that was cancelled changes nothing.
func (o *opening) picked(ctx app.Context, e app.Event) {
	input := e.Get("target")
	list := input.Get("files")
	var files []app.Value
	for i := range list.Get("length").Int() {
		files = append(files, list.Index(i))
	}
	if len(files) == 0 {
		ctx.PreventUpdate()
		return
	}
	o.begin(files)
	input.Set("value", "") // so that the same file can be opened again
}

// enter is for a page that has been opened: a file that another page left for it is read, and files that are dropped
// anywhere on it are, until it is left.
func (o *opening) enter(ctx app.Context) {
	o.ctx = ctx
	takeDrops(o)
	o.receiveHanded()
}

// leave calls off whatever is under way when the page is left.
func (o *opening) leave() {
	o.queue = nil
	o.end()
	dropNothing(o)
}

// picker takes a file by picking it. The hint says what the page can read.
func (o *opening) picker(input, label, hint string) app.UI {
	return html.Div().Class("fields").Body(
		html.Div().Class("field").Body(
			html.Label(input).Text(label),
			html.Span().ID(id(input, "hint")).Class("hint").Text(hint),
			html.Input("file").ID(input).Attr("accept", accepted).Aria("describedby", id(input, "hint")).OnChange(o.picked),
		),
	)
}

// view shows what is being done with a file, what is asked about it, or what was the matter with it.
func (o *opening) view() app.UI {
	switch {
	case o.ask != "":
		var buttons []app.UI
		for i, c := range o.choices {
			buttons = append(buttons, html.Button().Class("button second").Text(c.text).OnClick(func(ctx app.Context, _ app.Event) {
				o.ask, o.choices = "", nil
				c.do(ctx)
			}, app.EventScope(o.ask, i)))
		}
		buttons = append(buttons, html.Button().ID("opening-cancel").Class("button second").Text("Cancel").OnClick(func(ctx app.Context, _ app.Event) { o.forgo(ctx) }))
		return html.Section().ID("opening").Class("problems").TabIndex(-1).Aria("label", "About the file").Body(
			html.P().Text(o.ask), html.Div().Class("tools").Body(buttons...))
	case o.name != "":
		bar := html.Progress().ID("opening-bar").Aria("label", "How far")
		if o.share >= 0 {
			bar = bar.Attr("value", o.share)
		}
		return html.Section().ID("opening").Class("inset").TabIndex(-1).Aria("label", "Opening a file").Body(
			html.P().ID("opening-words").Text(o.progress()), bar,
			html.Div().Class("tools").Body(html.Button().ID("opening-cancel").Class("button second").Text("Cancel").OnClick(o.cancel)))
	case o.wrong != "":
		parts := []app.UI{html.H2().Text("The file was not opened"), html.P().Text(o.wrong)}
		if len(o.needs) > 0 {
			parts = append(parts, html.Ul().Body(app.Range(o.needs).Slice(func(i int) app.UI { return html.Li().Text(o.needs[i]) })))
		}
		return html.Section().ID("fault").Class("problems").TabIndex(-1).Role("alert").Body(parts...)
	}
	return html.Div()
}

// busy says whether a file is being read, and nothing is asked about it.
func (o *opening) busy() bool { return o.name != "" && o.ask == "" }

// progress says what is being done.
func (o *opening) progress() string { return o.name + ": " + o.words + " …" }

// cancel calls off what is being done. The worker says when it has.
func (o *opening) cancel(ctx app.Context, _ app.Event) {
	if o.stop == nil {
		o.called(ctx)
		return
	}
	o.words, o.share = "Cancelling", -1
	o.stop()
}

// called says that the person called it off.
func (o *opening) called(ctx app.Context) {
	o.queue = nil
	o.wrong, o.needs, o.stop = o.name+": you cancelled it. Nothing on this page has been changed.", nil, nil
	o.end()
	ctx.Defer(func(app.Context) { focus("fault") })
}
