package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// storageKey is where the inputs of a page are kept on the device.
func storageKey(page string) string { return "scrutineer." + page }

// openedKey is where the first page leaves a file for the page that it belongs to.
const openedKey = "scrutineer.opened"

// saveLater is the number of rows from which the inputs are kept after a pause in typing and not at every key.
const saveLater = 200

// sheet is what every page with tables shares: its tables and settings, what is kept on the device, links and files, and
// the words that are said to the person. It is a part of a page, not a component.
type sheet struct {
	page     string
	path     string
	example  form.Inputs
	tables   []*sheetTable
	settings map[string]string
	text     string
	prepare  func(in *form.Inputs) // makes the tables that the inputs need, where they are not always the same
	compute  func()                // reads tables and settings again
	problems func() []form.Problem
	download func() []download

	ctx     app.Context  // of the page: elements come and go while a file is read
	said    string       // what the live region says
	fault   string       // what went wrong beside the figures: a file, a link, the storage
	own     bool         // the figures are the person's, not the example
	offered *form.Inputs // what a link or file holds, shown before it replaces own figures
	offerOf string       // where the offer comes from
	saving  bool
}

// sheetTable is one table of a page.
type sheetTable struct {
	id, label string
	table     *grid.Table
}

// download is a file that a page can give.
type download struct {
	label, name, kind string
	text              func() string
}

// load puts inputs into the tables and settings, in one step of each table's history.
func (s *sheet) load(in form.Inputs) {
	s.settings = map[string]string{}
	for name, value := range s.example.Settings {
		s.settings[name] = value
	}
	for name, value := range in.Settings {
		s.settings[name] = value
	}
	s.text = in.Text
	if s.prepare != nil {
		s.prepare(&in)
	}
	for _, t := range s.tables {
		t.table.Replace(in.Tables[t.id])
	}
	s.compute()
}

// inputs are what the tables and settings hold.
func (s *sheet) inputs() form.Inputs {
	in := form.Inputs{Page: s.page, Settings: s.settings, Text: s.text, Tables: map[string][][]string{}}
	for _, t := range s.tables {
		in.Tables[t.id] = t.table.Rows()
	}
	return in
}

// entered brings back what is kept on the device, and what a link or the first page brings.
func (s *sheet) entered(ctx app.Context) {
	s.ctx = ctx
	var kept form.Inputs
	if err := ctx.LocalStorage().Get(storageKey(s.page), &kept); err == nil && kept.Page == s.page {
		s.own = true
		s.load(kept)
	}
	var opened form.Inputs
	if err := ctx.SessionStorage().Get(openedKey, &opened); err == nil && opened.Page == s.page {
		ctx.SessionStorage().Del(openedKey)
		s.offer(ctx, opened, "the file")
	}
	s.follow(ctx)
}

// follow reads the inputs that the address carries.
func (s *sheet) follow(ctx app.Context) {
	linked, ok, err := form.ReadLink(app.Window().URL().Fragment)
	switch {
	case err != nil:
		s.fault = err.Error()
	case ok && linked.Page != s.page:
		s.fault = "The link belongs to another page of the calculator."
	case ok:
		s.offer(ctx, linked, "the link")
	}
}

// offer loads inputs at once where nothing of the person's stands, and asks first where something does.
func (s *sheet) offer(ctx app.Context, in form.Inputs, from string) {
	if s.own {
		s.offered, s.offerOf = &in, from
		ctx.Defer(func(app.Context) { focus("offer") })
		return
	}
	s.take(ctx, in, from)
}

func (s *sheet) take(ctx app.Context, in form.Inputs, from string) {
	s.offered, s.own, s.fault = nil, true, ""
	s.load(in)
	s.said = "Loaded from " + from + "."
	s.keep(ctx)
	s.showProblems(ctx)
}

// tableChanged computes again and keeps what was typed.
func (s *sheet) tableChanged(ctx app.Context) {
	s.own = true
	s.compute()
	s.keep(ctx)
}

func (s *sheet) say(text string) { s.said = text }

// keep stores the inputs on the device, after a pause when they are long.
func (s *sheet) keep(ctx app.Context) {
	if !s.long() {
		s.store(ctx)
		return
	}
	if s.saving {
		return
	}
	s.saving = true
	ctx.After(500*time.Millisecond, func(ctx app.Context) {
		s.saving = false
		s.store(ctx)
	})
}

