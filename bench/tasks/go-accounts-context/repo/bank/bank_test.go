package bank

import (
	"errors"
	"testing"

	"example.com/accountscontext/store"
)

func TestTransfer(t *testing.T) {
	accounts := store.NewMemory()
	b := New(accounts)
	if err := b.Open("a", "Ada"); err != nil {
		t.Fatal(err)
	}
	if err := b.Open("b", "Bo"); err != nil {
		t.Fatal(err)
	}
	if err := b.Transfer("a", "b", 1); !errors.Is(err, ErrFunds) {
		t.Errorf("got %v", err)
	}
	if err := b.Transfer("a", "c", 1); !errors.Is(err, store.ErrMissing) {
		t.Errorf("got %v", err)
	}
}
