#ifndef STATION_H
#define STATION_H

#include "sensor.h"
#include "store.h"

struct station {
    struct sensor sensor;
    struct store store;
};

int station_start(struct station *station, const char *name);

/* Reads the sensor and stores the value; gives 0, or -1 if either failed. */
int station_measure(struct station *station, int raw, int milliseconds);

#endif
