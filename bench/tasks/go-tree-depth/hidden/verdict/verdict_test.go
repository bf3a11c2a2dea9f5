package verdict

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "treedepth")
	if output, err := exec.Command("go", "build", "-o", program, "example.com/treedepth").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return program
}

func TestDepth(t *testing.T) {
	program, folder := build(t), t.TempDir()
	for _, name := range []string{"a/b/c/d.txt", "a/e.txt", "empty/x", "z.txt", "a/b/.hidden", ".git/config"} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(folder, "empty/x")); err != nil {
		t.Fatal(err)
	}
	whole := "a/\n  b/\n    c/\n      d.txt\n  e.txt\nempty/\nz.txt\n"
	for _, test := range []struct {
		arguments []string
		want      string
	}{
		{nil, whole},
		{[]string{"-depth", "0"}, whole},
		{[]string{"-depth", "9"}, whole},
		{[]string{"-depth", "1"}, "a/ (2)\nempty/\nz.txt\n"},
		{[]string{"-depth=2"}, "a/\n  b/ (1)\n  e.txt\nempty/\nz.txt\n"},
		{[]string{"-depth", "3"}, "a/\n  b/\n    c/ (1)\n  e.txt\nempty/\nz.txt\n"},
		{[]string{"-a", "-depth", "2"}, ".git/\n  config\na/\n  b/ (2)\n  e.txt\nempty/\nz.txt\n"},
		{[]string{"-a", "-depth", "1"}, ".git/ (1)\na/ (2)\nempty/\nz.txt\n"},
	} {
		var out bytes.Buffer
		command := exec.Command(program, append(test.arguments, folder)...)
		command.Stdout = &out
		if err := command.Run(); err != nil || out.String() != test.want {
			t.Errorf("%v: got %q, %v", test.arguments, out.String(), err)
		}
	}
	command := exec.Command(program, "-depth", "-1", folder)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	if err := command.Run(); err == nil || command.ProcessState.ExitCode() != 2 || complaint.Len() == 0 {
		t.Errorf("a negative depth: %v, %q", err, complaint.String())
	}
}
