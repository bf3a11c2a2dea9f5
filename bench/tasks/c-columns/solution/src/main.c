#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields.h"

/* Gives 0, or -1 if the text is no separator. */
static int read_separator(const char *text, char *separator) {
    if (strcmp(text, "\\t") == 0) {
        *separator = '\t';
        return 0;
    }
    *separator = text[0];
    return strlen(text) == 1 ? 0 : -1;
}

int main(int argc, char **argv) {
    struct list list;
    char separator = '\t';
    if (argc >= 3 && strcmp(argv[1], "-d") == 0) {
        if (read_separator(argv[2], &separator) != 0) {
            fprintf(stderr, "columns: not a separator: %s\n", argv[2]);
            return 2;
        }
        argc -= 2;
        argv += 2;
    }
    if (argc != 2) {
        fprintf(stderr, "usage: columns [-d C] LIST\n");
        return 2;
    }
    if (list_parse(&list, argv[1]) != 0) {
        fprintf(stderr, "columns: not a list of columns: %s\n", argv[1]);
        return 2;
    }
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    while ((length = getline(&line, &size, stdin)) >= 0) {
        if (length > 0 && line[length - 1] == '\n') {
            line[length - 1] = '\0';
        }
        fields_print(stdout, line, &list, separator);
    }
    free(line);
    return 0;
}
