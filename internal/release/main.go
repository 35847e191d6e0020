// Command release does what a release is checked by: it lists the exported API, writes the bill of materials, and builds
// the calculator twice in two folders to see that the bytes are the same. docs/RELEASING.md tells when.
//
//	go run ./internal/release api update      api/current becomes what is exported now
//	go run ./internal/release api release     api/released becomes it too
//	go run ./internal/release sbom            build/sbom.cdx.json and build/modules.txt
//	go run ./internal/release reproducible    two clones, one hash
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	root, err := repository(ctx)
	if err != nil {
		return err
	}
	switch strings.Join(args, " ") {
	case "api update":
		return writeAPI(root, "current")
	case "api release":
		if err := writeAPI(root, "current"); err != nil {
			return err
		}
		return writeAPI(root, "released")
	case "sbom":
		return writeSBOM(ctx, root)
	case "reproducible":
		return reproduce(ctx, root, os.Getenv("COLD") != "")
	}
	return fmt.Errorf("%q is not understood: use api update, api release, sbom or reproducible", strings.Join(args, " "))
}

// repository is the folder of the module's go.mod.
func repository(ctx context.Context) (string, error) {
	out, err := output(ctx, ".", nil, "go", "env", "GOMOD")
	if err != nil {
		return "", err
	}
	return filepath.Dir(strings.TrimSpace(out)), nil
}

// output is what a program prints, or an error with what it complained about.
func output(ctx context.Context, dir string, env []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(said.String()))
	}
	return string(out), nil
}
