package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/operation"
)

var update = flag.Bool("update", false, "write MANUAL.md")

func TestManual_TheCommittedOneIsCurrent(t *testing.T) {
	if *update {
		require.NoError(t, os.WriteFile("MANUAL.md", []byte(manual()), 0o600))
	}
	committed, err := os.ReadFile("MANUAL.md")
	require.NoError(t, err)
	assert.Equal(t, string(committed), manual(), "go test ./examples/cli -update writes it")
}

func TestEveryVerbHasAnExampleThatItsFlagsUnderstand(t *testing.T) {
	for _, v := range verbs() {
		name := strings.Join(v.words(), " ")
		require.NotEmpty(t, v.short, name)
		require.True(t, strings.HasPrefix(v.example, name), "%s: example %q", name, v.example)
		flags, _, _ := v.declare()
		args, _, _ := strings.Cut(strings.TrimPrefix(v.example, name), " > ")
		_, err := parseFlags(flags, words(args))
		assert.NoError(t, err, v.example)
	}
}

// words parts a line as a shell does, with single quotes.
func words(line string) (list []string) {
	for _, word := range regexp.MustCompile(`(?:'[^']*'|[^\s'])+`).FindAllString(line, -1) {
		list = append(list, strings.ReplaceAll(word, "'", ""))
	}
	return list
}

// samples are a small input for each verb of section 8 of the design.
var samples = map[string]struct{ args, in string }{
	"rag actions":       {"-on 2019-08-31", "area,action,status,due\nLeadership,Plan,complete,\nPractice,Audit,in_progress,2019-07-31\n"},
	"rag kpis":          {"-rule testdata/rule.json", "name,actual,target,polarity\nVisits in time,88,90,higher\n"},
	"caseload profile":  {"", "worker,fte,cases\nA,1,21\nB,0.5,0\n"},
	"caseload ratios":   {"", "area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders\nOldham,180,20,30,15,25,2400,150\n"},
	"finance statement": {"-unit £k", "service,budget,forecast,reserves\nChildren in Care,\"41,300\",\"53,387\",0\n"},
	"demand compare": {
		"-indicator rate -polarity lower -neighbours testdata/neighbours.csv",
		"time_period,time_identifier,geographic_level,new_la_code,old_la_code,la_name,rate\n2025,Calendar year,Local authority,E08000004,353,Oldham,91\n2025,Calendar year,Local authority,E08000005,354,Rochdale,80\n",
	},
	"demand interval": {"", "x,n,kind,multiplier,confidence\n582,64069,rate,10000,0.95\n"},
	"demand spc":      {"-polarity lower -target 14", "period,value\n1,12\n2,15\n3,11\n4,14\n"},
	"demand forecast": {"-method mean", "period,value\n1,12\n2,15\n3,11\n4,14\n5,13\n6,15\n"},
	"check":           {"", `{"title":"T","claims":[{"id":"a","where":"1.1","printed":"19%","inputs":{"x":{"value":"428","exact":true},"y":{"value":"2,202","exact":true}},"formula":"x / y * 100"}]}`},
}

func TestStableKeys_AreInTheJSONOfEveryVerb(t *testing.T) {
	tried := 0
	for _, v := range verbs() {
		name, keys := strings.Join(v.words(), " "), v.stableKeys()
		if keys == nil {
			continue
		}
		tried++
		t.Run(name, func(t *testing.T) {
			text := sampleJSON(t, name)
			var got any
			decoder := json.NewDecoder(strings.NewReader(text))
			decoder.UseNumber()
			require.NoError(t, decoder.Decode(&got))
			for _, key := range keys {
				assert.True(t, has(got, key), "%s is missing from\n%s", key, text)
			}
			assert.NotRegexp(t, `: -?\d+\.\d`, text, "a decimal is a string")
		})
	}
	assert.Equal(t, len(samples), tried)
}

func sampleJSON(t *testing.T, name string) string {
	t.Helper()
	var out, errs bytes.Buffer
	args := append(strings.Fields(name+" "+samples[name].args), "-format", "json")
	require.Equal(t, exitDone, run(args, strings.NewReader(samples[name].in), &out, &errs), errs.String())
	return out.String()
}

