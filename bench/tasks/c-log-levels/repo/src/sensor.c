#include "sensor.h"

#include <stdio.h>

#include "log.h"

enum { SLOW = 100, TOO_SLOW = 1000, HIGHEST = 4095 };

int sensor_open(struct sensor *sensor, const char *name) {
    sensor->name = name;
    sensor->is_open = 0;
    sensor->last = 0;
    if (*name == '\0') {
        log_message("a sensor without a name cannot be opened");
        return -1;
    }
    sensor->is_open = 1;
    log_message("sensor opened");
    return 0;
}

void sensor_close(struct sensor *sensor) {
    sensor->is_open = 0;
    log_message("sensor closed");
}

int sensor_read(struct sensor *sensor, int raw, int milliseconds) {
    char text[LOG_LENGTH];
    if (!sensor->is_open) {
        log_message("reading failed: the sensor is closed");
        return -1;
    }
    if (milliseconds >= TOO_SLOW) {
        log_message("reading failed: no answer");
        return -1;
    }
    if (milliseconds >= SLOW) {
        snprintf(text, sizeof text, "%s is slow: %d ms", sensor->name, milliseconds);
        log_message(text);
    }
    if (raw > HIGHEST) {
        snprintf(text, sizeof text, "%s: %d is clamped", sensor->name, raw);
        log_message(text);
        raw = HIGHEST;
    }
    snprintf(text, sizeof text, "%s = %d", sensor->name, raw);
    log_message(text);
    sensor->last = raw;
    return 0;
}
