#include <string.h>

#include "expect.h"
#include "log.h"
#include "station.h"

static int is(size_t index, const char *expected) {
    const char *line = log_line(index);
    if (line == NULL || strcmp(line, expected) != 0) {
        printf("line %zu is `%s`, not `%s`\n", index, line == NULL ? "(none)" : line, expected);
        return 0;
    }
    return 1;
}

int main(void) {
    struct station station;
    EXPECT(LOG_DEBUG == 0 && LOG_INFO == 1 && LOG_WARNING == 2 && LOG_ERROR == 3);
    EXPECT(station_start(&station, "t1") == 0);
    EXPECT(station_measure(&station, 17, 5) == 0);
    EXPECT(log_count() == 3 && log_line(3) == NULL);
    EXPECT(is(0, "info: store opened") && is(1, "info: sensor opened") && is(2, "info: station started"));

    log_clear();
    log_threshold(LOG_DEBUG);
    EXPECT(station_measure(&station, 9999, 150) == 0);
    EXPECT(is(0, "warning: t1 is slow: 150 ms") && is(1, "warning: t1: 9999 is clamped") && is(2, "debug: t1 = 4095"));

    log_clear();
    log_threshold(LOG_WARNING);
    EXPECT(station_measure(&station, 1, 1000) == -1);
    EXPECT(station_measure(&station, 1, 1) == 0 && station_measure(&station, 1, 1) == 0);
    EXPECT(station_measure(&station, 1, 1) == -1);
    sensor_close(&station.sensor);
    EXPECT(station_measure(&station, 1, 1) == -1);
    EXPECT(station_start(&station, "") == -1);
    EXPECT(is(0, "error: reading failed: no answer") && is(1, "error: storing failed: the store is full"));
    EXPECT(is(2, "error: reading failed: the sensor is closed"));
    EXPECT(is(3, "error: a sensor without a name cannot be opened") && is(4, "error: the station failed to start"));
    EXPECT(log_count() == 5);

    log_clear();
    log_threshold(LOG_ERROR);
    log_message(LOG_WARNING, "dropped");
    for (int i = 0; i < LOG_LINES + 1; i++) {
        log_message(LOG_ERROR, i == LOG_LINES ? "last" : "x");
    }
    EXPECT(log_count() == LOG_LINES && is(LOG_LINES - 1, "error: last"));
    return expect_done();
}
