#include "station.h"

#include "log.h"

int station_start(struct station *station, const char *name) {
    store_open(&station->store);
    if (sensor_open(&station->sensor, name) != 0) {
        log_message("the station failed to start");
        return -1;
    }
    log_message("station started");
    return 0;
}

int station_measure(struct station *station, int raw, int milliseconds) {
    if (sensor_read(&station->sensor, raw, milliseconds) != 0) {
        return -1;
    }
    return store_add(&station->store, station->sensor.last);
}
