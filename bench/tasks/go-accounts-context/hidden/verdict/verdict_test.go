package verdict

import (
	"context"
	"errors"
	"os/exec"
	"testing"

	"example.com/accountscontext/bank"
	"example.com/accountscontext/report"
	"example.com/accountscontext/store"
)

type key struct{}

// marked is a store that sees to it that it is given the caller's context.
type marked struct {
	store.Store
	t *testing.T
}

func (m marked) look(ctx context.Context) {
	m.t.Helper()
	if ctx.Value(key{}) != "mine" {
		m.t.Error("the context is another one")
	}
}

func (m marked) Get(ctx context.Context, id string) (store.Account, error) {
	m.look(ctx)
	return m.Store.Get(ctx, id)
}

func (m marked) Put(ctx context.Context, account store.Account) error {
	m.look(ctx)
	return m.Store.Put(ctx, account)
}

func (m marked) IDs(ctx context.Context) ([]string, error) {
	m.look(ctx)
	return m.Store.IDs(ctx)
}

func TestTheContextIsPassedOn(t *testing.T) {
	ctx := context.WithValue(context.Background(), key{}, "mine")
	s := marked{store.NewMemory(), t}
	b := bank.New(s)
	for _, err := range []error{
		b.Open(ctx, "a", "Ada"), b.Open(ctx, "b", "Bo"), b.Deposit(ctx, "a", 10000), b.Transfer(ctx, "a", "b", 2500),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if paid, err := b.PayInterest(ctx, 10); paid != 100 || err != nil {
		t.Errorf("got %d, %v", paid, err)
	}
	text, err := report.Statement(ctx, s)
	if want := "a Ada 75.75\nb Bo 25.25\ntotal 101.00\n"; text != want || err != nil {
		t.Errorf("got %q, %v", text, err)
	}
	if total, err := report.Total(ctx, s); total != 10100 || err != nil {
		t.Errorf("got %d, %v", total, err)
	}
	if report.Format(5) != "0.05" {
		t.Error("Format changed")
	}
	if err := b.Transfer(ctx, "a", "b", 99999); !errors.Is(err, bank.ErrFunds) {
		t.Errorf("got %v", err)
	}
}

func TestDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	memory := store.NewMemory()
	b := bank.New(memory)
	if err := b.Open(ctx, "a", "Ada"); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := memory.Put(ctx, store.Account{ID: "b"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := memory.Get(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := memory.IDs(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := report.Statement(ctx, memory); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := b.Deposit(ctx, "a", 5); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if ids, err := memory.IDs(context.Background()); len(ids) != 1 || err != nil {
		t.Errorf("got %v, %v", ids, err)
	}
}

func TestTheProgram(t *testing.T) {
	output, err := exec.Command("go", "run", "example.com/accountscontext").CombinedOutput()
	if want := "a1 Ada 51.51\nb2 Bo 51.00\ntotal 102.51\n"; string(output) != want || err != nil {
		t.Errorf("got %q, %v", output, err)
	}
}
