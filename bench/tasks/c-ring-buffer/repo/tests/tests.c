#include <string.h>

#include "expect.h"
#include "lines.h"

int main(void) {
    struct ring ring;
    char text[16] = "";
    EXPECT(ring_open(&ring, 8) == 0);
    EXPECT(ring_write(&ring, "abcdef", 6) == 6);
    EXPECT(ring_read(&ring, text, 4) == 4);
    EXPECT(memcmp(text, "abcd", 4) == 0);
    EXPECT(ring_write(&ring, "ghijkl", 6) == 6);
    EXPECT(ring_read(&ring, text, 16) == 8);
    EXPECT(memcmp(text, "efghijkl", 8) == 0);
    EXPECT(ring_write(&ring, "hello\n", 6) == 6);
    EXPECT(lines_next(&ring, text, sizeof text) == 5);
    EXPECT(strcmp(text, "hello") == 0);
    ring_close(&ring);
    return expect_done();
}
