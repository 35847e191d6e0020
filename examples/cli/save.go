package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// save writes a file so that it is at any moment, also after a kill or a full disk, either as it was or whole: to a new
// file beside it, which then takes its name. A link is followed, and the permissions of a file that exists are kept.
func save(name string, write func(io.Writer) error) (err error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	permissions := os.FileMode(0o666) // less what the umask takes
	about, err := os.Stat(name)
	switch {
	case err == nil && !about.Mode().IsRegular():
		return fmt.Errorf("-o %s: it is no file that can be replaced", name)
	case err == nil:
		permissions = about.Mode().Perm()
	case !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("-o: %w", err)
	}
	beside := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d", filepath.Base(name), os.Getpid()))
	file, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions)
	if err != nil {
		return fmt.Errorf("-o: %w", err)
	}
	defer func() {
		if err != nil {
			os.Remove(beside)
			err = fmt.Errorf("-o: %w", err)
		}
	}()
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(beside, name)
}
