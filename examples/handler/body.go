package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// piece is how much of a body is read, and taken from the room, at a time: what a slow client has not sent takes nothing.
const piece = 16 << 10

// pace is the least that a client has to send, in bytes a second, after its first two seconds.
const (
	pace  = 8 << 10
	grace = 2 * time.Second
)

// body is the whole body, within its size, its pace and its time. release gives its room back.
func (h *Handler) body(op operation, w http.ResponseWriter, r *http.Request) (body []byte, release func(), refused *problem) {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, nil, &problem{Status: http.StatusUnsupportedMediaType, Detail: "Content-Encoding " + quoted(encoding) + ": send the body as it is"}
	}
	most := h.settings.MaxBody
	if own := op.largest(r.Header.Get("Content-Type")); own > 0 {
		most = min(most, own)
	}
	if r.ContentLength > most {
		w.Header().Set("Connection", "close")
		return nil, nil, tooLarge(most)
	}
	in := incoming{room: h.large, control: http.NewResponseController(w), began: time.Now(), most: h.settings.BodyTime}
	give := func() { h.large.give(in.taken) }
	defer func() {
		if refused != nil {
			give()
		}
	}()
	err := in.read(http.MaxBytesReader(w, r.Body, most))
	var large *http.MaxBytesError
	switch {
	case err == nil:
		_ = in.control.SetReadDeadline(time.Time{})
		return in.whole(), give, nil
	case errors.As(err, &large):
		return nil, nil, tooLarge(most)
	case errors.Is(err, errNoRoom):
		w.Header().Set("Connection", "close")
		return nil, nil, busy("too many bodies are on their way: try again in a second")
	case errors.Is(err, os.ErrDeadlineExceeded):
		w.Header().Set("Connection", "close")
		return nil, nil, &problem{Status: http.StatusRequestTimeout, Detail: fmt.Sprintf("the body did not arrive within %s, at %d kB a second or more", h.settings.BodyTime, pace>>10)}
	default:
		return nil, nil, &problem{Status: http.StatusBadRequest, Detail: "the body ended before it was whole: nothing was calculated"}
	}
}

func tooLarge(most int64) *problem {
	return &problem{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("the body may have %d bytes at most", most)}
}

var errNoRoom = errors.New("no room for the body")

// incoming is a body on its way.
type incoming struct {
	room        *room
	control     *http.ResponseController
	began       time.Time
	most        time.Duration
	pieces      [][]byte
	size, taken int64
}

func (in *incoming) read(r io.Reader) error {
	for {
		// Small bodies find room whatever large ones have taken.
		if in.size >= smallBody {
			if !in.room.take(piece) {
				return errNoRoom
			}
			in.taken += piece
		}
		next := make([]byte, 0, piece)
		for len(next) < cap(next) {
			// Without a connection, as in a test that calls the handler directly, there is nothing to time.
			_ = in.control.SetReadDeadline(in.deadline())
			n, err := r.Read(next[len(next):cap(next)])
			next, in.size = next[:len(next)+n], in.size+int64(n)
			if err != nil {
				in.pieces = append(in.pieces, next)
				if err == io.EOF {
					return nil
				}
				return err
			}
		}
		in.pieces = append(in.pieces, next)
	}
}

// deadline is when the next bytes have to be there: the client is at its pace, and within its time.
func (in *incoming) deadline() time.Time {
	due := min(in.most, grace+time.Duration(in.size)*time.Second/pace)
	return in.began.Add(due)
}

func (in *incoming) whole() []byte {
	if len(in.pieces) == 1 {
		return in.pieces[0]
	}
	body := make([]byte, 0, in.size)
	for i, p := range in.pieces {
		body = append(body, p...)
		in.pieces[i] = nil
	}
	return body
}
