// Package version reads and compares versions such as 1.4.0-rc.2.
package version

import (
	"fmt"
	"strconv"
	"strings"
)

// Version is a version. Pre holds the parts of its pre-release, if it is one.
type Version struct {
	Numbers [3]int
	Pre     []string
}

// Parse reads a version, with or without a v in front of it.
func Parse(text string) (Version, error) {
	var v Version
	core, pre, isPre := strings.Cut(strings.TrimPrefix(text, "v"), "-")
	parts := strings.Split(core, ".")
	if len(parts) != len(v.Numbers) {
		return v, fmt.Errorf("not a version: %q", text)
	}
	for i, part := range parts {
		number, err := strconv.Atoi(part)
		if err != nil || number < 0 {
			return v, fmt.Errorf("not a version: %q", text)
		}
		v.Numbers[i] = number
	}
	if isPre {
		v.Pre = strings.Split(pre, ".")
	}
	return v, nil
}

// String is the version as it is written.
func (v Version) String() string {
	text := fmt.Sprintf("%d.%d.%d", v.Numbers[0], v.Numbers[1], v.Numbers[2])
	if len(v.Pre) > 0 {
		text += "-" + strings.Join(v.Pre, ".")
	}
	return text
}

// IsPre says whether it is a pre-release.
func (v Version) IsPre() bool {
	return len(v.Pre) > 0
}
