#include <stdio.h>
#include "money.h"

#define RATE 2
#define HALF(x) (((x) + 1) / 2)

typedef struct cart {
    struct item *items;
    size_t count;
} cart_t;

struct item {
    const char *name;
    int price;
};

enum mode { OPEN, CLOSED };

static int limit = 3;
static const char *const NAMES[] = { "open", "closed" };

int cart_total(const cart_t *cart);

static struct item *cart_at(cart_t *cart, size_t at)
{
    return at < cart->count ? &cart->items[at] : NULL;
}

int cart_total(const cart_t *cart)
{
    int sum = 0;
    for (size_t i = 0; i < cart->count; i++) {
        sum += HALF(cart->items[i].price * RATE);
    }
    return sum;
}
