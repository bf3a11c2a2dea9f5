#ifndef STORE_H
#define STORE_H

#include <stddef.h>

enum { STORE_MOST = 4 };

struct store {
    int values[STORE_MOST];
    size_t count;
};

void store_open(struct store *store);

/* Gives 0, or -1 if the store is full. */
int store_add(struct store *store, int value);

#endif
