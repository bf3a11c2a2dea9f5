#include <stdlib.h>
#include <string.h>

#include "expect.h"
#include "text.h"

static int replaces(const char *content, const char *from, const char *to, int count, const char *expected) {
    struct text text;
    if (text_open(&text, content) != 0) {
        return 0;
    }
    int found = text_replace_all(&text, from, to);
    int right = found == count && strcmp(text.data, expected) == 0 && text.length == strlen(expected) &&
                text.capacity > text.length;
    right = right && text_append(&text, "!", 1) == 0 && text.data[text.length - 1] == '!' &&
            text.length == strlen(expected) + 1;
    text_close(&text);
    return right;
}

int main(void) {
    EXPECT(replaces("a-b-c", "-", "+", 2, "a+b+c"));
    EXPECT(replaces("a-b-c", "-", "", 2, "abc"));
    EXPECT(replaces("a-b-c", "-", "<--->", 2, "a<--->b<--->c"));
    EXPECT(replaces("aaaa", "aa", "a", 2, "aa"));
    EXPECT(replaces("aaa", "aa", "b", 1, "ba"));
    EXPECT(replaces("x", "x", "xx", 1, "xx"));
    EXPECT(replaces("abc", "abc", "", 1, ""));
    EXPECT(replaces("abc", "abcd", "x", 0, "abc"));
    EXPECT(replaces("abc", "", "x", 0, "abc"));
    EXPECT(replaces("", "a", "x", 0, ""));
    EXPECT(replaces("to be or not to be", "to be", "2b", 2, "2b or not 2b"));

    struct text text;
    EXPECT(text_open(&text, "") == 0);
    for (int i = 0; i < 1000; i++) {
        EXPECT(text_append(&text, "ab", 2) == 0);
    }
    EXPECT(text_replace_all(&text, "b", "12345") == 1000 && text.length == 6000);
    EXPECT(text_find(&text, "5a", 0) == 5 && text_find(&text, "b", 0) == -1);
    text_close(&text);
    return expect_done();
}
