#include <string.h>

#include "expect.h"
#include "text.h"

int main(void) {
    struct text text;
    EXPECT(text_open(&text, "one two") == 0);
    EXPECT(text_append(&text, " three", 6) == 0);
    EXPECT(strcmp(text.data, "one two three") == 0);
    EXPECT(text_find(&text, "t", 5) == 8);
    EXPECT(text_find(&text, "four", 0) == -1);
    text_close(&text);
    return expect_done();
}
