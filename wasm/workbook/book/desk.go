package book

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

// Desk answers what the page asks of workbooks. It holds the one that was opened last.
type Desk struct{ book *Book }

// Do answers one task: see [port.Work].
func (d *Desk) Do(t port.Task) (reply any, file []byte, err error) {
	var task sheet.Task
	if err := json.Unmarshal(t.Text, &task); err != nil {
		return nil, nil, fmt.Errorf("the page asked in a way that is not understood: %w", err)
	}
	switch task.Kind {
	case "open":
		d.book = nil
		book, err := Open(t.File)
		if err != nil {
			return nil, nil, err
		}
		t.Progress(-1, "Looking for tables")
		if err := t.Pause(); err != nil {
			return nil, nil, err
		}
		sheets, err := book.Sheets()
		if err != nil {
			return nil, nil, err
		}
		d.book = book
		return sheets, nil, nil
	case "read":
		if d.book == nil {
			return nil, nil, errors.New("the workbook is no longer open: open it again")
		}
		return d.book.Read(task.Name, func(rows int) error {
			t.Progress(-1, fmt.Sprintf("Reading the sheet %s: %d rows so far", task.Name, rows))
			return t.Pause()
		})
	case "write":
		file, err := Write(task.Tables)
		return struct{}{}, file, err
	}
	return nil, nil, fmt.Errorf("nothing here does %q", task.Kind)
}
