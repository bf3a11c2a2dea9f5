package store

import (
	"context"
	"sort"
)

// Memory is a store in memory.
type Memory struct {
	accounts map[string]Account
}

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{accounts: map[string]Account{}}
}

// Get returns an account.
func (m *Memory) Get(ctx context.Context, id string) (Account, error) {
	if err := ctx.Err(); err != nil {
		return Account{}, err
	}
	account, ok := m.accounts[id]
	if !ok {
		return Account{}, ErrMissing
	}
	return account, nil
}

// Put stores an account.
func (m *Memory) Put(ctx context.Context, account Account) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.accounts[account.ID] = account
	return nil
}

// IDs lists the ids.
func (m *Memory) IDs(ctx context.Context) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(m.accounts))
	for id := range m.accounts {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids, nil
}
