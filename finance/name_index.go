package finance

// nameIndex numbers names in the order in which they first appear. The zero value is empty.
type nameIndex struct {
	names  []string
	number map[string]int32
	// recent remembers the numbers of names that were asked for, plus one, by a cheap hash: a council has some tens of
	// groups in any order, and a look at a map for each of millions of lines would cost more than adding them.
	recent [256]int32
}

// of is the number of a name, given when it is first asked for.
func (x *nameIndex) of(name string) int32 {
	slot := &x.recent[cheapHash(name)]
	if n := *slot; n > 0 && x.names[n-1] == name {
		return n - 1
	}
	n, known := x.number[name]
	if !known {
		if x.number == nil {
			x.number = map[string]int32{}
		}
		n = int32(len(x.names))
		x.names = append(x.names, name)
		x.number[name] = n
	}
	*slot = n + 1
	return n
}

// cheapHash mixes the length and a few characters of a name.
func cheapHash(name string) uint8 {
	n := len(name)
	if n == 0 {
		return 0
	}
	return uint8(n) + 31*name[0] + 7*name[n/2] + 13*name[n-1] + 101*name[max(0, n-2)]
}
