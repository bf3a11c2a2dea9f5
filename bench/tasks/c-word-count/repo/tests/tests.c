#include <string.h>

#include "count.h"
#include "expect.h"

int main(void) {
    struct counter counter;
    counter_open(&counter);
    counter_feed(&counter, "one tw", 6);
    counter_feed(&counter, "o\nthree", 7);
    EXPECT(counter.file.lines == 1);
    EXPECT(counter.file.words == 3);
    EXPECT(counter.file.bytes == 13);
    return expect_done();
}
