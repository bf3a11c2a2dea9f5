#include <stddef.h>
#include <string.h>

#include "ring.h"

static size_t next(size_t at) {
    return (at + 1) % RING_SIZE;
}

int ring_put(struct ring *ring, char byte) {
    if (next(ring->head) == ring->tail)
        return -1;
    ring->bytes[ring->head] = byte;
    ring->head = next(ring->head);
    return 0;
}

int ring_get(struct ring *ring, char *byte) {
    if (ring->head == ring->tail)
        return -1;
    *byte = ring->bytes[ring->tail];
    ring->bytes[ring->tail] = 0;
    ring->tail = next(ring->tail);
    return 0;
}
