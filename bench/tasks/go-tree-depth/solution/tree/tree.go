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
	// Depth is how many levels are shown; 0 for all.
	Depth int
}

// Draw writes a line for each entry, indented by its level; folders end with a slash.
func Draw(out io.Writer, folder string, options Options) error {
	return draw(out, folder, 1, options)
}

func draw(out io.Writer, folder string, level int, options Options) error {
	indent := strings.Repeat("  ", level-1)
	entries, err := list(folder, options)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			fmt.Fprintf(out, "%s%s\n", indent, entry.Name())
			continue
		}
		path := filepath.Join(folder, entry.Name())
		if level == options.Depth {
			inside, err := list(path, options)
			if err != nil {
				return err
			}
			count := ""
			if len(inside) > 0 {
				count = fmt.Sprintf(" (%d)", len(inside))
			}
			fmt.Fprintf(out, "%s%s/%s\n", indent, entry.Name(), count)
			continue
		}
		fmt.Fprintf(out, "%s%s/\n", indent, entry.Name())
		if err := draw(out, path, level+1, options); err != nil {
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
