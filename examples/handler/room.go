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

// smallBody is a body that never waits behind large ones.
const smallBody = 64 << 10

// turns are the places of running calculations, and those who wait for one. Large bodies leave one place free, so that a
// small question waits for small ones only.
type turns struct {
	running, large, waiting chan struct{}
}

func newTurns(calculations, waiting int) *turns {
	return &turns{
		running: make(chan struct{}, calculations), large: make(chan struct{}, max(1, calculations-1)),
		waiting: make(chan struct{}, waiting),
	}
}

// enter waits for a place for a body of so many bytes. full says that there is not even a place to wait; the error is that
// of the context. leave gives the place back.
func (t *turns) enter(ctx context.Context, bytes int) (leave func(), full bool, err error) {
	select {
	case t.waiting <- struct{}{}:
		defer func() { <-t.waiting }()
	default:
		return nil, true, nil
	}
	leave = func() { <-t.running }
	if bytes > smallBody {
		select {
		case t.large <- struct{}{}:
			leave = func() { <-t.running; <-t.large }
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
	}
	select {
	case t.running <- struct{}{}:
		return leave, false, nil
	case <-ctx.Done():
		if bytes > smallBody {
			<-t.large
		}
		return nil, false, ctx.Err()
	}
}
