package build

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// unused are files of this module that the page is compiled without. What a package imports starts itself whether it is
// called or not, and the hash in the record of a check brings the self-tests of most of crypto: 0.2 MB. The page keeps no
// record; should it ever show one, the compiler says that it is undefined, and this is where to look.
var unused = []string{"scrutiny/record.go"}

// withoutUnused writes the list of unused files for "go build -overlay".
func withoutUnused(ctx context.Context, work string) (overlay string, err error) {
	root, err := output(ctx, "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return "", err
	}
	gone := map[string]string{}
	for _, name := range unused {
		file := filepath.Join(root, filepath.FromSlash(name))
		if _, err := os.Stat(file); err != nil {
			return "", fmt.Errorf("a file that the page is compiled without: %w", err)
		}
		gone[file] = "" // an empty path is a file that is not there
	}
	list, err := json.Marshal(map[string]any{"Replace": gone})
	if err != nil {
		return "", err
	}
	if overlay, err = filepath.Abs(filepath.Join(work, "overlay.json")); err != nil {
		return "", err
	}
	return overlay, os.WriteFile(overlay, list, 0o644)
}
