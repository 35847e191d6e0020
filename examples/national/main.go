// Command national makes the national picture: it reads the published files of a folder, and of those below it, and writes the
// headline series of every English authority with both official lists of statistical neighbours as one pack (see package
// demand/national). What it takes from which file stands in recipe.go.
//
//	go run ./examples/national -from FOLDER -to examples/national/england/england.pack
//
// Where two files have a year of one series, the first that the recipe names is taken: the releases say why a figure is missing,
// where LAIT has a dash. docs/NATIONAL.md tells how the pack is renewed.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	from := flag.String("from", "", "`folder` with the published files")
	to := flag.String("to", "england.pack", "`file` to write the pack to")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	if from == "" || flag.NArg() > 0 {
		return fmt.Errorf("say where the published files are: -from FOLDER")
	}
	files, err := read(from)
	if err != nil {
		return err
	}
	pack, err := files.pack()
	if err != nil {
		return err
	}
	text, err := pack.Bytes()
	if err != nil {
		return err
	}
	fmt.Printf("%d series of %d areas, %d lists of neighbours, %d bytes\n", len(pack.Series), len(pack.Areas), len(pack.Lists), len(text))
	return os.WriteFile(to, text, 0o644)
}
