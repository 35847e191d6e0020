package dfe

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Layout is the kind of published file.
type Layout int

const (
	// UnknownLayout is the zero value.
	UnknownLayout Layout = iota
	// ExploreEducationStatistics is the tidy CSV of DfE's publishing service: one row a place, period and filter, one
	// column an indicator.
	ExploreEducationStatistics
	// LongFile is the bulk file of DfE's Local Authority Interactive Tool: one row a figure.
	LongFile
)

var layoutNames = enum.Of("Layout", "unknown", "explore education statistics", "LAIT long file")

// String is the name of the layout.
func (l Layout) String() string { return layoutNames.String(int(l)) }

// The columns of the data standard that say where and when a row is about (analysts' guide, "Open data standards").
const (
	colPeriod     = "time_period"
	colIdentifier = "time_identifier"
	colLevel      = "geographic_level"
	colCountry    = "country_code"
	colRegionCode = "region_code"
	colRegion     = "region_name"
	colCode       = "old_la_code"
	colGSS        = "new_la_code"
	colName       = "la_name"
)

var standardColumns = []string{colPeriod, colIdentifier, colLevel, colCountry, "country_name", colRegionCode, colRegion, colCode, colGSS, colName}

// The columns of the LAIT long file.
const (
	colShort  = "short desc"
	colItem   = "data item"
	colYears  = "years"
	colPlace  = "la and regions"
	colValues = "values"
	colNumber = "la number"
	colPart   = "region"
)

// header is the first line of a file: the names as they stand, and where each is.
type header struct {
	names     []string
	at        map[string]int // by lower-case name
	delimiter byte
	place     figure.Place // of the row that it stands in
}

// where is the position of a column, or −1.
func (h *header) where(name string) int {
	if i, ok := h.at[strings.ToLower(strings.TrimSpace(name))]; ok {
		return i
	}
	return -1
}

func (h *header) has(names ...string) bool {
	for _, name := range names {
		if h.where(name) < 0 {
			return false
		}
	}
	return true
}

// measure is the column of a LAIT long file that names the measure: its bulk file calls it Short Desc, what people choose
// and download from the tool Measure.
func (h *header) measure() int {
	if at := h.where(colShort); at >= 0 {
		return at
	}
	return h.where("measure")
}

// readHeader takes the first line. Columns that stand twice are refused unless twice says that their name may repeat.
func readHeader(l *lines, twice func(name string) bool) (*header, error) {
	for l.end < len("\xD0\xCF\x11\xE0") && l.err == nil {
		l.fill()
	}
	if problem := notText(l.buf[:l.end]); problem != "" {
		return nil, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: problem}
	}
	record, err := l.next()
	for err == nil && len(bytes.TrimSpace(bytes.TrimPrefix(record, bom))) == 0 {
		record, err = l.next()
	}
	if err != nil {
		return nil, emptyOr(err)
	}
	if !utf8.Valid(record) {
		return nil, &figure.Fault{Code: "encoding", Place: l.place(-1), Problem: "the first line is not UTF-8 text: save the file as CSV UTF-8"}
	}
	record = bytes.TrimPrefix(record, bom)
	delimiter := delimiterOf(record)
	fields, err := split(record, delimiter, l.quoted, nil)
	if err != nil {
		return nil, &figure.Fault{Code: figure.BadValue, Place: l.place(-1), Problem: err.Error()}
	}
	h, err := headerOf(fields, l, twice)
	if err != nil {
		return nil, err
	}
	h.delimiter = delimiter
	return h, nil
}

// headerOf is the header that some fields make. Columns that stand twice are refused unless twice says that their name may
// repeat.
func headerOf(fields [][]byte, l *lines, twice func(name string) bool) (*header, error) {
	h := &header{at: map[string]int{}, place: l.place(-1)}
	for i, field := range fields {
		name := strings.TrimSpace(string(field))
		key := strings.ToLower(name)
		h.names = append(h.names, name)
		if first, again := h.at[key]; again {
			if key != "" && (twice == nil || !twice(key)) {
				return nil, &figure.Fault{Code: "duplicate_column", Place: l.place(i), Heading: name, Problem: fmt.Sprintf("the column stands twice, first as column %d: remove one", first+1)}
			}
			continue
		}
		h.at[key] = i
	}
	return h, nil
}

