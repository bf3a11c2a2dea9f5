#include "log.h"

#include <stdio.h>
#include <string.h>

static char lines[LOG_LINES][LOG_LENGTH];
static size_t count;

void log_clear(void) {
    count = 0;
}

void log_message(const char *text) {
    if (count == LOG_LINES) {
        memmove(lines[0], lines[1], sizeof lines - sizeof lines[0]);
        count--;
    }
    snprintf(lines[count], LOG_LENGTH, "%s", text);
    count++;
}

size_t log_count(void) {
    return count;
}

const char *log_line(size_t index) {
    return index < count ? lines[index] : NULL;
}