// has says whether there is such a path in some JSON.
func has(value any, path string) bool {
	if path == "" {
		return true
	}
	step := regexp.MustCompile(`^\.?([a-z0-9_]+|\[\]|\{\})`).FindStringSubmatch(path)
	rest := path[len(step[0]):]
	switch v := value.(type) {
	case []any:
		return step[1] == "[]" && slices.ContainsFunc(v, func(inner any) bool { return has(inner, rest) })
	case map[string]any:
		if step[1] == "{}" {
			for _, inner := range v {
				return has(inner, rest)
			}
		}
		inner, ok := v[step[1]]
		return ok && has(inner, rest)
	}
	return false
}

func TestSave_TheFileIsWholeOrAsItWas(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "out.json")
	statement := samples["finance statement"].in
	args := []string{"finance", "statement", "-unit", "£k", "-format", "json", "-o", name}

	var out bytes.Buffer
	require.Equal(t, exitDone, run(args, strings.NewReader(statement), &out, io.Discard))
	assert.Empty(t, out.String(), "all of it is in the file")
	whole, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Contains(t, string(whole), `"12087"`)

	require.NoError(t, os.Chmod(name, 0o640))
	assert.Equal(t, exitUsage, run(args, strings.NewReader("service\n"), io.Discard, io.Discard))
	broken := save(name, func(w io.Writer) error {
		fmt.Fprint(w, "half of")
		return io.ErrShortWrite
	})
	assert.ErrorIs(t, broken, io.ErrShortWrite)
	still, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, whole, still)

	require.NoError(t, save(name, func(w io.Writer) error { _, err := fmt.Fprint(w, "new"); return err }))
	about, err := os.Stat(name)
	require.NoError(t, err)
	if runtime.GOOS != "js" {
		assert.Equal(t, os.FileMode(0o640), about.Mode().Perm(), "its permissions stay")
	}
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, left, 1, "nothing else is left behind")
}

func TestSave_FollowsALinkAndRefusesWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	name, link := filepath.Join(folder, "real"), filepath.Join(folder, "link")
	require.NoError(t, os.WriteFile(name, []byte("old"), 0o600))
	require.NoError(t, os.Symlink(name, link))
	write := func(w io.Writer) error { _, err := fmt.Fprint(w, "new"); return err }
	require.NoError(t, save(link, write))
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "new", string(text))
	assert.Error(t, save(folder, write))
	assert.Error(t, save(filepath.Join(folder, "no", "such", "folder"), write))
}

func TestComplete_OffersWhatMayComeNext(t *testing.T) {
	for line, want := range map[string][]string{
		"fin":                              {"finance"},
		"he":                               {"help"},
		"caseload prof":                    {"profile"},
		"help caseload rat":                {"ratios"},
		"finance statement -con":           {"-convention"},
		"finance statement -convention u":  {"underspend_positive"},
		"finance statement -format ":       {"csv", "json", "markdown", "table"},
		"finance statement --format j":     {"json"},
		"demand spc -screen -polarity h":   {"higher"},
		"demand spc -screen ":              nil, // a file
		"finance statement -unit £k state": nil,
		"nonsense ":                        nil,
		"completion f":                     {"fish"},
		"rag actions -policy plu":          {"plurality"},
	} {
		var out bytes.Buffer
		args := append([]string{"complete", "--"}, strings.Split(line, " ")...)
		require.Equal(t, exitDone, run(args, nil, &out, io.Discard), line)
		assert.Equal(t, strings.Join(want, " "), strings.Join(strings.Fields(out.String()), " "), line)
	}
}

func TestComplete_TheValuesItOffersBelongToFlags(t *testing.T) {
	known := map[string]bool{}
	for _, v := range verbs() {
		flags, _, _ := v.declare()
		flags.VisitAll(func(f *flag.Flag) { known[f.Name] = true })
	}
	for _, name := range []string{"format", "polarity", "unit", "convention", "bands", "asye-by", "fail-on", "seasonal", "start", "method"} {
		assert.True(t, known[name], name)
		assert.NotEmpty(t, valuesOf(name), name)
	}
}

