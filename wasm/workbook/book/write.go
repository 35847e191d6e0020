package book

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// Write makes a workbook with one sheet for each table. Nothing in it is a formula.
func Write(tables []sheet.Table) ([]byte, error) {
	w := writer{file: excelize.NewFile(), styles: map[string]int{}, taken: map[string]bool{}}
	defer w.file.Close()
	first := w.file.GetSheetName(0)
	for i, table := range tables {
		name := w.sheetName(table.Name)
		if i == 0 {
			if err := w.file.SetSheetName(first, name); err != nil {
				return nil, err
			}
		} else if _, err := w.file.NewSheet(name); err != nil {
			return nil, err
		}
		if err := w.sheet(name, table); err != nil {
			return nil, fmt.Errorf("%s: %w", table.Name, err)
		}
	}
	var b bytes.Buffer
	err := w.file.Write(&b)
	return b.Bytes(), err
}

type writer struct {
	file   *excelize.File
	styles map[string]int // by number format
	taken  map[string]bool
}

// sheetName is a name that Excel allows and no other sheet has: at most 31 characters, without some.
func (w *writer) sheetName(name string) string {
	plain := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name), " '")
	if plain == "" {
		plain = "Sheet"
	}
	for n := 1; ; n++ {
		suffix := ""
		if n > 1 {
			suffix = " " + strconv.Itoa(n)
		}
		short := cut(plain, excelize.MaxSheetNameLength-len(suffix)) + suffix
		if key := strings.ToLower(short); !w.taken[key] {
			w.taken[key] = true
			return short
		}
	}
}

func cut(s string, most int) string {
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:min(len(runes), most)]))
}

func (w *writer) sheet(name string, table sheet.Table) error {
	stream, err := w.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, column := range table.Columns {
		if err := stream.SetColWidth(i+1, i+1, float64(min(60, max(12, 2+utf8.RuneCountInString(column.Name))))); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	bold, err := w.style("head", &excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	head := make([]any, len(table.Columns))
	for i, column := range table.Columns {
		head[i] = excelize.Cell{StyleID: bold, Value: column.Name}
	}
	if err := stream.SetRow("A1", head); err != nil {
		return err
	}
	for i, cells := range table.Rows {
		values := make([]any, len(cells))
		for j, text := range cells {
			if values[j], err = w.value(text, j < len(table.Columns) && table.Columns[j].Number); err != nil {
				return fmt.Errorf("row %d: %w", i+2, err)
			}
		}
		if err := stream.SetRow("A"+strconv.Itoa(i+2), values); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// value is a cell: a number where the text is one and would be read back as the same, and else text.
func (w *writer) value(text string, number bool) (any, error) {
	if text == "" {
		return nil, nil
	}
	if number {
		if cell, ok := w.number(text); ok {
			return cell, nil
		}
	}
	if utf8.RuneCountInString(text) > excelize.TotalCellChars {
		return nil, fmt.Errorf("a cell of a workbook holds at most %d characters: save as CSV", excelize.TotalCellChars)
	}
	return text, nil
}

// number writes a plain number or a percentage, with the places that were printed.
func (w *writer) number(text string) (any, bool) {
	f, err := figure.Parse(text)
	if err != nil || f.Kind != figure.Number || f.Places < 0 || strings.Trim(text, "0123456789.,-+−%() ") != "" || strings.HasPrefix(text, "+") {
		return nil, false
	}
	code, value := "0", f.Value
	if strings.Contains(text, ",") {
		code = "#,##0"
	}
	if f.Places > 0 {
		code += "." + strings.Repeat("0", int(f.Places))
	}
	if strings.HasSuffix(text, "%") {
		code, value = code+"%", value.Shift(-2)
	}
	amount, _ := value.Float64()
	if !fifteen(amount).Equal(value) {
		return nil, false // more digits than a workbook keeps
	}
	style, err := w.style(code, &excelize.Style{CustomNumFmt: &code})
	return excelize.Cell{StyleID: style, Value: amount}, err == nil
}

func (w *writer) style(key string, style *excelize.Style) (int, error) {
	if id, ok := w.styles[key]; ok {
		return id, nil
	}
	id, err := w.file.NewStyle(style)
	w.styles[key] = id
	return id, err
}
