package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/table"
)

// full takes so many bytes and no more, as a disk does.
type full struct{ room int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		n := f.room
		f.room = 0
		return n, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestRun_AnAnswerThatCannotBeWrittenExits2(t *testing.T) {
	const statement = "service,budget,forecast,reserves\nA,100,120,0\n"
	for _, args := range [][]string{
		{"finance", "statement"},
		{"finance", "statement", "-format", "json"},
		{"finance", "statement", "-format", "csv"},
		{"finance", "statement", "-format", "markdown"},
		{"version"},
		{"manual"},
		{"help"},
		{"help", "finance"},
		{"help", "finance", "statement"},
		{"finance", "statement", "-h"},
		{},
	} {
		var errs bytes.Buffer
		code := run(args, strings.NewReader(statement), &full{}, &errs)
		assert.Equal(t, exitUsage, code, args)
		assert.Contains(t, errs.String(), "standard output could not be written", args)
		assert.Equal(t, 1, strings.Count(errs.String(), "\n"), args)
	}
}

func TestSave_LeavesTheOldFileWholeWhenTheNewOneFails(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "out.txt")
	require.NoError(t, os.WriteFile(name, []byte("yesterday"), 0o600))
	err := save(name, func(w io.Writer) error {
		if _, err := io.WriteString(w, strings.Repeat("today", 100_000)); err != nil {
			return err
		}
		return errFull
	})
	require.ErrorIs(t, err, errFull)
	kept, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "yesterday", string(kept))
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, left, 1)
}

func TestSave_AnInterruptLeavesNoFileBehind(t *testing.T) {
	if name := os.Getenv("CLI_TEST_INTERRUPTED"); name != "" {
		_ = save(name, func(w io.Writer) error {
			_, _ = io.WriteString(w, strings.Repeat("x", 100_000))
			_, _ = os.Stdout.WriteString("writing\n")
			select {}
		})
		return
	}
	folder := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestSave_AnInterruptLeavesNoFileBehind$")
	child.Env = append(os.Environ(), "CLI_TEST_INTERRUPTED="+filepath.Join(folder, "out.txt"))
	said, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	_, err = said.Read(make([]byte, 1))
	require.NoError(t, err)
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 1, "the new file is being written")
	require.NoError(t, child.Process.Signal(os.Interrupt))
	_ = child.Wait()
	assert.Equal(t, exitInterrupted, child.ProcessState.ExitCode())
	left, err = os.ReadDir(folder)
	require.NoError(t, err)
	assert.Empty(t, left)
}

// hostile is a name with what steers a terminal: a colour, a C1 sequence, a bell, a return, a turn of direction, a new line.
const hostile = "Old\x1b[31mham\u009b2J\a\rX\u202eY\u2066Z\u200f\u061c\nnext\u2028line\x7f"

func TestRun_AMessageSteersNoTerminal(t *testing.T) {
	var errs bytes.Buffer
	assert.Equal(t, exitUsage, run([]string{"finance", "statement"}, strings.NewReader(hostile+",budget\nA,1\n"), io.Discard, &errs))
	assert.Equal(t, exitUsage, run([]string{"finance", hostile}, nil, io.Discard, &errs))
	assert.Equal(t, exitUsage, run([]string{"finance", "statement", hostile}, nil, io.Discard, &errs))
	assert.NotContains(t, errs.String(), "\x1b")
	assert.NotContains(t, errs.String(), "\u202e")
	assert.Equal(t, 3, strings.Count(errs.String(), "\n"))
}

func TestMarkdown_TextOpensNothing(t *testing.T) {
	for text, want := range map[string]string{
		"Children & Families":       "Children & Families",
		"within_rounding":           "within_rounding",
		"_stressed_":                `\_stressed\_`,
		"a * b":                     `a \* b`,
		"[Fostering](javascript:x)": `\[Fostering\](javascript:x)`,
		"https://example.org":       `https\://example.org`,
		"www.example.org":           `www\.example.org`,
		"<b>":                       "&lt;b>",
		"&lt;b>":                    `\&lt;b>`,
		"`code` ~~gone~~ $x$":       "\\`code\\` \\~\\~gone\\~\\~ \\$x\\$",
		`a\|b`:                      `a\\\|b`,
		"a\n\n# Approved":           `a  \# Approved`,
		"£41,300 (2.5 %)":           "£41,300 (2.5 %)",
	} {
		assert.Equal(t, want, table.Markdown(text))
	}
	for text, want := range map[string]string{
		"# Approved": `\# Approved`, "> said": `\> said`, "- item": `\- item`, "1. item": `1\. item`, "12) item": `12\) item`,
		"---": `\---`, "===": `\===`, "2.5 % more": `2\.5 % more`, "12 of 30": "12 of 30", "    code": "code", "": "",
	} {
		assert.Equal(t, want, table.MarkdownParagraph(text))
	}
}

func TestNeutral_ACellIsNoFormula(t *testing.T) {
	for cell, want := range map[string]string{
		"":           "",
		"-":          "-",
		"-12.5":      "-12.5",
		"+3":         "+3",
		"-1+1":       "'-1+1",
		"=5":         "'=5",
		"=1+1":       "'=1+1",
		" =1+1":      "' =1+1",
		"\t=1+1":     "' =1+1",
		"＝1+1":       "'＝1+1",
		"@SUM(1)":    "'@SUM(1)",
		"two\nlines": "two\nlines",
		"\n=1":       "'\n=1",
		"a\r\nb":     "a\nb",
	} {
		assert.Equal(t, want, table.Inert(cell), "%q", cell)
	}
}

func TestPlainFlag_NoProgrammersWords(t *testing.T) {
	for text, want := range map[string]string{
		"12.0":                  `-season: "12.0" is no whole number`,
		"":                      "-season: it is empty",
		"999999999999999999999": "is not within what can be: use 1 to 366",
	} {
		var errs bytes.Buffer
		assert.Equal(t, exitUsage, run([]string{"demand", "forecast", "-season", text}, strings.NewReader(""), io.Discard, &errs))
		assert.Contains(t, errs.String(), want)
		for _, word := range []string{"parse error", "strconv", "out of range"} {
			assert.NotContains(t, errs.String(), word)
		}
	}
	var errs bytes.Buffer
	assert.Equal(t, exitUsage, run([]string{"demand", "suppress", "-audit=maybe"}, strings.NewReader(""), io.Discard, &errs))
	assert.Contains(t, errs.String(), `-audit "maybe"`)
	assert.NotContains(t, errs.String(), "parse error")
}
