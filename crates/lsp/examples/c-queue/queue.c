#include "queue.h"

int queue_push(struct queue *queue, int item) {
    if (queue->length == 16) {
        return 0;
    }
    queue->items[queue->length] = item;
    queue->length += 1;
    return 1;
}

size_t queue_length(const struct queue *queue) {
    return queue->length;
}
