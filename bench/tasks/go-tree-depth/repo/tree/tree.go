// Package tree draws folders.
package tree

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Options says what is drawn.
type Options struct {
	// Hidden is whether names that begin with a dot are shown.
	Hidden bool
}

// Draw writes a line for each entry, indented by its level; folders end with a slash.
func Draw(out io.Writer, folder string, options Options) error {
	return draw(out, folder, "", options)
}

func draw(out io.Writer, folder, indent string, options Options) error {
	entries, err := list(folder, options)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			fmt.Fprintf(out, "%s%s\n", indent, entry.Name())
			continue
		}
		fmt.Fprintf(out, "%s%s/\n", indent, entry.Name())
		if err := draw(out, filepath.Join(folder, entry.Name()), indent+"  ", options); err != nil {
			return err
		}
	}
	return nil
}

func list(folder string, options Options) ([]os.DirEntry, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	shown := entries[:0]
	for _, entry := range entries {
		if options.Hidden || !strings.HasPrefix(entry.Name(), ".") {
			shown = append(shown, entry)
		}
	}
	return shown, nil
}
