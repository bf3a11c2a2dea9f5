#include <string.h>

#include "config.h"
#include "expect.h"

static int is(const struct config *config, const char *key, const char *value) {
    const char *found = config_get(config, key);
    return found != NULL && strcmp(found, value) == 0;
}

int main(void) {
    static struct config config;
    EXPECT(config_parse(&config, "url = https://db.example.com/login?user=app\nretries = 3\n\nname=shop") == 0);
    EXPECT(is(&config, "url", "https://db.example.com/login?user=app"));
    EXPECT(is(&config, "name", "shop"));
    EXPECT(config_number(&config, "retries", 0) == 3 && config_number(&config, "name", 7) == 7);
    EXPECT(config_parse(&config, "a = b = c == d\ne==\nf=\n  # x = y\na2 =1\r\n") == 0);
    EXPECT(is(&config, "a", "b = c == d") && is(&config, "e", "=") && is(&config, "f", "") && is(&config, "a2", "1"));
    EXPECT(config.count == 4 && config_get(&config, "x") == NULL);
    EXPECT(config_parse(&config, "a = 1\na = 2") == 0 && is(&config, "a", "2") && config.count == 1);
    EXPECT(config_parse(&config, "a = 1\n\n = 2") == 3);
    EXPECT(config_parse(&config, "nothing") == 1);
    return expect_done();
}
