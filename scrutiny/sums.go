package scrutiny

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// sumOf is a sum of so many names with numbers behind a letter.
func sumOf(members []member) equation {
	e := equation{inputs: map[string]*quantity{}, labels: map[string]string{}}
	n := &node{op: 'f', name: "sum"}
	for i, m := range members {
		name := fmt.Sprintf("m%d", i)
		e.formula.names = append(e.formula.names, name)
		e.inputs[name], e.labels[name] = m.value, m.label
		n.args = append(n.args, &node{op: '@', name: name})
	}
	e.formula.root = n
	return e
}

// checkSum judges a total of all items or inputs: the months of a quarter, the cohorts of a whole.
func (c *checker) checkSum(s *statement) {
	if s.claim.Formula != "" {
		c.checkFormula(s, s.claim.Formula)
		return
	}
	members := c.members(s, false)
	if len(members) == 0 {
		c.add(cannotCheck(s.start(), s.printed, "there is nothing to add up"), s.printed)
		return
	}
	e := sumOf(members)
	e.printed = s.printed
	c.judge(s.start(), e, &hints{statement: s})
	c.addChance(e)
}

// checkCohort judges a total of groups of which some are counted inside others: each child once.
func (c *checker) checkCohort(s *statement) {
	var inside []string
	for _, within := range s.claim.Contains {
		inside = append(inside, within...)
	}
	all := c.members(s, false)
	apart := slices.DeleteFunc(slices.Clone(all), func(m member) bool { return slices.Contains(inside, m.label) })
	if len(apart) == 0 {
		c.add(cannotCheck(s.start(), s.printed, "every group is said to be inside another"), s.printed)
		return
	}
	e, every := sumOf(apart), sumOf(all)
	e.printed, every.printed = s.printed, s.printed
	c.judge(s.start(), e, &hints{statement: s})
	f := &c.findings[len(c.findings)-1]
	if f.Verdict == Differs && len(apart) < len(all) && every.judge().verdict == Agrees {
		slices.Sort(inside)
		f.Slip = SlipTwice
		f.Explanation = fmt.Sprintf("Printed %s is the sum of every group; %s stand inside another, so their children are counted twice.", s.printed.text, strings.Join(inside, " and "))
	}
}

// checkVariance judges a variance by the sign convention that the report states, through package finance.
func (c *checker) checkVariance(s *statement) {
	f := s.start()
	convention, err := finance.ParseConvention(s.claim.Convention)
	if err != nil {
		c.add(cannotCheck(f, s.printed, err.Error()), s.printed)
		return
	}
	formula := "forecast"
	if s.inputs["reserves"] != nil {
		formula += map[bool]string{true: " - reserves", false: " + reserves"}[convention.Reserves == finance.DrawnPositive]
	}
	formula += " - budget"
	switch convention.Variance {
	case finance.OverspendPositive:
	case finance.UnderspendPositive:
		formula = strings.Replace("budget - ("+strings.TrimSuffix(formula, " - budget")+")", "(forecast)", "forecast", 1)
	case finance.TwoColumns:
		formula = "abs(" + formula + ")"
	default:
		c.add(cannotCheck(f, s.printed, "the sign convention is not stated: say overspend_positive, underspend_positive or two_columns"), s.printed)
		return
	}
	c.checkFormula(s, formula)
}
