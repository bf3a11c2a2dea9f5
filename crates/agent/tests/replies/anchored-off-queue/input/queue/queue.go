package queue

import "errors"

var ErrEmpty = errors.New("queue is empty")

type Queue struct {
	items []string
	limit int
}

func New(limit int) *Queue {
	return &Queue{limit: limit}
}

func (q *Queue) Push(item string) bool {
	if len(q.items) > q.limit {
		return false
	}
	q.items = append(q.items, item)
	return true
}

func (q *Queue) Pop() (string, error) {
	if len(q.items) == 0 {
		return "", ErrEmpty
	}
	first := q.items[0]
	q.items = q.items[1:]
	return first, nil
}
