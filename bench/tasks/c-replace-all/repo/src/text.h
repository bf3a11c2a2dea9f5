#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

/* A text that grows. `data` ends with a zero byte that `length` does not count. */
struct text {
    char *data;
    size_t length;
    size_t capacity;
};

/* Functions that give an int give 0, or -1 if there is no memory; the text is unchanged then. */
int text_open(struct text *text, const char *content);
void text_close(struct text *text);
int text_append(struct text *text, const char *bytes, size_t length);

/* Where `part` begins at or after `from`; -1 if nowhere. */
long text_find(const struct text *text, const char *part, size_t from);

#endif
