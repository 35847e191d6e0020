package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// save writes a file so that it is at any moment, also after a kill or a full disk, either as it was or whole: to a new
// file beside it, which then takes its name. A link is followed, and the permissions of a file that exists are kept. An
// interrupt leaves nothing beside it.
func save(name string, write func(io.Writer) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("-o %s: %w", name, plainFile(err))
		}
	}()
	target := name
	if followed, err := filepath.EvalSymlinks(name); err == nil {
		target = followed
	}
	permissions := os.FileMode(0o666) // less what the umask takes
	about, err := os.Stat(target)
	switch {
	case err == nil && !about.Mode().IsRegular():
		return errors.New("it is no file that can be replaced")
	case err == nil:
		permissions = about.Mode().Perm()
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	beside := filepath.Join(filepath.Dir(target), fmt.Sprintf(".cli-%d.part", os.Getpid()))
	forget := onInterrupt(func() { os.Remove(beside) })
	defer forget()
	file, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions)
	if err != nil {
		return err
	}
	if err := errors.Join(whole(file, write), file.Sync(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	if err := os.Rename(beside, target); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return nil
}

// exitInterrupted is what a shell says of a program that an interrupt ended.
const exitInterrupted = 130

// onInterrupt does something before an interrupt ends the program, until it is told to forget it.
func onInterrupt(do func()) (forget func()) {
	signals, over := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		select {
		case <-signals:
			do()
			os.Exit(exitInterrupted)
		case <-over:
		}
	}()
	return func() {
		signal.Stop(signals)
		close(over)
	}
}
