package object

import (
	"context"
	"errors"
)

// ErrSpent says that a file asked for more work than any honest one of its size does.
var ErrSpent = errors.New("the file asks for more work than is allowed")

// Meter is the work that may still be done for a file, in units of about the cost of looking at ten bytes. When it is used up,
// or the context ends, every reader that pays it stops.
type Meter struct {
	ctx  context.Context
	left int64
	next int64 // where left stands when the context is looked at again
	err  error
}

// between is how much work is done between two looks at the context: about a millisecond.
const between = 50_000

// NewMeter allows so much work under a context.
func NewMeter(ctx context.Context, work int64) *Meter {
	return &Meter{ctx: ctx, left: work, next: work}
}

// Spend pays for work before it is done, and says whether to do it.
func (m *Meter) Spend(work int) bool {
	m.left -= int64(max(1, work))
	if m.left > m.next {
		return true
	}
	return m.look()
}

func (m *Meter) look() bool {
	if m.err == nil {
		m.err = m.ctx.Err()
	}
	if m.err == nil && m.left < 0 {
		m.err = ErrSpent
	}
	if m.err != nil {
		// The next call looks again, and finds the error again.
		m.next = m.left
		return false
	}
	m.next = max(0, m.left-between)
	return true
}

// Err is why work was refused: [ErrSpent] or that of the context; nil while there is work left.
func (m *Meter) Err() error { return m.err }
