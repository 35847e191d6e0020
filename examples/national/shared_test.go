package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/examples/national/england"
)

func figure(v demand.Value, ok bool) (decimal.Decimal, bool) {
	d, has := v.Decimal()
	return d, ok && has
}

func perOf(s national.Series) decimal.Decimal { return decimal.NewFromInt(int64(s.Made.Per)) }

// sharedData is the folder of published files.
func sharedData(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	return filepath.Join(shared, "data")
}

func TestThePackIsTheOneThatThePublishedFilesMake(t *testing.T) {
	files, err := read(sharedData(t))
	require.NoError(t, err)
	p, err := files.pack()
	require.NoError(t, err)
	text, err := p.Bytes()
	require.NoError(t, err)
	assert.True(t, bytes.Equal(text, england.Pack), "run the program again and read the difference")
}

// records reads a published file with no reader of ours.
func records(t *testing.T, folder, name string) []map[string]string {
	t.Helper()
	var path string
	for _, pattern := range []string{"*/" + name, "*/" + name + ".gz"} {
		if found, _ := filepath.Glob(filepath.Join(folder, pattern)); len(found) > 0 {
			path = found[0]
		}
	}
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		r, err = gzip.NewReader(f)
		require.NoError(t, err)
	}
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF")))).ReadAll()
	require.NoError(t, err)
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// laitRegions are the areas of LAIT that have codes of its own.
var laitRegions = map[string]string{
	"970": "E92000001", "980": "E12000001", "981": "E12000002", "982": "E12000003", "983": "E12000004", "984": "E12000005", "985": "E12000006",
	"986": "E12000007", "987": "E13000001", "988": "E13000002", "989": "E12000008", "990": "E12000009",
}

// cellOf is the area, year and figure of a row, as far as it is one of a part.
func cellOf(row map[string]string, part national.Part) (code, year, text string, ok bool) {
	if part.Source == "lait" {
		code = row["LA Number"]
		if region, is := laitRegions[code]; is {
			code = region
		}
		return code, row["Years"], row["Values"], row["Short Desc"] == part.Column
	}
	for _, f := range part.Filters {
		if row[f.Column] != f.Value {
			return "", "", "", false
		}
	}
	switch row["geographic_level"] {
	case "National":
		code = row["country_code"]
	case "Regional":
		code = row["region_code"]
	case "Local authority":
		code = row["old_la_code"]
	}
	return code, row["time_period"], row[part.Column], true
}

// same reports whether a figure of the pack is what a cell says.
func same(v demand.Value, text string) bool {
	d, ok := v.Decimal()
	if !ok {
		return v.String() == text || v.String() == "x" && text == "-"
	}
	published, err := strconv.ParseFloat(text, 64) // LAIT prints doubles to 17 digits, some of them sums of others
	return err == nil && math.Abs(d.InexactFloat64()-published) < 1e-9
}

func TestEveryFigureOfThePackIsThatOfThePublishedFile(t *testing.T) {
	folder := sharedData(t)
	p := committed(t)
	rows := map[string][]map[string]string{}
	compared := 0
	for _, s := range p.Series {
		seen := map[string]bool{}
		for _, part := range s.Parts {
			if rows[part.Source] == nil {
				source, _ := p.Source(part.Source)
				rows[part.Source] = records(t, folder, source.File)
			}
			for _, row := range rows[part.Source] {
				code, period, text, ok := cellOf(row, part)
				year, err := strconv.Atoi(period)
				if !ok || err != nil || year < part.From || year > part.To {
					continue
				}
				v, there := s.At(code, year)
				if !there {
					assert.Contains(t, []string{"-", "z"}, text, "%s of %s in %d is left out", s.ID, code, year)
					assert.False(t, stood(code, year), "%s of %s in %d is left out", s.ID, code, year)
					continue
				}
				assert.True(t, same(v, text), "%s of %s in %d: %s, published %q", s.ID, code, year, v, text)
				seen[code+" "+period] = true
				compared++
			}
		}
		for _, a := range p.Areas {
			for year := s.First; year <= s.Last(); year++ {
				if _, there := s.At(a.Code, year); there {
					assert.True(t, seen[a.Code+" "+strconv.Itoa(year)], "%s of %s in %d is in no file", s.ID, a.Name, year)
				}
			}
		}
	}
	t.Logf("%d figures", compared)
	assert.Greater(t, compared, 60_000)
}

func TestTheListsAreThoseOfTwoOtherCopies(t *testing.T) {
	folder := sharedData(t)
	p := committed(t)
	of := func(list int, code string) []string {
		set, _ := p.Lists[list].Of(code)
		var codes []string
		for _, n := range set {
			codes = append(codes, n.Code)
		}
		return codes
	}
	sets := 0
	for _, row := range records(t, folder, "d2i_provider_data_lookup.csv") {
		if row["la_code"] == "" || row["stat_neighbours"] == "" {
			continue
		}
		if have := of(0, row["la_code"]); have != nil {
			assert.Equal(t, strings.Split(row["stat_neighbours"], ", "), have, row["la_code"])
			sets++
		}
	}
	assert.Equal(t, 153, sets)
	inLait := map[string][]string{}
	for _, row := range records(t, folder, "statistical_neighbours_lait.csv") {
		key := "0 "
		if strings.Contains(row["model"], "2021") {
			key = "1 "
		}
		inLait[key+row["la_code"]] = append(inLait[key+row["la_code"]], row["neighbour_la_code"])
	}
	require.NotEmpty(t, inLait)
	for key, want := range inLait {
		if _, _, gone := dfe.Successors(key[2:]); gone && key[0] == '0' {
			continue // LAIT repeats its older sets of councils that were abolished; the list of 2025 has none
		}
		list, _ := strconv.Atoi(key[:1])
		assert.Equal(t, want, of(list, key[2:]), key)
	}
}

func TestPolaritiesAreThoseOfLaitsDictionary(t *testing.T) {
	folder := sharedData(t)
	p := committed(t)
	published := map[string]string{}
	for _, row := range records(t, folder, "lait_measures.csv") {
		published[row["Measure_short"]] = map[string]string{"High": "higher", "Low": "lower"}[row["Polarity"]]
	}
	held := 0
	for _, i := range recipe() {
		s, ok := p.Of(i.series.ID)
		require.True(t, ok)
		for _, from := range i.from {
			if from.source != "lait" || s.Kind == national.Count {
				continue
			}
			want, known := published[from.column]
			require.True(t, known, from.column)
			if want == "" {
				want = "none"
			}
			assert.Equal(t, want, s.Polarity.String(), s.ID)
			held++
		}
	}
	assert.Greater(t, held, 15)
}

func TestThePlacesAreThoseThatFiguresArePublishedWith(t *testing.T) {
	for _, s := range committed(t).Series {
		most := 0
		for _, cells := range s.Figures {
			for at, v := range cells {
				if v == nil {
					continue
				}
				if d, ok := v.Decimal(); ok && (s.ID != "social_workers" || at > 0) { // the equivalents of 2016 have two places
					most = max(most, int(-d.Exponent()))
				}
			}
		}
		assert.Equal(t, s.Places, most, s.ID)
	}
}
