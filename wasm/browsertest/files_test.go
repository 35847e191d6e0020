package browsertest

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// askWorker gives a task to a worker past the page, and waits for its end as JSON.
func (b *tab) askWorker(program, task, file string) string {
	b.t.Helper()
	return b.await(`new Promise((ended) => window.scrutineerAsk(` + quote(program) + `, ` + quote(task) + `, ` + file + `,
		(share, end) => { if (share === null) ended(JSON.stringify(end)); }))`)
}

// bytes hands a file to an input as bytes, which script makes: "new Uint8Array(…)", a text, or a Blob.
func (b *tab) bytes(input, name, script string) {
	b.t.Helper()
	b.eval(`(() => {
		const data = new DataTransfer();
		data.items.add(new File([` + script + `], ` + quote(name) + `));
		const input = document.getElementById(` + quote(input) + `);
		input.files = data.files;
		input.dispatchEvent(new Event("change", {bubbles: true}));
	})()`)
}

// binary is a script that makes bytes.
func binary(data []byte) string {
	return `Uint8Array.from(atob("` + base64.StdEncoding.EncodeToString(data) + `"), (c) => c.charCodeAt(0))`
}

// drop drops a file on the page, as a person does who drags it there.
func (b *tab) drop(name, text string) {
	b.t.Helper()
	b.eval(`(() => {
		const data = new DataTransfer();
		data.items.add(new File([` + quote(text) + `], ` + quote(name) + `));
		const send = (kind) => document.querySelector("main").dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
		send("dragover");
		window.hinted = document.documentElement.classList.contains("dropping");
		send("drop");
	})()`)
	require.Equal(b.t, "true", b.eval("window.hinted"), "a hint shows where to drop")
}

// savedFile catches the next file that the page gives, keeps it as window.caughtFile, and returns its bytes.
func (b *tab) savedFile(click string) []byte {
	b.t.Helper()
	b.eval(`(() => {
		window.caughtFile = undefined;
		window.realSave ||= window.scrutineerSave;
		window.scrutineerSave = (name, type, file) => { window.caughtFile = file; };
	})()`)
	b.click(click)
	b.until("window.caughtFile !== undefined", "a file is saved")
	data, err := base64.StdEncoding.DecodeString(b.await(`new Promise((done) => {
		const reader = new FileReader();
		reader.onload = () => done(reader.result.split(",")[1]);
		reader.readAsDataURL(window.caughtFile);
	})`))
	require.NoError(b.t, err)
	return data
}

const statement = "service,budget,forecast,reserves\nFieldwork,\"11,615\",\"12,288\",0\nIntegration,3425,3386,-315\n"

func TestWorker_EveryTaskHasOneEnd(t *testing.T) {
	b := open(t, "/")
	require.Contains(t, b.askWorker("worker", `{"kind":"dance","page":"finance/statement"}`, "null"), `nothing here answers`)
	require.Contains(t, b.askWorker("worker", `{`, "null"), `not understood`)
	require.Contains(t, b.askWorker("nothing", `{}`, "null"), `could not be started`)
	b.eval(`window.scrutineerCancel("worker", 999)`)
}

// What is saved as a workbook is opened again, on the first page, as it was.
func TestFiles_AWorkbookReadsBackEqual(t *testing.T) {
	b := open(t, "/finance/statement")
	b.retype("statement-0-2", "53,388")
	b.says("#answer", "12,262")
	answer, variances := b.text("#answer"), b.text("#variances")
	data := b.savedFile("finance-statement-save-xlsx")
	require.Equal(t, "PK", string(data[:2]))
	b.says("#said", "Saved as finance-statement.xlsx")

	b.click("finance-statement-reset")
	b.says("#answer", "12,261")
	b.bytes("finance-statement-setting-file", "finance-statement.xlsx", binary(data))
	b.says("#answer", "12,262")
	require.Equal(t, answer, b.text("#answer"))
	require.Equal(t, variances, b.text("#variances"))
	require.Equal(t, "41300", b.value("statement-0-1"), "the stored value")

	b.visit("/")
	b.bytes("home-file", "finance-statement.xlsx", binary(data))
	b.until("location.pathname === '/finance/statement'", "the file leads to its page")
	b.says("#offer", "Replace your figures?")
	b.click("finance-statement-replace")
	b.says("#said", "Loaded from finance-statement.xlsx")
	b.says("#answer", answer)
	b.quiet()
}

