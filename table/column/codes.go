package column

// Codes is a column of words as numbers: each word has one, in the order in which words first appear. It is for columns of
// which few words return often, as groups, teams, states and ratings do. The zero value is an empty column.
type Codes struct {
	codes []int32
	names []string
	known map[string]int32
	// recent are the codes of words that were added, plus one, by a cheap hash: a look at a map for each of millions of cells
	// would cost more than all else.
	recent [512]int32
}

// NewCodes is an empty column with room for so many cells.
func NewCodes(room int) *Codes { return &Codes{codes: make([]int32, 0, room)} }

// Add adds a cell.
func (c *Codes) Add(text []byte) {
	slot := &c.recent[hash(text)%uint32(len(c.recent))]
	if n := *slot; n > 0 && c.names[n-1] == string(text) {
		c.codes = append(c.codes, n-1)
		return
	}
	code, known := c.known[string(text)]
	if !known {
		code = c.name(string(text))
	}
	*slot = code + 1
	c.codes = append(c.codes, code)
}

// AddText adds a cell.
func (c *Codes) AddText(text string) {
	slot := &c.recent[hash(text)%uint32(len(c.recent))]
	if n := *slot; n > 0 && c.names[n-1] == text {
		c.codes = append(c.codes, n-1)
		return
	}
	code, known := c.known[text]
	if !known {
		code = c.name(text)
	}
	*slot = code + 1
	c.codes = append(c.codes, code)
}

func (c *Codes) name(text string) int32 {
	if c.known == nil {
		c.known = map[string]int32{}
	}
	code := int32(len(c.names))
	c.names = append(c.names, text)
	c.known[text] = code
	return code
}

// Len is how many cells there are.
func (c *Codes) Len() int { return len(c.codes) }

// Codes are the numbers of the words of all cells, and Names the words by their numbers. They are not to be changed.
func (c *Codes) Codes() []int32 { return c.codes }

// Names are the words by their numbers.
func (c *Codes) Names() []string { return c.names }

// Text is the word of a cell.
func (c *Codes) Text(i int) string { return c.names[c.codes[i]] }

// Rename gives each word another name; words of one name become one.
func (c *Codes) Rename(name func(string) string) {
	renamed := NewCodes(0)
	to := make([]int32, len(c.names))
	for code, text := range c.names {
		renamed.AddText(name(text))
		to[code] = renamed.codes[code]
	}
	for i, code := range c.codes {
		c.codes[i] = to[code]
	}
	c.names, c.known, c.recent = renamed.names, renamed.known, [512]int32{}
}

// hash mixes the length and the last bytes of a text.
func hash[T string | []byte](text T) uint32 {
	h := uint32(len(text))
	for i := max(0, len(text)-6); i < len(text); i++ {
		h = h*31 + uint32(text[i])
	}
	if len(text) > 0 {
		h = h*31 + uint32(text[0])
	}
	return h ^ h>>9
}
