#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields.h"

int main(int argc, char **argv) {
    struct list list;
    if (argc != 2) {
        fprintf(stderr, "usage: columns LIST\n");
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
        fields_print(stdout, line, &list);
    }
    free(line);
    return 0;
}
