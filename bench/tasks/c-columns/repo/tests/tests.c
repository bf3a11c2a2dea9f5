#include "expect.h"
#include "list.h"

int main(void) {
    struct list list;
    EXPECT(list_parse(&list, "3,1") == 0);
    EXPECT(list.count == 2 && list.columns[0] == 3);
    EXPECT(list_parse(&list, "0") == -1);
    EXPECT(list_parse(&list, "1,,2") == -1);
    return expect_done();
}
