package layout

// groups are disjoint sets of the numbers from 0.
type groups struct{ parent []int }

func newGroups(n int) groups {
	g := groups{make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g groups) find(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g groups) union(a, b int) {
	a, b = g.find(a), g.find(b)
	g.parent[max(a, b)] = min(a, b)
}

// sets are the members of each set, in ascending order.
func (g groups) sets() [][]int {
	number := map[int]int{}
	var sets [][]int
	for i := range g.parent {
		root := g.find(i)
		if _, ok := number[root]; !ok {
			number[root] = len(sets)
			sets = append(sets, nil)
		}
		sets[number[root]] = append(sets[number[root]], i)
	}
	return sets
}
