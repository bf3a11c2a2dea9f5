#ifndef QUEUE_H
#define QUEUE_H

#include <stddef.h>

struct queue {
    int items[16];
    size_t length;
};

int queue_push(struct queue *queue, int item);
size_t queue_length(const struct queue *queue);

#endif
