#include "ring.h"

#include <stdlib.h>
#include <string.h>

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

int ring_open(struct ring *ring, size_t capacity) {
    ring->data = malloc(capacity > 0 ? capacity : 1);
    ring->capacity = capacity;
    ring->head = 0;
    ring->count = 0;
    return ring->data == NULL ? -1 : 0;
}

void ring_close(struct ring *ring) {
    free(ring->data);
    ring->data = NULL;
}

size_t ring_room(const struct ring *ring) {
    return ring->capacity - ring->count;
}

size_t ring_write(struct ring *ring, const void *bytes, size_t length) {
    size_t total = least(length, ring_room(ring));
    if (total == 0) {
        return 0;
    }
    size_t tail = (ring->head + ring->count) % ring->capacity;
    size_t first = least(total, ring->capacity - tail);
    memcpy(ring->data + tail, bytes, first);
    memcpy(ring->data, bytes, total - first);
    ring->count += total;
    return total;
}

size_t ring_peek(const struct ring *ring, void *bytes, size_t length) {
    size_t total = least(length, ring->count);
    size_t first = least(total, ring->capacity - ring->head);
    memcpy(bytes, ring->data + ring->head, first);
    memcpy((unsigned char *)bytes + first, ring->data, total - first);
    return total;
}

size_t ring_read(struct ring *ring, void *bytes, size_t length) {
    size_t total = ring_peek(ring, bytes, length);
    if (total > 0) {
        ring->head = (ring->head + total) % ring->capacity;
        ring->count -= total;
    }
    return total;
}
