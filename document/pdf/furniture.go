package pdf

import (
	"math"
	"regexp"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/layout"
)

// where is a block of a page, both counted from 0.
type where struct{ page, block int }

// margin is how much of a page, at its top and at its foot, furniture stands in.
const margin = 0.12

// pageNumber is what numbers a page: "Page 3 of 12", "3", "– 3 –", "3/12".
var pageNumber = regexp.MustCompile(`(?i)^(?:page\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—|]?$`)

// numbered is a foot or head of a page that has its number in it: "Scrutiny Committee 12 March 2025 Page 4".
var numbered = regexp.MustCompile(`(?i)\bpage \d{1,4}(?: of \d{1,4})?\s*$|^page \d{1,4}\b`)

var digits = regexp.MustCompile(`\d+`)

// repeated are the blocks that are the furniture of their pages: in the margins, and the same, but for numbers, at the same height of
// several pages; or a page number by itself.
func repeated(pages []layout.Page) map[where]bool {
	type sign struct {
		text   string
		height int
	}
	seen := map[sign]map[int]bool{}
	signs := map[where][]sign{}
	found := map[where]bool{}
	for p, page := range pages {
		for i := range page.Blocks {
			b := &page.Blocks[i]
			if b.Table != nil || !marginal(b, page.Height) {
				continue
			}
			if (pageNumber.MatchString(b.Text) && b.Label == "" || numbered.MatchString(b.Text)) && outermost(page, i) {
				found[where{p, i}] = true
			}
			text := digits.ReplaceAllString(strings.ToLower(b.Label+" "+b.Text), "#")
			height := int(math.Round(b.Y0 / 6))
			for _, h := range []int{height, height + 1} {
				s := sign{text, h}
				if seen[s] == nil {
					seen[s] = map[int]bool{}
				}
				seen[s][p] = true
				signs[where{p, i}] = append(signs[where{p, i}], s)
			}
		}
	}
	least := max(2, min(4, (len(pages)+2)/3))
	for at, all := range signs {
		for _, s := range all {
			if len(seen[s]) >= least {
				found[at] = true
			}
		}
	}
	return found
}

func marginal(b *layout.Block, height float64) bool {
	return b.Lines <= 3 && (b.Y1 < margin*height || b.Y0 > (1-margin)*height)
}

// outermost says whether nothing stands between a block and the edge of the page.
func outermost(page layout.Page, i int) bool {
	b := &page.Blocks[i]
	for k := range page.Blocks {
		o := &page.Blocks[k]
		if k == i {
			continue
		}
		if b.Y0 > page.Height/2 && o.Y0 > b.Y1 || b.Y0 < page.Height/2 && o.Y1 < b.Y0 {
			return false
		}
	}
	return true
}