func TestCompletion_PrintsAScriptThatAsksTheProgram(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		var out bytes.Buffer
		require.Equal(t, exitDone, run([]string{"completion", shell, "-as", "scrutineer"}, nil, &out, io.Discard))
		assert.Contains(t, out.String(), "scrutineer complete --")
	}
	for _, args := range [][]string{{"completion"}, {"completion", "tcsh"}, {"completion", "bash", "-as", "a; rm"}} {
		assert.Equal(t, exitUsage, run(args, nil, io.Discard, io.Discard))
	}
}

func TestHelp_OfAGroupAndOfAVerb(t *testing.T) {
	var group, one bytes.Buffer
	require.Equal(t, exitDone, run([]string{"help", "caseload"}, nil, &group, io.Discard))
	assert.Contains(t, group.String(), "caseload ratios")
	assert.NotContains(t, group.String(), "finance")
	require.Equal(t, exitDone, run([]string{"help", "caseload", "ratios"}, nil, &one, io.Discard))
	assert.Contains(t, one.String(), "example: cli caseload ratios")
	var errs bytes.Buffer
	assert.Equal(t, exitUsage, run([]string{"help", "caseload", "guess"}, nil, io.Discard, &errs))
	assert.Contains(t, errs.String(), `"caseload guess"`)
}

func TestAfterTwoDashesAllAreFiles(t *testing.T) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	on := flags.Bool("on", false, "")
	files, err := parseFlags(flags, []string{"a", "-on", "--", "-b", "--", "c"})
	require.NoError(t, err)
	assert.True(t, *on)
	assert.Equal(t, []string{"a", "-b", "--", "c"}, files)
}

func TestColour_OnlyCellsThatJudgeAndTheWordsStay(t *testing.T) {
	var b bytes.Buffer
	section := operation.Section{Columns: []operation.Column{{ID: "name"}, {ID: "rating"}, {ID: "reason"}}}
	section.Rows = func(yield func(operation.Row) bool) {
		_ = yield(operation.Row{Cells: operation.Cells("Red lines", "red", "amber is not a cell here")}) && yield(operation.Row{Cells: operation.Cells("B", "Green", "")})
	}
	out := output{Result: operation.Result{View: operation.View{Sections: []operation.Section{section}}}}
	require.NoError(t, out.writeColoured(&b))
	assert.Equal(t, "name       rating  reason\nRed lines  \x1b[31mred\x1b[0m     amber is not a cell here\nB          \x1b[32mGreen\x1b[0m   \n", b.String())
	assert.False(t, coloured(&b), "never into a file or a pipe")
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer null.Close()
	assert.False(t, coloured(null))
}

func TestProgress_IsShownOnlyWhenItTakesLong(t *testing.T) {
	var shown bytes.Buffer
	w := input{progress: &shown}.watch(strings.NewReader("abc"), "figures.csv", 3<<20)
	_, _ = io.ReadAll(w)
	w.done()
	assert.Empty(t, shown.String(), "a short file is read in silence")

	w = input{progress: &shown}.watch(strings.NewReader(strings.Repeat("x", 3<<20)), "figures.csv", 6<<20)
	w.read, w.said = 2<<20, time.Now().Add(-time.Second)
	w.began = w.said.Add(-time.Second)
	_, _ = w.Read(make([]byte, 1<<20))
	w.done()
	assert.Equal(t, "\r\x1b[Kfigures.csv: 3 of 6 MB, 50 %\r\x1b[K", shown.String())
}

func TestDefinitions_AllOrThoseOfANameAndExitCodes(t *testing.T) {
	var all, one bytes.Buffer
	require.Equal(t, exitDone, run([]string{"definitions", "-format", "json"}, nil, &all, io.Discard))
	assert.Contains(t, all.String(), `"id": "caseload.mean_per_fte"`)
	require.Equal(t, exitDone, run([]string{"definitions", "finance.variance"}, nil, &one, io.Discard))
	assert.Contains(t, one.String(), "forecast + use of reserves − budget")
	assert.NotContains(t, one.String(), "caseload")
	assert.Equal(t, exitUsage, run([]string{"definitions", "finance.guess"}, nil, io.Discard, io.Discard))
}
