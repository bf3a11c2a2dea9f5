#include <string.h>

#include "expect.h"
#include "log.h"
#include "station.h"

int main(void) {
    struct station station;
    EXPECT(station_start(&station, "t1") == 0);
    EXPECT(station_measure(&station, 17, 5) == 0);
    EXPECT(log_count() == 4);
    EXPECT(strcmp(log_line(0), "store opened") == 0);
    EXPECT(strcmp(log_line(3), "t1 = 17") == 0);
    log_clear();
    EXPECT(station_measure(&station, 17, 5000) == -1);
    EXPECT(strcmp(log_line(0), "reading failed: no answer") == 0);
    return expect_done();
}
