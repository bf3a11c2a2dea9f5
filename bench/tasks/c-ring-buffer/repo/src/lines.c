#include "lines.h"

int lines_next(struct ring *ring, char *line, size_t size) {
    size_t length = 0;
    while (length < ring->count && ring->data[(ring->head + length) % ring->capacity] != '\n') {
        length++;
    }
    if (length == ring->count) {
        return -1;
    }
    size_t kept = length < size - 1 ? length : size - 1;
    ring_read(ring, line, kept);
    line[kept] = '\0';
    char skipped;
    for (size_t i = kept; i <= length; i++) {
        ring_read(ring, &skipped, 1);
    }
    return (int)kept;
}
