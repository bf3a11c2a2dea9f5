// Command stock reads a journal from standard input and prints what the stock is worth.
package main

import (
	"fmt"
	"io"
	"os"

	"example.com/stock/inventory"
	"example.com/stock/journal"
	"example.com/stock/report"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "stock:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	stock := inventory.New()
	if err := journal.Replay(in, stock); err != nil {
		return err
	}
	_, err := io.WriteString(out, report.Render(stock))
	return err
}
