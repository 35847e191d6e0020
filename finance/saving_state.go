package finance

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// SavingState is how far a saving has come. The zero value is [Unstated].
type SavingState int

const (
	// Unstated is money of which nobody said how far it has come: a question to ask, not an error.
	Unstated SavingState = iota
	// Achieved is delivered.
	Achieved
	// OnTrack will be delivered as planned.
	OnTrack
	// Delayed will be delivered in a later year.
	Delayed
	// AtRisk needs further action.
	AtRisk
	// NotAchievable will not be delivered.
	NotAchievable
)

var savingStateNames = enum.Of("SavingState", "unstated", "achieved", "on_track", "delayed", "at_risk", "not_achievable")

// SavingStates are all states, from delivered to undeliverable, Unstated last.
func SavingStates() []SavingState {
	return []SavingState{Achieved, OnTrack, Delayed, AtRisk, NotAchievable, Unstated}
}

// String is unstated, achieved, on_track, delayed, at_risk or not_achievable.
func (s SavingState) String() string { return savingStateNames.String(int(s)) }

// MarshalText writes the name of the state.
func (s SavingState) MarshalText() ([]byte, error) { return savingStateNames.Marshal(int(s)) }

// UnmarshalText reads the name of a state; empty text is [Unstated].
func (s *SavingState) UnmarshalText(text []byte) error {
	return enum.UnmarshalOrZero(savingStateNames, text, s)
}

// Rating is the colour of the state: Green when achieved or on track, Amber when delayed or at risk, Red when not
// achievable, and Unrated when nobody said.
func (s SavingState) Rating() rag.Rating {
	switch s {
	case Achieved, OnTrack:
		return rag.Green
	case Delayed, AtRisk:
		return rag.Amber
	case NotAchievable:
		return rag.Red
	}
	return rag.Unrated
}

// BRAG is the state in four colours, as councils that set delivered savings apart print them (Nottingham: blue
// delivered, green on track, amber further activity, red at risk): blue when achieved, otherwise the word of the rating.
func (s SavingState) BRAG() string {
	if s == Achieved {
		return "blue"
	}
	return s.Rating().String()
}
