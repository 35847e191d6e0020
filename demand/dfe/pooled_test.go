package dfe_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/succession"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// divided is a file in which Oldshire (701) was divided on 1 April 2023 into 702 and 703. The rates are counts over
// populations, rounded: 740 of 90,000 are 82; 460 and 260 of 52,000 and 39,000 are 88 and 67, together 720 of 91,000: 79.
const divided = "time_period,geographic_level,old_la_code,la_name,population,children,rate\n" +
	"2023,Local authority,701,Oldshire,90000,740,82\n2023,Local authority,301,Ashire,45000,300,67\n2023,Local authority,302,Beeshire,40000,200,50\n2023,Local authority,303,Ceeshire,20000,180,90\n" +
	"2025,Local authority,702,East Oldshire,52000,460,88\n2025,Local authority,703,West Oldshire,39000,260,67\n" +
	"2025,Local authority,301,Ashire,45000,306,68\n2025,Local authority,302,Beeshire,40000,204,51\n2025,Local authority,303,Ceeshire,20000,182,91\n"

func changesOf(t *testing.T, changes ...succession.Change) succession.Changes {
	t.Helper()
	for i := range changes {
		if changes[i].On == 0 {
			changes[i].On = figure.DateOf(time.Date(2023, 4, 1, 0, 0, 0, 0, time.UTC))
		}
	}
	c, err := succession.New(changes)
	require.NoError(t, err)
	return c
}

func split(t *testing.T) succession.Changes {
	return changesOf(t, succession.Change{From: "701", To: "702"}, succession.Change{From: "701", To: "703"})
}

// rowsBy compares a text and gives the rows by period and area.
func rowsBy(t *testing.T, text string, q dfe.Query) map[string]dfe.Compared {
	t.Helper()
	data, err := dfe.Read(strings.NewReader(text), dfe.Options{})
	require.NoError(t, err)
	q.Indicators = []string{"rate"}
	c, err := data.Comparisons(q)
	require.NoError(t, err)
	rows := map[string]dfe.Compared{}
	for r := range c.All() {
		rows[r.Period+" "+r.Area] = r
	}
	assert.Len(t, rows, c.Count)
	encoded, err := json.Marshal(c)
	require.NoError(t, err)
	var back dfe.Comparisons
	require.NoError(t, json.Unmarshal(encoded, &back))
	assert.True(t, c.Equal(back))
	return rows
}

func chosen(t *testing.T, area string, codes ...string) *demand.List {
	t.Helper()
	l, err := demand.Chosen("made", area, codes...)
	require.NoError(t, err)
	return l
}

func exactly(n string) demand.Value { return demand.Number(decimal.RequireFromString(n)) }

func TestComparisons_ANeighbourThatWasDividedCountsByItsSuccessorsAsOne(t *testing.T) {
	rows := rowsBy(t, divided, dfe.Query{Neighbours: chosen(t, "301", "701", "302"), Changes: split(t), Polarity: rag.LowerBetter})
	before, after := rows["2023 301"], rows["2025 301"]
	assert.True(t, exactly("66").Equal(before.Mean), "82 and 50")
	assert.Empty(t, before.Combined)
	assert.True(t, exactly("65").Equal(after.Mean), "79 and 51, never 88, 67 and 51")
	assert.Equal(t, 2, after.N)
	require.Len(t, after.Combined, 1)
	assert.Equal(t, []string{"702", "703"}, after.Combined[0].Used)
	assert.True(t, exactly("79").Equal(after.Combined[0].Value))
	assert.Equal(t, 3, after.Rank, "51 and 67 are lower; the pooled council is not ranked")
	assert.Equal(t, 5, after.Of)
}

func TestComparisons_ACouncilThatWasDividedIsFollowedThroughItsParts(t *testing.T) {
	rows := rowsBy(t, divided, dfe.Query{Areas: []string{"701"}, Neighbours: chosen(t, "701", "301", "702"), Changes: split(t), Polarity: rag.LowerBetter})
	assert.True(t, exactly("82").Equal(rows["2023 701"].Value))
	after := rows["2025 701"]
	assert.True(t, exactly("79").Equal(after.Value))
	assert.Equal(t, []string{"702", "703"}, after.Used)
	assert.Zero(t, after.Rank, "ranks do not combine")
	assert.True(t, exactly("68").Equal(after.Mean))
	require.Len(t, after.LeftOut, 1)
	assert.Equal(t, "it is part of one's own authority", after.LeftOut[0].Reason)
	assert.Equal(t, 1, after.N)
	assert.Equal(t, 2, after.In)
}

func TestComparisons_ANewCouncilHasNothingForTheYearsBefore(t *testing.T) {
	rows := rowsBy(t, divided, dfe.Query{Neighbours: chosen(t, "301", "702", "302"), Changes: split(t)})
	before := rows["2023 301"]
	require.Len(t, before.LeftOut, 1)
	assert.Equal(t, "it began on 1 April 2023: the council before it is another area", before.LeftOut[0].Reason)
	assert.Equal(t, 1, before.N)
	assert.Equal(t, 2, before.In)
	assert.Empty(t, rows["2025 301"].LeftOut)
}

func TestComparisons_ACouncilUnderANewCodeIsTheSameArea(t *testing.T) {
	changes := changesOf(t, succession.Change{Kind: succession.Continues, From: "701", To: "702"})
	rows := rowsBy(t, divided, dfe.Query{Neighbours: chosen(t, "301", "702", "302"), Changes: changes})
	assert.True(t, exactly("66").Equal(rows["2023 301"].Mean), "701 stands for 702 before")
	rows = rowsBy(t, divided, dfe.Query{Neighbours: chosen(t, "301", "701", "302"), Changes: changes})
	assert.True(t, exactly("69.5").Equal(rows["2025 301"].Mean), "88 and 51")
}

