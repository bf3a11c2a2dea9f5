// Package store keeps accounts.
package store

import "errors"

// ErrMissing says that there is no such account.
var ErrMissing = errors.New("no such account")

// Account is an account; the balance is in cents.
type Account struct {
	ID      string
	Owner   string
	Balance int64
}

// Store keeps accounts by their ids.
type Store interface {
	Get(id string) (Account, error)
	Put(account Account) error
	// IDs lists the ids in alphabetical order.
	IDs() ([]string, error)
}