// long makes the text of a long file in the page itself: sending it there would take longer than reading it.
func long(bytes int) string {
	return `["worker,team,fte,cases\n", ...Array.from({length: ` + strconv.Itoa(bytes/1000) + `}, (_, i) => Array.from({length: 17}, (_, j) => "Worker number " + i + "." + j + " of the team of long names,Team " + i % 7 + ",1," + (10 + i % 30) + "\n").join(""))]`
}

func TestFiles_ALongFileIsReadBesideThePage(t *testing.T) {
	b := open(t, "/caseload/profile")
	own := b.value("workers-0-0")
	b.eval(`(() => {
		window.gap = 0;
		let last;
		const beat = () => { const now = performance.now(); window.gap = Math.max(window.gap, now - last); last = now; window.beating = setTimeout(beat, 5); };
		window.seen = [];
		new MutationObserver(() => {
			const text = document.querySelector("#opening p")?.innerText;
			if (text && window.seen.at(-1) !== text) window.seen.push(text);
		}).observe(document.body, {subtree: true, childList: true, characterData: true});
		window.file = new File(` + long(3_000_000) + `, "long.csv");
		last = performance.now();
		beat();
	})()`)
	b.eval(`(() => {
		const data = new DataTransfer();
		data.items.add(window.file);
		const input = document.getElementById("caseload-profile-setting-file");
		input.files = data.files;
		input.dispatchEvent(new Event("change", {bubbles: true}));
	})()`)
	b.says("#opening", "long.csv")
	b.says("#long", "long.csv has")
	require.Contains(t, b.eval(`window.seen.join("|")`), "Reading")
	require.Contains(t, b.eval(`window.seen.join("|")`), "Working out")
	gap, err := strconv.ParseFloat(b.eval("window.gap"), 64)
	require.NoError(t, err)
	t.Logf("a file of %s bytes, longest gap of the event loop %.0f ms", b.eval("window.file.size"), gap)
	assert.Contains(t, b.text("#answer"), "24.5", "cases run from 10 to 39")
	assert.Empty(t, b.axe())

	// The choices of the page still count: the file is worked out again.
	b.enter("caseload-profile-setting-limit")
	b.keys("30")
	b.says("#answer", "more than the limit of 30")
	b.click("caseload-profile-close-long")
	b.until("document.getElementById('workers-0-0')", "the page's own table is back")
	require.Equal(t, own, b.value("workers-0-0"), "nothing of the page's own was lost")
	b.quiet()
}

func TestFiles_ReadingCanBeCancelled(t *testing.T) {
	b := open(t, "/caseload/profile")
	b.eval(`window.file = new File(` + long(30_000_000) + `, "long.csv")`)
	pick := `(() => {
		const data = new DataTransfer();
		data.items.add(window.file);
		const input = document.getElementById("caseload-profile-setting-file");
		input.files = data.files;
		input.dispatchEvent(new Event("change", {bubbles: true}));
	})()`
	b.eval(pick)
	b.says("#opening", "Reading")
	b.click("opening-cancel")
	b.says("#fault", "you cancelled it")
	require.Equal(t, "fault", b.focused())
	require.Equal(t, "Assessment A", b.value("workers-0-0"))

	// Another file takes the place of one that is still being read.
	b.eval(pick)
	b.says("#opening", "long.csv")
	b.file("caseload-profile-setting-file", "short.csv", "worker,fte,cases\nOnly one,1,7\n")
	b.says("#said", "Loaded from short.csv")
	require.Equal(t, "Only one", b.value("workers-0-0"))

	// Leaving the page calls the reading off, and nothing of it comes later.
	b.eval(pick)
	b.says("#opening", "long.csv")
	b.eval(`document.querySelector("nav a[href='/finance']").click()`)
	b.eval(`document.querySelector("main a[href='/finance/statement']").click()`)
	b.says("#answer", "overspend")
	b.file("finance-statement-setting-file", "s.csv", statement)
	b.says("#said", "Loaded from s.csv")
	b.quiet()
}

