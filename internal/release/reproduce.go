package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// reproduce builds the calculator from two clones of the last commit in two folders of different depth, and compares every
// file that is served under /web/, the wasm files first of all. Cold gives each clone a build cache of its own.
func reproduce(ctx context.Context, root string, cold bool) error {
	folder, err := os.MkdirTemp("", "reproducible")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	var built []map[string]string
	for _, name := range []string{"one", "another/and deeper"} {
		clone := filepath.Join(folder, filepath.FromSlash(name))
		if _, err := output(ctx, root, nil, "git", "clone", "--quiet", "--no-local", "--depth", "1", "file://"+root, clone); err != nil {
			return err
		}
		env := []string{"GOFLAGS="}
		if cold {
			env = append(env, "GOCACHE="+filepath.Join(folder, "cache of "+filepath.Base(name)))
		}
		if _, err := output(ctx, clone, env, "go", "run", "./wasm", "-site", filepath.Join("build", "site"), "-no-charts"); err != nil {
			return err
		}
		hashes, err := hashesOf(filepath.Join(clone, "build", "site", "web"))
		if err != nil {
			return err
		}
		built = append(built, hashes)
	}
	return compareHashes(built[0], built[1])
}

func hashesOf(dir string) (map[string]string, error) {
	hashes := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		sum := sha256.Sum256(data)
		hashes[filepath.ToSlash(name)] = hex.EncodeToString(sum[:])
		return err
	})
	return hashes, err
}

// compareHashes prints the wasm files with their hashes, and refuses any file that is not the same in both.
func compareHashes(one, other map[string]string) error {
	var differ []string
	wasm := 0
	for _, name := range slices.Sorted(maps.Keys(one)) {
		if one[name] != other[name] {
			differ = append(differ, name)
			continue
		}
		if strings.HasSuffix(name, ".wasm") {
			wasm++
			fmt.Printf("%s  %s\n", one[name], name)
		}
	}
	for name := range other {
		if one[name] == "" {
			differ = append(differ, name)
		}
	}
	slices.Sort(differ)
	if len(differ) > 0 {
		return fmt.Errorf("two folders gave different bytes: %s", strings.Join(differ, ", "))
	}
	if wasm == 0 {
		return fmt.Errorf("no wasm file was built")
	}
	fmt.Printf("two clones in two folders gave the same %d files\n", len(one))
	return nil
}
