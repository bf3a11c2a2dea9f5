package invoice

import (
	"fmt"
	"strings"
)

// Print writes an invoice for people.
func Print(invoice Invoice) string {
	var text strings.Builder
	row := func(label string, cents int) {
		fmt.Fprintf(&text, "%-24s%10s\n", label, amount(cents))
	}
	for _, line := range invoice.Lines {
		row(fmt.Sprintf("%d x %s", line.Quantity, line.Item.Name), line.Total)
	}
	row("Subtotal", invoice.Subtotal)
	row(fmt.Sprintf("Tax %d%%", TaxPercent), invoice.Tax)
	row("Total", invoice.Total)
	return text.String()
}

func amount(cents int) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}
