#ifndef FIELDS_H
#define FIELDS_H

#include <stdio.h>

#include "list.h"

/* Prints the chosen fields of a line, which ends with a zero byte and has no line feed. */
void fields_print(FILE *out, const char *line, const struct list *list);

#endif
