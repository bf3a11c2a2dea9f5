#include "fields.h"

#include <string.h>

static const char *field(const char *line, size_t column, size_t *length) {
    for (; column > 1; column--) {
        line = strchr(line, '\t');
        if (line == NULL) {
            *length = 0;
            return "";
        }
        line++;
    }
    *length = strcspn(line, "\t");
    return line;
}

void fields_print(FILE *out, const char *line, const struct list *list) {
    for (size_t i = 0; i < list->count; i++) {
        size_t length;
        const char *found = field(line, list->columns[i], &length);
        if (i > 0) {
            fputc('\t', out);
        }
        fwrite(found, 1, length, out);
    }
    fputc('\n', out);
}
