package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"syscall"
	"time"
)

// Processes are programs that calculate beside the server: this program once more, told to work. One that is late or takes
// too much memory is ended, and the next question starts another.
type Processes struct {
	Program   string
	Arguments []string
	// Log takes what a process says when it ends badly. Defaults to nothing.
	Log io.Writer
}

// workerArgument tells this program to calculate for a server and not to be one.
const workerArgument = "-worker"

// exitMemory is how a process ends that would have taken more memory than its question may have.
const exitMemory = 71

// processes are those that wait for a question. There are never more than places for calculations.
type processes struct {
	settings Processes
	failed   func(stack string)
	mu       sync.Mutex
	idle     []*process
	closed   bool
}

func newProcesses(s Processes, calculations int, failed func(stack string)) *processes {
	return &processes{settings: s, failed: failed, idle: make([]*process, 0, calculations)}
}

// process is one running program.
type process struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

// questionLine and answerLine are what goes before a body between the server and a process, a line each.
type questionLine struct {
	Operation, Query, Kind string
	Size                   int
}

type answerLine struct{ Status, Size int }

func (c *processes) calculate(ctx context.Context, q question, leave func()) (reply, error) {
	defer leave()
	p, err := c.take()
	if err != nil {
		c.failed(err.Error())
		return (&problem{Status: http.StatusInternalServerError, Detail: "no process could be started: tell the operator"}).reply(), nil
	}
	type outcome struct {
		reply reply
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		r, err := p.ask(q)
		done <- outcome{r, err}
	}()
	select {
	case o := <-done:
		if o.err == nil {
			c.giveBack(p)
			return o.reply, nil
		}
		return c.ended(p), nil
	case <-ctx.Done():
		p.end()
		<-done
		return reply{}, ctx.Err()
	}
}

// ended says why a process ended in the middle of its question.
func (c *processes) ended(p *process) reply {
	if p.end() == exitMemory {
		return (&problem{Status: http.StatusRequestEntityTooLarge, Detail: "the calculation would take more memory than a request may have: send less"}).reply()
	}
	c.failed("a process ended in the middle of a calculation")
	return (&problem{Status: http.StatusInternalServerError, Detail: "this is our fault, not yours: tell the operator when it happened"}).reply()
}

func (c *processes) take() (*process, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.idle); n > 0 {
		p := c.idle[n-1]
		c.idle = c.idle[:n-1]
		return p, nil
	}
	return c.settings.start()
}

func (c *processes) giveBack(p *process) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		go p.end()
		return
	}
	c.idle = append(c.idle, p)
}

func (c *processes) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for _, p := range c.idle {
		p.end()
	}
	c.idle = nil
}

func (s Processes) start() (*process, error) {
	command := exec.Command(s.Program, s.Arguments...)
	command.Stderr = s.Log
	in, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	return &process{command, in, bufio.NewReaderSize(out, 64<<10)}, nil
}

// ask sends a question and waits for the answer.
func (p *process) ask(q question) (reply, error) {
	line, err := json.Marshal(questionLine{q.op.id, q.query, q.kind, len(q.body)})
	if err != nil {
		return reply{}, err
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return reply{}, err
	}
	if _, err := p.in.Write(q.body); err != nil {
		return reply{}, err
	}
	var t answerLine
	if err := readLine(p.out, &t); err != nil {
		return reply{}, err
	}
	r := reply{t.Status, make([]byte, t.Size)}
	_, err = io.ReadFull(p.out, r.body)
	return r, err
}

// end ends the process and gives its exit status.
func (p *process) end() int {
	p.in.Close()
	// One that ends by itself does so at once; the others are told.
	late := time.AfterFunc(50*time.Millisecond, func() { _ = p.command.Process.Kill() })
	defer late.Stop()
	_ = p.command.Wait()
	return p.command.ProcessState.ExitCode()
}

func readLine(r *bufio.Reader, into any) error {
	line, err := r.ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, into)
}

// work answers the questions that come in until there are no more.
func work(in io.Reader, out io.Writer) {
	// The server ends its processes when its own time has come; what a terminal or a service manager tells the group is for it.
	signal.Ignore(os.Interrupt, syscall.SIGTERM)
	byID := map[string]operation{}
	for _, op := range operations() {
		byID[op.id] = op
	}
	reader, guard := bufio.NewReaderSize(in, 64<<10), newMemoryGuard()
	for {
		var a questionLine
		if err := readLine(reader, &a); err != nil {
			return
		}
		guard.begin(a.Size)
		body := make([]byte, a.Size)
		if _, err := io.ReadFull(reader, body); err != nil {
			return
		}
		r := guarded(question{byID[a.Operation], a.Query, a.Kind, body}, func(stack string) {
			line, _ := json.Marshal(map[string]string{"level": "ERROR", "msg": "panic", "operation": a.Operation, "stack": stack})
			fmt.Fprintf(os.Stderr, "%s\n", line)
		})
		if err := send(out, r); err != nil {
			return
		}
		guard.end()
	}
}

func send(out io.Writer, r reply) error {
	line, err := json.Marshal(answerLine{r.status, len(r.body)})
	if err != nil {
		return err
	}
	_, err = out.Write(append(line, '\n'))
	_, bodyErr := out.Write(r.body)
	return errors.Join(err, bodyErr)
}

// Memory of a process: what it has to have, and 20 times the body, but never more than the most.
const (
	baseMemory = 48 << 20
	perByte    = 20
	mostMemory = 448 << 20
)

// memoryGuard ends the process when a calculation takes more memory than its body lets it have. The collector is told of the
// bound before, so that garbage is not counted.
type memoryGuard struct {
	mu    sync.Mutex
	bound int64 // 0 while nothing is calculated
}

func newMemoryGuard() *memoryGuard {
	g := &memoryGuard{}
	go g.watch()
	return g
}

func (g *memoryGuard) begin(body int) {
	bound := min(mostMemory, baseMemory+perByte*int64(body))
	debug.SetMemoryLimit(bound / 8 * 7)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.bound = bound
}

func (g *memoryGuard) end() {
	g.mu.Lock()
	large := g.bound > 2*baseMemory
	g.bound = 0
	g.mu.Unlock()
	if large {
		debug.FreeOSMemory()
	}
}

func (g *memoryGuard) watch() {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(10 * time.Millisecond) {
		g.mu.Lock()
		bound := g.bound
		g.mu.Unlock()
		if bound == 0 {
			continue
		}
		metrics.Read(sample)
		if used := sample[0].Value.Uint64() - sample[1].Value.Uint64(); used > uint64(bound) {
			os.Exit(exitMemory)
		}
	}
}
