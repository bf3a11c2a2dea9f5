package main

import (
	"context"
	"fmt"
	"log"

	"example.com/accountscontext/bank"
	"example.com/accountscontext/report"
	"example.com/accountscontext/store"
)

func main() {
	ctx := context.Background()
	accounts := store.NewMemory()
	b := bank.New(accounts)
	for _, err := range []error{
		b.Open(ctx, "a1", "Ada"),
		b.Open(ctx, "b2", "Bo"),
		b.Deposit(ctx, "a1", 10050),
		b.Transfer(ctx, "a1", "b2", 5000),
	} {
		if err != nil {
			log.Fatal(err)
		}
	}
	if _, err := b.PayInterest(ctx, 20); err != nil {
		log.Fatal(err)
	}
	text, err := report.Statement(ctx, accounts)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
}