func TestFiles_AWorkerThatCannotStartSaysSo(t *testing.T) {
	b := open(t, "/caseload/profile")
	b.eval(`(() => { window.RealWorker = Worker; window.Worker = class { constructor() { throw new Error("blocked by the administrator"); } }; })()`)
	b.bytes("caseload-profile-setting-file", "w.xlsx", `"PK\u0003\u0004"`)
	b.says("#fault", "could not be started: blocked by the administrator")
	b.file("caseload-profile-setting-file", "short.csv", "worker,fte,cases\nOnly one,1,7\n")
	b.says("#said", "Loaded from short.csv")

	// One that dies while it works.
	b.eval(`(() => { window.Worker = RealWorker; const post = RealWorker.prototype.postMessage; RealWorker.prototype.postMessage = function (...a) { window.lastWorker = this; return post.apply(this, a); }; window.file = new File(` + long(30_000_000) + `, "long.csv"); })()`)
	b.eval(`(() => {
		const data = new DataTransfer();
		data.items.add(window.file);
		const input = document.getElementById("caseload-profile-setting-file");
		input.files = data.files;
		input.dispatchEvent(new Event("change", {bubbles: true}));
	})()`)
	b.says("#opening", "Reading")
	b.eval(`window.lastWorker.onmessage({data: {gone: "out of memory"}})`)
	b.says("#fault", "has stopped: out of memory")
	require.Equal(t, "Only one", b.value("workers-0-0"))
	b.quiet()
}

func TestFiles_WhatIsNoWorkbookSaysWhatItIs(t *testing.T) {
	b := open(t, "/finance/statement")
	for _, c := range []struct{ name, script, says string }{
		{"cut.xlsx", `"PK\u0003\u0004 and then nothing"`, "damaged"},
		{"old.xls", `Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)])`, "old format of Excel"},
	} {
		b.bytes("finance-statement-setting-file", c.name, c.script)
		b.says("#fault", c.says)
		require.Contains(t, b.text("#fault"), c.name)
	}
	require.Equal(t, "Children in Care", b.value("statement-0-0"), "the page is as it was")
	b.retype("statement-0-2", "53,388")
	b.says("#answer", "12,262")
	assert.Empty(t, b.axe())
	b.quiet()
}

func TestFiles_ADroppedFileIsOpened(t *testing.T) {
	b := open(t, "/caseload/profile")
	b.drop("workers.tsv", "worker\tfte\tcases\nDropped\t1\t7\n")
	b.says("#said", "Loaded from workers.tsv")
	require.Equal(t, "Dropped", b.value("workers-0-0"))
	// On a page that opens nothing the browser does not leave for a file either.
	b.visit("/accessibility")
	b.eval(`(() => {
		const data = new DataTransfer();
		data.items.add(new File(["x"], "x.csv"));
		window.left = document.querySelector("main").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
	})()`)
	require.Equal(t, "false", b.eval("window.left"))
	b.quiet()
}

func TestFiles_AFileOfAnotherPageIsTakenThere(t *testing.T) {
	b := open(t, "/finance/statement")
	b.file("finance-statement-setting-file", "workers.csv", "worker,fte,cases\nCarried over,1,7\n")
	b.says("#opening", "fits “Caseloads: Caseloads”")
	require.Equal(t, "opening", b.focused())
	assert.Empty(t, b.axe())
	b.eval(`[...document.querySelectorAll("#opening button")].find((x) => x.innerText.startsWith("Go to")).click()`)
	b.until("location.pathname === '/caseload/profile'", "the page is the other one")
	b.says("#said", "Loaded from workers.csv")
	require.Equal(t, "Carried over", b.value("workers-0-0"))

	b.visit("/")
	b.file("home-file", "colours.csv", "colour,size\nred,1\n")
	b.says("#fault", "colour, size")
	b.says("#fault", "Finance: Budget statement, budget statement, needs the columns service, budget, forecast")
	assert.Empty(t, b.axe())
	b.file("home-file", "workers.csv", "worker,fte,cases\nFrom home,1,9\n")
	b.until("location.pathname === '/caseload/profile'", "the file leads to its page")
	b.says("#offer", "From home")
	b.quiet()
}