func TestComparisons_PartsThatWereMergedCountOnce(t *testing.T) {
	text := strings.ReplaceAll(divided, "703", "704")
	changes := changesOf(t, succession.Change{Kind: succession.Merge, From: "302", To: "702"}, succession.Change{Kind: succession.Merge, From: "701", To: "702"})
	text = strings.ReplaceAll(text, "2025,Local authority,302,Beeshire,40000,204,51\n", "")
	after := rowsBy(t, text, dfe.Query{Neighbours: chosen(t, "301", "701", "302", "303"), Changes: changes})["2025 301"]
	assert.True(t, exactly("89.5").Equal(after.Mean), "88 once, and 91")
	require.Len(t, after.LeftOut, 1)
	assert.Equal(t, "702 stands for 701 already", after.LeftOut[0].Reason)
}

func TestComparisons_WithoutTheFigureOfASuccessorTheMemberIsLeftOutAndSaid(t *testing.T) {
	after := func(row string) dfe.Compared {
		text := strings.Replace(divided, "2025,Local authority,703,West Oldshire,39000,260,67\n", row, 1)
		return rowsBy(t, text, dfe.Query{Neighbours: chosen(t, "301", "701", "302"), Changes: split(t), Base: dfe.Base{Count: "children", Population: "population"}})["2025 301"]
	}
	for row, want := range map[string]string{
		"2025,Local authority,703,West Oldshire,39000,x,x\n": "the figure of 703 of 2025 is missing: x",
		"2025,Local authority,703,West Oldshire,300,c,c\n":   "",
		"": "703 has no figure of 2025",
	} {
		r := after(row)
		assert.Equal(t, 2, r.In)
		if want == "" {
			// 461 to 465 of 52,300 are 88.1 to 88.9.
			assert.Equal(t, "a count is suppressed: together it is between 88 and 89", r.LeftOut[0].Reason)
			continue
		}
		require.Len(t, r.LeftOut, 1, want)
		assert.Equal(t, want, r.LeftOut[0].Reason)
		assert.Equal(t, 1, r.N)
	}
	// 461 to 465 of 91,000 print as 51 whatever the suppressed count is.
	assert.True(t, exactly("51").Equal(after("2025,Local authority,703,West Oldshire,39000,c,c\n").Combined[0].Value))
}

func TestComparisons_AJointReturnOfAllSuccessorsIsTheirFigure(t *testing.T) {
	text := strings.Replace(divided, "2025,Local authority,703,West Oldshire,39000,260,67\n", "", 1)
	text = strings.Replace(text, "2025,Local authority,702,East Oldshire,52000,460,88\n", "2025,Local authority,702 / 703,Oldshire together,x,x,77\n", 1)
	after := rowsBy(t, text, dfe.Query{Neighbours: chosen(t, "301", "701", "302"), Changes: split(t)})["2025 301"]
	assert.True(t, exactly("64").Equal(after.Mean), "77 and 51")
}

func TestComparisons_ThroughSaysWhatBecameOfACouncil(t *testing.T) {
	data, err := dfe.Read(strings.NewReader(divided), dfe.Options{})
	require.NoError(t, err)
	c, err := data.Comparisons(dfe.Query{Areas: []string{"Ashire"}, Indicators: []string{"rate"}, Periods: []string{"2025"}, Neighbours: chosen(t, "301", "701", "302"), Changes: split(t)})
	require.NoError(t, err)
	made, ok, err := c.Through(nil, succession.Settings{Verb: "look after"})
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, "Oldshire was divided in 2023; taken together its two successors look after 79 per 10,000, down from 82; without them the comparison of Ashire would rest on one council, not two.", made.Words)
	assert.Len(t, c.Changed(), 1)

	c, err = data.Comparisons(dfe.Query{Areas: []string{"Ashire"}, Indicators: []string{"rate"}, Neighbours: chosen(t, "301", "303", "302"), Changes: split(t)})
	require.NoError(t, err)
	_, ok, err = c.Through(nil, succession.Settings{})
	require.NoError(t, err)
	assert.False(t, ok, "no neighbour is gone")
}

func TestComparisons_WithoutChangesAnAbolishedNeighbourIsSaid(t *testing.T) {
	text := strings.NewReplacer("701", "909", "702", "942", "703", "943").Replace(divided)
	data, err := dfe.Read(strings.NewReader(text), dfe.Options{})
	require.NoError(t, err)
	c, err := data.Comparisons(dfe.Query{Indicators: []string{"rate"}, Neighbours: chosen(t, "301", "909", "302")})
	require.NoError(t, err)
	require.Len(t, c.Abolished(), 1)
	assert.Contains(t, c.Abolished()[0], "Cumbria (909), a neighbour of Ashire, was abolished in 2023 and has no figure since: the comparison leaves it out.")
	c, err = data.Comparisons(dfe.Query{Indicators: []string{"rate"}, Periods: []string{"2023"}, Neighbours: chosen(t, "301", "909", "302")})
	require.NoError(t, err)
	assert.Empty(t, c.Abolished(), "it was there in 2023")
}

func TestKnownChanges_HoldAgainstOneAnother(t *testing.T) {
	changes, err := succession.New(dfe.KnownChanges())
	require.NoError(t, err)
	assert.Equal(t, []string{"942", "943"}, changes.Successors("909", 2024))
	assert.Equal(t, []string{"909"}, changes.Successors("909", 2023))
	assert.True(t, slices.Contains(changes.Touched(), "839"))
	assert.Equal(t, []string{"836", "837"}, changes.Parts("839"), "and a part of 835")
}
