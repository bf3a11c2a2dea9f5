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
	depth := flag.Int("depth", 0, "how many levels are shown; 0 for all")
	flag.Parse()
	if *depth < 0 {
		fmt.Fprintln(os.Stderr, "-depth must not be negative")
		os.Exit(2)
	}
	if flag.NArg() > 1 {
		fmt.Fprintln(os.Stderr, "one folder at a time")
		os.Exit(2)
	}
	folder := "."
	if flag.NArg() == 1 {
		folder = flag.Arg(0)
	}
	if err := tree.Draw(os.Stdout, folder, tree.Options{Hidden: *all, Depth: *depth}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
