package backup

import (
	"fmt"
	"sort"
)

// Memory is a store in memory, both source and target.
type Memory struct {
	data   map[string][]byte
	stamps map[string]int64
	room   int
}

// NewMemory makes an empty store with room for so many bytes.
func NewMemory(room int) *Memory {
	return &Memory{data: map[string][]byte{}, stamps: map[string]int64{}, room: room}
}

// List lists the files by name.
func (m *Memory) List() ([]File, error) {
	files := make([]File, 0, len(m.data))
	for name := range m.data {
		files = append(files, File{name, m.stamps[name]})
	}
	sort.Slice(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	return files, nil
}

// Read returns a file's content.
func (m *Memory) Read(name string) ([]byte, error) {
	data, ok := m.data[name]
	if !ok {
		return nil, fmt.Errorf("no file %s", name)
	}
	return data, nil
}

// Stamp is when a file was modified, 0 if it is not there.
func (m *Memory) Stamp(name string) int64 {
	return m.stamps[name]
}

// Write stores a file if there is room.
func (m *Memory) Write(name string, data []byte, modified int64) error {
	used := len(data)
	for other, content := range m.data {
		if other != name {
			used += len(content)
		}
	}
	if used > m.room {
		return fmt.Errorf("no room for %d bytes", len(data))
	}
	m.data[name], m.stamps[name] = data, modified
	return nil
}
