package document_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
)

func read(t *testing.T, text string) document.Document {
	t.Helper()
	d, err := document.Read(context.Background(), "report.txt", []byte(text), document.Limits{})
	require.NoError(t, err)
	return d
}

// outline is a document in short: a line for each block, a table as its rows.
func outline(d document.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Kind == document.Table {
			rows, _ := block.Table.Size()
			for r := range rows {
				b.WriteString("| " + strings.Join(block.Table.Row(r), " | ") + "\n")
			}
			continue
		}
		b.WriteString(block.Kind.String())
		if block.Label != "" {
			b.WriteString(" " + block.Label)
		}
		b.WriteString(": " + block.Text + "\n")
	}
	return b.String()
}

func TestRead_TellsATableFileFromRunningText(t *testing.T) {
	for name, test := range map[string]struct{ text, format string }{
		"comma":                                {"service,budget\nCare,1\nHelp,2\n", "csv"},
		"a title row that is a sentence":       {"\"Children's services: budget monitoring, month 4\"\nPrinted 31 July 2024\n\nname,actual,target,polarity\nA,88,90,higher\n", "csv"},
		"an unquoted title with a comma":       {"Budget monitoring, month 4\nservice,budget,forecast\nCare,1,2\nHelp,3,4\n", "csv"},
		"commas with spaces":                   {"service, budget\nCare, 1\nHelp, 2\n", "csv"},
		"semicolons":                           {"service;budget\nCare;1,5\n", "csv"},
		"tabs, pasted from a sheet":            {"Team\tOct\tNov\nMASH\t40.9\t43.9\nAll\t40.9\t43.9\n", "tsv"},
		"tabs below a title":                   {"Spend to the end of quarter 3\n\nTeam\tOct\nMASH\t40.9\nAll\t40.9\n", "tsv"},
		"Excel's own first line":               {"sep=;\na;b\n1;2\n", "csv"},
		"one column under a heading":           {"cases\n12\n13\n25\n", "csv"},
		"a quoted cell over two lines":         {"team,note,cases\nNorth,\"one\ntwo, three\",5\nSouth,,6\n", "csv"},
		"figures with grouped thousands":       {"Service,Budget\nCare,\"1,234\"\nHelp,\"2,345\"\n", "csv"},
		"a report with commas":                 {"Spending rose, as planned, to £12m.\n\nIn care, 1,234 children, of whom 12 are new, were seen.\nAnd so, on the whole, it is.\n", "txt"},
		"a report with a table in columns":     {"Position\n\nService       Budget  Forecast\nCare           1,234     2,345\nHelp           3,456     4,567\n\nCare is over budget, by a lot.\n", "txt"},
		"a report with a table in tabs":        {"SPEND\n\nMonthly spend in £k; the last column is cumulative and must not be added to the months shown.\n\nTeam\tOct\tNov\nMASH\t1\t2\nAll\t1\t2\n\nSpend in the quarter was £615k, up from £640k in quarter 2. December was the lowest of the\nthree months.\n", "txt"},
		"Markdown with one table":              {"| a | b |\n|---|---:|\n| x | 1 |\n", "md"},
		"Markdown with no outer bars":          {"a | b\n--- | ---\nx | 1\n", "md"},
		"bars without a rule":                  {"a|b|c\nx|1|2\ny|3|4\n", "csv"},
		"one sentence":                         {"Spending rose to £12m.", "txt"},
		"a heading row alone":                  {"service,budget,forecast\n", "csv"},
		"a Markdown heading above a CSV table": {"service,budget\nCare,1\nHelp,2\n\nservice,forecast\nCare,3\nHelp,4\n", "csv"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.format, read(t, test.text).Format) })
	}
}

func TestRead_KeepsTheRecordsOfADelimitedFile(t *testing.T) {
	d := read(t, "Title\n\nservice,budget\nCare,1\n\nservice,forecast\nCare,2\n")
	require.Len(t, d.Tables(), 1)
	g := d.Tables()[0]
	rows, _ := g.Size()
	assert.Equal(t, 7, rows, "an empty line is a record")
	assert.Equal(t, figure.Place{File: "report.txt", Table: 1, Row: 7, Column: 2, Line: 7}, g.Place(6, 1))
}

