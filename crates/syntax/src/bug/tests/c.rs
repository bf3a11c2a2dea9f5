use super::*;

#[test]
fn numbers() {
    assert_snapshot!(check(Language::C, "double f(int a, int b) {\n    double c = a / b;\n    c = (double)(a / b);\n    return a / b;\n}\n"), @"
    2? the division of whole numbers drops the fraction
        double c = (double) a / b;
    3 the division of whole numbers drops the fraction
        c = (double) a / b;
    4? the division of whole numbers drops the fraction
        return (double) a / b;
    ");
}

#[test]
fn texts() {
    assert_snapshot!(check(Language::C, "char *f(char *a, FILE *in) {\n    static int count = 0;\n    char c;\n    while ((c = fgetc(in)) != EOF) count++;\n    char *b = malloc(strlen(a));\n    strncpy(b, a, sizeof(b));\n    return a == \"b\" ? a : b;\n}\n"), @r#"
    2? `count = 0` keeps its value from one call to the next
         int count = 0;
    3 the end of the input is no character
        int c;
    5 there is no room for the zero that ends the text
        char *b = malloc(strlen(a) + 1);
    6 a text as long as the room for it has no zero at its end
        b[sizeof(b) - 1] = '\0';
    7 `==` asks whether it is the same place
        return strcmp(a, "b") == 0 ? a : b;
    "#);
}

#[test]
fn conditions() {
    assert_snapshot!(check(Language::C, "int f(int a) {\n    if (a = 1)\n        return 2;\n    switch (a) {\n    case 1:\n        g();\n    case 2:\n        h();\n        break;\n    }\n    return 0;\n}\n"), @"
    2 `=` gives a value, and does not compare
        if (a == 1)
    6? the case runs on into the next one
    ");
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::C, "int f(int *xs, int n) {\n    int most = 0;\n    for (int i = 0; i < n; i++)\n        if (xs[i] > most)\n            most = xs[i];\n    return most;\n}\n"), @"
    2? the greatest of values below 0 is not 0
        int most = (-2147483647 - 1);
    ");
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::Cpp, "#include <string>\nint f(std::string name) {\n    switch (a) {\n    case 1:\n    case 2:\n        return 3;\n    }\n    return name == \"x\";\n}\n"), @"");
}

