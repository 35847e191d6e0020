// Command load starts the handler as a process of its own on loopback, asks it every calculation from several clients for
// some seconds, and prints what was answered, how fast, and in how much memory:
//
//	go run ./examples/handler/load -clients 8 -for 5s
//
//	go run ./examples/handler/load -soak 1000 -for 10m
//
// Beside the good requests every client sends bad ones, and leaves some half-way. It exits 1 when an answer is not the
// one that the same question got when the handler was idle, when a bad request is not refused with 4xx, or when the
// handler does not stop when told to.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"text/tabwriter"
	"time"
)

func main() {
	clients := flag.Int("clients", 8, "how many `clients` ask at once")
	during := flag.Duration("for", 5*time.Second, "how `long`")
	connections := flag.Int("soak", 0, "ask from so many `connections`, most of them slow, huge or hostile, instead")
	flag.Parse()
	err := error(nil)
	if *connections > 0 {
		err = soak(*connections, *during, os.Stdout)
	} else {
		err = run(*clients, *during, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(clients int, during time.Duration, w io.Writer) (err error) {
	server, base, err := start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop(server)) }()
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = clients
	questions, err := prepare(base)
	if err != nil {
		return err
	}
	idle := memory(server.Process.Pid)
	results := make([]tally, clients)
	begin := time.Now()
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() { results[i] = client(base, questions, begin.Add(during), i) })
	}
	all.Wait()
	elapsed := time.Since(begin)
	report(w, questions, results, elapsed)
	fmt.Fprintf(w, "memory of the server: %s idle, %s at most\n", idle, memory(server.Process.Pid))
	for _, r := range results {
		if r.wrong != nil {
			return r.wrong
		}
	}
	return nil
}

// start builds the handler and runs it on a free port.
func start() (*exec.Cmd, string, error) {
	folder, err := os.MkdirTemp("", "load")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(folder) // a running program keeps its file
	program := filepath.Join(folder, "handler")
	build := exec.Command("go", "build", "-o", program, "github.com/scrutineer-dev/scrutineer/examples/handler")
	if text, err := build.CombinedOutput(); err != nil {
		return nil, "", fmt.Errorf("building the handler: %w: %s", err, text)
	}
	server := exec.Command(program, "-addr", "127.0.0.1:0")
	out, err := server.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := server.Start(); err != nil {
		return nil, "", err
	}
	var base string
	if _, err := fmt.Fscanf(out, "listening on %s\n", &base); err != nil {
		return nil, "", errors.Join(err, stop(server))
	}
	return server, base, nil
}

func stop(server *exec.Cmd) error {
	_ = server.Process.Signal(syscall.SIGTERM)
	done := make(chan error, 1)
	go func() { done <- server.Wait() }()
	select {
	case err := <-done:
		return err
	case <-time.After(20 * time.Second):
		_ = server.Process.Kill()
		return errors.New("the handler did not stop when told to")
	}
}

// question is one calculation, and the answer that it had when the handler was idle.
type question struct {
	name, path, contentType string
	body, answer            []byte
}

// prepare takes the examples of the OpenAPI document, and a council's month and a long roster beside them.
func prepare(base string) ([]question, error) {
	var document struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name    string
				Example *string
			}
			RequestBody struct {
				Content map[string]struct{ Example json.RawMessage }
			}
		}
	}
	reply, err := http.Get(base + "/openapi.json")
	if err != nil {
		return nil, err
	}
	defer reply.Body.Close()
	if err := json.NewDecoder(reply.Body).Decode(&document); err != nil {
		return nil, err
	}
	var list []question
	for path, methods := range document.Paths {
		op, ok := methods["post"]
		if !ok {
			continue
		}
		query := url.Values{}
		for _, p := range op.Parameters {
			if p.Example != nil {
				query.Set(p.Name, *p.Example)
			}
		}
		list = append(list, question{name: path, path: path + "?" + query.Encode(), contentType: "application/json", body: op.RequestBody.Content["application/json"].Example})
	}
	list = append(list, roster(400), roster(20_000))
	slices.SortFunc(list, func(a, b question) int {
		return cmp.Or(cmp.Compare(len(a.body)/large, len(b.body)/large), strings.Compare(a.name, b.name))
	})
	for i, q := range list {
		status, answer, err := q.ask(base)
		if err != nil || status != http.StatusOK {
			return nil, fmt.Errorf("%s: %d %v %s", q.name, status, err, answer)
		}
		list[i].answer = answer
	}
	return list, nil
}

// roster is a caseload profile of n workers.
func roster(n int) question {
	var b bytes.Buffer
	b.WriteString("worker,team,fte,cases\n")
	for i := range n {
		fmt.Fprintf(&b, "worker %d,team %d,%d.%d,%d\n", i, i%30, 1-i%2, i%2*5, (i*7)%34)
	}
	return question{name: fmt.Sprintf("/v1/caseload/profile, %d workers", n), path: "/v1/caseload/profile", contentType: "text/csv", body: b.Bytes()}
}

