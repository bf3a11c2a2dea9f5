#include "count.h"

static void print(const struct count *count, const char *name) {
    printf("%7zu %7zu %7zu %s\n", count->lines, count->words, count->bytes, name);
}

int main(int argc, char **argv) {
    struct counter counter;
    int failed = 0;
    counter_open(&counter);
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            perror(argv[i]);
            failed = 1;
            continue;
        }
        if (counter_feed_file(&counter, file) != 0) {
            perror(argv[i]);
            failed = 1;
        }
        fclose(file);
        print(&counter.file, argv[i]);
        counter_next_file(&counter);
    }
    if (argc > 2) {
        print(&counter.total, "total");
    }
    return failed;
}
