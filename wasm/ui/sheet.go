package ui

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	book "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// storageKey is where the inputs of a page are kept on the device.
func storageKey(page string) string { return "scrutineer." + page }

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
	// ownSettings are those with which a person's own work begins. Default to those that stand.
	ownSettings func() map[string]string
	prepare     func(in *form.Inputs) // makes the tables that the inputs need, where they are not always the same
	compute     func()                // reads tables and settings again
	problems    func() []form.Problem
	download    func() []download
	// widen makes a table have some columns as well; nil where tables have theirs once and for all.
	widen func(table string, with []string)
	// settle answers a question of the problems; nil where none are asked.
	settle func(answer form.Answer) app.EventHandler

	ctx       app.Context    // of the page: elements come and go while something is awaited
	files     opening        // files on their way in
	longFile  *form.Long     // a file that is too long to work in, shown in place of the page's own figures
	longDrawn []form.Section // what is drawn so far under its answer
	longWhole bool           // all of it is
	said      string         // what the live region says
	fault     string         // what went wrong beside the figures: a file, a link, the storage
	own       bool           // something of the person's stands here
	apart     bool           // the page keeps a person's own work apart from its example
	based     bool           // what stands is the example, whatever was changed in it
	fresh     func()         // takes away what was worked out of the example; nil where nothing is
	offered   *form.Inputs   // what a link or file holds, shown before it replaces own figures
	offerOf   string         // where the offer comes from
	saving    bool
	history   history
}

// sheetTable is one table of a page.
type sheetTable struct {
	id, label string
	table     *grid.Table
}

// download is a file that a page can give.
type download struct {
	id, label, name, kind string
	text                  func() string
	book                  func() []book.Table // a workbook, which a worker writes; there is no text then
	after                 func(then func())   // what has to be there first; nil where nothing has
	ask                   func() form.Task    // a text that the worker writes
}

// load puts inputs into the tables and settings, in one step of each table's history. What the inputs say nothing of
// stays: a file brings one table of several, and no settings.
func (s *sheet) load(in form.Inputs) {
	before := s.moment()
	defer func() { s.stepped(before, "") }()
	for name, value := range in.Settings {
		s.settings[name] = value
	}
	s.text = in.Text
	if s.prepare != nil {
		s.prepare(&in)
	}
	for _, t := range s.tables {
		if rows, brought := in.Tables[t.id]; brought {
			t.table.Replace(rows)
		}
	}
	s.compute()
}

// tableOf is the table of an id, or nil.
func (s *sheet) tableOf(id string) *sheetTable {
	for _, t := range s.tables {
		if t.id == id {
			return t
		}
	}
	return nil
}

// blank is inputs with nothing in any table.
func (s *sheet) blank() form.Inputs {
	in := form.Inputs{Page: s.page, Settings: s.example.Settings, Tables: map[string][][]string{}}
	for _, t := range s.tables {
		in.Tables[t.id] = [][]string{{}} // a row to begin with
	}
	return in
}

// inputs are what the tables and settings hold.
func (s *sheet) inputs() form.Inputs {
	in := form.Inputs{Page: s.page, Settings: s.settings, Text: s.text, Tables: map[string][][]string{}, Example: s.based}
	tool, drawn := form.ToolOf(s.page)
	for _, t := range s.tables {
		in.Tables[t.id] = t.table.Rows()
		if ids := form.ColumnIDs(t.table); drawn && !slices.Equal(ids, tool.Input(t.id).Usual) {
			if in.Columns == nil {
				in.Columns = map[string][]string{}
			}
			in.Columns[t.id] = ids
		}
	}
	return in
}

// entered brings back what is kept on the device, and what a link or the first page brings.
func (s *sheet) entered(ctx app.Context) {
	s.ctx = ctx
	var kept form.Inputs
	if err := ctx.LocalStorage().Get(storageKey(s.page), &kept); err == nil && kept.Page == s.page {
		s.own, s.based = true, s.apart && kept.Example
		s.load(kept)
		s.forget()
	}
	s.follow(ctx)
	s.files.page, s.files.inputs, s.files.take = s.page, s.inputs, s.taken
	s.files.own = func() bool { return s.own }
	s.files.enter(ctx)
}

// follow reads the inputs that the address carries.
func (s *sheet) follow(ctx app.Context) {
	linked, ok, err := form.ReadLink(app.Window().URL().Fragment)
	if ok {
		// Read once: reloading the page must not ask again, and figures need not stand in the address.
		app.Window().Get("history").Call("replaceState", nil, "", s.path)
	}
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
	s.offered, s.fault = nil, ""
	s.begin()
	s.load(in)
	s.based = s.apart && in.Example
	s.said = "Loaded from " + from + "."
	s.keep(ctx)
	s.showProblems(ctx)
}

