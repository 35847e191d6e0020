package html

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Format is the reader of web pages, for [document.Open].
func Format() document.Format {
	return document.Format{Name: "html", Claims: claims, Read: read}
}

// claims says whether a content begins as a page or as a piece of one.
func claims(content []byte) bool {
	start := content[:min(len(content), 4096)]
	if bytes.HasPrefix(start, []byte("\xFF\xFE")) || bytes.HasPrefix(start, []byte("\xFE\xFF")) {
		decoded, _, err := table.Decode(start[:len(start)&^1])
		if err != nil {
			return false
		}
		start = decoded
	}
	start = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\uFEFF"))))
	for {
		var end int
		switch {
		case bytes.HasPrefix(start, []byte("<!--")):
			end = bytes.Index(start, []byte("-->")) + 2
		case bytes.HasPrefix(start, []byte("<?xml")):
			end = bytes.Index(start, []byte("?>")) + 1
		default:
			return isPage(start)
		}
		if end < 3 {
			return false
		}
		start = bytes.TrimSpace(start[end+1:])
	}
}

func isPage(start []byte) bool {
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p>", "<p ", "<h1", "<h2", "<h3", "<section", "<main", "<article", "<meta", "<title", "<style", "<ul", "<ol"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}

func read(ctx context.Context, _ string, content []byte, limits document.Limits) (document.Document, error) {
	text, _, err := table.Decode(content)
	if err != nil {
		return document.Document{}, err
	}
	p := page{ctx: ctx, limits: limits, z: html.NewTokenizer(bytes.NewReader(text))}
	p.z.SetMaxBuf(limits.CellBytes * 4)
	for tokens := 0; ; tokens++ {
		if tokens%1024 == 0 && ctx.Err() != nil {
			return document.Document{}, ctx.Err()
		}
		kind := p.z.Next()
		if kind == html.ErrorToken {
			if err := p.z.Err(); !errors.Is(err, io.EOF) {
				return document.Document{}, &figure.Fault{Code: "too_long", Problem: "a tag or a text of the page is longer than any should be", Remedy: "is the file a web page?"}
			}
			break
		}
		if fault := p.token(kind); fault != nil {
			return document.Document{}, fault
		}
		if p.fault != nil {
			return document.Document{}, p.fault
		}
	}
	if p.end(); p.fault != nil {
		return document.Document{}, p.fault
	}
	d := document.Document{Title: p.title, Blocks: p.blocks}
	for _, b := range d.Blocks {
		if b.Kind == document.Heading {
			// The first heading names the page better than its window does.
			d.Title = ""
			break
		}
	}
	if len(d.Blocks) == 0 {
		return document.Document{}, &figure.Fault{Code: "empty", Problem: "the page holds no text", Remedy: "save the whole page, or give the document it was made of"}
	}
	return d, nil
}

func tooLarge(what string, most int) *figure.Fault {
	return &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the page has more than %d %s", most, what), Remedy: "give the part that is needed"}
}
