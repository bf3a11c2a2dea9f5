#ifndef LOG_H
#define LOG_H

#include <stddef.h>

/* Keeps the last lines of the log in memory. */
enum { LOG_LINES = 32, LOG_LENGTH = 120 };

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

void log_clear(void);
void log_message(enum log_level level, const char *text);

/* Messages below this level are dropped; it is LOG_INFO at first. */
void log_threshold(enum log_level level);

size_t log_count(void);
/* A line, the oldest is 0; NULL if there is none. */
const char *log_line(size_t index);

#endif
