package main

import (
	"context"
	"sync"
)

// room is memory that requests share. What it does not have is not waited for: a request is told at once to come back.
type room struct {
	mu         sync.Mutex
	left, size int64
}

func newRoom(size int64) *room { return &room{left: size, size: size} }

// take takes so many bytes, or none.
func (r *room) take(bytes int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if bytes > r.left {
		return false
	}
	r.left -= bytes
	return true
}

func (r *room) give(bytes int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left += bytes
}

// smallBody is a body that is answered in milliseconds, where the time of its operation grows no faster than the body.
const smallBody = 64 << 10

// turns are the places of running calculations, and those who wait for one. Long ones leave one place free and have a short
// queue of their own, so that a short question waits for short ones only.
type turns struct {
	running, long        chan struct{}
	waiting, waitingLong chan struct{}
}

// longFor is how many long questions may wait for each place that they have.
const longFor = 8

func newTurns(calculations, waiting int) *turns {
	places := max(1, calculations-1)
	return &turns{
		running: make(chan struct{}, calculations), long: make(chan struct{}, places),
		waiting: make(chan struct{}, waiting), waitingLong: make(chan struct{}, min(waiting, longFor*places)),
	}
}

// enter waits for a place for a long or a short question. full says that there is not even a place to wait; the error is
// that of the context. leave gives the place back.
func (t *turns) enter(ctx context.Context, long bool) (leave func(), full bool, err error) {
	waiting := t.waiting
	if long {
		waiting = t.waitingLong
	}
	select {
	case waiting <- struct{}{}:
		defer func() { <-waiting }()
	default:
		return nil, true, nil
	}
	leave = func() { <-t.running }
	if long {
		select {
		case t.long <- struct{}{}:
			leave = func() { <-t.running; <-t.long }
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
	}
	select {
	case t.running <- struct{}{}:
		return leave, false, nil
	case <-ctx.Done():
		if long {
			<-t.long
		}
		return nil, false, ctx.Err()
	}
}
