#include "count.h"

#include <ctype.h>

static const struct count NOTHING = {0, 0, 0};

void counter_open(struct counter *counter) {
    counter->file = NOTHING;
    counter->total = NOTHING;
    counter->in_word = 0;
}

void counter_next_file(struct counter *counter) {
    counter->total.lines += counter->file.lines;
    counter->total.words += counter->file.words;
    counter->total.bytes += counter->file.bytes;
    counter->file = NOTHING;
}

void counter_feed(struct counter *counter, const char *text, size_t length) {
    counter->file.bytes += length;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            counter->file.lines++;
        }
        if (isspace((unsigned char)text[i])) {
            counter->in_word = 0;
        } else if (!counter->in_word) {
            counter->in_word = 1;
            counter->file.words++;
        }
    }
}

int counter_feed_file(struct counter *counter, FILE *file) {
    char block[4096];
    size_t length;
    while ((length = fread(block, 1, sizeof block, file)) > 0) {
        counter_feed(counter, block, length);
    }
    return ferror(file) ? -1 : 0;
}
