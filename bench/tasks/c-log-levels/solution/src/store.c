#include "store.h"

#include "log.h"

void store_open(struct store *store) {
    store->count = 0;
    log_message(LOG_INFO, "store opened");
}

int store_add(struct store *store, int value) {
    if (store->count == STORE_MOST) {
        log_message(LOG_ERROR, "storing failed: the store is full");
        return -1;
    }
    store->values[store->count++] = value;
    return 0;
}
