package order

import "math/bits"

// digit is how many bits of a size are sorted by at once.
const digit = 11

// Largest are 0 to len(values) − 1 with the largest size first, whatever the sign, equal sizes as they stood. It does what
// [Places] does for them without comparing two of them: it deals them out by their last eleven bits, then by the next.
func Largest(values []int64) []int32 {
	places, room := make([]int32, len(values)), make([]int32, len(values))
	var all uint64
	for i, v := range values {
		places[i] = int32(i)
		all |= size(v)
	}
	for shift := 0; shift < bits.Len64(all); shift += digit {
		var from [1 << digit]int32
		for _, v := range values {
			from[^(size(v)>>shift)%(1<<digit)]++
		}
		sum := int32(0)
		for d, n := range from {
			from[d], sum = sum, sum+n
		}
		for _, place := range places {
			d := ^(size(values[place]) >> shift) % (1 << digit)
			room[from[d]] = place
			from[d]++
		}
		places, room = room, places
	}
	return places
}

// size is a value without its sign.
func size(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}
