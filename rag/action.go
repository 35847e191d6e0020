package rag

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Status is how far an action has got, as its lead reports it.
type Status int

const (
	// StatusNotStated is an action of which nobody said.
	StatusNotStated Status = iota
	NotStarted
	InProgress
	AwaitingSignOff
	// StatusComplete is an action that is finished.
	StatusComplete
	// StatusDeferred, StatusOngoing and StatusDiscontinued are the states of the same names.
	StatusDeferred
	StatusOngoing
	StatusDiscontinued
)

var statusNames = enum.Of("Status", "", "not_started", "in_progress", "awaiting_sign_off", "complete", "deferred", "ongoing", "discontinued")

// String is the status as files hold it, in_progress.
func (s Status) String() string { return statusNames.String(int(s)) }

// MarshalText writes the name of the status.
func (s Status) MarshalText() ([]byte, error) { return statusNames.Marshal(int(s)) }

// UnmarshalText reads the name of a status as plans write it, in any case: "In progress", "Awaiting sign-off", "Completed",
// "On hold". Empty text is not stated. "Closed" and "on track" are refused: the one may be complete or given up, the other
// is a rating.
func (s *Status) UnmarshalText(text []byte) error {
	words := strings.Join(strings.FieldsFunc(strings.ToLower(string(text)), func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), "_")
	switch words {
	case "completed", "done", "finished", "achieved":
		words = "complete"
	case "started", "underway", "under_way", "in_train", "work_in_progress":
		words = "in_progress"
	case "not_yet_started", "to_start", "to_do":
		words = "not_started"
	case "awaiting_signoff", "awaiting_approval", "for_sign_off":
		words = "awaiting_sign_off"
	case "on_hold", "postponed", "paused":
		words = "deferred"
	case "cancelled", "withdrawn", "abandoned":
		words = "discontinued"
	}
	if i, ok := statusNames.Index(words); ok {
		*s = Status(i)
		return nil
	}
	return enum.Unmarshal(statusNames, text, s)
}

// Action is one action of an improvement plan.
type Action struct {
	Area string `json:"area"`
	Name string `json:"action"`
	Lead string `json:"lead,omitempty"`
	// Start and Due are the first and the last day. An action without a Due cannot be past it.
	Start  Date   `json:"start,omitzero"`
	Due    Date   `json:"due,omitzero"`
	Status Status `json:"status,omitzero"`
	// Polarity is which way its measure gets better. Without one a measurement cannot be judged.
	Polarity Polarity `json:"polarity,omitzero"`
	// Trajectory is the baseline and the milestones of its measure.
	Trajectory Trajectory `json:"trajectory,omitzero"`
	// Actual is the last measurement, made on ActualDate; without that date, on the day of the rating.
	Actual     Value `json:"actual,omitzero"`
	ActualDate Date  `json:"actual_date,omitzero"`
	// Progress is how much of the work is done, in per cent; only a delivery rule with Elapsed looks at it.
	Progress Value `json:"progress,omitzero"`
	// Weight counts in a weighted average. Defaults to 1.
	Weight Value `json:"weight,omitzero"`
	// Priority marks the action that a priority policy follows.
	Priority bool `json:"priority,omitempty"`
}
