// Package marshal writes JSON for people and programs alike: as encoding/json does, but with & < and > as they are, since no
// answer of ours is ever put into a script of a page.
package marshal

import (
	"bytes"
	"encoding/json"
)

// JSON is v as JSON, for the MarshalJSON of a result. Whoever marshals the whole decides about & < and >.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
