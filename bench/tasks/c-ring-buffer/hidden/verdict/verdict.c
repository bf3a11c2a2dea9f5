#include <string.h>

#include "expect.h"
#include "lines.h"

int main(void) {
    struct ring ring;
    char text[64];
    EXPECT(ring_open(&ring, 7) == 0);
    unsigned char in = 0, out = 0;
    for (int round = 0; round < 200; round++) {
        unsigned char bytes[9];
        size_t wanted = (size_t)(round * 5 % 9) + 1;
        for (size_t i = 0; i < wanted; i++) {
            bytes[i] = (unsigned char)(in + i);
        }
        size_t room = ring_room(&ring);
        size_t written = ring_write(&ring, bytes, wanted);
        EXPECT(written == (wanted < room ? wanted : room));
        in = (unsigned char)(in + written);
        size_t read = ring_read(&ring, bytes, (size_t)(round * 3 % 8));
        for (size_t i = 0; i < read; i++) {
            EXPECT(bytes[i] == out++);
        }
    }
    ring_close(&ring);

    EXPECT(ring_open(&ring, 8) == 0);
    EXPECT(ring_write(&ring, "12345\n", 6) == 6);
    EXPECT(lines_next(&ring, text, sizeof text) == 5);
    EXPECT(ring_write(&ring, "abcdefg\n", 8) == 8 && ring_room(&ring) == 0);
    EXPECT(ring_write(&ring, "x", 1) == 0);
    EXPECT(ring_peek(&ring, text, 3) == 3 && memcmp(text, "abc", 3) == 0);
    EXPECT(lines_next(&ring, text, 4) == 3 && strcmp(text, "abc") == 0);
    EXPECT(lines_next(&ring, text, 4) == -1);
    EXPECT(ring_room(&ring) == 8 && ring_read(&ring, text, 4) == 0);
    ring_close(&ring);
    EXPECT(ring_open(&ring, 0) == 0 && ring_write(&ring, "x", 1) == 0);
    ring_close(&ring);
    return expect_done();
}
