package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano())
}

func main() {
	t0 := cpu()
	f, _ := os.Open(os.Args[1])
	b, err := document.Unpack(f, document.DefaultLimits().Bytes)
	fmt.Println("unpack", cpu()-t0, len(b), err); t0 = cpu()
	l := document.DefaultLimits(); l.Cells = table.DefaultLimits().Cells
	d, err := document.Read(context.Background(), "", b, l)
	fmt.Println("read", cpu()-t0, err, d.Format); t0 = cpu()
	g := d.Tables()[0]
	schema := rag.KPIsSchema()
	if len(os.Args) > 2 { schema = rag.ItemsSchema() }
	t, err := schema.Read(g, table.Options{})
	fmt.Println("schema", cpu()-t0, err); t0 = cpu()
	if len(os.Args) == 2 {
	n := t.Column("actual").Numbers()
	fmt.Println("numbers", cpu()-t0, n.Exact(), n.Full(), n.Exponent(), len(n.Units())); t0 = cpu()
	_ = t.Column("target").Numbers(); _ = t.Column("previous").Numbers()
	c := t.Column("polarity").Codes()
	fmt.Println("codes", cpu()-t0, c.Names(), t.AllLines()); t0 = cpu()
	} else {
	c := t.Column("area").Codes(); c2 := t.Column("rating").Codes()
	fmt.Println("codes", cpu()-t0, len(c.Names()), c2.Names(), t.AllLines()); t0 = cpu()
	}
	var buf []byte
	for i := range t.Len() { buf = t.Column("name").AppendText(buf[:0], i) }
	fmt.Println("names", cpu()-t0)
	var ms runtime.MemStats; runtime.ReadMemStats(&ms)
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	fmt.Println(ms.TotalAlloc>>20, "MB alloc", ms.NumGC, "gcs", u.Maxrss>>10, "MB rss")
}
