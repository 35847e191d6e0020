package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Bounds of a soak: what a good question may take at the 99th percentile, and a process in memory.
const (
	soakLatency = time.Second
	soakMemory  = 512 << 20
)

// soaked is what came of a soak.
type soaked struct {
	mu       sync.Mutex
	took     []time.Duration
	statuses map[string]map[int]int // by kind of client
	wrong    error
	memory   atomic.Int64 // the most of one process, in bytes
}

func (s *soaked) count(kind string, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.statuses[kind] == nil {
		s.statuses[kind] = map[int]int{}
	}
	s.statuses[kind][status]++
}

func (s *soaked) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrong = errors.Join(s.wrong, err)
}

// soak asks from many connections at once, of which a quarter ask short questions, one in twenty a long one, and the others are
// slow, huge or hostile. It is an error when a question gets another answer than it had before, when a short one waits too long, when a process of the handler takes too much
// memory, or when the server has ended.
func soak(connections int, during time.Duration, w io.Writer) (err error) {
	server, base, err := start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop(server)) }()
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = connections
	questions, err := prepare(base)
	if err != nil {
		return err
	}
	var short, long []question
	for _, q := range questions {
		if q.name == "/v1/check" || q.name == "/v1/demand/forecast" || len(q.body) > large {
			long = append(long, q)
		} else {
			short = append(short, q)
		}
	}
	s := &soaked{statuses: map[string]map[int]int{}}
	until := time.Now().Add(during)
	var all sync.WaitGroup
	for i := range connections {
		switch i % 20 {
		case 0, 1, 2, 3, 4:
			all.Go(func() { s.good("good", base, short, until, i) })
		case 5:
			all.Go(func() { s.good("long", base, long, until, i) })
		case 6:
			all.Go(func() { s.huge(base, until, i) })
		case 7, 8, 9, 10:
			all.Go(func() { s.hostile(base, until, i) })
		default:
			all.Go(func() { s.slow(base, until, i) })
		}
	}
	watched := make(chan struct{})
	go func() { defer close(watched); s.watch(server.Process.Pid, until) }()
	all.Wait()
	<-watched
	return s.report(w, connections, during, server.Process.Signal(syscall.Signal(0)))
}

// good asks and thinks.
func (s *soaked) good(kind, base string, questions []question, until time.Time, seed int) {
	random := rand.New(rand.NewPCG(uint64(seed), 1))
	time.Sleep(time.Duration(random.IntN(2000)) * time.Millisecond)
	for i := seed; time.Now().Before(until); i++ {
		q := questions[i%len(questions)]
		began := time.Now()
		status, answer, err := q.ask(base)
		took := time.Since(began)
		s.count(kind, status)
		if kind == "good" {
			s.mu.Lock()
			s.took = append(s.took, took)
			s.mu.Unlock()
		}
		switch {
		case err != nil:
			s.fail(err)
			return
		case status == http.StatusOK && !bytes.Equal(answer, q.answer):
			s.fail(fmt.Errorf("%s: not the answer it had before: %.200s", q.name, answer))
			return
		}
		time.Sleep(time.Duration(1000+random.IntN(4000)) * time.Millisecond)
	}
}

// slow sends a byte now and then, of the header or of the body.
func (s *soaked) slow(base string, until time.Time, seed int) {
	text := "POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
	for time.Now().Before(until) {
		c, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			s.count("slow", 0)
			time.Sleep(100 * time.Millisecond)
			continue
		}
		sent := text
		if seed%2 == 0 {
			sent = text[:40]
		}
		_, err = io.WriteString(c, sent)
		for err == nil && time.Now().Before(until) {
			time.Sleep(200 * time.Millisecond)
			_, err = c.Write([]byte{' '})
		}
		_ = c.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		answer, _ := io.ReadAll(c)
		s.count("slow", statusOf(answer))
		c.Close()
	}
}

func statusOf(answer []byte) int {
	words := strings.Fields(string(answer[:min(20, len(answer))]))
	if len(words) < 2 {
		return 0
	}
	status, _ := strconv.Atoi(words[1])
	return status
}

