package rag

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Code names a fault in a rule, pack, scale or override. Codes are stable: match them, not the sentences.
type Code string

const (
	// Gap is a value that no band holds.
	Gap Code = "gap"
	// Overlap is a value that two bands hold.
	Overlap Code = "overlap"
	// Unreachable is a band or colour that no value can get.
	Unreachable Code = "unreachable"
	// EmptyBand is a band whose lower end lies above its upper end.
	EmptyBand Code = "empty_band"
	// MissingPolarity is a rule with lines of its own that does not say which way its measure gets better.
	MissingPolarity Code = "missing_polarity"
	// WrongPolarity is a polarity that the kind of rule cannot use.
	WrongPolarity Code = "wrong_polarity"
	// FloorBeyondTarget is a floor, or red line, on the better side of the target.
	FloorBeyondTarget Code = "floor_beyond_target"
	// NegativeTolerance is an allowed miss below 0.
	NegativeTolerance Code = "negative_tolerance"
	// ShareOfZero is a tolerance in per cent of a target that is 0: it allows nothing. A warning.
	ShareOfZero Code = "share_of_zero"
	// MilestonesOutOfOrder is a milestone on or before the one listed before it.
	MilestonesOutOfOrder Code = "milestones_out_of_order"
	// MilestoneBeforeBaseline is a milestone on or before the date of the baseline. A warning.
	MilestoneBeforeBaseline Code = "milestone_before_baseline"
	// Missing is a setting that must be given.
	Missing Code = "missing"
	// Unknown is a name that does not exist.
	Unknown Code = "unknown"
	// OutOfRange is a number that cannot be meant.
	OutOfRange Code = "out_of_range"
	// Duplicate is a second rule of one id from the same date, or a level named twice.
	Duplicate Code = "duplicate"
)

// Fault is one thing wrong with a rule, pack, scale or override.
type Fault struct {
	Code Code `json:"code"`
	// Path leads to the setting in its JSON: "bands[1]", "milestones[2].date", "rules[0].amber_within".
	Path string `json:"path"`
	// Problem is a sentence that says what is wrong and what to do.
	Problem string `json:"problem"`
	// Warning marks what is legal and probably not meant.
	Warning bool `json:"warning"`
}

// String is the path and the sentence.
func (f Fault) String() string {
	if f.Path == "" {
		return f.Problem
	}
	return f.Path + ": " + f.Problem
}

// Faults are all that is wrong, in the order of the rule. As an error it prints them all on one line.
type Faults []Fault

func (f Faults) Error() string {
	sentences := make([]string, len(f))
	for i, fault := range f {
		sentences[i] = fault.String()
	}
	return strings.Join(sentences, "; ")
}

// Unwrap gives errors.As the faults as [figure.Faults], the one type that inputs are refused with.
func (f Faults) Unwrap() error {
	all := make(figure.Faults, len(f))
	for i, fault := range f {
		all[i] = &figure.Fault{Code: string(fault.Code), Path: fault.Path, Problem: fault.Problem}
	}
	return all
}

// Err is nil when there is nothing but warnings, and the faults that are not warnings otherwise.
func (f Faults) Err() error {
	var wrong Faults
	for _, fault := range f {
		if !fault.Warning {
			wrong = append(wrong, fault)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return wrong
}

// Has reports whether one of the faults has a code.
func (f Faults) Has(code Code) bool {
	for _, fault := range f {
		if fault.Code == code {
			return true
		}
	}
	return false
}

// under puts a path in front of every fault's own.
func (f Faults) under(path string) Faults {
	for i := range f {
		if f[i].Path == "" {
			f[i].Path = path
		} else {
			f[i].Path = path + "." + f[i].Path
		}
	}
	return f
}

func fault(code Code, path, format string, args ...any) Fault {
	return Fault{Code: code, Path: path, Problem: fmt.Sprintf(format, args...)}
}

func warning(code Code, path, format string, args ...any) Fault {
	f := fault(code, path, format, args...)
	f.Warning = true
	return f
}
