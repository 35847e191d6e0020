package main

import (
	"bytes"
	"flag"
	"fmt"
	"strings"
)

func manualVerb() verb {
	return verb{
		name: "manual", text: true,
		short:   "print the manual of all verbs as Markdown",
		example: "manual -o MANUAL.md",
		setup: func(*flag.FlagSet) func(input) (output, error) {
			return func(input) (output, error) { return output{Text: manual()}, nil }
		},
	}
}

const manualHead = `# cli: the manual

Made by ` + "`cli manual`" + ` from the program itself.

` + "```" + `
go install github.com/scrutineer-dev/scrutineer/examples/cli@latest
cli GROUP VERB [flags] [FILE]
` + "```" + `

FILE may be left out or ` + "`-`" + ` for standard input. Flags may stand before or after it; what follows ` + "`--`" + ` is a file name.
A CSV file has the columns that the verb's reader names in its package's documentation; a fault is told with file, line and column.

| exit | means |
| --- | --- |
| 0 | done |
| 1 | a check found something |
| 2 | bad usage, unreadable input, or an answer that could not be written: one line on standard error |
| 3 | a check found nothing to test: the answer says why, and nothing has passed |

` + "`-format`" + ` is ` + "`table`" + ` for people, or ` + "`json`, `csv` or `markdown`" + `. In JSON a decimal is a string, and what is undefined or unknown is null; the keys listed
below stay, others may join them. In CSV a cell that a spreadsheet would run as a formula is made inert. ` + "`-o FILE`" + `
replaces FILE only when the output is whole. On a terminal judgements are coloured, unless NO_COLOR is set, and long reading is shown on
standard error.

`

// manual describes every verb in Markdown.
func manual() string {
	var b bytes.Buffer
	b.WriteString(manualHead)
	for _, v := range verbs() {
		v.manual(&b)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (v verb) manual(b *bytes.Buffer) {
	name := strings.Join(v.words(), " ")
	short := strings.TrimSuffix(v.short, ".")
	fmt.Fprintf(b, "## %s\n\n%s%s.\n\n", name, strings.ToUpper(short[:1]), short[1:])
	fmt.Fprintf(b, "```\ncli %s [flags]", name)
	if v.reads != "" {
		fmt.Fprintf(b, " [%s]", v.reads)
	}
	fmt.Fprintf(b, "\ncli %s\n```\n\n", v.example)
	flags, _, _ := v.declare()
	cell := strings.NewReplacer("|", `\|`, "\n", " ")
	fmt.Fprint(b, "| flag | means | default |\n| --- | --- | --- |\n")
	flags.VisitAll(func(f *flag.Flag) {
		if f.Name == "format" || f.Name == "o" {
			return
		}
		value, usage := flag.UnquoteUsage(f)
		if value != "" {
			value = " " + value
		}
		fmt.Fprintf(b, "| `-%s%s` | %s | %s |\n", f.Name, value, cell.Replace(usage), cell.Replace(f.DefValue))
	})
	if bytes.HasSuffix(b.Bytes(), []byte("| --- | --- | --- |\n")) {
		b.Truncate(b.Len() - len("| flag | means | default |\n| --- | --- | --- |\n"))
	} else {
		b.WriteByte('\n')
	}
	if keys := v.stableKeys(); len(keys) > 0 {
		fmt.Fprintf(b, "JSON: `%s`.\n\n", strings.Join(keys, "`, `"))
	}
}

// stableKeys are those of the verb.
func (v verb) stableKeys() []string {
	if v.keys != nil {
		return v.keys
	}
	return stableKeys()[strings.Join(v.words(), " ")]
}

// stableKeys are the keys of each verb's JSON that stay as they are, as paths: [] is each element of a list, {} each member
// of an object whose names are data. Section 8 of the design fixes them.
func stableKeys() map[string][]string {
	return map[string][]string{
		"caseload profile": {"workers", "holding", "fte", "cases", "mean_per_worker", "mean_per_fte", "median", "bands[].name", "bands[].count", "bands[].percent", "over_limit"},
		"caseload ratios":  {"rows[].area", "rows[].caseload", "rows[].turnover", "rows[].agency", "rows[].vacancy", "rows[].agency_cover"},
		"demand compare": {
			"rows[].area", "rows[].period", "rows[].indicator", "rows[].value", "rows[].mean", "rows[].median", "rows[].n",
			"rows[].rank", "rows[].of", "rows[].quartile", "rows[].list",
		},
		"demand interval": {"rows[].value", "rows[].lower", "rows[].upper", "rows[].method"},
		"demand spc": {
			"centre", "lower", "upper", "points[].period", "points[].value", "points[].rule", "points[].type", "variation", "assurance",
		},
		"demand forecast": {
			"points[].step", "points[].mean", "points[].lower80", "points[].upper80", "points[].lower95", "points[].upper95", "method", "mase",
		},
		"check": {
			"findings[].id", "findings[].where", "findings[].label", "findings[].printed", "findings[].computed", "findings[].low",
			"findings[].high", "findings[].verdict", "findings[].working",
			"summary.agrees", "summary.within_rounding", "summary.differs", "summary.cannot_check",
		},
	}
}
