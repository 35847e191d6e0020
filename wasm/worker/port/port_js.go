package port

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"sync"
	"syscall/js"
	"time"
)

// waiting is how many tasks may wait for the one that runs.
const waiting = 64

// order is a task that has come in.
type order struct {
	id        int
	text      string
	file      js.Value
	cancelled bool
}

// counter takes orders in and calls them off.
type counter struct {
	mu     sync.Mutex
	known  map[int]*order
	orders chan *order
}

// Serve does what the page asks, one task after the other, for as long as the worker lives.
func Serve(work Work) {
	c := &counter{known: map[int]*order{}, orders: make(chan *order, waiting)}
	js.Global().Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		c.take(args[0].Get("data"))
		return nil
	}))
	post(map[string]any{"ready": true})
	for o := range c.orders {
		c.do(o, work)
	}
}

func (c *counter) take(message js.Value) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if id := message.Get("cancel"); id.Truthy() {
		if o := c.known[id.Int()]; o != nil {
			o.cancelled = true
		}
		return
	}
	o := &order{id: message.Get("id").Int(), text: message.Get("task").String(), file: message.Get("file")}
	select {
	case c.orders <- o:
		c.known[o.id] = o
	default:
		post(map[string]any{"id": o.id, "problem": "too much is waiting to be worked out: wait until it is done"})
	}
}

func (c *counter) calledOff(o *order) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return o.cancelled
}

func (c *counter) do(o *order, work Work) {
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.known, o.id)
	}()
	progress := func(share float64, words string) {
		post(map[string]any{"id": o.id, "share": share, "words": words})
	}
	t := Task{
		Text: []byte(o.text), File: bytes.NewReader(nil), Progress: progress,
		Pause: func() error {
			time.Sleep(time.Millisecond)
			if c.calledOff(o) {
				return ErrCancelled
			}
			return nil
		},
	}
	if o.file.Truthy() {
		t.Size = int64(o.file.Get("size").Float())
		t.File = &reader{size: t.Size, read: slices(o.file), progress: progress, cancelled: func() bool { return c.calledOff(o) }}
	}
	err := t.Pause()
	var reply any
	var file []byte
	if err == nil {
		reply, file, err = work.Do(t)
	}
	answer(o.id, c.calledOff(o), reply, file, err)
}

// answer posts the one end of a task.
func answer(id int, cancelled bool, reply any, file []byte, err error) {
	message := map[string]any{"id": id}
	switch {
	case cancelled || errors.Is(err, ErrCancelled):
		message["cancelled"] = true
	case err != nil:
		message["problem"] = err.Error()
	default:
		text, err := json.Marshal(reply)
		if err != nil {
			message["problem"] = "the result cannot be handed over: " + err.Error()
			break
		}
		message["reply"] = string(text)
		if file != nil {
			data := js.Global().Get("Uint8Array").New(len(file))
			js.CopyBytesToJS(data, file)
			message["file"] = js.Global().Get("Blob").New([]any{data})
		}
	}
	post(message)
}

func post(message map[string]any) { js.Global().Call("postMessage", message) }

// slices reads pieces of a file of the browser. Waiting for one lets the worker hear its messages.
func slices(file js.Value) func(from, to int64) ([]byte, error) {
	return func(from, to int64) ([]byte, error) {
		buffer, err := await(file.Call("slice", from, to).Call("arrayBuffer"))
		if err != nil {
			return nil, err
		}
		bytes := js.Global().Get("Uint8Array").New(buffer)
		data := make([]byte, bytes.Length())
		js.CopyBytesToGo(data, bytes)
		return data, nil
	}
}

// await waits for a promise.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	ended := make(chan outcome, 1)
	kept := js.FuncOf(func(_ js.Value, args []js.Value) any {
		ended <- outcome{value: args[0]}
		return nil
	})
	defer kept.Release()
	broken := js.FuncOf(func(_ js.Value, args []js.Value) any {
		ended <- outcome{err: errors.New(args[0].Call("toString").String())}
		return nil
	})
	defer broken.Release()
	promise.Call("then", kept, broken)
	end := <-ended
	return end.value, end.err
}

var _ io.Reader = (*reader)(nil)