func TestRead_Markdown(t *testing.T) {
	d := read(t, `# Schools Forum

**Key messages**

- The deficit stood at **£14.862m** on
  31 March 2024[^1].
- ~~£9.999m~~ It grew by 5 * 3.

1. First
2. Second

High needs (£'000)

| Line | Budget | *Forecast* |
|---|---:|---:|
| Top\-up \| other | 1,234 | (5) |
| &nbsp;&nbsp;of which new | 1 | * |
| **Total** | **1,235** | [2](https://example.org) |
Other blocks
| Line | Budget |
|---|---|
| A<sup>1</sup> | £5 |

[^1]: Rounded to the nearest £1,000.
`)
	assert.Equal(t, "md", d.Format)
	assert.Equal(t, "Schools Forum", d.Title)
	assert.Equal(t, `heading: Schools Forum
heading: Key messages
list: The deficit stood at £14.862m on 31 March 2024¹.
list: It grew by 5 * 3.
list 1: First
list 2: Second
paragraph: High needs (£'000)
| Line | Budget | Forecast
| Top-up | other | 1,234 | (5)
| of which new | 1 | *
| Total | 1,235 | 2
paragraph: Other blocks
| Line | Budget
| A¹ | £5
note 1: Rounded to the nearest £1,000.
`, outline(d))
	g := d.Tables()[0]
	assert.Equal(t, "High needs (£'000)", g.Title)
	assert.True(t, g.Mark(0, 0).Heading)
	assert.True(t, g.Mark(3, 1).Bold)
	assert.Equal(t, 1, g.Mark(2, 0).Indent)
	assert.Equal(t, 16, g.Place(1, 0).Line, "the line of the file")
	assert.Equal(t, 2, g.Place(1, 0).Row, "a rule is no row")
	assert.Equal(t, 2, d.Tables()[1].Source.Table)
	assert.Equal(t, []string{"Rounded to the nearest £1,000."}, d.Tables()[1].Notes)
}

func TestRead_PlainText(t *testing.T) {
	d := read(t, `FORECAST MOVEMENT

1.1  A positive variance is an UNDERSPEND; figures in
brackets are overspends. Movement = Month 9
less Month 7.

1.2  The position changed.

Service area                     Month 7 variance  Month 9 variance  Movement
Children looked after                     (4,120)           (4,689)     (569)
Family support                                               (1.5m)       236
-------------------------------------------------------------------------------
Net position                              (4,675)           (4,912)     (237)

1) The net overspend is now £4.91m, against £4.67m. It has improved
  by £237k.

1.4 million people live here.
`)
	assert.Equal(t, "txt", d.Format)
	assert.Equal(t, `heading: FORECAST MOVEMENT
paragraph 1.1: A positive variance is an UNDERSPEND; figures in brackets are overspends. Movement = Month 9 less Month 7.
paragraph 1.2: The position changed.
| Service area | Month 7 variance | Month 9 variance | Movement
| Children looked after | (4,120) | (4,689) | (569)
| Family support |  | (1.5m) | 236
| Net position | (4,675) | (4,912) | (237)
list 1): The net overspend is now £4.91m, against £4.67m. It has improved by £237k.
paragraph: 1.4 million people live here.
`, outline(d))
}

