package main

import (
	"fmt"
	"log"

	"example.com/accountscontext/bank"
	"example.com/accountscontext/report"
	"example.com/accountscontext/store"
)

func main() {
	accounts := store.NewMemory()
	b := bank.New(accounts)
	for _, err := range []error{
		b.Open("a1", "Ada"),
		b.Open("b2", "Bo"),
		b.Deposit("a1", 10050),
		b.Transfer("a1", "b2", 5000),
	} {
		if err != nil {
			log.Fatal(err)
		}
	}
	if _, err := b.PayInterest(20); err != nil {
		log.Fatal(err)
	}
	text, err := report.Statement(accounts)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
}