func (q question) ask(base string) (status int, answer []byte, err error) {
	reply, err := http.Post(base+q.path, q.contentType, bytes.NewReader(q.body))
	if err != nil {
		return 0, nil, err
	}
	defer reply.Body.Close()
	answer, err = io.ReadAll(reply.Body)
	return reply.StatusCode, answer, err
}

// tally is what one client saw.
type tally struct {
	took           [][]time.Duration // by question
	busy, bad, cut int
	wrong          error
}

// large is a body that is asked less often than the others, as in life.
const large = 100_000

// client asks one question after another; every tenth is a bad one, every fiftieth is left half-way, and every hundredth is
// the large one, which stands last.
func client(base string, questions []question, until time.Time, seed int) tally {
	t := tally{took: make([][]time.Duration, len(questions))}
	for i := seed; time.Now().Before(until) && t.wrong == nil; i++ {
		switch {
		case i%50 == 49:
			t.cut++
			t.wrong = leave(strings.TrimPrefix(base, "http://"))
		case i%10 == 9:
			t.bad++
			t.wrong = misuse(base, i/10)
		default:
			at := i % (len(questions) - 1)
			if i%100 == 50 {
				at = len(questions) - 1
			}
			begin := time.Now()
			status, answer, err := questions[at].ask(base)
			switch {
			case err != nil:
				t.wrong = err
			case status == http.StatusServiceUnavailable:
				t.busy++
			case status != http.StatusOK || !bytes.Equal(answer, questions[at].answer):
				t.wrong = fmt.Errorf("%s: %d, and not the answer it had before: %.200s", questions[at].name, status, answer)
			default:
				t.took[at] = append(t.took[at], time.Since(begin))
			}
		}
	}
	return t
}

// misuse sends something that has to be refused.
func misuse(base string, n int) error {
	bad := []question{
		{path: "/v1/finance/statement", contentType: "application/json", body: []byte(`[{"service":`)},
		{path: "/v1/finance/statement", contentType: "text/csv", body: []byte("service,budget,forecast,reserves\nA,1e999999999,1,0\n")},
		{path: "/v1/finance/statement", contentType: "text/csv", body: bytes.Repeat([]byte{0}, 1<<10)},
		{path: "/v1/demand/spc", contentType: "text/csv", body: bytes.Repeat([]byte("1,1\n"), 1<<15)},
		{path: "/v1/check", contentType: "image/png", body: []byte("PNG")},
		{path: "/nowhere", contentType: "text/csv"},
	}[n%6]
	status, answer, err := bad.ask(base)
	// A server that refuses a body before it has all come closes the connection, which a client may see first.
	if err != nil && (errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET)) {
		return nil
	}
	if err == nil && (status < 400 || status > 499) && status != http.StatusServiceUnavailable {
		err = fmt.Errorf("a bad request was answered with %d: %.200s", status, answer)
	}
	return err
}

// leave begins a request and goes away.
func leave(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprint(c, "POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{")
	return c.Close()
}

func report(w io.Writer, questions []question, results []tally, elapsed time.Duration) {
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(columns, "question\tbody\tanswers\ta second\tp50\tp99\tlongest\t")
	row := func(name string, body int, took []time.Duration) {
		slices.Sort(took)
		size := ""
		if body > 0 {
			size = fmt.Sprintf("%d B", body)
		}
		at := func(share float64) time.Duration {
			if len(took) == 0 {
				return 0
			}
			return took[int(share*float64(len(took)-1))].Round(10 * time.Microsecond)
		}
		fmt.Fprintf(columns, "%s\t%s\t%d\t%.0f\t%s\t%s\t%s\t\n", name, size, len(took), float64(len(took))/elapsed.Seconds(), at(0.5), at(0.99), at(1))
	}
	var all []time.Duration
	for i, q := range questions {
		var took []time.Duration
		for _, r := range results {
			took = append(took, r.took[i]...)
		}
		all = append(all, took...)
		row(q.name, len(q.body), took)
	}
	row("all", 0, all)
	columns.Flush()
	var busy, bad, cut int
	for _, r := range results {
		busy, bad, cut = busy+r.busy, bad+r.bad, cut+r.cut
	}
	fmt.Fprintf(w, "%d clients, %s; told to come back: %d; bad and refused: %d; left half-way: %d\n", len(results), elapsed.Round(time.Millisecond), busy, bad, cut)
}

// memory is the most that a process has had resident, where the system says so.
func memory(pid int) string {
	if bytes := resident(pid); bytes > 0 {
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return "unknown"
}

// resident is the same in bytes, and 0 where the system does not say.
func resident(pid int) int64 {
	file, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if value, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
			var kb int64
			fmt.Sscan(value, &kb)
			return kb << 10
		}
	}
	return 0
}
