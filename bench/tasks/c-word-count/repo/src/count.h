#ifndef COUNT_H
#define COUNT_H

#include <stddef.h>
#include <stdio.h>

struct count {
    size_t lines;
    size_t words;
    size_t bytes;
};

/* Counts what is in pieces of text that are given one after the other. */
struct counter {
    struct count file;
    struct count total;
    int in_word;
};

void counter_open(struct counter *counter);

/* What follows belongs to another file. */
void counter_next_file(struct counter *counter);

void counter_feed(struct counter *counter, const char *text, size_t length);

/* Counts the rest of a file; gives 0, or -1 if it cannot be read. */
int counter_feed_file(struct counter *counter, FILE *file);

#endif
