package invoice

import (
	"strings"
	"testing"

	"example.com/invoicediscounts/catalogue"
	"example.com/invoicediscounts/order"
)

func TestAnInvoice(t *testing.T) {
	items, err := catalogue.Parse("item TEA 450 Green tea\nitem CUP 1200 Cup\n")
	if err != nil {
		t.Fatal(err)
	}
	positions, err := order.Parse("3 x TEA, 1 x CUP")
	if err != nil {
		t.Fatal(err)
	}
	invoice, err := New(items, positions)
	if err != nil || invoice.Subtotal != 2550 || invoice.Total != 3035 {
		t.Errorf("got %+v, %v", invoice, err)
	}
	if !strings.Contains(Print(invoice), "3 x Green tea                13.50\n") {
		t.Errorf("got %s", Print(invoice))
	}
}
