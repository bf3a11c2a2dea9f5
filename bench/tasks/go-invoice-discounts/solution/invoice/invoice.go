// Package invoice makes invoices of orders.
package invoice

import (
	"fmt"

	"example.com/invoicediscounts/catalogue"
	"example.com/invoicediscounts/order"
)

// TaxPercent is the tax on everything.
const TaxPercent = 19

// Line is a line of an invoice; amounts are in cents, Total is after the discount.
type Line struct {
	Item     *catalogue.Item
	Quantity int
	Percent  int
	Discount int
	Total    int
}

// Invoice is an invoice; amounts are in cents.
type Invoice struct {
	Lines    []Line
	Subtotal int
	Saved    int
	Tax      int
	Total    int
}

// New makes an invoice of an order.
func New(items catalogue.Catalogue, positions []order.Position) (Invoice, error) {
	var invoice Invoice
	quantities := map[string]int{}
	for _, position := range positions {
		quantities[position.SKU] += position.Quantity
	}
	for _, position := range positions {
		item, ok := items[position.SKU]
		if !ok {
			return Invoice{}, fmt.Errorf("unknown item %s", position.SKU)
		}
		line := Line{Item: item, Quantity: position.Quantity, Percent: item.Discount(quantities[position.SKU])}
		line.Discount = percent(item.Price*line.Quantity, line.Percent)
		line.Total = item.Price*line.Quantity - line.Discount
		invoice.Lines = append(invoice.Lines, line)
		invoice.Subtotal += line.Total
		invoice.Saved += line.Discount
	}
	invoice.Tax = percent(invoice.Subtotal, TaxPercent)
	invoice.Total = invoice.Subtotal + invoice.Tax
	return invoice, nil
}

// percent is a share of cents, rounded to the nearest, half a cent up.
func percent(cents, rate int) int {
	return (cents*rate + 50) / 100
}
