package reserves

import "github.com/scrutineer-dev/scrutineer/internal/enum"

// Kind is what a reserve is held for. The zero value is [Unallocated].
type Kind int

const (
	// Unallocated is held for no named use: the general fund balance.
	Unallocated Kind = iota
	// Earmarked is held for a named use that can still be changed.
	Earmarked
	// Committed is held for a use that is contracted or granted.
	Committed
	// RingFenced cannot be used for anything else by law: balances of schools, public health.
	RingFenced
	// Override is the negative reserve of the dedicated schools grant, kept apart by a statutory override.
	Override
)

var kindNames = enum.Of("Kind", "unallocated", "earmarked", "committed", "ring_fenced", "override")

// String is the name of the kind: unallocated, ring_fenced.
func (k Kind) String() string { return kindNames.String(int(k)) }

// MarshalText writes the name of the kind.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(int(k)) }

// UnmarshalText reads the name of a kind.
func (k *Kind) UnmarshalText(text []byte) error { return enum.Unmarshal(kindNames, text, k) }

// Reading is a way to count what may be drawn. The zero value is [OfUnallocated].
type Reading int

const (
	// OfUnallocated counts unallocated reserves alone.
	OfUnallocated Reading = iota
	// Usable counts unallocated and earmarked reserves.
	Usable
	// UsableAndCommitted counts committed ones too.
	UsableAndCommitted
)

var readingNames = enum.Of("Reading", "unallocated", "usable", "usable_and_committed")

// String is unallocated, usable or usable_and_committed.
func (r Reading) String() string { return readingNames.String(int(r)) }

// MarshalText writes the name of the reading.
func (r Reading) MarshalText() ([]byte, error) { return readingNames.Marshal(int(r)) }

// UnmarshalText reads the name of a reading.
func (r *Reading) UnmarshalText(text []byte) error { return enum.Unmarshal(readingNames, text, r) }

// counts says whether a reading counts reserves of a kind.
func (r Reading) counts(k Kind) bool { return k <= Committed && int(k) <= int(r) }

// State says whether a balance lasts for a time that can be named. The zero value is [Falls].
type State int

const (
	// Falls has a number of months.
	Falls State = iota
	// NotFalling has none, because nothing is drawn.
	NotFalling
	// AlreadyBelow has none, because the balance is below already.
	AlreadyBelow
)

var stateNames = enum.Of("State", "falls", "not_falling", "already_below")

// String is falls, not_falling or already_below.
func (s State) String() string { return stateNames.String(int(s)) }

// MarshalText writes the name of the state.
func (s State) MarshalText() ([]byte, error) { return stateNames.Marshal(int(s)) }

// UnmarshalText reads the name of a state.
func (s *State) UnmarshalText(text []byte) error { return enum.Unmarshal(stateNames, text, s) }
