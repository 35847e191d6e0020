package finance

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// PeriodError is a text that is not a period.
type PeriodError struct {
	Input, Problem string
}

func (e *PeriodError) Error() string { return fmt.Sprintf("period %q %s", e.Input, e.Problem) }

// ParsePeriod reads a period as reports write it: "2024/25", "2024-25", "M04", "month 4", "P4", "2019/20 Month 3", "Q1",
// "quarter 1 2024/25", "outturn", "2024/25 outturn", "final 2024/25 position", "30 July 2024", "30th July 2024",
// "2024-07-30", "30/07/2024", "July 2024" (M4 of 2024/25), "end of 18/19". Capitals, and words such as "as at" and "of
// the", do not matter; a forecast outturn is the whole year, because it is no outturn yet. What is left over, a number
// out of range and two answers to one question are a [*PeriodError].
func ParsePeriod(text string) (Period, error) {
	words := periodWords(text)
	p := periodParser{input: text}
	for len(words) > 0 {
		n := p.take(words)
		if n == 0 {
			return Period{}, p.fail(quoted(words[0]) + " is not understood: write 2024/25, 2024/25 M4, 2024/25 Q1, 2024/25 outturn or 30 July 2024")
		}
		words = words[n:]
	}
	return p.finish()
}

// periodWords are the words of a text in lower case, without what only joins them. A year may be written with a dash of
// any length.
func periodWords(text string) []string {
	text = strings.NewReplacer("–", "-", "—", "-", "−", "-", ",", " ", "(", " ", ")", " ", ":", " ", "\u00a0", " ").Replace(strings.ToLower(text))
	var words []string
	for word := range strings.FieldsSeq(text) {
		switch word {
		case "of", "the", "at", "as", "end", "to", "for", "in", "on", "position", "and", "financial", "year", "fy", "fy.", "report", "monitoring", "provisional", "draft", "original", "revised", "approved", "budget",
			"month-end", "quarter-end", "year-end", "accounts":
			continue
		}
		words = append(words, strings.TrimSuffix(word, "."))
	}
	return words
}

// periodParser gathers the answers that a text gives. Zero is not answered.
type periodParser struct {
	input             string
	year              FinancialYear
	month, quarter    int // of the financial year
	dayOfMonth        int
	calendarMonth     time.Month
	calendarYear      int
	outturn, forecast bool
	twice, wide       bool
}

func (p *periodParser) fail(problem string) error {
	return &PeriodError{Input: p.input, Problem: problem}
}

// take reads what the first words say and returns how many they are, 0 when they are not understood.
func (p *periodParser) take(words []string) int {
	word := words[0]
	switch {
	case word == "outturn" || word == "final" || word == "out-turn":
		p.outturn = true
		return 1
	case word == "forecast" || word == "projected" || word == "estimated":
		p.forecast = true
		return 1
	case p.takeYear(word), p.takeDate(word), p.takeCalendar(word):
		return 1
	}
	for _, prefix := range [...]string{"month", "period", "mth", "m", "p"} {
		if n := numbered(words, prefix); n > 0 {
			p.once(&p.month, number(words, prefix))
			return n
		}
	}
	for _, prefix := range [...]string{"quarter", "qtr", "q"} {
		if n := numbered(words, prefix); n > 0 {
			p.once(&p.quarter, number(words, prefix))
			return n
		}
	}
	return 0
}

// once sets an answer that has not been given before with another value.
func (p *periodParser) once(answer *int, value int) {
	p.twice = p.twice || (*answer != 0 && *answer != value)
	p.wide = p.wide || value == 0
	*answer = value
}

// numbered is how many words write a prefix and its number, "m04" or "month 4"; 0 when they do not.
func numbered(words []string, prefix string) int {
	rest, ok := strings.CutPrefix(words[0], prefix)
	if !ok {
		return 0
	}
	if small(rest) >= 0 {
		return 1
	}
	if rest == "" && len(words) > 1 && small(words[1]) >= 0 {
		return 2
	}
	return 0
}

// number is the number that [numbered] found.
func number(words []string, prefix string) int {
	if rest := strings.TrimPrefix(words[0], prefix); rest != "" {
		return small(rest)
	}
	return small(words[1])
}

// small is a number of one or two digits, or -1.
func small(s string) int {
	if len(s) == 0 || len(s) > 2 || strings.Trim(s, "0123456789") != "" {
		return -1
	}
	n, _ := strconv.Atoi(s)
	return n
}

// takeYear reads 2024/25, 2024-25, 2024/2025 and 24/25. A pair of years that do not follow each other is not a year.
func (p *periodParser) takeYear(word string) bool {
	first, second, ok := strings.Cut(strings.ReplaceAll(word, "-", "/"), "/")
	if !ok || strings.Trim(first+second, "0123456789") != "" {
		return false
	}
	start, err := strconv.Atoi(first)
	if err != nil || (len(first) != 4 && len(first) != 2) || (len(second) != 2 && len(second) != 4) || len(second) > len(first) {
		return false
	}
	if len(first) == 2 {
		start += 2000
	}
	end, err := strconv.Atoi(second)
	if err != nil || end != (start+1)%pow10(len(second)) || !plausible(start) {
		return false
	}
	year := int(p.year)
	p.once(&year, start)
	p.year = FinancialYear(year)
	return true
}

