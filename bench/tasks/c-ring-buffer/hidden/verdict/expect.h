#ifndef EXPECT_H
#define EXPECT_H

#include <stdio.h>

static int failures = 0;

/* Reports a condition that does not hold and goes on. */
#define EXPECT(condition)                                                          \
    do {                                                                           \
        if (!(condition)) {                                                        \
            printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);         \
            failures++;                                                            \
        }                                                                          \
    } while (0)

/* The last line of main: says how it went and gives the exit code. */
static int expect_done(void) {
    printf(failures == 0 ? "all passed\n" : "%d failed\n", failures);
    return failures == 0 ? 0 : 1;
}

#endif
