use super::*;

#[test]
fn numbers() {
    assert_snapshot!(check(Language::C, "double f(int a, int b) {\n    double c = a / b;\n    c = (double)(a / b);\n    return a / b;\n}\n"), @"
    1? the division of whole numbers drops the fraction
        return (double) a / b;
    2? the division of whole numbers drops the fraction
        double c = (double) a / b;
    3 the division of whole numbers drops the fraction
        c = (double) a / b;
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
    2! the item behind the one that is taken out is skipped
                list_remove(all, i--);
    ");
}

#[test]
fn what_is_taken_out_of_something_else_is_left_alone() {
    assert_snapshot!(check(Language::C, "void f(struct set *map, const bool *used, int n) {\n    for (int i = 0; i < n; i++) {\n        if (used[i])\n            bitmap_remove(map, i);\n    }\n    for (int i = 0; i < map->size; i++) {\n        if (used[i])\n            set_remove_all(map, i);\n    }\n}\n"), @"");
}