// plausible keeps a slip of the keyboard from becoming a year.
func plausible(year int) bool { return year >= 1900 && year <= 2199 }

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

// takeDate reads 2024-07-30, 30/07/2024 and 30.07.2024.
func (p *periodParser) takeDate(word string) bool {
	for _, layout := range [...]string{"2006-01-02", "2/1/2006", "2.1.2006", "2-1-2006"} {
		d, err := time.Parse(layout, word)
		if err != nil {
			continue
		}
		month := int(p.calendarMonth)
		p.once(&p.dayOfMonth, d.Day())
		p.once(&month, int(d.Month()))
		p.once(&p.calendarYear, d.Year())
		p.calendarMonth = time.Month(month)
		return true
	}
	return false
}

// takeCalendar reads one word of "30th July 2024".
func (p *periodParser) takeCalendar(word string) bool {
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if word == name || word == name[:3] || (m == time.September && word == "sept") {
			month := int(p.calendarMonth)
			p.once(&month, int(m))
			p.calendarMonth = m
			return true
		}
	}
	if len(word) == 4 && strings.Trim(word, "0123456789") == "" {
		year, _ := strconv.Atoi(word)
		p.once(&p.calendarYear, year)
		return true
	}
	for _, ending := range [...]string{"st", "nd", "rd", "th", ""} {
		if n := small(strings.TrimSuffix(word, ending)); n >= 0 {
			p.once(&p.dayOfMonth, n)
			return true
		}
	}
	return false
}

// finish makes one period of the answers.
func (p *periodParser) finish() (Period, error) {
	switch {
	case p.twice:
		return Period{}, p.fail("names two different periods: give one")
	case p.wide || p.month > 12 || p.quarter > 4:
		return Period{}, p.fail("has a number out of range: months are 1 to 12, quarters 1 to 4")
	}
	period, err := p.calendar()
	if err != nil {
		return Period{}, err
	}
	switch {
	case p.quarter > 0 && (p.month > 0 || (p.outturn && p.quarter != 4) || period.Kind != NoPeriod), p.outturn && period.Kind == Month, p.month > 0 && p.outturn && p.month != 12:
		return Period{}, p.fail("names two different periods: give one")
	case p.outturn && p.forecast:
		return Period{Kind: WholeYear, Year: p.year}, p.sameYear(period)
	case p.outturn:
		return Period{Kind: Outturn, Year: p.year}, p.sameYear(period)
	case p.quarter > 0:
		return Period{Kind: Quarter, Year: p.year, Number: p.quarter}, nil
	case p.month > 0:
		return p.withCalendar(Period{Kind: Month, Year: p.year, Number: p.month}, period)
	case period.Kind != NoPeriod:
		return period, p.sameYear(period)
	case p.year > 0:
		return Period{Kind: WholeYear, Year: p.year}, nil
	}
	return Period{}, p.fail("is empty: write 2024/25, 2024/25 M4, 2024/25 outturn or 30 July 2024")
}

// calendar is the day or the calendar month that the text names.
func (p *periodParser) calendar() (Period, error) {
	if p.calendarMonth == 0 && p.calendarYear == 0 && p.dayOfMonth == 0 {
		return Period{}, nil
	}
	if p.calendarMonth == 0 {
		return Period{}, p.fail("has a day or a calendar year without its month: write 30 July 2024, or 2024/25 for a financial year")
	}
	if p.calendarYear == 0 {
		return p.monthOnly()
	}
	if !plausible(p.calendarYear) {
		return Period{}, p.fail("has a year that is not between 1900 and 2199")
	}
	if p.dayOfMonth == 0 {
		return monthOf(date(p.calendarYear, p.calendarMonth, 1)), nil
	}
	d := date(p.calendarYear, p.calendarMonth, p.dayOfMonth)
	if d.Day() != p.dayOfMonth || d.Month() != p.calendarMonth {
		return Period{}, p.fail("is a day that does not exist")
	}
	return Period{Kind: Day, Year: FinancialYearOf(d), Date: d}, nil
}

// monthOnly is a calendar month without a calendar year: "July 2024/25", "July".
func (p *periodParser) monthOnly() (Period, error) {
	if p.dayOfMonth != 0 {
		return Period{}, p.fail("is a day without its year: write 30 July 2024")
	}
	m := monthOf(date(2000, p.calendarMonth, 1))
	m.Year = p.year
	return m, nil
}

// withCalendar is a month of the financial year that is also named by a date: "30 July 2024 (month 4)". They must agree.
func (p *periodParser) withCalendar(month, calendar Period) (Period, error) {
	if calendar.Kind == NoPeriod {
		return month, nil
	}
	if calendar.Kind == Day {
		calendar = monthOf(calendar.Date)
	}
	if calendar.Number != month.Number || (month.Year != 0 && calendar.Year != 0 && calendar.Year != month.Year) {
		return Period{}, p.fail(fmt.Sprintf("names two different periods: the date is in month %d of %s", calendar.Number, calendar.Year))
	}
	return month.In(calendar.Year), nil
}

// sameYear refuses a date outside the financial year named beside it.
func (p *periodParser) sameYear(dated Period) error {
	if p.year != 0 && dated.Year != 0 && p.year != dated.Year {
		return p.fail(fmt.Sprintf("names two different years: the date is in %s", dated.Year))
	}
	return nil
}
