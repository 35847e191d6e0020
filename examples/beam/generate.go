package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Generate writes made-up files, the same each time for the same numbers.
func Generate(folder string, authorities, workers int) error {
	random := rand.New(rand.NewPCG(2025, 3))
	services := []string{"Children in Care", "Fieldwork and Family Support", "Youth Justice", "Early Help"}
	for i := range authorities {
		var roster, statement, counts bytes.Buffer
		roster.WriteString("worker,fte,cases\n")
		for w := range workers {
			fmt.Fprintf(&roster, "worker %d,%s,%d\n", w, []string{"1", "1", "0.8", "0.6", "0.5405"}[random.IntN(5)], random.IntN(34))
		}
		statement.WriteString("service,budget,forecast,reserves,group\n")
		for centre := range max(1, workers/20) {
			for _, service := range services {
				budget := 1_000_000 + random.IntN(90_000_000)
				fmt.Fprintf(&statement, "%s,%d.%02d,%d.%02d,-%d.%02d,centre %d\n", service, budget/100, budget%100, (budget+random.IntN(9_000_000)-4_000_000)/100, random.IntN(100), random.IntN(500), random.IntN(100), centre)
			}
		}
		counts.WriteString("x,n,kind,multiplier,confidence\n")
		for range 30 {
			fmt.Fprintf(&counts, "%d,%d,rate,10000,0.95\n", random.IntN(60), 1_000+random.IntN(3_000))
		}
		for kind, text := range map[string]*bytes.Buffer{"workers": &roster, "statements": &statement, "counts": &counts} {
			if err := os.MkdirAll(filepath.Join(folder, kind), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(folder, kind, fmt.Sprintf("%d.csv", 200+i)), text.Bytes(), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