// begin puts the example away: a person's own work never stands beside it. What stood is a step that undo takes back.
func (s *sheet) begin() {
	s.own = true
	if !s.based {
		return
	}
	blank := s.blank()
	blank.Settings = s.startSettings()
	s.load(blank)
	s.based = false
	s.syncSettings()
	if s.fresh != nil {
		s.fresh()
	}
}

// startSettings are the settings with which a person's own work begins.
func (s *sheet) startSettings() map[string]string {
	if s.ownSettings != nil {
		return s.ownSettings()
	}
	return maps.Clone(s.settings)
}

// startEmpty begins one's own work with an empty table.
func (s *sheet) startEmpty(ctx app.Context, _ app.Event) {
	s.begin()
	s.said = "The example is put away: type, paste or open your own figures. Undo brings it back."
	s.keep(ctx)
	for _, t := range s.tables {
		first := cellID(t.id, grid.Position{})
		s.ctx.Defer(func(app.Context) { focus(first) })
		break
	}
}

// pasted takes a block from a spreadsheet into a table: by its headings where it has some, and else as it stands. The first
// block of one's own takes the place of the example. It reports whether it did; where it did not the table itself takes it.
func (s *sheet) pasted(ctx app.Context, id string, at grid.Position, text string) bool {
	taken, headed, err := form.IntakePasted(s.page, id, text)
	switch {
	case err != nil && headed:
		s.fault = "What you pasted was not taken: " + sentence(err.Error())
		ctx.Defer(func(app.Context) { focus("fault") })
		return true
	case !headed && !s.based:
		return false
	}
	s.fault = ""
	s.begin()
	if taken.Columns != nil && s.widen != nil {
		s.widen(id, taken.Columns)
	}
	t := s.tableOf(id)
	if !headed {
		s.say(t.table.PasteText(grid.Position{Col: at.Col}, text))
		s.tableChanged(ctx)
		return true
	}
	before := s.moment()
	for name, value := range taken.Settings {
		s.settings[name] = value
	}
	t.table.TakeRows(at.Row, t.table.Arranged(taken.Columns, taken.Rows))
	s.stepped(before, "")
	s.syncSettings()
	s.said = form.TakenWords(taken)
	s.tableChanged(ctx)
	return true
}

// today is the day on this device, as 2026-11-29.
func today() string { return time.Now().Format(time.DateOnly) }

// tableChanged computes again and keeps what was typed.
func (s *sheet) tableChanged(ctx app.Context) {
	if s.longFile != nil {
		s.files.again(s.longFile.Name)
	}
	s.stepped(s.moment(), "")
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
	s.longFile = nil
	s.files.end()
	s.load(s.example)
	s.own, s.based, s.offered, s.fault = false, s.apart, nil, ""
	ctx.LocalStorage().Del(storageKey(s.page))
	s.syncSettings()
	s.said = "The example is loaded again. Undo brings your figures back."
}

// clear empties the tables and forgets what is kept on the device.
func (s *sheet) clear(ctx app.Context, _ app.Event) {
	if s.based {
		s.begin()
	} else {
		blank := s.blank()
		blank.Settings = s.startSettings()
		s.load(blank)
	}
	ctx.LocalStorage().Del(storageKey(s.page))
	s.own, s.offered, s.fault = false, nil, ""
	s.syncSettings()
	s.said = "The figures of this page are cleared from this device: its tables, and what was kept of them here. Undo brings them back until you leave the page."
}

// syncSettings writes the settings to their inputs: go-app does not set a value that it believes to stand there.
func (s *sheet) syncSettings() {
	for name, value := range s.settings {
		if input := app.Window().GetElementByID(settingID(s.page, name)); input.Truthy() {
			input.Set("value", value)
		}
	}
}

// settingID is the id of the input of a setting; the name may have spaces, an id may not.
func settingID(page, name string) string {
	return id(form.FileName(page), "setting", strings.ReplaceAll(name, " ", "_"))
}

// changed takes a setting from its input.
func (s *sheet) changed(name string) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		before := s.moment()
		s.settings[name] = e.Get("target").Get("value").String()
		typing := ""
		if e.Get("type").String() == "input" {
			typing = name
		}
		s.stepped(before, typing)
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

// taken gets a file that was read.
func (s *sheet) taken(ctx app.Context, name string, opened form.Opened) {
	if opened.Long != nil {
		s.showLong(ctx, opened)
		return
	}
	s.longFile = nil
	s.offer(ctx, opened.Inputs, name)
	if opened.Notes != "" {
		s.said += " " + opened.Notes
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
