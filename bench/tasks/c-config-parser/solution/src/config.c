#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "trim.h"

static struct setting *find(struct config *config, const char *key) {
    for (size_t i = 0; i < config->count; i++) {
        if (strcmp(config->settings[i].key, key) == 0) {
            return &config->settings[i];
        }
    }
    return NULL;
}

static int add(struct config *config, const char *line, size_t length) {
    char text[2 * CONFIG_LENGTH];
    if (length >= sizeof text) {
        return -1;
    }
    memcpy(text, line, length);
    text[length] = '\0';
    char *trimmed = trim(text);
    if (*trimmed == '\0' || *trimmed == '#') {
        return 0;
    }
    char *equals = strchr(trimmed, '=');
    if (equals == NULL) {
        return -1;
    }
    *equals = '\0';
    const char *key = trim(trimmed);
    const char *value = trim(equals + 1);
    if (*key == '\0' || strlen(key) >= CONFIG_LENGTH || strlen(value) >= CONFIG_LENGTH) {
        return -1;
    }
    struct setting *setting = find(config, key);
    if (setting == NULL) {
        if (config->count == CONFIG_MOST) {
            return -1;
        }
        setting = &config->settings[config->count++];
        strcpy(setting->key, key);
    }
    strcpy(setting->value, value);
    return 0;
}

int config_parse(struct config *config, const char *text) {
    config->count = 0;
    for (int number = 1; *text != '\0'; number++) {
        size_t length = strcspn(text, "\n");
        if (add(config, text, length) != 0) {
            return number;
        }
        text += length;
        if (*text == '\n') {
            text++;
        }
    }
    return 0;
}

const char *config_get(const struct config *config, const char *key) {
    const struct setting *setting = find((struct config *)config, key);
    return setting == NULL ? NULL : setting->value;
}

long config_number(const struct config *config, const char *key, long otherwise) {
    const char *value = config_get(config, key);
    if (value == NULL || *value == '\0') {
        return otherwise;
    }
    char *end;
    long number = strtol(value, &end, 10);
    return *end == '\0' ? number : otherwise;
}
