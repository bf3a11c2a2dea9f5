#ifndef LOG_H
#define LOG_H

#include <stddef.h>

/* Keeps the last lines of the log in memory. */
enum { LOG_LINES = 32, LOG_LENGTH = 120 };

void log_clear(void);
void log_message(const char *text);

size_t log_count(void);
/* A line, the oldest is 0; NULL if there is none. */
const char *log_line(size_t index);

#endif
