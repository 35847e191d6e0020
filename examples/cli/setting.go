package main

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/scrutineer-dev/scrutineer/demand/spc"
)

// unreadFlag is how package flag says that a value could not be read: its last words are those of a programmer.
var unreadFlag = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?-(\S+): (parse error|value out of range)$`)

// plainFlag says which flag holds what, and what to write there.
func plainFlag(err error) error {
	parts := unreadFlag.FindStringSubmatch(err.Error())
	switch {
	case parts == nil:
		return err
	case parts[3] == "value out of range":
		return fmt.Errorf("-%s %s: the number is too large: write a smaller one", parts[2], parts[1])
	case parts[1] == `""`:
		return fmt.Errorf("-%s is empty: write a value after it", parts[2])
	}
	return fmt.Errorf("-%s %s: write a whole number without a point, as 12, or true or false where the flag is a choice", parts[2], parts[1])
}

// plainRows says of rows that a chart has not got what the flags call them: the library counts points from 0, a person from 1.
func plainRows(err error, points int) error {
	var setting *spc.SettingError
	if !errors.As(err, &setting) || setting.Setting != "exclude" && setting.Setting != "rebase" {
		return err
	}
	return fmt.Errorf("-%s %d: there is no such row: the series has %s, counted from 1", setting.Setting, setting.Value+1, countOf(points, "row"))
}

// countOf is "1 row", "2 rows".
func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
