package browsertest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	stdlog "log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

var quietLog = stdlog.New(io.Discard, "", 0)

// tab is one tab with an origin of its own, so that no test sees what another kept on the device.
type tab struct {
	t      *testing.T
	ctx    context.Context
	server *httptest.Server

	mu       sync.Mutex
	rewrite  map[string]func(string) string // other contents for files of the site, by path
	asked    []string                       // what reached the server
	sent     []string                       // what left the page, to whatever host
	dialogs  []string                       // what the page asked in a window of the browser
	problems []string                       // errors and warnings of the console, exceptions, violations of the policy
}

// newTab opens an empty tab before a recording door to the site.
func newTab(t *testing.T) *tab {
	t.Helper()
	b := &tab{t: t}
	door := httputil.NewSingleHostReverseProxy(host)
	door.ModifyResponse = b.alter
	door.ErrorLog = quietLog // a tab that closes leaves what it asked for
	b.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		b.asked = append(b.asked, r.URL.Path)
		if b.rewrite[r.URL.Path] != nil {
			r.Header.Del("If-None-Match")   // what is rewritten is never the same
			r.Header.Del("Accept-Encoding") // and is rewritten as text
		}
		b.mu.Unlock()
		door.ServeHTTP(w, r)
	}))
	t.Cleanup(func() { b.server.CloseClientConnections(); b.server.Close() })
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	limited, stop := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	b.ctx = limited
	require.NoError(t, chromedp.Listen(b.ctx, b.listen))
	_, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{})
	require.NoError(t, err)
	_, err = chromedp.Call(b.ctx, page.Enable, page.EnableParams{})
	require.NoError(t, err)
	_, err = chromedp.Call(b.ctx, log.Enable, cdp.Empty{})
	require.NoError(t, err)
	// The port may have been another tab's.
	_, err = chromedp.Call(b.ctx, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: b.server.URL, StorageTypes: "all"})
	require.NoError(t, err)
	// A tab in the background gets no keys and keeps no focus.
	_, err = chromedp.Call(b.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	require.NoError(t, err)
	return b
}

// alter gives other contents in place of the site's own.
func (b *tab) alter(answer *http.Response) error {
	b.mu.Lock()
	rewrite := b.rewrite[answer.Request.URL.Path]
	b.mu.Unlock()
	if rewrite == nil {
		return nil
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	text = []byte(rewrite(string(text)))
	answer.Body = io.NopCloser(bytes.NewReader(text))
	answer.ContentLength = int64(len(text))
	answer.Header.Set("Content-Length", strconv.Itoa(len(text)))
	answer.Header.Del("ETag")
	return nil
}

// serves gives another content for a file of the site from now on.
func (b *tab) serves(path string, rewrite func(string) string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.rewrite == nil {
		b.rewrite = map[string]func(string) string{}
	}
	b.rewrite[path] = rewrite
}

// before runs a script in every page that is opened, before its own.
func (b *tab) before(script string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	require.NoError(b.t, err)
}

// open opens a page and waits until the calculator runs.
func open(t *testing.T, path string) *tab {
	t.Helper()
	b := newTab(t)
	b.visit(path)
	return b
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") && !strings.HasPrefix(e.Request.URL, "blob:") {
			b.sent = append(b.sent, e.Request.URL)
		}
	case *page.EventJavascriptDialogOpening:
		b.dialogs = append(b.dialogs, e.Message)
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, fmt.Sprintf("exception: %+v", e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			text := string(e.Type)
			for _, arg := range e.Args {
				text += " " + string(arg.Value) + arg.Description
			}
			b.problems = append(b.problems, text)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.problems = append(b.problems, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	require.NoError(b.t, chromedp.Do(b.ctx, steps...))
}

// visit goes to a page and waits until the calculator runs.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.server.URL + path))
	b.ready()
}

func (b *tab) reload() {
	b.t.Helper()
	b.do(chromedp.Reload())
	b.ready()
}

func (b *tab) ready() {
	b.t.Helper()
	b.until("!document.getElementById('app-wasm-loader') && window.scrutineerEntered === true", "the calculator runs")
}

// until waits for an expression to become true.
func (b *tab) until(expression, what string) {
	b.t.Helper()
	deadline := time.Now().Add(*patience)
	for {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			require.Failf(b.t, "waited in vain", "%s: %v; the page says %q %q %q", what, err, b.text("#answer"), b.text("#problems"), b.text("#fault"))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// offlineReady waits until the service worker keeps every page.
func (b *tab) offlineReady() {
	b.t.Helper()
	b.until("navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === 'activated'", "the service worker is at work")
}

func (b *tab) eval(expression string) string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	require.NoError(b.t, err, expression)
	return text
}

func (b *tab) await(expression string) string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
	require.NoError(b.t, err)
	return text
}

// text is what an element says; empty where there is none.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return strings.Join(strings.Fields(b.eval("document.querySelector("+quote(selector)+")?.innerText ?? ''")), " ")
}

