#include <stdlib.h>
#include "list.h"

struct node *node_new(int value) {
    struct node *node = malloc(sizeof *node);
    node->value = value;
    node->next = NULL;
    return node;
}

void node_free(struct node *node) {
    while (node) {
        struct node *next = node->next;
        free(node);
        node = next;
    }
}
