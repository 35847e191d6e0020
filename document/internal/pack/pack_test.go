package pack_test

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/figure"
)

func archive(t *testing.T, change func(h *zip.FileHeader), names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		content := []byte("words of " + name)
		h := &zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(content), CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content))}
		if change != nil {
			change(h)
		}
		w, err := z.CreateRaw(h)
		require.NoError(t, err)
		_, err = w.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func TestOpen_FindsPartsHoweverTheirNamesAreSpelt(t *testing.T) {
	a, err := pack.Open(archive(t, nil, `Word\Document.xml`, "/xl/a.xml"), 100)
	require.NoError(t, err)
	content, err := a.Read("word/document.xml")
	require.NoError(t, err)
	assert.Equal(t, `words of Word\Document.xml`, string(content))
	assert.True(t, a.Has("xl/a.xml"))
	none, err := a.Read("none")
	assert.NoError(t, err)
	assert.Nil(t, none)
}

func TestRead_TakesNoMoreThanIsAllowedOrStated(t *testing.T) {
	for name, test := range map[string]struct {
		change   func(h *zip.FileHeader)
		unpacked int64
		code     string
	}{
		"more than is left":           {nil, 5, "too_large"},
		"more than the archive says":  {func(h *zip.FileHeader) { h.UncompressedSize64 = 3 }, 100, "damaged"},
		"less than the archive says":  {func(h *zip.FileHeader) { h.UncompressedSize64 = 90 }, 100, "damaged"},
		"a size that no machine has":  {func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 60 }, 100, "too_large"},
		"another sum than is stated":  {func(h *zip.FileHeader) { h.CRC32++ }, 100, "damaged"},
		"a password":                  {func(h *zip.FileHeader) { h.Flags |= 1 }, 100, "encrypted"},
		"a packing that nobody reads": {func(h *zip.FileHeader) { h.Method = 99 }, 100, "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := pack.Open(archive(t, test.change, "a"), test.unpacked)
			if err == nil {
				_, err = a.Read("a")
			}
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
		})
	}
}

func TestRead_CountsAllPartsTogether(t *testing.T) {
	a, err := pack.Open(archive(t, nil, "a", "b"), 15)
	require.NoError(t, err)
	_, err = a.Read("a")
	require.NoError(t, err)
	_, err = a.Read("b")
	assert.Error(t, err)
}

func TestHolds_KnowsADamagedArchiveByItsNames(t *testing.T) {
	content := archive(t, nil, "word/document.xml")
	assert.True(t, pack.Holds(content, "word/document.xml"))
	assert.True(t, pack.Holds(content[:60], "word/document.xml"))
	assert.False(t, pack.Holds(content, "xl/workbook.xml"))
	assert.False(t, pack.Holds([]byte("words"), "words"))
}
