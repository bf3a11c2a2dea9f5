#ifndef RING_H
#define RING_H

#include <stddef.h>

/* A queue of bytes in a buffer of fixed size. */
struct ring {
    unsigned char *data;
    size_t capacity;
    size_t head;  /* Where the next byte is read. */
    size_t count; /* How many bytes can be read. */
};

/* Gives 0, or -1 if there is no memory. */
int ring_open(struct ring *ring, size_t capacity);
void ring_close(struct ring *ring);

/* Writes as many of the bytes as there is room for; gives their number. */
size_t ring_write(struct ring *ring, const void *bytes, size_t length);

/* Reads up to `length` bytes; gives their number. */
size_t ring_read(struct ring *ring, void *bytes, size_t length);

/* Like ring_read, but the bytes stay. */
size_t ring_peek(const struct ring *ring, void *bytes, size_t length);

size_t ring_room(const struct ring *ring);

#endif
