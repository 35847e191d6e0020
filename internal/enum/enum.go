// Package enum gives enumerations their names: what String, MarshalText and UnmarshalText of every "type X int" in this
// module have in common, said once.
package enum

import (
	"fmt"
	"strings"
)

// Names are the names of an enumeration's constants, in their order from 0. An empty name is a zero value that has none.
type Names struct {
	kind  string
	names []string
}

// Of makes the names of a type. kind is the name of the type, as in "Rating(7)".
func Of(kind string, names ...string) Names { return Names{kind, names} }

// String is the name of the constant i, or kind(i) where there is no such constant.
func (n Names) String(i int) string {
	if !n.Has(i) {
		return fmt.Sprintf("%s(%d)", n.kind, i)
	}
	return n.names[i]
}

// Has reports whether there is a constant i.
func (n Names) Has(i int) bool { return i >= 0 && i < len(n.names) }

// Len is the number of constants.
func (n Names) Len() int { return len(n.names) }

// Marshal is the name of the constant i as text, or an error where there is no such constant.
func (n Names) Marshal(i int) ([]byte, error) {
	if !n.Has(i) {
		return nil, fmt.Errorf("%s %d does not exist", n.noun(), i)
	}
	return []byte(n.names[i]), nil
}

// Index is the constant whose name is text, to the letter.
func (n Names) Index(text string) (int, bool) {
	for i, name := range n.names {
		if name == text {
			return i, true
		}
	}
	return 0, false
}

// Unmarshal sets into to the constant whose name is text, or says which names there are.
func Unmarshal[T ~int](n Names, text []byte, into *T) error {
	i, ok := n.Index(string(text))
	if !ok {
		return fmt.Errorf("%s %q: use %s", n.noun(), text, n.choices())
	}
	*into = T(i)
	return nil
}

// UnmarshalFold is [Unmarshal] in any case: published files have both "Very close" and "Very Close".
func UnmarshalFold[T ~int](n Names, text []byte, into *T) error {
	for i, name := range n.names {
		if strings.EqualFold(name, string(text)) {
			*into = T(i)
			return nil
		}
	}
	return Unmarshal(n, text, into)
}

// UnmarshalOrZero is [Unmarshal] for an enumeration whose first constant is what is meant when nothing is said: empty text
// sets into to it.
func UnmarshalOrZero[T ~int](n Names, text []byte, into *T) error {
	if len(text) == 0 {
		*into = 0
		return nil
	}
	return Unmarshal(n, text, into)
}

// noun is the kind as a sentence has it: "saving state" for SavingState.
func (n Names) noun() string {
	var b strings.Builder
	for i, r := range n.kind {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

// choices are the names that are not empty: "green, amber or red".
func (n Names) choices() string {
	var some []string
	for _, name := range n.names {
		if name != "" {
			some = append(some, name)
		}
	}
	if len(some) < 2 {
		return strings.Join(some, "")
	}
	return strings.Join(some[:len(some)-1], ", ") + " or " + some[len(some)-1]
}
