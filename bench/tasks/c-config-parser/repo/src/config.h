#ifndef CONFIG_H
#define CONFIG_H

#include <stddef.h>

enum { CONFIG_MOST = 64, CONFIG_LENGTH = 128 };

struct setting {
    char key[CONFIG_LENGTH];
    char value[CONFIG_LENGTH];
};

struct config {
    struct setting settings[CONFIG_MOST];
    size_t count;
};

/* Reads a text; gives 0, or the number of the first line (from 1 on) that is no setting. */
int config_parse(struct config *config, const char *text);

/* The value of a key, or NULL. */
const char *config_get(const struct config *config, const char *key);

/* The value of a key as a number, or `otherwise` if there is none or it is no number. */
long config_number(const struct config *config, const char *key, long otherwise);

#endif
