package build

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPack_TakesPublishedFilesAndRefusesOthersByName(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.Mkdir(filepath.Join(from, "lists"), 0o755))
	for name, text := range map[string]string{
		"cla.csv":              "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,number\n202425,Financial year,Local authority,E92000001,England,E12000002,North West,353,E08000004,Oldham,603\n",
		"lists/neighbours.csv": "old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P\n353,Oldham,354,Close,350,Close\n",
		"colours.csv":          "colour,size\nred,1\n",
		"notes.docx":           "words",
		"series.csv":           "period,value\n2024,1\n",
		".hidden.csv":          "x\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(from, filepath.FromSlash(name)), []byte(text), 0o644))
	}
	packed, refused, err := pack(from, to)
	require.NoError(t, err)
	require.Len(t, packed, 2)
	assert.Equal(t, "cla.csv", packed[0].Name)
	assert.Equal(t, "figures", packed[0].Kind)
	assert.Contains(t, packed[0].Words, "1 local authority")
	assert.Equal(t, "neighbours", packed[1].Kind)
	require.Len(t, refused, 3)
	assert.Contains(t, refused[0], "colours.csv: ")
	assert.Contains(t, refused[1], "notes.docx: ")
	assert.Contains(t, refused[2], "series.csv: ")
	data, err := os.ReadFile(filepath.Join(to, "index.json"))
	require.NoError(t, err)
	var index []Packed
	require.NoError(t, json.Unmarshal(data, &index))
	assert.Equal(t, packed, index)
	_, err = os.Stat(filepath.Join(to, "colours.csv"))
	assert.Error(t, err)

	_, _, err = pack(filepath.Join(from, "nowhere"), to)
	assert.Error(t, err)
}
