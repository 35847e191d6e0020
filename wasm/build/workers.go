package build

import (
	"context"
	"path/filepath"
)

// workerPrograms are the programs of the web workers: each is a folder of package wasm, and a file under /web. They are
// loaded when first needed.
var workerPrograms = []string{"worker", "workbook", "reader"}

// programs are all packages that the browser gets.
func programs() []string {
	list := []string{modulePath}
	for _, name := range workerPrograms {
		list = append(list, modulePath+"/"+name)
	}
	return list
}

// workers compiles the programs of the web workers. Small functions are written into their callers here: these programs
// work through long files, and weigh on no first visit.
func workers(ctx context.Context, modfile, dir string) error {
	for _, name := range workerPrograms {
		if err := compile(ctx, modfile, modulePath+"/"+name, filepath.Join(dir, name+".wasm")); err != nil {
			return err
		}
	}
	return nil
}
