package bank

import (
	"context"
	"errors"
	"testing"

	"example.com/accountscontext/store"
)

func TestTransfer(t *testing.T) {
	ctx := context.Background()
	accounts := store.NewMemory()
	b := New(accounts)
	if err := b.Open(ctx, "a", "Ada"); err != nil {
		t.Fatal(err)
	}
	if err := b.Open(ctx, "b", "Bo"); err != nil {
		t.Fatal(err)
	}
	if err := b.Transfer(ctx, "a", "b", 1); !errors.Is(err, ErrFunds) {
		t.Errorf("got %v", err)
	}
	if err := b.Transfer(ctx, "a", "c", 1); !errors.Is(err, store.ErrMissing) {
		t.Errorf("got %v", err)
	}
}