// huge sends bodies at the limit and beyond.
func (s *soaked) huge(base string, until time.Time, seed int) {
	time.Sleep(time.Duration(seed%100) * 100 * time.Millisecond)
	bodies := []question{
		{path: "/v1/finance/statement", contentType: "text/csv", body: []byte("service,budget,forecast,reserves\nA,1,1,0\n" + strings.Repeat("\n", 15<<20))},
		{path: "/v1/caseload/profile", contentType: "text/csv", body: roster(200_000).body},
		{path: "/v1/finance/statement", contentType: "application/json", body: []byte("[" + strings.Repeat("{},", 4<<20) + "{}]")},
		{path: "/v1/finance/statement", contentType: "application/json", body: []byte(strings.Repeat("[", 8<<20))},
		{path: "/v1/check", contentType: "application/json", body: []byte(`{"claims":[` + strings.Repeat(" ", 20<<20))},
	}
	for i := seed / 8; time.Now().Before(until); i++ {
		status, _, err := bodies[i%len(bodies)].ask(base)
		if err != nil {
			status = 0 // a server that refuses closes the connection, which a client may see first
		}
		s.count("huge", status)
		time.Sleep(10 * time.Second)
	}
}

// hostile sends small bodies that ask for much work, or for none.
func (s *soaked) hostile(base string, until time.Time, seed int) {
	var inputs, terms []string
	for i := range 40 {
		inputs = append(inputs, fmt.Sprintf(`"v%d":"1.%038d"`, i, 7919*(i+1)))
		terms = append(terms, fmt.Sprintf("1/v%d", i))
	}
	claim := fmt.Sprintf(`{"printed":"5","inputs":{%s},"formula":%q}`, strings.Join(inputs, ","), strings.Join(terms, "+"))
	bodies := []question{
		{path: "/v1/check", contentType: "application/json", body: []byte(`{"claims":[` + claim + strings.Repeat(","+claim, 15) + `]}`)},
		{path: "/v1/check", contentType: "application/json", body: []byte(`{"claims":[{"printed":"1","formula":"` + strings.Repeat("(", 4000) + `"}]}`)},
		{path: "/v1/demand/forecast?method=hw&season=12&h=120", contentType: "text/csv", body: series(3000)},
		{path: "/v1/demand/spc", contentType: "text/csv", body: bytes.Repeat([]byte("1,1\n"), 1<<13)},
	}
	time.Sleep(time.Duration(seed%50) * 100 * time.Millisecond)
	for i := seed; time.Now().Before(until); i++ {
		if i%5 == 4 {
			if err := leave(strings.TrimPrefix(base, "http://")); err != nil {
				s.count("hostile", 0)
			}
		} else {
			status, _, err := bodies[i%4].ask(base)
			if err != nil {
				status = 0
			}
			s.count("hostile", status)
		}
		time.Sleep(5 * time.Second)
	}
}

// series is a monthly series of n values.
func series(n int) []byte {
	var b bytes.Buffer
	b.WriteString("period,value\n")
	for i := range n {
		fmt.Fprintf(&b, "%04d-%02d,%d\n", 1800+i/12, i%12+1, 100+(i*37)%23)
	}
	return b.Bytes()
}

// watch looks at the memory of the server and of its children.
func (s *soaked) watch(pid int, until time.Time) {
	for time.Now().Before(until) {
		for _, p := range append(children(pid), pid) {
			s.memory.Store(max(s.memory.Load(), resident(p)))
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// children are the processes that a process has started, where the system tells.
func children(pid int) (list []int) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for _, word := range strings.Fields(string(text)) {
			if child, err := strconv.Atoi(word); err == nil {
				list = append(list, child)
			}
		}
	}
	return list
}

func (s *soaked) report(w io.Writer, connections int, during time.Duration, gone error) error {
	slices.Sort(s.took)
	at := func(share float64) time.Duration {
		if len(s.took) == 0 {
			return 0
		}
		return s.took[int(share*float64(len(s.took)-1))].Round(time.Millisecond)
	}
	fmt.Fprintf(w, "%d connections for %s: short questions p50 %s, p99 %s, longest %s\n", connections, during, at(0.5), at(0.99), at(1))
	for _, kind := range []string{"good", "long", "slow", "huge", "hostile"} {
		fmt.Fprintf(w, "%s: %v (0: cut off)\n", kind, s.statuses[kind])
	}
	memory := s.memory.Load()
	fmt.Fprintf(w, "memory of the largest process: %d MB\n", memory>>20)
	good := s.statuses["good"]
	total := 0
	for _, n := range good {
		total += n
	}
	switch {
	case s.wrong != nil:
		return s.wrong
	case gone != nil:
		return fmt.Errorf("the server has ended: %w", gone)
	case at(0.99) > soakLatency:
		return fmt.Errorf("good questions wait %s at the 99th percentile: %s is allowed", at(0.99), soakLatency)
	case memory > soakMemory:
		return fmt.Errorf("a process had %d MB: %d MB are allowed", memory>>20, soakMemory>>20)
	case good[http.StatusOK]*100 < total*99:
		return fmt.Errorf("of %d good questions %d were answered", total, good[http.StatusOK])
	}
	return nil
}
