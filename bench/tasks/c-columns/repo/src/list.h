#ifndef LIST_H
#define LIST_H

#include <stddef.h>

enum { LIST_MOST = 64 };

/* Numbers of columns, in the order in which they are printed. */
struct list {
    size_t columns[LIST_MOST];
    size_t count;
};

/* Gives 0, or -1 if the text is no list. */
int list_parse(struct list *list, const char *text);

#endif
