package build

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
)

// compressible are the kinds of files that grow smaller.
var compressible = []string{".wasm", ".js", ".css", ".svg", ".json", ".txt", ".csv", ".html"}

// compress writes name.br and name.gz beside every file of the folder. Compressing eight megabytes at the best level takes
// many seconds, so the files share the processors, and what was compressed once is kept in the cache under the hash of its
// content. quickly is for a site that is served on this machine alone, which need not be as small as can be.
func compress(dir, cache string, quickly bool) error {
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return err
	}
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(compressible, filepath.Ext(path)) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	faults := make([]error, len(paths))
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i, path := range paths {
		room <- struct{}{}
		all.Go(func() {
			faults[i] = compressFile(path, cache, quickly)
			<-room
		})
	}
	all.Wait()
	return errors.Join(faults...)
}

func compressFile(path, cache string, quickly bool) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	kept := filepath.Join(cache, hex.EncodeToString(sum[:16]))
	forms := map[string]func(io.Writer) io.WriteCloser{".br": best, ".gz": bestGzip}
	if filepath.Ext(path) == ".csv" || quickly {
		forms[".br"] = quick
	}
	if quickly {
		kept += "-quick"
	}
	for suffix, writer := range forms {
		if err := compressOne(data, kept+suffix, path+suffix, writer); err != nil {
			return err
		}
	}
	return nil
}

func best(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotli.BestCompression) }

// quick is for published files: the best level takes a minute for every ten megabytes.
func quick(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 6) }

func bestGzip(w io.Writer) io.WriteCloser {
	z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // the level is a valid one
	return z
}

func compressOne(data []byte, kept, to string, writer func(io.Writer) io.WriteCloser) error {
	small, err := os.ReadFile(kept)
	if err != nil {
		var b bytes.Buffer
		w := writer(&b)
		if _, err := w.Write(data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		small = b.Bytes()
		if err := os.WriteFile(kept, small, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(to, small, 0o644)
}
