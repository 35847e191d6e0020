// Package pack opens the zip archives in which Word, Excel and OpenDocument files come, and unpacks their parts within a
// budget: what an archive says of itself is checked, since a small one can claim to hold more than any machine has.
package pack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// mostParts is how many parts an archive may have; documents have hundreds at most.
const mostParts = 20_000

// Archive is an opened archive.
type Archive struct {
	files map[string]*zip.File
	names []string
	left  int64 // bytes that may still be unpacked
	limit int64
}

// Open opens an archive of which at most so many bytes are unpacked in all. The error is a [*figure.Fault].
func Open(content []byte, unpacked int64) (*Archive, error) {
	if bytes.Count(content, []byte("PK\x01\x02")) > mostParts {
		return nil, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file is packed of more than %d parts", mostParts), Remedy: "is it the document?"}
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, Damaged("its list of parts cannot be read")
	}
	a := &Archive{files: map[string]*zip.File{}, left: unpacked, limit: unpacked}
	for _, f := range z.File {
		name := clean(f.Name)
		if _, twice := a.files[name]; !twice {
			a.files[name] = f
			a.names = append(a.names, f.Name)
		}
	}
	return a, nil
}

// clean makes one name of the ways in which writers spell it.
func clean(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// Damaged is the fault of a file that breaks off or contradicts itself.
func Damaged(what string) *figure.Fault {
	return &figure.Fault{Code: "damaged", Problem: "the file is damaged: " + what, Remedy: "open it in the program that wrote it, which can often repair it, and save it again"}
}

// Has says whether there is such a part.
func (a *Archive) Has(name string) bool { return a.files[clean(name)] != nil }

// Names are the parts in the order of the archive.
func (a *Archive) Names() []string { return a.names }

// Read unpacks a part whole; nil where there is none. The error is a [*figure.Fault].
func (a *Archive) Read(name string) ([]byte, error) {
	f := a.files[clean(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, &figure.Fault{Code: "encrypted", Problem: "the file is protected with a password", Remedy: "save it without one"}
	}
	if f.UncompressedSize64 > uint64(a.left) {
		return nil, a.tooLarge()
	}
	r, err := f.Open()
	if err != nil {
		return nil, Damaged(f.Name + " cannot be unpacked")
	}
	defer r.Close()
	// What the archive says of the size makes room once; a part that is larger than it says is refused at the first byte more.
	content := make([]byte, 0, min(f.UncompressedSize64, 1<<20)+1)
	for {
		if len(content) == cap(content) {
			content = append(make([]byte, 0, max(f.UncompressedSize64+1, uint64(cap(content))+1)), content...)
		}
		n, err := r.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		if uint64(len(content)) > f.UncompressedSize64 {
			return nil, Damaged(f.Name + " is larger than the archive says")
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, Damaged(f.Name + " breaks off")
		}
	}
	a.left -= int64(len(content))
	return content, nil
}

func (a *Archive) tooLarge() *figure.Fault {
	return &figure.Fault{
		Code: "too_large", Problem: fmt.Sprintf("unpacked, the file would be larger than %d MB", a.limit>>20),
		Remedy: "save the part that is needed as a file of its own",
	}
}

// Holds says whether a content is an archive that has a part of one of the names. One whose list is damaged is looked through
// for their folder, so that it is called damaged and not unknown.
func Holds(content []byte, names ...string) bool {
	if !bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return false
	}
	a, err := Open(content, 0)
	for _, name := range names {
		if err == nil && a.Has(name) || err != nil && bytes.Contains(content, []byte(path.Dir(name)+"/")) {
			return true
		}
	}
	return false
}

// resolve is the part that a link of another part means.
func resolve(part, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return path.Join(path.Dir(part), target)
}
