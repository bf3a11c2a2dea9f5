#include "text.h"

#include <stdlib.h>
#include <string.h>

static int reserve(struct text *text, size_t length) {
    if (length + 1 <= text->capacity) {
        return 0;
    }
    size_t capacity = text->capacity * 2 > length + 1 ? text->capacity * 2 : length + 1;
    char *data = realloc(text->data, capacity);
    if (data == NULL) {
        return -1;
    }
    text->data = data;
    text->capacity = capacity;
    return 0;
}

int text_open(struct text *text, const char *content) {
    text->data = NULL;
    text->length = 0;
    text->capacity = 0;
    return text_append(text, content, strlen(content));
}

void text_close(struct text *text) {
    free(text->data);
    text->data = NULL;
    text->length = 0;
    text->capacity = 0;
}

int text_append(struct text *text, const char *bytes, size_t length) {
    if (reserve(text, text->length + length) != 0) {
        return -1;
    }
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
    return 0;
}

long text_find(const struct text *text, const char *part, size_t from) {
    if (from > text->length) {
        return -1;
    }
    const char *found = strstr(text->data + from, part);
    return found == NULL ? -1 : (long)(found - text->data);
}
