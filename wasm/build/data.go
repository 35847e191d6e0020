package build

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/compare"
)

// Packed is one published file that comes with the site, and what it was found to be.
type Packed struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
	// Kind is "figures", "neighbours" or another kind of package compare, Words say in a sentence what is in it.
	Kind  string `json:"kind"`
	Words string `json:"words"`
}

// pack copies the published files of a folder, and of those below it, to the site under data, with an index of them. A file
// that the page of demand would not read is named in refused with the reason, and left out; so is the second of a name.
func pack(from, to string) (packed []Packed, refused []string, err error) {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return nil, nil, err
	}
	taken := map[string]bool{}
	err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		name := strings.TrimSuffix(d.Name(), ".gz")
		if taken[name] {
			refused = append(refused, name+": there are two of that name")
			return nil
		}
		file, problem := packOne(path, filepath.Join(to, name))
		if problem != nil {
			refused = append(refused, name+": "+problem.Error())
			return nil
		}
		taken[name] = true
		packed = append(packed, file)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("the folder of published files: %w", err)
	}
	index, err := json.MarshalIndent(packed, "", " ")
	if err != nil {
		return nil, nil, err
	}
	return packed, refused, os.WriteFile(filepath.Join(to, "index.json"), index, 0o644)
}

// packOne copies one file, unpacked, and says what is in it, as the page will.
func packOne(path, to string) (Packed, error) {
	name := filepath.Base(to)
	if !strings.HasSuffix(strings.ToLower(name), ".csv") || strings.ToLower(filepath.Ext(name)) != filepath.Ext(name) {
		return Packed{}, errors.New("only files whose names end in .csv are packed")
	}
	text, err := readPacked(path)
	if err != nil {
		return Packed{}, err
	}
	opened, err := new(compare.Session).Open(name, strings.NewReader(text))
	if err != nil {
		return Packed{}, err
	}
	if opened.Table != "" {
		return Packed{}, errors.New("it is a table to work in, not a published file")
	}
	return Packed{Name: name, Bytes: int64(len(text)), Kind: opened.Kind, Words: opened.Words}, os.WriteFile(to, []byte(text), 0o644)
}

func readPacked(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return "", err
		}
	}
	text, err := io.ReadAll(r)
	return string(text), err
}
