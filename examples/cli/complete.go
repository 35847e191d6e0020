package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

// scripts make a shell ask this program what may come next. %s is the name under which it is installed.
var scripts = map[string]string{
	"bash": `_scrutineer_%[1]s() {
    local IFS=$'\n'
    COMPREPLY=($(%[1]s complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    [ ${#COMPREPLY[@]} -gt 0 ] || compopt -o default
}
complete -F _scrutineer_%[1]s %[1]s
`,
	"zsh": `_scrutineer_%[1]s() {
    local -a next
    next=("${(@f)$(%[1]s complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "${next[1]}" ]]; then compadd -a next; else _files; fi
}
compdef _scrutineer_%[1]s %[1]s
`,
	"fish": `complete -c %[1]s -a '(%[1]s complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
}

func completionVerb() verb {
	return verb{
		name: "completion", reads: "SHELL", text: true,
		short:   "print a script that lets bash, zsh or fish complete verbs and flags",
		example: "completion bash > ~/.local/share/bash-completion/completions/cli",
		setup: func(flags *flag.FlagSet) func(input) (output, error) {
			name := flags.String("as", "cli", "`name` under which the program is installed")
			return func(in input) (output, error) {
				if len(in.files) != 1 || scripts[in.files[0]] == "" {
					return output{}, fmt.Errorf("name a shell: bash, zsh or fish")
				}
				if strings.Trim(*name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != "" || *name == "" {
					return output{}, fmt.Errorf("-as %q: use letters, digits, - and _", *name)
				}
				return output{Text: fmt.Sprintf(scripts[in.files[0]], *name)}, nil
			}
		},
	}
}

func completeVerb() verb {
	return verb{
		name: "complete", reads: "WORD", text: true,
		short:   "list what may come after some words; the completion scripts ask it",
		example: "complete -- finance ''",
		setup: func(*flag.FlagSet) func(input) (output, error) {
			return func(in input) (output, error) {
				return output{Text: strings.Join(append(complete(in.files), ""), "\n")}, nil
			}
		},
	}
}

// complete lists what the last word, which may be empty, may become after those before it. Nothing means a file.
func complete(words []string) (next []string) {
	if len(words) == 0 {
		words = []string{""}
	}
	before, last := words[:len(words)-1], words[len(words)-1]
	defer func() {
		next = slices.DeleteFunc(next, func(word string) bool { return !strings.HasPrefix(word, last) })
	}()
	if len(before) > 0 && before[0] == "help" {
		before = before[1:]
	}
	v, rest, ok := find(before)
	if !ok {
		return verbsAfter(before)
	}
	flags, _, _ := v.declare()
	if len(rest) > 0 {
		if name, isFlag := strings.CutPrefix(rest[len(rest)-1], "-"); isFlag {
			if f := flags.Lookup(strings.TrimPrefix(name, "-")); f != nil && !isBool(f) {
				if v.values != nil {
					if values := v.values(f.Name); len(values) > 0 {
						return values
					}
				}
				return valuesOf(f.Name)
			}
		}
	}
	if strings.HasPrefix(last, "-") {
		flags.VisitAll(func(f *flag.Flag) { next = append(next, "-"+f.Name) })
	}
	if v.name == "completion" && next == nil {
		return []string{"bash", "fish", "zsh"}
	}
	return next
}

// verbsAfter are the words that can follow none, or a group.
func verbsAfter(before []string) (next []string) {
	for _, v := range verbs() {
		words := v.words()
		if len(words) > len(before) && slices.Equal(words[:len(before)], before) && !slices.Contains(next, words[len(before)]) {
			next = append(next, words[len(before)])
		}
	}
	if len(before) == 0 {
		next = append(next, "help")
	}
	return next
}

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// valuesOf are the values of a flag that has few; a flag means the same in every verb.
func valuesOf(name string) []string {
	switch name {
	case "format":
		return []string{"csv", "json", "markdown", "table"}
	case "polarity":
		return []string{"higher", "lower", "none"}
	case "unit":
		return []string{"£", "£k", "£m", "£bn"}
	case "convention":
		return []string{"overspend_positive", "underspend_positive", "two_columns"}
	case "bands":
		return []string{"oldham", "dfe", "utilisation"}
	case "asye-by":
		return []string{"limit", "fte"}
	case "fail-on":
		return []string{"differs", "within_rounding"}
	case "seasonal":
		return []string{"additive", "multiplicative"}
	case "start":
		return []string{"r", "statsmodels", "estimated"}
	case "method":
		var names []string
		for _, m := range forecast.Methods() {
			names = append(names, m.String())
		}
		return append(names, "auto")
	}
	return nil
}
