package verdict

import (
	"testing"

	"example.com/invoicediscounts/catalogue"
	"example.com/invoicediscounts/invoice"
	"example.com/invoicediscounts/order"
)

const items = `item TEA 450 Green tea
step TEA 100 20
step TEA 10 5
item CUP 1200 Cup
item PIN 5 Pin
step PIN 1 10

step TEA 50 12
`

func make_(t *testing.T, text string) invoice.Invoice {
	t.Helper()
	known, err := catalogue.Parse(items)
	if err != nil {
		t.Fatal(err)
	}
	positions, err := order.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	made, err := invoice.New(known, positions)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestSteps(t *testing.T) {
	known, err := catalogue.Parse(items)
	if err != nil {
		t.Fatal(err)
	}
	for quantity, want := range map[int]int{1: 0, 9: 0, 10: 5, 49: 5, 50: 12, 99: 12, 100: 20, 5000: 20} {
		if got := known["TEA"].Discount(quantity); got != want {
			t.Errorf("%d: %d%%, not %d%%", quantity, got, want)
		}
	}
	if known["CUP"].Discount(1000) != 0 {
		t.Error("the cup has no steps")
	}
}

func TestMistakes(t *testing.T) {
	for _, line := range []string{
		"step CUP 10 5", "step TEA 0 5", "step TEA -1 5", "step TEA 5 0", "step TEA 5 100", "step TEA x 5", "step TEA 5 x",
		"step TEA 5", "step", "other TEA",
	} {
		if _, err := catalogue.Parse("item TEA 450 Tea\n" + line); err == nil {
			t.Errorf("no error: %s", line)
		}
	}
	if _, err := catalogue.Parse("step TEA 10 5\nitem TEA 450 Tea"); err == nil {
		t.Error("a step before its item")
	}
}

func TestAmounts(t *testing.T) {
	made := make_(t, "10 x TEA, 2 x CUP, 1 x PIN")
	if made.Subtotal != 4275+2400+4 || made.Saved != 225+1 || made.Tax != 1269 || made.Total != 7948 {
		t.Errorf("got %+v", made)
	}
	if line := made.Lines[0]; line.Discount != 225 || line.Total != 4275 || line.Quantity != 10 {
		t.Errorf("got %+v", line)
	}
	if line := made.Lines[1]; line.Discount != 0 || line.Total != 2400 {
		t.Errorf("got %+v", line)
	}
}

func TestTheSameItemTwice(t *testing.T) {
	made := make_(t, "6 x TEA, 1 x CUP, 4 x TEA")
	if len(made.Lines) != 3 || made.Lines[0].Discount != 135 || made.Lines[2].Discount != 90 || made.Saved != 225 {
		t.Errorf("got %+v", made)
	}
}

func TestPrinted(t *testing.T) {
	want := "10 x Green tea               45.00\n" + "  discount 5%                -2.25\n" + "1 x Cup                      12.00\n" +
		"Subtotal                     54.75\n" + "Tax 19%                      10.40\n" + "You saved                     2.25\n" +
		"Total                        65.15\n"
	if got := invoice.Print(make_(t, "10 x TEA, 1 x CUP")); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	want = "1 x Cup                      12.00\nSubtotal                     12.00\nTax 19%                       2.28\nTotal                        14.28\n"
	if got := invoice.Print(make_(t, "1 x CUP")); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
