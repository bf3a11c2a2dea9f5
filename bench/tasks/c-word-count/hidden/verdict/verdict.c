#include <string.h>

#include "count.h"
#include "expect.h"

static struct counter counter;

static void feed(const char *text) {
    counter_feed(&counter, text, strlen(text));
}

static int is(struct count count, size_t lines, size_t words, size_t bytes) {
    return count.lines == lines && count.words == words && count.bytes == bytes;
}

int main(void) {
    counter_open(&counter);
    feed("one two");
    EXPECT(is(counter.file, 0, 2, 7));
    counter_next_file(&counter);
    feed("three\nfo");
    feed("ur");
    EXPECT(is(counter.file, 1, 2, 10));
    counter_next_file(&counter);
    counter_next_file(&counter);
    feed(" x\n");
    EXPECT(is(counter.file, 1, 1, 3));
    counter_next_file(&counter);
    EXPECT(is(counter.total, 2, 5, 20));
    EXPECT(is(counter.file, 0, 0, 0));

    counter_open(&counter);
    FILE *file = tmpfile();
    for (int i = 0; i < 3000; i++) {
        fputs("ab ", file);
    }
    rewind(file);
    EXPECT(counter_feed_file(&counter, file) == 0);
    EXPECT(is(counter.file, 0, 3000, 9000));
    fclose(file);
    return expect_done();
}
