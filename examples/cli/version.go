package main

import (
	"flag"
	"fmt"
	"runtime"

	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
)

func versionVerb() verb {
	return verb{
		name: "version", text: true,
		short:   "print the version of the library, of Go, and how many definitions the register has",
		example: "version",
		setup: func(*flag.FlagSet) func(input) (output, error) {
			return func(input) (output, error) {
				return output{Text: fmt.Sprintf("scrutineer %s, %s, %d definitions\n", operation.Version, runtime.Version(), len(definitions.All()))}, nil
			}
		},
	}
}
