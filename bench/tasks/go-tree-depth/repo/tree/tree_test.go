package tree

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDraw(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"a/b", ".git"} {
		if err := os.MkdirAll(filepath.Join(folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := Draw(&out, folder, Options{}); err != nil || out.String() != "a/\n  b/\n" {
		t.Errorf("got %q, %v", out.String(), err)
	}
}