#[test]
fn what_is_taken_out_while_it_is_gone_through_by_number() {
    assert_snapshot!(check(Language::C, "void f(struct list *all, int most) {\n    for (size_t i = 0; i < all->count; i++) {\n        if (all->values[i] > most) {\n            list_remove(all, i);\n            g();\n        }\n    }\n    for (int i = 0; i < all->count; i++) {\n        if (all->values[i] == 1) {\n            list_remove(all, i);\n            return;\n        }\n        g(all, i);\n    }\n}\n"), @"
    4 the item behind the one that is taken out is skipped
                list_remove(all, i--);
    ");
}

#[test]
fn what_is_taken_out_of_something_else_is_left_alone() {
    assert_snapshot!(check(Language::C, "void f(struct set *map, const bool *used, int n) {\n    for (int i = 0; i < n; i++) {\n        if (used[i])\n            bitmap_remove(map, i);\n    }\n    for (int i = 0; i < map->size; i++) {\n        if (used[i])\n            set_remove_all(map, i);\n    }\n}\n"), @"");
}

#[test]
fn fractions() {
    assert_snapshot!(check(Language::C, "int percent(const struct job *job, int done, int total, int n) {\n    int a = done / total * 100;\n    double b = (job->done / job->all) * 100.0;\n    return a + b + 100 * (done / n);\n}\ndouble fahrenheit(double c) {\n    return c * (9 / 5) + 32;\n}\ndouble share(double part, double whole, int n) {\n    return part / whole * 100 + n / 4 * 100 + 9 / 5.0;\n}\n"), @"
    2 the division of whole numbers drops the fraction
        int a = done * 100 / total;
    3 the division of whole numbers drops the fraction
        double b = 100.0 * job->done / job->all;
    4 the division of whole numbers drops the fraction
        return a + b + 100 * done / n;
    7! the division of whole numbers drops the fraction
        return c * (9.0 / 5) + 32;
    ");
}

#[test]
fn parts_that_are_counted() {
    assert_snapshot!(check(Language::C, "int page_count(int total, int size) {\n    return total / size;\n}\nint f(int total, int size) {\n    int pages = total / size;\n    int chunks = (total + size - 1) / size;\n    int half = total / size;\n    return pages + chunks + half;\n}\n"), @"
    2 the last part, which is smaller, is not counted
        return (total + size - 1) / size;
    5 the last part, which is smaller, is not counted
        int pages = (total + size - 1) / size;
    ");
}

#[test]
fn below_zero() {
    assert_snapshot!(check(Language::C, "int back(struct ring *r, int i, int k, unsigned u, int n) {\n    r->at = (r->at - 1) % r->size;\n    i = (u - 1) % n;\n    i = (i - 1 + n) % n;\n    return r->all[(i - k) % n];\n}\n"), @"
    2 what is left of a number below 0 is below 0, too
        r->at = (r->at - 1 + r->size) % r->size;
    5 what is left of a number below 0 is below 0, too
        return r->all[(i - k + n) % n];
    ");
}

#[test]
fn comparing_and_joining() {
    assert_snapshot!(check(Language::C, "int f(int flags, int mask) {\n    if (flags & mask == mask)\n        return 1;\n    return (flags & mask) != 0 || flags == 1 & mask == 2;\n}\n"), @"
    2! `==` goes before `&`
        if ((flags & mask) == mask)
    ");
}

#[test]
fn counting_down() {
    assert_snapshot!(check(Language::C, "void f(const int *all, size_t n, int m) {\n    for (size_t i = n - 1; i >= 0; i--)\n        g(all[i]);\n    for (int i = m - 1; i >= 0; i--)\n        g(all[i]);\n    size_t at;\n    for (at = n - 1; at >= 0; at--)\n        g(all[at]);\n}\n"), @"
    2! `i` is never below 0
        for (size_t i = n; i-- > 0; )
    7! `at` is never below 0
        for (at = n; at-- > 0; )
    ");
}

#[test]
fn loops_that_end_too_early_or_too_late() {
    assert_snapshot!(check(Language::C, "void f(int *xs, int n, int *ys, int m) {\n    for (int i = 0; i < n - 1; i++) {\n        sum += xs[i];\n    }\n    for (int i = 0; i <= n; i++)\n        sum += xs[i];\n    for (int i = 0; i < m - 1; i++)\n        sum += ys[i + 1] - ys[i];\n    for (int i = 0; i <= m; i++) {\n        if (i == m) break;\n        sum += ys[i];\n    }\n}\n"), @"
    2? the last one is left out
        for (int i = 0; i < n; i++) {
    5? the last of `n` is at `n - 1`
        for (int i = 0; i < n; i++)
    ");
}

#[test]
fn searches_in_halves() {
    assert_snapshot!(check(Language::C, "int f(const int *xs, int n, int x) {\n    int low = 0, high = n - 1;\n    while (low < high) {\n        int mid = (low + high) / 2;\n        if (xs[mid] == x)\n            return mid;\n        else if (xs[mid] < x)\n            low = mid;\n        else\n            high = mid;\n    }\n    while (low < high) {\n        int mid = low + (high - low) / 2;\n        if (xs[mid] == x) return mid;\n        if (xs[mid] < x) {\n            low = mid + 1;\n        } else {\n            high = mid - 1;\n        }\n    }\n    while (low < high) {\n        int mid = (low + high + 1) / 2;\n        if (xs[mid] <= x)\n            low = mid;\n        else\n            high = mid - 1;\n    }\n    return -1;\n}\n"), @"
    8! the search never ends if `low` stays where it is

    12 the last one that is left is not looked at
        while (low <= high) {
    ");
}

#[test]
fn loops_that_end_in_their_first_round() {
    assert_snapshot!(check(Language::C, "int any(const int *xs, int n) {\n    for (int i = 0; i < n; i++) {\n        if (xs[i] > 0)\n            return 1;\n        return 0;\n    }\n    return 0;\n}\nint all(const int *xs, int n) {\n    for (int i = 0; i < n; i++) {\n        if (xs[i] <= 0) {\n            return 0;\n        } else {\n            return 1;\n        }\n    }\n    return 0;\n}\nint sum(const int *xs, int n) {\n    int total = 0;\n    for (int i = 0; i < n; i++) {\n        total += xs[i];\n        return total;\n    }\n    return 0;\n}\nint try(int n) {\n    for (int i = 0; i < n; i++) {\n        if (g(i))\n            continue;\n        return i;\n    }\n    while (n--) {\n        if (g(n)) return 1;\n        if (h(n)) continue;\n        return 2;\n    }\n    return -1;\n}\n"), @"
    5 the loop ends in its first round

    11 the loop ends in its first round
        return 1;
    23 the loop ends in its first round
        return total;
    ");
}

#[test]
fn what_begins_anew_in_each_round() {
    assert_snapshot!(check(Language::C, "int f(const int *xs, int n) {\n    int total = 0;\n    int row = 0;\n    for (int i = 0; i < n; i++) {\n        total = 0;\n        total += xs[i];\n    }\n    for (int i = 0; i < n; i++) {\n        row = 0;\n        for (int j = 0; j < n; j++)\n            row += xs[j];\n        g(row);\n    }\n    return total;\n}\n"), @"5 `total` begins anew in each round");
}

#[test]
fn room_for_texts() {
    assert_snapshot!(check(Language::C, "char *join(const char *a, const char *b, int n) {\n    char *c = malloc(strlen(a) + strlen(b));\n    char *d = malloc(strlen(a) + 1 + strlen(b));\n    char *e = malloc(n);\n    e[n] = '\\0';\n    return c;\n}\nchar *line(int fd, int m) {\n    char *text = malloc(m);\n    m = read(fd, text, m - 1);\n    text[m] = '\\0';\n    return text;\n}\n"), @"
    2 there is no room for the zero that ends the text
        char *c = malloc(strlen(a) + strlen(b) + 1);
    4! there is no room for the zero that ends the text
        char *e = malloc(n + 1);
    ");
}

#[test]
fn room_in_bytes() {
    assert_snapshot!(check(Language::C, "struct list { int *items; int capacity; char *text; };\nvoid f(struct list *list, int n, int size) {\n    int *a = malloc(n);\n    double *b = (double *)malloc(n + 1);\n    int *c = malloc(size);\n    char *d = malloc(n);\n    int *e = malloc(n * sizeof(int));\n    struct list *g = malloc(sizeof(g));\n    list->items = malloc(list->capacity);\n    list->items = realloc(list->items, list->capacity * 2);\n    list->text = malloc(list->capacity);\n    memset(list, 0, sizeof(list));\n    char room[8];\n    memset(room, 0, sizeof(room));\n    realloc(list->items, 8);\n}\n"), @"
    3 room is counted in bytes
        int *a = malloc(n * sizeof(*a));
    4 room is counted in bytes
        double *b = (double *)malloc((n + 1) * sizeof(*b));
    8! `sizeof(g)` is the size of the pointer
        struct list *g = malloc(sizeof(*g));
    9 room is counted in bytes
        list->items = malloc(list->capacity * sizeof(*list->items));
    10 room is counted in bytes
        list->items = realloc(list->items, list->capacity * 2 * sizeof(*list->items));
    12 `sizeof(list)` is the size of the pointer
        memset(list, 0, sizeof(*list));
    15! what `realloc` gives may lie in another place
        list->items = realloc(list->items, 8);
    ");
}

#[test]
fn what_was_given_back() {
    assert_snapshot!(check(Language::C, "void f(struct node *node) {\n    while (node) {\n        free(node);\n        node = node->next;\n    }\n    for (struct node *one = node; one; one = one->next) {\n        g(one);\n        free(one);\n    }\n    for (one = node; one; one = one->next)\n        free(one);\n    while (node) {\n        struct node *next = node->next;\n        free(node);\n        node = next;\n    }\n}\n"), @"
    3! `node` is looked at after it was given back
            {
                void *behind = node->next;
                free(node);
                node = behind;
            }
    6! `one` is looked at after it was given back
        for (struct node *one = node; one; ) {
            void *behind = one->next;
            one = behind;
    10! `one` is looked at after it was given back
        for (one = node; one; )
            {
                void *behind = one->next;
                free(one);
                one = behind;
            }
    ");
}

#[test]
fn what_is_gone() {
    assert_snapshot!(check(Language::C, "char *name(int n) {\n    char text[32];\n    snprintf(text, sizeof(text), \"%d\", n);\n    return text;\n}\nchar *kept(int n) {\n    static char text[32];\n    return text;\n}\n"), @"
    2 `text` is gone when the function returns

    7? `text[32]` keeps its value from one call to the next
         char text[32];
    ");
}

#[test]
fn texts_that_are_put_together() {
    assert_snapshot!(check(Language::C, "void digits(const char *text, char *out) {\n    int j = 0;\n    for (int i = 0; text[i]; i++) {\n        if (isdigit(text[i]))\n            out[j++] = text[i];\n    }\n}\nint closed(const char *text) {\n    char open[64];\n    int top = 0;\n    for (; *text; text++) {\n        if (*text == '(')\n            open[top++] = *text;\n        if (*text == ')')\n            top--;\n    }\n    return top == 0 && g(open, top);\n}\nvoid copied(const char *text, char *out) {\n    int j = 0;\n    while (*text) {\n        out[j++] = *text++;\n    }\n    out[j] = '\\0';\n}\nvoid hello(const char *name) {\n    char text[64];\n    char other[64];\n    strcat(text, \"hello \");\n    strcat(text, name);\n    strcpy(other, \"a\");\n    strcat(other, name);\n}\n"), @"6 the text has no zero at its end");
}

#[test]
fn first_values() {
    assert_snapshot!(check(Language::C, "int f(const int *xs, int n) {\n    int sum, count = 0;\n    int most;\n    for (int i = 0; i < n; i++) {\n        if (xs[i] > most)\n            most = xs[i];\n    }\n    for (int i = 0; i < n; i++) {\n        sum += xs[i];\n    }\n    return sum + most;\n}\nint g(const int *xs, int n) {\n    int sum, other, last;\n    read_one(&other);\n    READ(xs, last);\n    if (n > 0)\n        sum = 0;\n    sum += n;\n    other += n;\n    last += n;\n    return sum;\n}\n"), @"
    2! `sum` has no first value
        int sum = 0, count = 0;
    3 `most` has no first value
        int most = xs[0];
    ");
}

#[test]
fn reading() {
    assert_snapshot!(check(Language::C, "void f(char *name) {\n    int age;\n    scanf(\"%d\", age);\n    scanf(\"%d\", &age);\n    scanf(\"%s\", name);\n}\n"), @"3! `scanf` needs the place of `age`");
}

#[test]
fn comparing_texts() {
    assert_snapshot!(check(Language::C, "int f(const char *a, const char *b, const char *c, int i) {\n    if (strcmp(a, b))\n        return 1;\n    if (tolower(a[i]) != b[i])\n        return 2;\n    if (tolower(a[i]) == 'x' || c[i] == tolower(a[i]))\n        return 3;\n    return tolower(c[i]) == LOWEST;\n}\n"), @"
    2? texts that are equal give 0
        if (strcmp(a, b) == 0)
    4 `b[i]` is not made alike before both are compared
        if (tolower(a[i]) != tolower(b[i]))
    ");
}

#[test]
fn least() {
    assert_snapshot!(check(Language::C, "int f(const int *xs, int n) {\n    int least = 0;\n    double lowest = 0.0;\n    int below = 0;\n    for (int i = 0; i < n; i++) {\n        if (xs[i] < least)\n            least = xs[i];\n        if (ys[i] < lowest) {\n            lowest = ys[i];\n        }\n        if (below == 0 || xs[i] < below)\n            below = xs[i];\n    }\n    return least;\n}\n"), @"
    2 the least of values above 0 is not 0
        int least = 2147483647;
    3 the least of values above 0 is not 0
        double lowest = 3e38;
    ");
}

#[test]
fn macros() {
    assert_snapshot!(check(Language::C, "#define SQUARE(x) x * x\n#define TWICE(x) (x * x)\n#define CUBE(x) x*x*x\n#define MAX(a, b) a > b ? a : b\n#define MIN(a, b) (a < b ? a : b)\n#define TIMES(a, b) a * b\n#define PLUS(a, b) a + b\n#define DOUBLE(x) x * 2\n#define ROOM 10 + 1\n#define GOOD(x) ((x) * (x))\n#define LARGEST(a, b) ((a) > (b) ? (a) : (b))\n#define NAME_SIZE (10 + 1)\n#define SMALL 1e-8\n"), @"
    1! what is handed to the macro, and the whole of it, needs parentheses
    #define SQUARE(x) ((x) * (x))
    1 the whole of the macro needs parentheses
    #define SQUARE(x) (x * x)
    2! what is handed to the macro, and the whole of it, needs parentheses
    #define TWICE(x) ((x) * (x))
    3! what is handed to the macro, and the whole of it, needs parentheses
    #define CUBE(x) ((x) * (x) * (x))
    4! what is handed to the macro, and the whole of it, needs parentheses
    #define MAX(a, b) ((a) > (b) ? (a) : (b))
    5! what is handed to the macro, and the whole of it, needs parentheses
    #define MIN(a, b) ((a) < (b) ? (a) : (b))
    6! what is handed to the macro, and the whole of it, needs parentheses
    #define TIMES(a, b) ((a) * (b))
    6 the whole of the macro needs parentheses
    #define TIMES(a, b) (a * b)
    7! what is handed to the macro, and the whole of it, needs parentheses
    #define PLUS(a, b) ((a) + (b))
    7 the whole of the macro needs parentheses
    #define PLUS(a, b) (a + b)
    8 the whole of the macro needs parentheses
    #define DOUBLE(x) (x * 2)
    9 the whole of the macro needs parentheses
    #define ROOM (10 + 1)
    ");
}

#[test]
fn last() {
    assert_snapshot!(check(Language::C, "void f(const char *text) {\n    int n = 0;\n    for (int i = 0; text[i]; i++) {\n        if (text[i] == ' ') {\n            word[n] = '\\0';\n            keep(word);\n            n = 0;\n        } else {\n            word[n++] = text[i];\n        }\n    }\n    int size = 0;\n    while (next(&line)) {\n        if (line == NULL) {\n            if (size > 0) {\n                emit(rows, size);\n                size = 0;\n            }\n        } else {\n            rows[size++] = line;\n        }\n    }\n    int k = 0;\n    while (*text) {\n        if (*text == ',') {\n            show(part, k);\n            k = 0;\n        } else {\n            part[k++] = *text;\n        }\n    }\n    show(part, k);\n}\n"), @r"
    11 what was gathered last is left out
        if (n > 0) {
            word[n] = '\0';
            keep(word);
    22 what was gathered last is left out
        if (size > 0) {
            emit(rows, size);
            size = 0;
    ");
}

#[test]
fn one_value_in_two_places() {
    assert_snapshot!(check(Language::C, "void resize(struct box *box, int width, int height) {\n    box->width = width;\n    box->height = width;\n}\nvoid square(struct box *box, int side, int height) {\n    box->width = side;\n    box->depth = height;\n}\n"), @"
    3! `width` is put where `height` is meant
        box->height = height;
    ");
}

#[test]
fn orders() {
    assert_snapshot!(check(Language::C, "int compare_ages(const void *a, const void *b) {\n    return ((const struct item *)a)->age > ((const struct item *)b)->age;\n}\nstatic int by_name(const void *one, const void *other) {\n    int x = *(int *)one, y = *(int *)other;\n    return x < y;\n}\nint is_later(const void *a, const void *b) {\n    return a > b;\n}\nvoid sort(int *all, int n) {\n    qsort(all, n, sizeof(*all), compare_ages);\n    qsort(all, n, sizeof(*all), by_name);\n}\n"), @"
    2! what comes first gives a number below 0
        return (((const struct item *)a)->age > ((const struct item *)b)->age) - (((const struct item *)b)->age > ((const struct item *)a)->age);
    6! what comes first gives a number below 0
        return (x < y) - (y < x);
    ");
}

#[test]
fn locks() {
    assert_snapshot!(check(Language::C, "int take(struct store *s) {\n    pthread_mutex_lock(&s->lock);\n    if (s->count == 0) {\n        log(\"none\");\n        return -1;\n    }\n    if (s->count == 1)\n        return 0;\n    if (s->count == 2) {\n        pthread_mutex_unlock(&s->lock);\n        return 1;\n    }\n    s->count--;\n    pthread_mutex_unlock(&s->lock);\n    if (s->count == 3)\n        return 3;\n    return 2;\n}\n"), @"
    5 the lock is not given back where it is returned early

    8 the lock is not given back where it is returned early
            {
                pthread_mutex_unlock(&s->lock);
                return 0;
            }
    ");
}

#[test]
fn what_is_right_in_classes() {
    assert_snapshot!(check(Language::Cpp, "int Ring::back() {\n    at_ = (at_ - 1 + size_) % size_;\n    for (int i = 0; i < size_; i++) {\n        if (all_[i] > 0) { return 1; }\n    }\n    int n{0};\n    n += 1;\n    return n;\n}\n"), @"");
}

#[test]
fn fractions_beside_numbers() {
    assert_snapshot!(check(Language::C, "double f(double c, double g, int n) {\n    g = 5 / 9 * (c - 32);\n    return c * (9 / 5) + 32;\n}\n"), @"
    2! the division of whole numbers drops the fraction
        g = 5.0 / 9 * (c - 32);
    3! the division of whole numbers drops the fraction
        return c * (9.0 / 5) + 32;
    ");
    assert_snapshot!(check(Language::C, "int f(int n) {\n    printf(\"%d\", 9 / 5);\n    return n * (3 / 2);\n}\n"), @r#"
    2 the division of whole numbers drops the fraction
        printf("%d", 9.0 / 5);
    3 the division of whole numbers drops the fraction
        return n * (3.0 / 2);
    "#);
}

#[test]
fn bits() {
    assert_snapshot!(check(Language::C, "void f(int n, int x) {\n    if (x & 1 == 0) g();\n    if (x & FLAG_OPEN != 0) g();\n    if (ok & a == b) g();\n    diff = diff | one[n] != other[n];\n}\n"), @"
    2! `==` goes before `&`
        if ((x & 1) == 0) g();
    3! `!=` goes before `&`
        if ((x & FLAG_OPEN) != 0) g();
    4 `==` goes before `&`
        if ((ok & a) == b) g();
    5 `!=` goes before `|`
        diff = (diff | one[n]) != other[n];
    ");
}

#[test]
fn searches_that_are_right() {
    assert_snapshot!(check(Language::C, "int f(const int *xs, int n, int x) {\n    while (low < high) {\n        int mid = (low + high) / 2;\n        if (mid == low)\n            break;\n        if (xs[mid] <= x)\n            low = mid;\n        else\n            high = mid;\n    }\n    while (from < to) {\n        double half = (from + to) / 2;\n        if (g(half) < 0)\n            from = half;\n        else\n            to = half;\n    }\n}\n"), @"
    12? the division of whole numbers drops the fraction
            double half = (double) (from + to) / 2;
    ");
}

#[test]
fn what_is_taken_out_that_may_be_right() {
    assert_snapshot!(check(Language::C, "void f(struct pool *pool) {\n    for (int i = 0; i < pool->capacity; i++)\n        if (pool->items[i].dead)\n            pool_remove(pool, i);\n}\n"), @"");
}

#[test]
fn room_that_is_right() {
    assert_snapshot!(check(Language::C, "int age = 0;\nvoid f(int n, int x) {\n    char *text = malloc(n);\n    if ((n = read(x, text, n - 1)) < 0)\n        return;\n    text[n] = 0;\n    void *p = malloc(sizeof(p));\n    char *q = malloc(sizeof(q));\n    realloc(get(), 10);\n    realloc(p, 0);\n    static char all[8];\n    strcat(all, \"x\");\n    int age[3];\n    scanf(\"%d\", age);\n}\n"), @"
    11? `all[8]` keeps its value from one call to the next
         char all[8];
    ");
}

#[test]
fn what_is_given_back_in_classes() {
    assert_snapshot!(check(Language::Cpp, "List::~List() {\n    while (node) {\n        free(node);\n        node = node->next;\n    }\n}\n"), @"");
}

#[test]
fn what_is_given_back_twice() {
    assert_snapshot!(check(Language::C, "void f(struct node *a, struct node *b, int all) {\n    free(a);\n    a = a->next;\n    if (all)\n        for (; b; b = b->next)\n            free(b);\n    for (; b; b = b->next) {\n        if (!g(b))\n            continue;\n        free(b);\n    }\n}\n"), @"
    2! `a` is looked at after it was given back
        {
            void *behind = a->next;
            free(a);
            a = behind;
    5! `b` is looked at after it was given back
            for (; b; )
                {
                    void *behind = b->next;
                    free(b);
                    b = behind;
                }
    ");
}

#[test]
fn texts_without_an_end() {
    assert_snapshot!(check(Language::C, "void copy(const char *text) {\n    char out[64];\n    int j = 0;\n    for (int i = 0; text[i]; i++) {\n        if (isdigit(text[i]))\n            out[j++] = text[i];\n    }\n    puts(out);\n}\n"), @r"
    7 the text has no zero at its end
        out[j] = '\0';
    ");
    assert_snapshot!(check(Language::C, "void greet(const char *name) {\n    char text[64];\n    strcat(text, name);\n}\n"), @r#"
    2! `text` has no text at first
        char text[64] = "";
    "#);
}

#[test]
fn macros_that_are_right() {
    assert_snapshot!(check(Language::C, "#define DECLARE(type, name) type *name\n#define OTHER(T, name) T * name\n#define POINTER(of, name) of *name\n"), @"
    1 the whole of the macro needs parentheses
    #define DECLARE(type, name) (type *name)
    2 the whole of the macro needs parentheses
    #define OTHER(T, name) (T * name)
    3 the whole of the macro needs parentheses
    #define POINTER(of, name) (of *name)
    ");
}

#[test]
fn one_value_that_is_meant() {
    assert_snapshot!(check(Language::C, "void undo(struct box *box, int value, int previous) {\n    box->value = previous;\n    box->last = previous;\n}\n"), @"");
}

#[test]
fn orders_that_are_right() {
    assert_snapshot!(check(Language::Cpp, "bool by_age(const void *a, const void *b) { return age(a) > age(b); }\nint is_ordered(const void *a, const void *b) { return a < b; }\nint compare(const void *a, const void *b) { return a < b; }\nvoid f() { heap_init(heap, compare); qsort(all, n, 4, other); }\n"), @"");
}

#[test]
fn overlaps() {
    assert_snapshot!(check(Language::C, "bool overlap(struct range a, struct range b)\n{\n    return b.low <= a.high && a.high <= b.high;\n}\n"), @"
    3 ranges overlap where each begins before the other one ends
        return b.low <= a.high && a.low <= b.high;
    ");
    assert_eq!(
        check(
            Language::C,
            "bool overlap(struct range a, struct range b)\n{\n    return a.low <= b.high && b.low <= a.high;\n}\n"
        ),
        ""
    );
}
