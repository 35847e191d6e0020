package object

import (
	"cmp"
	"slices"
)

// sortByOffset puts objects in the order of the file; those of object streams come where their stream stands.
func sortByOffset(numbers []int, entries map[int]entry) {
	at := func(number int) (int, int) {
		e := entries[number]
		if e.pack > 0 {
			return entries[e.pack].offset, 1 + e.index
		}
		return e.offset, 0
	}
	slices.SortFunc(numbers, func(a, b int) int {
		aOffset, aIndex := at(a)
		bOffset, bIndex := at(b)
		return cmp.Or(cmp.Compare(aOffset, bOffset), cmp.Compare(aIndex, bIndex), cmp.Compare(a, b))
	})
}
