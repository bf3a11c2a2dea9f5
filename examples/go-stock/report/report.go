package report

import (
	"fmt"
	"strings"

	"example.com/stock/inventory"
	"example.com/stock/money"
)

// Render lists units and value by category, with the value of everything in the last line.
func Render(stock *inventory.Inventory) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%-12s %6s %10s\n", "category", "units", "value")
	var total money.Cents
	for _, sum := range subtotals(stock.Holdings()) {
		fmt.Fprintf(&text, "%-12s %6d %10s\n", sum.category, sum.units, sum.value)
		total += sum.value
	}
	fmt.Fprintf(&text, "%-12s %6s %10s\n", "total", "", total)
	return text.String()
}
