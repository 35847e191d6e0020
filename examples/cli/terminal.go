package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"time"

	"github.com/scrutineer-dev/scrutineer/table"
)

// terminal is w when a person looks at it, and nil when it is a file, a pipe or a test.
func terminal(w io.Writer) io.Writer {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return nil
	}
	about, err := file.Stat()
	if err != nil || about.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	// The null device is a character device too.
	if null, err := os.Stat(os.DevNull); err == nil && os.SameFile(about, null) {
		return nil
	}
	return file
}

// coloured says whether output to w has colours: only on a terminal, and not where NO_COLOR is set (no-color.org).
func coloured(w io.Writer) bool { return terminal(w) != nil && os.Getenv("NO_COLOR") == "" }

// writeColoured writes the table with the cells that say good or bad in colour. The word stays: colour is never the only sign.
func (out output) writeColoured(w io.Writer) error {
	var plain bytes.Buffer
	if err := out.write(&plain, "table"); err != nil {
		return err
	}
	_, err := w.Write(colour(plain.Bytes()))
	return err
}

// judged are cells that hold nothing but a judgement: words with two spaces, or the end of the line, on both sides.
var judged = regexp.MustCompile(`(?m)(^|  )([Gg]reen|[Aa]mber|[Rr]ed|adverse|favourable|agrees|within_rounding|differs|cannot_check)( {2}|$)`)

func colour(text []byte) []byte {
	return judged.ReplaceAllFunc(text, func(found []byte) []byte {
		parts := judged.FindSubmatch(found)
		code := "31" // red
		switch string(bytes.ToLower(parts[2])) {
		case "green", "favourable", "agrees":
			code = "32"
		case "amber", "within_rounding", "cannot_check":
			code = "33"
		}
		return fmt.Appendf(nil, "%s\x1b[%sm%s\x1b[0m%s", parts[1], code, parts[2], parts[3])
	})
}

// patience is how long something is read before anything is said about it.
const patience = 500 * time.Millisecond

// watched shows on a terminal how much has been read of something that takes long.
type watched struct {
	io.Reader
	to         io.Writer
	name       string
	size, read int64
	began      time.Time
	said       time.Time
}

// watch is r, shown on the terminal when there is one. A size of 0 is unknown.
func (in input) watch(r io.Reader, name string, size int64) *watched {
	now := time.Now()
	return &watched{Reader: r, to: in.progress, name: table.PlainText(name), size: size, began: now, said: now}
}

func sizeOf(file *os.File) int64 {
	about, err := file.Stat()
	if err != nil || !about.Mode().IsRegular() {
		return 0
	}
	return about.Size()
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	w.read += int64(n)
	if now := time.Now(); w.to != nil && now.Sub(w.said) > patience {
		w.said = now
		w.say()
	}
	return n, err
}

// Size is the size of the file, 0 where it has none that is known.
func (w *watched) Size() int64 { return w.size }

func (w *watched) say() {
	const mega = 1 << 20
	switch {
	case w.size > 0:
		fmt.Fprintf(w.to, "\r\x1b[K%s: %d of %d MB, %d %%", w.name, w.read/mega, w.size/mega, 100*w.read/w.size)
	default:
		fmt.Fprintf(w.to, "\r\x1b[K%s: %d MB", w.name, w.read/mega)
	}
}

// done wipes the line.
func (w *watched) done() {
	if w.to != nil && w.said.After(w.began) {
		fmt.Fprint(w.to, "\r\x1b[K")
	}
}
