// Package bank moves money.
package bank

import (
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
func (b *Bank) Open(id, owner string) error {
	if _, err := b.store.Get(id); err == nil {
		return fmt.Errorf("account %s exists", id)
	}
	return b.store.Put(store.Account{ID: id, Owner: owner})
}

// Deposit adds money to an account.
func (b *Bank) Deposit(id string, cents int64) error {
	return b.change(id, cents)
}

// Transfer moves money.
func (b *Bank) Transfer(from, to string, cents int64) error {
	if _, err := b.store.Get(to); err != nil {
		return fmt.Errorf("account %s: %w", to, err)
	}
	if err := b.change(from, -cents); err != nil {
		return err
	}
	return b.change(to, cents)
}

func (b *Bank) change(id string, cents int64) error {
	account, err := b.store.Get(id)
	if err != nil {
		return fmt.Errorf("account %s: %w", id, err)
	}
	if account.Balance+cents < 0 {
		return fmt.Errorf("account %s: %w", id, ErrFunds)
	}
	account.Balance += cents
	return b.store.Put(account)
}
