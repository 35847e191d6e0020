// Package order sorts short lists of large values.
package order

import "sort"

// Stable sorts a list, equal values staying as they stood. It does what slices.SortStableFunc does, which the compiler writes
// out anew for every type of value: ten kilobytes of the browser calculator each time. This one is shared by all types, and
// slower by as much as does not matter where a list has some hundreds of values.
func Stable[E any](list []E, compare func(a, b E) int) {
	sort.SliceStable(list, func(i, j int) bool { return compare(list[i], list[j]) < 0 })
}
