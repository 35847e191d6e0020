package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// startPostgres runs a server of its own on a socket in a temporary folder, and stops it when the test ends. It is skipped,
// with the reason, where no server is installed (apt-get install postgresql).
func startPostgres(t *testing.T) (url string) {
	t.Helper()
	initdb, server := findPostgres(t)
	folder, err := os.MkdirTemp("", "pg")
	require.NoError(t, err)
	t.Cleanup(func() { os.RemoveAll(folder) })
	as := unprivileged(t, folder)
	data := filepath.Join(folder, "data")
	initialise := exec.Command(initdb, "-D", data, "-U", "council", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
	initialise.SysProcAttr, initialise.Dir = as, folder
	text, err := initialise.CombinedOutput()
	require.NoError(t, err, string(text))
	process := exec.Command(server, "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off")
	process.SysProcAttr, process.Dir = as, folder
	log, err := os.Create(filepath.Join(folder, "log"))
	require.NoError(t, err)
	defer log.Close()
	process.Stdout, process.Stderr = log, log
	require.NoError(t, process.Start())
	ended := make(chan error, 1)
	go func() { ended <- process.Wait() }()
	t.Cleanup(func() {
		_ = process.Process.Signal(syscall.SIGINT) // PostgreSQL's fast shutdown
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			_ = process.Process.Kill()
			<-ended
		}
	})
	return waitFor(t, folder, ended)
}

func waitFor(t *testing.T, folder string, ended <-chan error) string {
	t.Helper()
	address := "postgres:///postgres?user=council&host=" + url.QueryEscape(folder)
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		select {
		case err := <-ended:
			text, _ := os.ReadFile(filepath.Join(folder, "log"))
			t.Fatalf("the server ended: %v\n%s", err, text)
		default:
		}
		db, err := Open(t.Context(), address)
		if err == nil {
			db.Close()
			return address
		}
	}
	text, _ := os.ReadFile(filepath.Join(folder, "log"))
	t.Fatalf("the server did not come up:\n%s", text)
	return ""
}

// findPostgres finds the programs where Debian puts them, or on the path.
func findPostgres(t *testing.T) (initdb, server string) {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	slices.Sort(found)
	if len(found) > 0 {
		initdb = found[len(found)-1]
		return initdb, filepath.Join(filepath.Dir(initdb), "postgres")
	}
	initdb, err := exec.LookPath("initdb")
	server, missing := exec.LookPath("postgres")
	if errors.Join(err, missing) != nil {
		t.Skip("no PostgreSQL server is installed: apt-get install postgresql")
	}
	return initdb, server
}

// unprivileged is how the server is run where the test is root, which PostgreSQL refuses to be.
func unprivileged(t *testing.T, folder string) *syscall.SysProcAttr {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		account, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(account.Uid)
		gid, _ := strconv.Atoi(account.Gid)
		require.NoError(t, os.Chown(folder, uid, gid))
		return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	t.Skip("the test is root, and there is no account postgres or nobody to run a server as")
	return nil
}

// fresh is an empty database on the server.
func fresh(t *testing.T, server, name string) string {
	t.Helper()
	db, err := Open(t.Context(), server)
	require.NoError(t, err)
	defer db.Close()
	_, err = db.ExecContext(t.Context(), fmt.Sprintf("create database %q", name))
	require.NoError(t, err)
	address, err := url.Parse(server)
	require.NoError(t, err)
	address.Path = "/" + name
	return address.String()
}
