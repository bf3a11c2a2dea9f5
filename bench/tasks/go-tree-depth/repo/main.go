// Treedepth draws what is in a folder.
package main

import (
	"flag"
	"fmt"
	"os"

	"example.com/treedepth/tree"
)

func main() {
	all := flag.Bool("a", false, "also hidden entries")
	flag.Parse()
	if flag.NArg() > 1 {
		fmt.Fprintln(os.Stderr, "one folder at a time")
		os.Exit(2)
	}
	folder := "."
	if flag.NArg() == 1 {
		folder = flag.Arg(0)
	}
	if err := tree.Draw(os.Stdout, folder, tree.Options{Hidden: *all}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
