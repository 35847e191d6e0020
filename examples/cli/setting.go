package main

import (
	"fmt"
	"regexp"
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
