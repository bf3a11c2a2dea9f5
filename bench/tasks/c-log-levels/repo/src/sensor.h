#ifndef SENSOR_H
#define SENSOR_H

struct sensor {
    const char *name;
    int is_open;
    int last;
};

/* Gives 0, or -1 if the name is empty. */
int sensor_open(struct sensor *sensor, const char *name);
void sensor_close(struct sensor *sensor);

/* Takes a raw value that came after some milliseconds; gives 0, or -1 if it is lost. */
int sensor_read(struct sensor *sensor, int raw, int milliseconds);

#endif
