package national_test

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/examples/national/england"
)

// How does Leeds stand beside its statistical neighbours on children looked after, and how many neighbours is that?
func Example() {
	pack, err := national.Read(england.Pack)
	if err != nil {
		fmt.Println(err)
		return
	}
	profile, err := pack.Profile(national.Settings{Area: "Leeds"})
	if err != nil {
		fmt.Println(err)
		return
	}
	looked := profile.Measures[0]
	fmt.Printf("%s, %s, %d\n", profile.Name, looked.Name, looked.Now.Year)
	fmt.Printf("%s: %s of %s children aged 0 to 17\n", looked.Now.Value, looked.Now.Count, looked.Now.Population)
	fmt.Printf("England %s; mean %s and median %s of %d neighbours (%s)\n", looked.Now.England, looked.Now.Mean, looked.Now.Median, looked.Now.N, profile.List)
	// Output:
	// Leeds, Children looked after per 10,000, 2025
	// 85: 1498 of 176239 children aged 0 to 17
	// England 67; mean 75.1 and median 77.5 of 10 neighbours (DfE May 2025)
}
