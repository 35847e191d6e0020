// Package book makes text of the sheets of an Excel workbook, as a CSV file of each would have it, and workbooks of tables.
// It knows nothing of the browser.
//
// A number is the value that its cell holds, not what the cell shows of it, to the fifteen digits that Excel itself keeps:
// 0.1 + 0.2 is 0.3. Where the format of the cell shows more decimal places than the value has, they are filled with zeros,
// so that 12.50 stays a figure of two places. A date is 2024-10-02, a percentage 12%, a truth value TRUE or FALSE, an error
// #N/A. Of a formula the value is read that was stored with it; nothing is worked out.
//
// A line of the text is a row of the sheet with the same number, so that a problem named by its line is found in Excel.
package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// Bounds of what is read. A workbook is packed: a small file can claim to hold more than any machine has.
const (
	MaxBytes    = 64 << 20
	maxUnpacked = 384 << 20
	maxColumns  = 1_000
	maxCells    = 5_000_000
	maxRow      = 1_048_576 // of a sheet, by Excel's own limit
)

// Error is a file that cannot be read as a workbook: what it is, and what to do.
type Error struct{ Problem string }

func (e *Error) Error() string { return e.Problem }

// Book is an opened workbook.
type Book struct {
	file    *excelize.File
	sheets  []part
	texts   []string // the shared ones
	formats map[int]format
	from04  bool // days are counted from 1904
}

// part is where a sheet stands in the file.
type part struct {
	name, path string
	hidden     bool
}

// Open opens a workbook.
func Open(r io.Reader) (book *Book, err error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if problem := notWorkbook(data); problem != "" {
		return nil, &Error{problem}
	}
	if err := intact(data); err != nil {
		return nil, err
	}
	// The library panics at some files that are not what they say.
	defer func() {
		if fault := recover(); fault != nil {
			book, err = nil, damaged(fmt.Errorf("%v", fault))
		}
	}()
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, damaged(err)
	}
	b := &Book{file: file, formats: map[int]format{}}
	if b.sheets, err = sheetParts(file); err != nil {
		return nil, damaged(err)
	}
	properties, err := file.GetWorkbookProps()
	if err != nil {
		return nil, damaged(err)
	}
	b.from04 = properties.Date1904 != nil && *properties.Date1904
	return b, nil
}

// notWorkbook says what a file is that is no workbook of the kind that is read; empty for one that may be.
func notWorkbook(data []byte) string {
	const saveAs = ": open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx) or as CSV"
	switch {
	case len(data) > MaxBytes:
		return fmt.Sprintf("the workbook has more than %d MB: save the sheet that is needed as CSV", MaxBytes>>20)
	case len(data) == 0:
		return "the file is empty"
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
			return "the workbook is protected with a password: open it in Excel and save it without one"
		}
		return "this is a workbook in the old format of Excel (.xls)" + saveAs
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "this is not an Excel workbook, or it is damaged at its beginning" + saveAs
	case bytes.Contains(data[:min(len(data), 200)], []byte("mimetypeapplication/vnd.oasis.opendocument")):
		return "this is an OpenDocument file" + saveAs
	case bytes.Contains(data, []byte("xl/workbook.bin")):
		return "this is a binary workbook (.xlsb)" + saveAs
	case !bytes.Contains(data, []byte("xl/")) && (bytes.Contains(data, []byte("word/")) || bytes.Contains(data, []byte("ppt/"))):
		return "this is a document of Word or PowerPoint, not a workbook: copy its table and paste it into the page"
	}
	return ""
}

// intact unpacks every part once and lets it go: the library takes a part as far as it can be read, and makes room for what
// the file says that it holds.
func intact(data []byte) error {
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return damaged(err)
	}
	var size uint64
	for _, part := range packed.File {
		if size += part.UncompressedSize64; part.UncompressedSize64 > maxUnpacked || size > maxUnpacked {
			return &Error{fmt.Sprintf("unpacked, the workbook would be larger than %d MB, so it is not read: save the sheet that is needed as CSV", maxUnpacked>>20)}
		}
	}
	for _, part := range packed.File {
		r, err := part.Open()
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if err != nil {
			return damaged(fmt.Errorf("%s: %w", part.Name, err))
		}
	}
	return nil
}

// damaged is a workbook that breaks off or contradicts itself.
func damaged(err error) error {
	return &Error{"the workbook is damaged (" + err.Error() + "): open it in Excel, which can often repair it, and save it again"}
}

// sheetParts finds the part of every sheet of cells. The library keeps the list to itself.
func sheetParts(file *excelize.File) ([]part, error) {
	var links struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	folder, data := linksOf(file)
	if data == nil || file.WorkBook == nil {
		return nil, errors.New("it lacks the list of its sheets")
	}
	if err := xml.Unmarshal(data, &links); err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, link := range links.Relationship {
		if !strings.HasSuffix(link.Type, "/worksheet") {
			continue // a sheet that is a chart
		}
		target := strings.ReplaceAll(link.Target, "\\", "/")
		if strings.HasPrefix(target, "/") {
			targets[link.ID] = path.Clean(target)[1:]
		} else {
			targets[link.ID] = path.Join(folder, target)
		}
	}
	var parts []part
	for _, sheet := range file.WorkBook.Sheets.Sheet {
		if at, ok := targets[sheet.ID]; ok {
			parts = append(parts, part{name: sheet.Name, path: at, hidden: sheet.State != "" && sheet.State != "visible"})
		}
	}
	if len(parts) == 0 {
		return nil, errors.New("it has no sheet of cells")
	}
	return parts, nil
}

// linksOf is the list of what the workbook links to, and the folder that its links start from: "xl" wherever Excel saved it.
func linksOf(file *excelize.File) (folder string, data []byte) {
	file.Pkg.Range(func(name, _ any) bool {
		at, ok := name.(string)
		if !ok || !strings.HasPrefix(path.Base(at), "workbook") || path.Ext(at) != ".rels" {
			return true
		}
		folder = path.Dir(path.Dir(at))
		data, _ = content(file, at)
		return false
	})
	return folder, data
}

// content is a part of the packed file.
func content(file *excelize.File, name string) ([]byte, bool) {
	found, ok := file.Pkg.Load(name)
	if !ok {
		return nil, false
	}
	data, ok := found.([]byte)
	return data, ok
}

// firstRows is how far a sheet is looked into to find the names of its columns.
const firstRows = 40

// Sheets are the sheets of cells in their order, those that begin with nothing left out.
func (b *Book) Sheets() ([]sheet.Sheet, error) {
	var sheets []sheet.Sheet
	for _, p := range b.sheets {
		s := sheet.Sheet{Name: p.name, Hidden: p.hidden}
		err := b.read(p, func(r row) error {
			if r.number > firstRows {
				return io.EOF
			}
			for len(s.First) < r.number-1 {
				s.First = append(s.First, nil)
			}
			s.First = append(s.First, r.cells)
			return nil
		})
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(s.First) > 0 {
			sheets = append(sheets, s)
		}
	}
	return sheets, nil
}