func (s *sheet) long() bool {
	for _, t := range s.tables {
		if t.table.Len() > saveLater {
			return true
		}
	}
	return false
}

func (s *sheet) store(ctx app.Context) {
	if err := ctx.LocalStorage().Set(storageKey(s.page), s.inputs()); err != nil {
		s.fault = "The figures could not be kept on this device (its storage is full, or the window is private): save them as a file before you close the page."
	}
}

// reset puts the example back, as a step that undo takes back.
func (s *sheet) reset(ctx app.Context, _ app.Event) {
	s.load(s.example)
	s.own, s.offered, s.fault = false, nil, ""
	ctx.LocalStorage().Del(storageKey(s.page))
	s.syncSettings()
	s.said = "The example is loaded again."
	if s.prepare == nil {
		s.said += " Undo brings your table back."
	}
}

// clear empties the tables and forgets what is kept on the device.
func (s *sheet) clear(ctx app.Context, _ app.Event) {
	s.load(form.Inputs{Page: s.page})
	ctx.LocalStorage().Del(storageKey(s.page))
	s.own, s.offered, s.fault = false, nil, ""
	s.syncSettings()
	s.said = "Your figures are cleared from this device."
	if s.prepare == nil {
		s.said += " Undo brings the table back until you leave the page."
	}
	if len(s.tables) > 0 {
		first := s.tables[0]
		if first.table.Len() == 0 {
			first.table.Append()
			s.compute()
		}
	}
}

// syncSettings writes the settings to their inputs: go-app does not set a value that it believes to stand there.
func (s *sheet) syncSettings() {
	for name, value := range s.settings {
		if input := app.Window().GetElementByID(settingID(s.page, name)); input.Truthy() {
			input.Set("value", value)
		}
	}
}

func settingID(page, name string) string { return id(page, "setting", name) }

// changed takes a setting from its input.
func (s *sheet) changed(name string) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		s.settings[name] = e.Get("target").Get("value").String()
		s.tableChanged(ctx)
	}
}

// check moves the focus to the summary of problems, or to the answer when there are none.
func (s *sheet) check(ctx app.Context, _ app.Event) {
	if len(s.problems()) > 0 {
		s.showProblems(ctx)
		return
	}
	ctx.Defer(func(app.Context) { focus("answer") })
}

func (s *sheet) showProblems(ctx app.Context) {
	if len(s.problems()) == 0 {
		return
	}
	ctx.Defer(func(app.Context) { focus("problems") })
}

// open reads a picked file into the first table.
func (s *sheet) open(ctx app.Context, e app.Event) {
	input := e.Get("target")
	file := input.Get("files").Index(0)
	if !file.Truthy() {
		ctx.PreventUpdate()
		return // cancelled: everything stays
	}
	readFile(file, func(name string, data []byte, problem string) {
		input.Set("value", "") // so that the same file can be opened again
		s.ctx.Dispatch(func(ctx app.Context) { s.opened(ctx, name, data, problem) })
	})
}

func (s *sheet) opened(ctx app.Context, name string, data []byte, problem string) {
	if problem != "" {
		s.fault = name + " could not be read: " + problem
		return
	}
	in, notes, err := form.ReadFile(s.page, name, data)
	if err != nil {
		s.fault = name + ": " + err.Error() + " Your table has not been changed."
		ctx.Defer(func(app.Context) { focus("fault") })
		return
	}
	s.offer(ctx, in, name)
	if notes != "" {
		s.said = notes
	}
}

// link puts an address with the inputs on the clipboard.
func (s *sheet) link(ctx app.Context, _ app.Event) {
	address := app.Window().Get("location").Get("origin").String() + s.path + "#" + s.inputs().Link()
	copyText(address, func(ok bool) {
		ctx.Dispatch(func(app.Context) {
			if ok {
				s.said = "A link with your figures is on the clipboard. The figures are in the link itself: whoever has it can read them."
				return
			}
			app.Window().Get("history").Call("replaceState", nil, "", address)
			s.said = "This browser did not allow copying: the link stands in the address bar."
		})
	})
}

func (s *sheet) print(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	app.Window().Call("print")
}