func TestRead_ColumnsOfText(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"a heading parted by one space stands above two columns": {
			"Line            Forecast Variance\nCare               1,234      (56)\nHelp                 999        12\n",
			"| Line | Forecast | Variance\n| Care | 1,234 | (56)\n| Help | 999 | 12\n",
		},
		"rows with empty lines between, out of line": {
			"£k  £k  £k\n\nChildren in Care   41,300  53,387  12,087  \n\nFamily Support  11,615  12,288  673  \n\nTotal  52,915  65,675  12,760\n\nThe pressure is high.\n",
			"|  | £k | £k | £k\n| Children in Care | 41,300 | 53,387 | 12,087\n| Family Support | 11,615 | 12,288 | 673\n| Total | 52,915 | 65,675 | 12,760\nparagraph: The pressure is high.\n",
		},
		"words and a figure, nothing else left": {
			"Out of Borough 6,081\n\nSecure Welfare 1,467\n\nTotal 7,548\n",
			"| Out of Borough | 6,081\n| Secure Welfare | 1,467\n| Total | 7,548\n",
		},
		"a list of dates is no table": {
			"Cabinet on 12 March 2024\nBoard on 3 April 2024\nForum on 9 May 2024\n",
			"paragraph: Cabinet on 12 March 2024 Board on 3 April 2024 Forum on 9 May 2024\n",
		},
		"prose set to both margins": {
			"The  position  of the  service  has  improved  since  the  last\nreport of the  director  to the  board in March,  although  many\nof the  measures  remain  below  those  of  our   neighbours.\n",
			"paragraph: The position of the service has improved since the last report of the director to the board in March, although many of the measures remain below those of our neighbours.\n",
		},
		"a paragraph torn by the end of a page": {
			"The previous report to the board in March reported the financial position and\n\nthe pressure of £5m.\n",
			"paragraph: The previous report to the board in March reported the financial position and the pressure of £5m.\n",
		},
		"a numbered list without empty lines": {
			"1. First, of\n   two lines\n2. Second\n10. Tenth\n",
			"list 1: First, of two lines\nlist 2: Second\nlist 10: Tenth\n",
		},
		"a number in wrapped prose is no list": {
			"The plan was agreed in paragraph\n37. It cost £5m, and more is to\ncome.\n",
			"paragraph: The plan was agreed in paragraph 37. It cost £5m, and more is to come.\n",
		},
		"dots that lead to a figure": {
			"Referrals ........ 428\nContacts......... 2,202\nConversion ....... 19%\n",
			"| Referrals | 428\n| Contacts | 2,202\n| Conversion | 19%\n",
		},
		"a table of contents": {
			"Contents\n\n1. Transport ........ 3\n2. Complaints and compliments .... 4\n3. Finance .... 12\n\nIt begins.\n",
			"heading: Contents\nfurniture 1: Transport ........ 3\nfurniture 2: Complaints and compliments .... 4\nfurniture 3: Finance .... 12\nparagraph: It begins.\n",
		},
		"a drawn table": {
			"Cases\n\n+-------+------+\n| Team  | n    |\n+-------+------+\n| North |   12 |\n+-------+------+\n| All   |   12 |\n+-------+------+\nAs shown.\n",
			"heading: Cases\n| Team | n\n| North | 12\n| All | 12\nparagraph: As shown.\n",
		},
		"a table drawn with lines": {
			"┌───────┬────┐\n│ Team  │  n │\n├───────┼────┤\n│ North │ 12 │\n└───────┴────┘\n",
			"| Team | n\n| North | 12\n",
		},
		"a numbered heading": {
			"1. Introduction\n\nThe position is stated below.\n\n2. Finance\n\nIt is good.\n",
			"heading 1: Introduction\nparagraph: The position is stated below.\nheading 2: Finance\nparagraph: It is good.\n",
		},
		"a numbered list of short words": {
			"1. North\n\n2. South\n\n3. West\n\nAll were seen.\n",
			"list 1: North\nlist 2: South\nlist 3: West\nparagraph: All were seen.\n",
		},
		"two spaces behind a stop": {
			"It rose to 5.  Then it fell to 3.  No more is known.\nIt rose to 7.  Then it fell to 2.  That is all.\n",
			"paragraph: It rose to 5. Then it fell to 3. No more is known. It rose to 7. Then it fell to 2. That is all.\n",
		},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, outline(read(t, test.text))) })
	}
}

