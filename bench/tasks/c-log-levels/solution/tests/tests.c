#include <string.h>

#include "expect.h"
#include "log.h"
#include "station.h"

int main(void) {
    struct station station;
    log_threshold(LOG_DEBUG);
    EXPECT(station_start(&station, "t1") == 0);
    EXPECT(station_measure(&station, 17, 5) == 0);
    EXPECT(log_count() == 4);
    EXPECT(strcmp(log_line(0), "info: store opened") == 0);
    EXPECT(strcmp(log_line(3), "debug: t1 = 17") == 0);
    log_clear();
    EXPECT(station_measure(&station, 17, 5000) == -1);
    EXPECT(strcmp(log_line(0), "error: reading failed: no answer") == 0);
    return expect_done();
}
