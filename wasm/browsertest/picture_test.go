package browsertest

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

var (
	screens = flag.String("screens", "", "write a picture of every page in every state to this `folder`, to be looked at")
	picture = flag.String("picture", "", "write the picture of the README to this `file`")
)

// photograph is the page as it stands, from its top to a height, or whole where the height is zero.
func (b *tab) photograph(width, height float64) []byte {
	b.t.Helper()
	if height == 0 {
		height = b.number("document.documentElement.scrollHeight")
	}
	beyond := true
	taken, err := chromedp.Call(b.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: &beyond,
		Clip: &page.Viewport{Width: width, Height: height, Scale: 1},
	})
	require.NoError(b.t, err)
	return taken.Data
}

// drawn waits until every chart of the page is.
func (b *tab) drawn() {
	b.t.Helper()
	b.until("[...document.querySelectorAll('.chart')].every(chart => chart.querySelector('svg'))", "the charts are drawn")
}

func TestScreens(t *testing.T) {
	if *screens == "" {
		t.Skip("-screens names no folder")
	}
	require.NoError(t, os.MkdirAll(*screens, 0o755))
	for _, r := range routes {
		for _, width := range []int64{360, 768, 1280} {
			t.Run(fmt.Sprintf("%s at %d", r.path, width), func(t *testing.T) {
				b := newTab(t)
				b.do(chromedp.EmulateViewport(width, 800))
				b.visit(r.path)
				b.drawn()
				name := strings.ReplaceAll(strings.Trim(r.path, "/")+"-", "/", "-")
				keep := func(state string) {
					t.Helper()
					file := filepath.Join(*screens, fmt.Sprintf("%s%d-%s.png", name, width, state))
					require.NoError(t, os.WriteFile(file, b.photograph(float64(width), 0), 0o644))
				}
				keep("example")
				if !r.calculates {
					return
				}
				k := b.taskOf(r)
				b.retype(k.bad, k.badTyped)
				b.says(k.answer, "Correct")
				keep("error")
				b.click(k.page + "-reset")
				text := b.saved(b.document(k.page))
				b.retype(k.cell, k.typed)
				b.file(k.page+"-setting-file", "own.json", text)
				b.says("#offer", "Replace")
				keep("offer")
				b.click(k.page + "-keep")
				b.file(k.page+"-setting-file", "wrong.csv", "one,two\n1\n")
				b.says("#fault", "wrong.csv")
				keep("fault")
				b.click(k.page + "-clear")
				keep("empty")
				b.click(k.page + "-reset")
				b.eval("document.querySelectorAll('details').forEach(d => d.open = true)")
				b.drawn()
				b.media("print")
				keep("print")
			})
		}
	}
}

// TestPicture takes the picture that the README shows: go test -run TestPicture -args -picture ../../docs/calculator.png
func TestPicture(t *testing.T) {
	if *picture == "" {
		t.Skip("-picture names no file")
	}
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1280, 900))
	b.visit("/finance/statement")
	b.drawn()
	taken, err := png.Decode(bytes.NewReader(b.photograph(1280, 1180)))
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, fewColours(taken)))
	require.Less(t, out.Len(), 200_000, "the picture is small")
	require.NoError(t, os.MkdirAll(filepath.Dir(*picture), 0o755))
	require.NoError(t, os.WriteFile(*picture, out.Bytes(), 0o644))
}

// fewColours is a picture in the 200 colours that it uses most, and what is near them: a page has few, and shades of its
// letters' edges.
func fewColours(from image.Image) image.Image {
	bounds := from.Bounds()
	count := map[color.RGBA]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[color.RGBAModel.Convert(from.At(x, y)).(color.RGBA)]++
		}
	}
	most := make([]color.RGBA, 0, len(count))
	for c := range count {
		most = append(most, c)
	}
	slices.SortFunc(most, func(a, b color.RGBA) int { return count[b] - count[a] })
	colours := color.Palette{}
	for _, c := range most[:min(200, len(most))] {
		colours = append(colours, c)
	}
	for _, c := range palette.WebSafe[:min(56, 256-len(colours))] {
		colours = append(colours, c)
	}
	to := image.NewPaletted(bounds, colours)
	draw.Draw(to, bounds, from, bounds.Min, draw.Src)
	return to
}
