package inventory

import (
	"reflect"
	"testing"

	"example.com/stock/money"
)

func stocked(t *testing.T) *Inventory {
	t.Helper()
	inv := New()
	for _, lot := range []struct {
		name, category string
		units          int
		price          money.Cents
	}{{"saw", "Tools", 2, 2000}, {"nail", "Hardware", 100, 5}, {"saw", "Tools", 3, 2500}} {
		if err := inv.Receive(lot.name, lot.category, lot.units, lot.price); err != nil {
			t.Fatal(err)
		}
	}
	return inv
}

func TestShipTakesTheOldestLotsFirst(t *testing.T) {
	inv := stocked(t)
	cost, err := inv.Ship("saw", 3)
	if err != nil || cost != 6500 {
		t.Errorf("cost = %s, %v; want 65.00", cost, err)
	}
}

func TestShipTakesAllOrNothing(t *testing.T) {
	inv := stocked(t)
	if _, err := inv.Ship("saw", 6); err == nil {
		t.Error("6 of 5 saws were shipped")
	}
	if _, err := inv.Ship("drill", 1); err == nil {
		t.Error("an unknown item was shipped")
	}
	if cost, err := inv.Ship("saw", 5); err != nil || cost != 11500 {
		t.Errorf("cost = %s, %v; want 115.00", cost, err)
	}
}

func TestHoldingsLeaveOutWhatIsSoldOut(t *testing.T) {
	inv := stocked(t)
	if _, err := inv.Ship("nail", 100); err != nil {
		t.Fatal(err)
	}
	want := []Holding{{"saw", "Tools", 5, 11500}}
	if got := inv.Holdings(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
}
