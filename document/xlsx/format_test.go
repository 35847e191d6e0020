package xlsx

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What Excel shows, by its documentation of number formats and by hand.
func TestFormat_ShowsWhatExcelShows(t *testing.T) {
	for _, test := range []struct{ code, value, want string }{
		{"General", "1234.5", "1234.5"},
		{"General", "0.30000000000000004", "0.3"},
		{"General", "0.333333333333333", "0.333333333"},
		{"General", "123456789012", "123456789012"},
		{"General", "1.0000000000000001E-5", "0.00001"},
		{"General", "-5", "-5"},
		{"General", "1E+20", "1E+20"},
		{"0", "2.5", "3"},
		{"0", "-2.5", "-3"},
		{"0", "0.49999999999999994", "1"}, // 0.5 at fifteen digits
		{"0.00", "1.005", "1.01"},
		{"0.00", "0", "0.00"},
		{"0.0", "99.95", "100.0"},
		{"#,##0", "1234567", "1,234,567"},
		{"#,##0", "999", "999"},
		{"#,##0", "-1234", "-1,234"},
		{"#,##0.00", "1234.5", "1,234.50"},
		{"#,##0;(#,##0)", "-1234", "(1,234)"},
		{"#,##0_);[Red](#,##0)", "-1234", "(1,234)"},
		{"#,##0_);[Red](#,##0)", "1234", "1,234"},
		{"#,##0;[Red]-#,##0", "-1234", "-1,234"},
		{`_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-`, "1234.5", "1,234.50"},
		{`_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-`, "-1234.5", "-1,234.50"},
		{`_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-`, "0", "-"},
		{`"£"#,##0`, "1234", "£1,234"},
		{`[$£-809]#,##0.00`, "1234", "£1,234.00"},
		{`-[$£-809]#,##0.00`, "1234", "-£1,234.00"},
		{`"£"#,##0;-"£"#,##0`, "-1234", "-£1,234"},
		{`\£0.0,,"m"`, "12261000", "£12.3m"},
		{"#,##0,", "1234567", "1,235"},
		{"0%", "0.194", "19%"},
		{"0.0%", "0.19439999999999999", "19.4%"},
		{"0.00%", "1", "100.00%"},
		{`0.0"%"`, "19.4", "19.4%"},
		{"0.##", "1.5", "1.5"},
		{"0.##", "1", "1"}, // Excel leaves the point standing, "1."; a figure has none at its end
		{"#", "0", ""},
		{"#.0", "0.5", ".5"},
		{"000", "7", "007"},
		{"00-00-00", "123456", "12-34-56"},
		{"0.00E+00", "12345", "1.23E+04"},
		{"# ?/?", "2.3333333333333335", "2 1/3"},
		{"# ?/4", "0.75", "3/4"},
		{`0;-0;"nil"`, "0", "nil"},
		{";;;", "5", ""},
		{"[>=100]0;[<0]-0.00;0.0", "250", "250"},
		{"[>=100]0;[<0]-0.00;0.0", "99.5", "99.5"},
		{"[>=100]0;[<0]-0.00;0.0", "-5", "-5.00"},
		{`[=1]"yes";[=0]"no";0`, "1", "yes"},
		{`+0.0;-0.0;0.0`, "3.25", "+3.3"},
		{"dd/mm/yyyy", "45567", "02/10/2024"},
		{"d-mmm-yy", "45567", "2-Oct-24"},
		{"mmmm yyyy", "45567", "October 2024"},
		{"ddd d mmm", "45567", "Wed 2 Oct"},
		{"[$-809]dd mmmm yyyy;@", "45567", "02 October 2024"},
		{"yyyy-mm-dd hh:mm", "45567.5", "2024-10-02 12:00"},
		{"h:mm AM/PM", "45567.75", "6:00 PM"},
		{"mm:ss", "0.0104166666666667", "15:00"},
		{"[h]:mm", "1.5", "36:00"},
		{"dd/mm/yyyy", "-1", "-1"},
		{"dd/mm/yyyy", "59", "28/02/1900"},
		{"dd/mm/yyyy", "61", "01/03/1900"},
	} {
		t.Run(test.code+" of "+test.value, func(t *testing.T) {
			n, ok := parseNumber([]byte(test.value))
			require.True(t, ok)
			assert.Equal(t, test.want, parseFormat(test.code).shown(n, false).text)
		})
	}
}

func TestFormat_SaysWhereTheTextSaysLess(t *testing.T) {
	for _, test := range []struct {
		code, value string
		less        bool
	}{
		{"0.0", "1.5", false},
		{"0.0", "1.55", true},
		{"0%", "0.19", false},
		{"0%", "0.194", true},
		{"#,##0,", "1234567", true},
		{"General", "0.333333333333333", true},
		{"General", "0.25", false},
		{`;;;`, "5", true},
	} {
		n, _ := parseNumber([]byte(test.value))
		assert.Equal(t, test.less, parseFormat(test.code).shown(n, false).less, "%s of %s", test.code, test.value)
	}
}

func TestFormat_Dates(t *testing.T) {
	for _, test := range []struct {
		code, value, iso string
		from1904         bool
	}{
		{"dd/mm/yyyy", "45567", "2024-10-02", false},
		{"dd/mm/yyyy", "44105", "2024-10-02", true},
		{"mmm-yy", "45567.25", "2024-10-02", false},
		{"dd/mm/yy hh:mm", "45567.25", "2024-10-02T06:00:00", false},
		{"hh:mm", "0.25", "", false},
		{"[h]:mm", "40", "", false},
	} {
		n, _ := parseNumber([]byte(test.value))
		assert.Equal(t, test.iso, parseFormat(test.code).shown(n, test.from1904).date, "%s of %s", test.code, test.value)
	}
}

func TestFormat_Text(t *testing.T) {
	assert.Equal(t, "Care", parseFormat("@").text("Care"))
	assert.Equal(t, "Care", parseFormat("0.00").text("Care"))
	assert.Equal(t, "* Care", parseFormat(`0;0;0;"* "@`).text("Care"))
	assert.Equal(t, "", parseFormat(";;;").text("Care"))
}

func TestNumber_FifteenDigits(t *testing.T) {
	for value, want := range map[string]string{
		"0.1": "0.1", "-0.0": "0", "0.30000000000000004": "0.3", "1234567890123456": "1234567890123460", "9.9999999999999995E-2": "0.1",
		"1.5E3": "1500", "00012": "12", ".5": "0.5", "5.": "5", "999999999999999.9": "1000000000000000", "1E-30": "1E-30", "12E5": "1200000",
	} {
		n, ok := parseNumber([]byte(value))
		require.True(t, ok, value)
		assert.Equal(t, want, n.plain(), value)
	}
	for _, value := range []string{"", "x", "1x", "1E", "1E9999", "-", "."} {
		_, ok := parseNumber([]byte(value))
		assert.False(t, ok, value)
	}
}

func FuzzFormat(f *testing.F) {
	f.Add("#,##0;[Red](#,##0)", "1234.5")
	f.Add("[h]:mm", "2")
	f.Add("# ?/?", "0.3")
	f.Fuzz(func(_ *testing.T, code, value string) {
		if n, ok := parseNumber([]byte(value)); ok {
			parseFormat(code).shown(n, false)
		}
		parseFormat(code).text(value)
	})
}