var bom = []byte("\uFEFF")

func emptyOr(err error) error {
	if isEOF(err) {
		return &figure.Fault{Code: "empty", Problem: "the file is empty: the first line must name the columns"}
	}
	return err
}

// notText recognises what people save or download by mistake.
func notText(head []byte) string {
	trimmed := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), 64)], bom)))
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return "the file is UTF-16: save it as CSV UTF-8"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return "the file is a workbook or a zip archive: save the sheet, or unpack the file, as CSV"
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B}):
		return "the file is compressed (gzip): unpack it first"
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return "the file is an old workbook (.xls): save the sheet as CSV UTF-8"
	case bytes.HasPrefix(head, []byte("%PDF")):
		return "the file is a PDF: download the CSV that goes with it"
	case bytes.HasPrefix(trimmed, []byte("<!doctype")), bytes.HasPrefix(trimmed, []byte("<html")):
		return "the file is a web page: download the CSV it links to"
	case bytes.HasPrefix(trimmed, []byte("<")):
		return "the file is XML: a CSV is needed"
	case bytes.HasPrefix(trimmed, []byte("{")), bytes.HasPrefix(trimmed, []byte("[{")):
		return "the file is JSON: a CSV is needed"
	}
	return ""
}

// delimiterOf is the candidate that stands most often in the first line.
func delimiterOf(record []byte) byte {
	best, most := byte(','), bytes.Count(record, []byte{','})
	for _, candidate := range []byte{';', '\t'} {
		if n := bytes.Count(record, []byte{candidate}); n > most {
			best, most = candidate, n
		}
	}
	return best
}

// layout recognises a file of figures by its columns.
func (h *header) layout() (Layout, error) {
	switch {
	case h.has(colPeriod, colLevel) && (h.has(colCode) || h.has(colGSS)):
		return ExploreEducationStatistics, nil
	case h.measure() >= 0 && h.has(colYears, colValues, colNumber):
		return LongFile, nil
	}
	return UnknownLayout, &figure.Fault{Code: "missing_column", Place: h.place, Problem: h.mismatch()}
}

// mismatch says what a file that is not one of figures looks like instead.
func (h *header) mismatch() string {
	const wanted = "a file of figures has time_period, geographic_level and old_la_code (explore education statistics), or Short Desc, Years, Values and LA Number (LAIT)"
	looks := h.looksLike()
	switch {
	case looks != "":
		return "this looks like " + looks + ": " + wanted
	case h.has("geographical_level"):
		return "the column geographical_level should be called geographic_level"
	case h.has(colPeriod, colLevel):
		return "the file has no local authority columns (old_la_code or new_la_code): choose the one with figures for local authorities"
	case h.has(colPeriod):
		return "the column geographic_level is missing; the file has " + h.list()
	}
	return "the columns are not those of a DfE file; it has " + h.list() + "; " + wanted
}

func (h *header) list() string {
	const most = 12
	if len(h.names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(h.names[:most], ", "), len(h.names)-most)
	}
	return strings.Join(h.names, ", ")
}

// looksLike recognises files that lie beside the wanted one.
func (h *header) looksLike() string {
	switch {
	case h.has("sn_1") || h.has("sn1") || h.has("neighbour_old_la_code") || h.has("neighbour_la_code"):
		return "a list of statistical neighbours"
	case h.has("col_name", "col_type"):
		return "the meta-data of a DfE file (.meta.csv)"
	case h.has("areacd") && slices.Contains(h.names, "1"):
		return "a list of nearest neighbours of the Office for National Statistics"
	case h.has("areacd"):
		return "a list of areas of the Office for National Statistics"
	case h.has("stat_neighbours"):
		return "a look-up of providers with their statistical neighbours"
	case h.has("child") && (h.has("decom") || h.has("dob") || h.has("uasc")), h.has("child unique id"):
		return "a child-level return (SSDA903 or Annex A)"
	case h.has("measure_code", "polarity"):
		return "LAIT's dictionary of measures"
	case h.has(colShort) && !h.has(colValues):
		return "a LAIT table with one column a year"
	case h.has("first_year", "last_year", colCode):
		return "a look-up of authority codes"
	case h.has("x", "n", "kind"):
		return "counts for intervals"
	case h.has("period", "value"):
		return "a time series"
	}
	return ""
}
