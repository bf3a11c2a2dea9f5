package verdict

import (
	"errors"
	"strings"
	"testing"

	"example.com/backup/backup"
)

func fill(t *testing.T, names ...string) *backup.Memory {
	store := backup.NewMemory(1000)
	for _, name := range names {
		if err := store.Write(name, []byte(name), 5); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func TestAFullTarget(t *testing.T) {
	source, target := fill(t, "a", "loooooong", "ccc"), backup.NewMemory(5)
	report, err := backup.Run(source, target, nil)
	if err == nil || !strings.Contains(err.Error(), "loooooong") {
		t.Errorf("got %v", err)
	}
	if report != (backup.Report{Copied: 2, Bytes: 4}) {
		t.Errorf("got %+v", report)
	}
	if target.Stamp("a") != 5 || target.Stamp("ccc") != 5 || target.Stamp("loooooong") != 0 {
		t.Error("the other files were not copied")
	}
}

func TestTheFirstAndTheLastFile(t *testing.T) {
	for _, names := range [][]string{{"aaaaaaaaa", "b"}, {"a", "zzzzzzzzz"}} {
		report, err := backup.Run(fill(t, names...), backup.NewMemory(5), nil)
		if err == nil || report.Copied != 1 {
			t.Errorf("%v: %+v, %v", names, report, err)
		}
	}
}

type broken struct{ *backup.Memory }

var errLost = errors.New("lost")

func (broken) Read(name string) ([]byte, error) { return nil, errLost }

func TestReading(t *testing.T) {
	report, err := backup.Run(broken{fill(t, "a")}, backup.NewMemory(9), nil)
	if err == nil || report.Copied != 0 || !strings.Contains(err.Error(), "a") {
		t.Errorf("got %+v, %v", report, err)
	}
}

func TestAllIsWell(t *testing.T) {
	source, target := fill(t, "a", "cache/x", "b.tmp"), backup.NewMemory(100)
	for _, want := range []backup.Report{{Copied: 1, Skipped: 2, Bytes: 1}, {Skipped: 3}} {
		report, err := backup.Run(source, target, []string{"*.tmp", "cache/*"})
		if err != nil || report != want {
			t.Errorf("got %+v, %v", report, err)
		}
	}
}
