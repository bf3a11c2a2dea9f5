package backup

import "testing"

func TestOnlyWhatIsNewerIsCopied(t *testing.T) {
	source, target := NewMemory(100), NewMemory(100)
	_ = source.Write("a.txt", []byte("aaa"), 5)
	_ = source.Write("b.tmp", []byte("b"), 5)
	report, err := Run(source, target, []string{"*.tmp"})
	if err != nil || report != (Report{Copied: 1, Skipped: 1, Bytes: 3}) {
		t.Errorf("got %+v, %v", report, err)
	}
}