func TestRead_RefusesWithTheRemedy(t *testing.T) {
	for name, test := range map[string]struct{ content, code string }{
		"empty":             {"", "empty"},
		"space":             {" \n\n\t", "empty"},
		"a byte-order mark": {"\uFEFF", "empty"},
		"JSON":              {`{"tables": []}`, "foreign_format"},
		"an old document":   {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more", "foreign_format"},
		"an old workbook":   {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", "foreign_format"},
		"a password":        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "encrypted"},
		"a rich text file":  {"{\\rtf1 words}", "foreign_format"},
		"a page":            {"<!DOCTYPE html><p>x", "foreign_format"},
		"lines without end": {strings.Repeat("words\n", 1_000_100), "too_large"},
		"a picture":         {"\x89PNG\r\n", "foreign_format"},
		"a zip":             {"PK\x03\x04", "foreign_format"},
		"control bytes":     {"words\x00and\x01bytes that are no text", "foreign_format"},
		"UTF-32":            {"\xFF\xFE\x00\x00a\x00\x00\x00", "encoding"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := document.Read(context.Background(), "report.doc", []byte(test.content), document.Limits{})
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
			assert.Equal(t, "report.doc", fault.Place.File)
			assert.NotEmpty(t, fault.Remedy)
		})
	}
}

func TestRead_ReadsEveryEncoding(t *testing.T) {
	for name, content := range map[string]string{
		"UTF-8 with a mark": "\uFEFFIt cost £5.",
		"UTF-16":            "\xFF\xFEI\x00t\x00 \x00c\x00o\x00s\x00t\x00 \x00\xA3\x005\x00.\x00",
		"Windows-1252":      "It cost \xA35.",
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, "paragraph: It cost £5.\n", outline(read(t, content))) })
	}
}

func TestRead_ObeysItsLimits(t *testing.T) {
	limits := document.DefaultLimits()
	limits.Blocks, limits.Cells, limits.Bytes = 10, 20, 1000
	for name, text := range map[string]string{
		"blocks": strings.Repeat("words\n\n", 11),
		"cells":  strings.Repeat("| a | b | c |\n", 8),
		"bytes":  strings.Repeat("words ", 200),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := document.Open(context.Background(), "x", strings.NewReader(text), limits)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, "too_large", fault.Code)
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := document.Read(ctx, "x", []byte("words"), document.Limits{})
	assert.True(t, errors.Is(err, context.Canceled))
}

func TestDocument_JSON(t *testing.T) {
	text, err := json.Marshal(read(t, "# Title\n\n| a | b |\n|---|---|\n| **x** | 1 |\n"))
	require.NoError(t, err)
	assert.JSONEq(t, `{"name":"report.txt","format":"md","title":"Title","blocks":[
		{"kind":"heading","text":"Title","level":1,"place":{"file":"report.txt","paragraph":1,"line":1}},
		{"kind":"table","title":"Title","place":{"file":"report.txt","table":1,"line":3},"cells":[
			{"row":1,"column":1,"rows":1,"columns":1,"text":"a","heading":true},{"row":1,"column":2,"rows":1,"columns":1,"text":"b","heading":true},
			{"row":2,"column":1,"rows":1,"columns":1,"text":"x","bold":true},{"row":2,"column":2,"rows":1,"columns":1,"text":"1"}]}],
		"faults":[]}`, string(text))
}

func FuzzRead_Text(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "| a |\n|---|\n| 1 |\n", "A    1,234   5\nB      234   6\n", "1.1  Words\n\n- list\n", "# h\n<!-- x", "\x00", "[^1]: n", "**a", "a\tb\n\"1\t2\"\n", "\u00a0  A"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		d, err := document.Read(context.Background(), "x", content, document.Limits{})
		if err != nil {
			return
		}
		for _, b := range d.Blocks {
			if (b.Kind == document.Table) != (b.Table != nil) {
				t.Fatalf("a block of kind %v has table %v", b.Kind, b.Table)
			}
		}
	})
}

func TestRead_WordsThatOpenWithAFigureAreNoTable(t *testing.T) {
	d := read(t, "1,438 reviews were held.\n\n4,164 children had an open case.\n")
	require.Len(t, d.Blocks, 2)
	assert.Equal(t, document.Paragraph, d.Blocks[0].Kind)
}