// A statement fits two tables; where figures of their own stand the person says which.
func TestFiles_TheTableIsAskedForWhereSeveralFit(t *testing.T) {
	b := open(t, "/finance/movement")
	b.retype("later-0-1", "41,301")
	b.file("finance-movement-setting-file", "m3.csv", statement)
	b.says("#opening", "Into which one?")
	b.eval(`[...document.querySelectorAll("#opening button")].find((x) => x.innerText === "The earlier statement").click()`)
	b.until("document.getElementById('finance-movement-replace')", "own figures are not replaced unasked")
	b.click("finance-movement-replace")
	b.says("#said", "Loaded from m3.csv")
	require.Equal(t, "Fieldwork", b.value("earlier-0-0"))
	require.Empty(t, b.value("later-0-0"), "the changed example does not stand beside a file of one's own")
	b.quiet()
}

// With everything kept, opening files of every kind asks for nothing: not even of the site's own server.
func TestFiles_OpeningThemAsksForNothing(t *testing.T) {
	b := open(t, "/finance/statement")
	b.offlineReady()
	b.forget()
	data := b.savedFile("finance-statement-save-xlsx")
	b.bytes("finance-statement-setting-file", "finance-statement.xlsx", binary(data))
	b.says("#said", "Loaded from finance-statement.xlsx")
	b.eval(`document.querySelector("nav a[href='/caseload']").click()`)
	b.eval(`document.querySelector("main a[href='/caseload/profile']").click()`)
	b.until("document.getElementById('caseload-profile-setting-file')", "the page is there")
	b.bytes("caseload-profile-setting-file", "long.csv", "..."+long(1_000_000))
	b.says("#long", "long.csv has")
	// A browser asks for the service worker itself, now and then, to see whether there is a new one.
	for _, asked := range b.requests() {
		own := strings.HasPrefix(asked, b.server.URL)
		path := strings.TrimPrefix(asked, b.server.URL)
		kept := own && (strings.HasPrefix(path, "/web/work") || path == "/wasm_exec.js" || strings.HasPrefix(path, "/web/charts/")) // from what is kept
		require.True(t, kept || path == "/app-worker.js", "asked for %s", asked)
	}
	b.unplug()
	b.reload()
	b.bytes("caseload-profile-setting-file", "long.csv", "..."+long(1_000_000))
	b.says("#long", "long.csv has")
	b.quiet()
}

// A workbook as Excel saves it, with the sheets of eleven lists.
func TestShared_AWorkbookOfManySheets(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	data, err := os.ReadFile(filepath.Join(shared, "data", "child_level", "Annex_A_2024_Jan.xlsx"))
	require.NoError(t, err)
	b := open(t, "/finance/statement")
	b.bytes("finance-statement-setting-file", "annex.xlsx", binary(data))
	b.says("#fault", "“List 1” begins with Child Unique ID")
	b.quiet()
}

// The page of demand holds files in its worker, and tables in the page: both come in and go out.
func TestFiles_DemandOpensWhatTheOthersDo(t *testing.T) {
	b := open(t, "/demand")
	before := b.text("#answer-series")
	data := b.savedFile("demand-save-xlsx")
	b.click("demand-clear")
	b.until("document.getElementById('series-0-1')?.value === ''", "the table is blank")
	b.bytes("demand-setting-file", "demand.xlsx", binary(data))
	b.says("#said", "demand.xlsx")
	b.says("#answer-series", before)
	b.file("demand-setting-file", "neighbours.csv", "old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P\n353,Oldham,354,Close,350,Close\n")
	b.says("#files", "neighbours.csv")
	b.file("demand-setting-file", "workers.csv", "worker,fte,cases\nA,1,2\n")
	b.says("#opening", "fits “Caseloads: Caseloads”")
	b.click("opening-cancel")
	b.file("demand-setting-file", "colours.csv", "colour,size\nred,1\n")
	b.says("#fault", "colours.csv")
	b.quiet()

	b.visit("/")
	b.file("home-file", "neighbours.csv", "old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P\n353,Oldham,354,Close,350,Close\n")
	b.until("location.pathname === '/demand'", "the file leads to its page")
	b.says("#files", "neighbours.csv")
	b.quiet()
}

func TestFiles_ACheckedReportIsSavedAsAWorkbook(t *testing.T) {
	b := open(t, "/check")
	b.says("#answer", "differ")
	data := b.savedFile("check-save-xlsx")
	require.Equal(t, "PK", string(data[:2]))
	b.quiet()
}
