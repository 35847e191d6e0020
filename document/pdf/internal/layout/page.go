package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/content"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// Page is the blocks of one page in reading order.
type Page struct {
	Blocks        []Block
	Width, Height float64
}

// Read lays a page out: the tables that the structure of the document has on it, and then what is seen. The words go into the vocabulary.
func Read(page *content.Page, tagged Tagged, v *Vocabulary, meter *object.Meter) Page {
	out := Page{Width: page.Width, Height: page.Height}
	part := *page
	part.Glyphs = visible(page)
	used := directions(part.Glyphs)
	aside := map[content.Direction]sideways{}
	if len(used) > 1 && used[0] == content.Right {
		for _, d := range used[1:] {
			if glyphs, _, _ := turned(&part, d); (d == content.Up || d == content.Down) && meter.Spend(10*len(glyphs)) {
				aside[d] = newSideways(page, Lines(words(distinct(glyphs))), d)
			}
		}
	}
	for _, d := range used {
		glyphs, width, height := turned(&part, d)
		all := words(distinct(glyphs))
		if s, read := aside[d]; read {
			all = s.left()
		}
		if len(all) == 0 || !meter.Spend(len(all)*100) {
			continue
		}
		if d == content.Slanted {
			// A stamp across the page.
			out.Blocks = append(out.Blocks, Block{Text: text(all), Size: all[0].Size, Artifact: true})
			continue
		}
		v.Add(Lines(all))
		f := frame{words: all, tagged: tagged, rules: joinRules(page, d)}
		if d == content.Right {
			f.aside = []sideways{aside[content.Up], aside[content.Down]}
		}
		blocks := f.read(meter)
		if len(out.Blocks) == 0 {
			out.Width, out.Height = width, height
		}
		out.Blocks = append(out.Blocks, blocks...)
	}
	return out
}

// visible leaves out what a machine read on a page that also shows text of its own.
func visible(page *content.Page) []content.Glyph {
	hidden := 0
	for _, g := range page.Glyphs {
		if g.Hidden {
			hidden++
		}
	}
	if hidden == 0 || (len(page.Glyphs)-hidden)*10 < hidden {
		return page.Glyphs
	}
	return slices.DeleteFunc(slices.Clone(page.Glyphs), func(g content.Glyph) bool { return g.Hidden })
}

// directions are those in which text runs, the most usual first.
func directions(glyphs []content.Glyph) []content.Direction {
	var count [content.Slanted + 1]int
	for _, g := range glyphs {
		count[g.Direction]++
	}
	var used []content.Direction
	for d, n := range count {
		if n > 0 {
			used = append(used, content.Direction(d))
		}
	}
	slices.SortStableFunc(used, func(a, b content.Direction) int { return cmp.Compare(count[b], count[a]) })
	return used
}

// frame is the text of one direction, turned so that it runs to the right.
type frame struct {
	words  []Word
	tagged Tagged
	rules  rules
	aside  []sideways // what runs up and down beside it
}

// read finds the tables of a frame, and then the columns and paragraphs of what is left.
func (f frame) read(meter *object.Meter) []Block {
	ems := spacing(Lines(f.words))
	taken := make([]bool, len(f.words))
	blocks := f.tagged.tables(f.words, taken)
	for _, lines := range bySize(f.rules.frames()) {
		if !meter.Spend(len(f.words)) {
			return blocks
		}
		if t := f.ruledTable(lines, taken, ems); t != nil {
			blocks = append(blocks, tableBlock(t))
		}
	}
	var left []Word
	for i, w := range f.words {
		if !taken[i] {
			left = append(left, w)
		}
	}
	for _, part := range parts(left, f.rules, meter) {
		blocks = append(blocks, openBlocks(part, f.rules, ems)...)
	}
	return order(blocks)
}

// bySize sorts frames so that one within another comes first.
func bySize(frames []rules) []rules {
	area := func(r rules) float64 { b := r.bounds(); return (b.x1 - b.x0) * (b.y1 - b.y0) }
	slices.SortStableFunc(frames, func(a, b rules) int { return cmp.Compare(area(a), area(b)) })
	return frames
}

func tableBlock(t *Table) Block {
	return Block{Table: t, X0: t.X0, Y0: t.Y0, X1: t.X1, Y1: t.Y1}
}

// openBlocks finds the tables without frames in a column of text, and the paragraphs between them.
func openBlocks(all []Word, r rules, ems float64) []Block {
	lines := Lines(all)
	f := newFinder(lines, r, ems)
	tables, at := f.tables()
	var blocks []Block
	last := 0
	for k, t := range tables {
		blocks = append(blocks, paragraphs(f.original(lines, last, at[k].from))...)
		blocks = append(blocks, tableBlock(t))
		last = at[k].to
	}
	return append(blocks, paragraphs(f.original(lines, last, len(f.lines)))...)
}

// original is the lines between two of the finder's, with the dots that it left out.
func (f *finder) original(lines []Line, from, to int) []Line {
	low, high := math.Inf(-1), math.Inf(1)
	if from > 0 {
		low = f.lines[from-1].Y
	}
	if to < len(f.lines) {
		high = f.lines[to].Y
	}
	var kept []Line
	for _, l := range lines {
		if l.Y > low && l.Y < high {
			kept = append(kept, l)
		}
	}
	return kept
}

// order puts blocks in reading order. Those of one part are in order already; a framed table goes where it stands.
func order(blocks []Block) []Block {
	var framed, rest []Block
	for _, b := range blocks {
		if b.Table != nil && b.Table.Ruled {
			framed = append(framed, b)
		} else {
			rest = append(rest, b)
		}
	}
	slices.SortStableFunc(framed, func(a, b Block) int { return cmp.Or(cmp.Compare(a.Y0, b.Y0), cmp.Compare(a.X0, b.X0)) })
	for _, t := range framed {
		at := len(rest)
		for i, b := range rest {
			if b.Y0 >= t.Y0 && b.X0 < t.X1 && t.X0 < b.X1 {
				at = i
				break
			}
		}
		rest = slices.Insert(rest, at, t)
	}
	return rest
}
