package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

// trial is a change and what the tests said to it.
type trial struct {
	mutation
	noticed bool
}

// try tries changes until there are as many trials as the sample has; those that do not compile are none.
func try(all []mutation, s settings) ([]trial, error) {
	var (
		mu     sync.Mutex
		next   int
		trials []trial
		failed error
		done   sync.WaitGroup
	)
	take := func() (mutation, bool) {
		mu.Lock()
		defer mu.Unlock()
		if failed != nil || next == len(all) || len(trials) >= s.sample {
			return mutation{}, false
		}
		next++
		return all[next-1], true
	}
	for range s.jobs {
		done.Go(func() {
			for m, ok := take(); ok; m, ok = take() {
				noticed, compiles, err := m.test(s)
				mu.Lock()
				switch {
				case err != nil:
					failed = err
				case compiles && len(trials) < s.sample:
					trials = append(trials, trial{m, noticed})
				}
				mu.Unlock()
			}
		})
	}
	done.Wait()
	return trials, failed
}

// test runs the tests of the changed file's package, and of those that stand on the same road when its own are content.
func (m mutation) test(s settings) (noticed, compiles bool, err error) {
	folder, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return false, false, err
	}
	defer os.RemoveAll(folder)
	changed, overlay := filepath.Join(folder, "changed.go"), filepath.Join(folder, "overlay.json")
	text, err := m.apply()
	if err != nil {
		return false, false, err
	}
	original, err := filepath.Abs(m.file)
	if err != nil {
		return false, false, err
	}
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {original: changed}})
	if err != nil {
		return false, false, err
	}
	if err := errors.Join(os.WriteFile(changed, text, 0o600), os.WriteFile(overlay, replace, 0o600)); err != nil {
		return false, false, err
	}
	pkg := "./" + filepath.ToSlash(filepath.Dir(m.file))
	if out, err := exec.Command("go", "build", "-overlay", overlay, pkg).CombinedOutput(); err != nil {
		if len(bytes.TrimSpace(out)) == 0 {
			return false, false, fmt.Errorf("go build: %w", err)
		}
		return false, false, nil
	}
	limit, cancel := context.WithTimeout(context.Background(), s.limit)
	defer cancel()
	command := exec.CommandContext(limit, "go", "test", "-overlay", overlay, "-vet=off", "-failfast", "-short", pkg)
	// Ending go test alone would leave the test running.
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	return command.Run() != nil, true, nil
}
