// Package releases says which versions there are to install.
package releases

import (
	"sort"

	"example.com/releases/version"
)

// Sorted returns the versions, newest first.
func Sorted(names []string) ([]version.Version, error) {
	versions := make([]version.Version, 0, len(names))
	for _, name := range names {
		v, err := version.Parse(name)
		if err != nil {
			return nil, err
		}
		versions = append(versions, v)
	}
	sort.SliceStable(versions, func(i, j int) bool { return version.Compare(versions[i], versions[j]) > 0 })
	return versions, nil
}

// Update returns the newest version after the installed one; pre-releases only for those who have one.
func Update(installed string, names []string) (string, bool, error) {
	current, err := version.Parse(installed)
	if err != nil {
		return "", false, err
	}
	versions, err := Sorted(names)
	if err != nil {
		return "", false, err
	}
	for _, v := range versions {
		if version.Compare(v, current) <= 0 {
			break
		}
		if !v.IsPre() || current.IsPre() {
			return v.String(), true, nil
		}
	}
	return "", false, nil
}