func (b *tab) value(id string) string {
	b.t.Helper()
	return b.eval("document.getElementById(" + quote(id) + ")?.value")
}

func (b *tab) focused() string {
	b.t.Helper()
	return b.eval("document.activeElement?.id")
}

// says waits until an element says a text.
func (b *tab) says(selector, text string) {
	b.t.Helper()
	b.until("document.querySelector("+quote(selector)+")?.innerText.replace(/\\s+/g, ' ').includes("+quote(text)+")", selector+" says "+text)
}

// silent waits until an element no longer says a text.
func (b *tab) silent(selector, text string) {
	b.t.Helper()
	b.until("!document.querySelector("+quote(selector)+")?.innerText.replace(/\\s+/g, ' ').includes("+quote(text)+")", selector+" no longer says "+text)
}

func (b *tab) click(id string) {
	b.t.Helper()
	b.until("document.getElementById("+quote(id)+")", id+" is there")
	b.eval("(document.getElementById(" + quote(id) + ").focus(), document.getElementById(" + quote(id) + ").click())")
}

// enter puts the focus into a cell with its text selected, as a person who comes by keyboard finds it.
func (b *tab) enter(id string) {
	b.t.Helper()
	b.until("document.getElementById("+quote(id)+")", id+" is there")
	b.eval("(document.getElementById(" + quote(id) + ").focus(), document.getElementById(" + quote(id) + ").select())")
}

func (b *tab) keys(keys string, modifiers ...chromedp.Modifier) {
	b.t.Helper()
	if len(modifiers) == 0 {
		b.do(chromedp.KeyEvent(keys))
		return
	}
	b.do(chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

// retype replaces the text of a cell in one edit.
func (b *tab) retype(id, text string) {
	b.t.Helper()
	b.enter(id)
	_, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: text})
	require.NoError(b.t, err)
}

// choose takes a value of a list, as a person does.
func (b *tab) choose(id, value string) {
	b.t.Helper()
	b.until("document.getElementById("+quote(id)+")", id+" is there")
	b.eval(`(() => {
		const list = document.getElementById(` + quote(id) + `);
		list.value = ` + quote(value) + `;
		list.dispatchEvent(new Event("change", {bubbles: true}));
	})()`)
}

// paste pastes text where the focus is, as a spreadsheet gives it.
func (b *tab) paste(text string) {
	b.t.Helper()
	b.eval(`(() => {
		const data = new DataTransfer();
		data.setData("text/plain", ` + quote(text) + `);
		document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
	})()`)
}

// file hands a file to an input, as picking it does.
func (b *tab) file(field, name, text string) {
	b.t.Helper()
	b.eval(`(() => {
		const data = new DataTransfer();
		data.items.add(new File([` + quote(text) + `], ` + quote(name) + `));
		const input = document.getElementById(` + quote(field) + `);
		input.files = data.files;
		input.dispatchEvent(new Event("change", {bubbles: true}));
	})()`)
}

// saved catches the next file that the page gives, and returns its text.
func (b *tab) saved(click string) string {
	b.t.Helper()
	b.eval(`(() => {
		window.caught = undefined;
		window.realSave ||= window.scrutineerSave;
		window.scrutineerSave = (name, type, text) => { window.caught = text; };
	})()`)
	b.click(click)
	b.until("window.caught !== undefined", "a file is saved")
	return b.eval("window.caught")
}

// axe runs the rules of WCAG 2.2, levels A and AA, over the page as it stands, and returns what they find.
func (b *tab) axe() []string {
	b.t.Helper()
	if b.eval("typeof axe") == "undefined" {
		_, err := chromedp.Run(b.ctx, chromedp.Evaluate[any]("void ("+"(() => {"+axe+"\n})()"+")"))
		require.NoError(b.t, err)
	}
	text := b.await(`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(r => JSON.stringify(
		r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.map(n => n.html.slice(0, 160) + " " + (n.failureSummary ?? "")).join(" | "))))`)
	var found []string
	require.NoError(b.t, json.Unmarshal([]byte(text), &found))
	return found
}

// quiet fails when the console said anything amiss.
func (b *tab) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	require.Empty(b.t, b.problems, "the console is clean")
}

// forget starts counting requests anew.
func (b *tab) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked, b.sent = nil, nil
}

// requests are what was asked since forget, of the server or of anybody.
func (b *tab) requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append(append([]string(nil), b.asked...), b.sent...)
}

// unplug takes the network away: the server is gone for good.
func (b *tab) unplug() {
	b.server.CloseClientConnections()
	b.server.Close()
}

func quote(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

// onlyWhole leaves a long test to "make browser-all", so that "make test" keeps to its time.
func onlyWhole(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("long: make browser-all runs it")
	}
}
