#include "fields.h"

#include <string.h>

static const char *field(const char *line, size_t column, char separator, size_t *length) {
    for (; column > 1; column--) {
        line = strchr(line, separator);
        if (line == NULL) {
            *length = 0;
            return "";
        }
        line++;
    }
    const char *end = strchr(line, separator);
    *length = end == NULL ? strlen(line) : (size_t)(end - line);
    return line;
}

void fields_print(FILE *out, const char *line, const struct list *list, char separator) {
    for (size_t i = 0; i < list->count; i++) {
        size_t length;
        const char *found = field(line, list->columns[i], separator, &length);
        if (i > 0) {
            fputc(separator, out);
        }
        fwrite(found, 1, length, out);
    }
    fputc('\n', out);
}
