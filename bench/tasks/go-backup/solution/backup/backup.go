// Package backup copies the files of a store that changed.
package backup

import (
	"fmt"
	"strings"
)

// Source is where files come from.
type Source interface {
	List() ([]File, error)
	Read(name string) ([]byte, error)
}

// Target is where copies go.
type Target interface {
	// Stamp is the time of the copy that is there, 0 if there is none.
	Stamp(name string) int64
	Write(name string, data []byte, modified int64) error
}

// File is a file's name and when it was modified.
type File struct {
	Name     string
	Modified int64
}

// Report says what a backup did.
type Report struct {
	Copied  int
	Skipped int
	Bytes   int
}

// Run copies what is new or newer than its copy, except what the patterns exclude.
func Run(source Source, target Target, excluded []string) (Report, error) {
	var report Report
	files, err := source.List()
	if err != nil {
		return report, fmt.Errorf("listing the files: %w", err)
	}
	var failure error
	for _, file := range files {
		if isExcluded(file.Name, excluded) || target.Stamp(file.Name) >= file.Modified {
			report.Skipped++
			continue
		}
		size, err := copyFile(source, target, file)
		if err != nil {
			if failure == nil {
				failure = fmt.Errorf("copying %s: %w", file.Name, err)
			}
			continue
		}
		report.Copied++
		report.Bytes += size
	}
	return report, failure
}

func copyFile(source Source, target Target, file File) (int, error) {
	data, err := source.Read(file.Name)
	if err != nil {
		return 0, err
	}
	if err := target.Write(file.Name, data, file.Modified); err != nil {
		return 0, err
	}
	return len(data), nil
}

// isExcluded compares with patterns such as *.tmp, cache/* or a whole name.
func isExcluded(name string, patterns []string) bool {
	for _, pattern := range patterns {
		switch {
		case strings.HasPrefix(pattern, "*") && strings.HasSuffix(name, pattern[1:]):
			return true
		case strings.HasSuffix(pattern, "/*") && strings.HasPrefix(name, pattern[:len(pattern)-1]):
			return true
		case name == pattern:
			return true
		}
	}
	return false
}
