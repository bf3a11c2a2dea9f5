#include "list.h"

#include <ctype.h>
#include <stdlib.h>

int list_parse(struct list *list, const char *text) {
    list->count = 0;
    for (;;) {
        char *end;
        if (!isdigit((unsigned char)*text) || list->count == LIST_MOST) {
            return -1;
        }
        unsigned long column = strtoul(text, &end, 10);
        if (column == 0) {
            return -1;
        }
        list->columns[list->count++] = column;
        if (*end == '\0') {
            return 0;
        }
        if (*end != ',') {
            return -1;
        }
        text = end + 1;
    }
}
