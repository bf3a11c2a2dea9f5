#include <string.h>

#include "config.h"
#include "expect.h"

int main(void) {
    struct config config;
    EXPECT(config_parse(&config, "# c\n a = b c \nn=3\n") == 0);
    EXPECT(strcmp(config_get(&config, "a"), "b c") == 0);
    EXPECT(config_number(&config, "n", 0) == 3);
    EXPECT(config_parse(&config, "a=1\nnonsense\n") == 2);
    return expect_done();
}
