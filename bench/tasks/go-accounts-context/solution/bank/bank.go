// Package bank moves money.
package bank

import (
	"context"
	"errors"
	"fmt"

	"example.com/accountscontext/store"
)

// ErrFunds says that an account has too little money.
var ErrFunds = errors.New("insufficient funds")

// Bank moves money between the accounts of a store.
type Bank struct {
	store store.Store
}

// New makes a bank.
func New(s store.Store) *Bank {
	return &Bank{store: s}
}

// Open opens an account.
func (b *Bank) Open(ctx context.Context, id, owner string) error {
	if _, err := b.store.Get(ctx, id); err == nil {
		return fmt.Errorf("account %s exists", id)
	}
	return b.store.Put(ctx, store.Account{ID: id, Owner: owner})
}

// Deposit adds money to an account.
func (b *Bank) Deposit(ctx context.Context, id string, cents int64) error {
	return b.change(ctx, id, cents)
}

// Transfer moves money.
func (b *Bank) Transfer(ctx context.Context, from, to string, cents int64) error {
	if _, err := b.store.Get(ctx, to); err != nil {
		return fmt.Errorf("account %s: %w", to, err)
	}
	if err := b.change(ctx, from, -cents); err != nil {
		return err
	}
	return b.change(ctx, to, cents)
}

func (b *Bank) change(ctx context.Context, id string, cents int64) error {
	account, err := b.store.Get(ctx, id)
	if err != nil {
		return fmt.Errorf("account %s: %w", id, err)
	}
	if account.Balance+cents < 0 {
		return fmt.Errorf("account %s: %w", id, ErrFunds)
	}
	account.Balance += cents
	return b.store.Put(ctx, account)
}
