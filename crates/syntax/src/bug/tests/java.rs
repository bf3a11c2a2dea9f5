use super::*;

#[test]
fn same() {
    assert_snapshot!(check(Language::Java, "class A {\n  boolean f(String a, String b) {\n    return a == b || b != a || a == null || x.name() == y.name();\n  }\n}\n"), @"
    3 `==` asks whether it is the same object
        return a.equals(b) || b != a || a == null || x.name() == y.name();
    3 `!=` asks whether it is another object
        return a == b || !b.equals(a) || a == null || x.name() == y.name();
    3? `==` asks whether it is the same object
        return a == b || b != a || a == null || x.name().equals(y.name());
    ");
}

#[test]
fn numbers() {
    assert_snapshot!(check(Language::Java, "class A {\n  double f(int a, int b) {\n    double c = a / b;\n    d = (double) (a / b);\n    return a / b;\n  }\n}\n"), @"
    2 the division of whole numbers drops the fraction
        return (double) a / b;
    3 the division of whole numbers drops the fraction
        double c = (double) a / b;
    4 the division of whole numbers drops the fraction
        d = (double) a / b;
    ");
}

#[test]
fn lists() {
    assert_snapshot!(check(Language::Java, "class A {\n  private String text;\n  private final List<String> names;\n  A(List<String> names) {\n    this.names = names;\n  }\n  List<String> names() {\n    text.trim();\n    for (String name : names) names.remove(name);\n    return names;\n  }\n}\n"), @"
    5 who handed `names` over still has it, and both change it
        this.names = new java.util.ArrayList<>(names);
    8 what `trim` returns is dropped, and `text` stays as it is
        text = text.trim();
    9 `names` changes while it is gone through
        for (String name : new java.util.ArrayList<>(names)) names.remove(name);
    10 who calls gets the object's own `names`, and can change it
        return new java.util.ArrayList<>(names);
    ");
}

#[test]
fn last() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f() {\n    for (char c : text) {\n      if (c == ' ') {\n        all.add(word.toString());\n        word.setLength(0);\n      }\n    }\n  }\n}\n"), @"
    3 what was gathered last in `word` is left out
        if (!word.isEmpty()) {
          all.add(word.toString());
    ");
}

#[test]
fn own_value() {
    assert_snapshot!(check(Language::Java, "class A {\n  A(String name) {\n    name = name;\n    ages = new HashMap<>();\n    switch (name) {\n      case \"a\":\n        b();\n      default:\n        text = text.replaceFirst(\"a\", \"b\");\n    }\n  }\n}\n"), @r#"
    3 `name` is given its own value, and the field none
        this.name = name;
    4? the order is chance
        ages = new java.util.LinkedHashMap<>();
    7? the case runs on into the next one
            break;
    9? the case runs on into the next one
            break;
    9? only the first one is replaced
            text = text.replaceAll("a", "b");
    "#);
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f() {\n    int most = 0;\n    double least = 0;\n    for (int x : xs) if (x > most) most = x;\n  }\n}\n"), @"
    3? the greatest of values below 0 is not 0
        int most = Integer.MIN_VALUE;
    ");
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::Java, "class A {\n  double f(double a, double b) {\n    names.replaceAll(String::trim);\n    return a == 0 ? 1.0 : (double) a / b;\n  }\n}\n"), @"");
}

#[test]
fn what_is_taken_out_while_it_is_gone_through_by_number() {
    assert_snapshot!(check(Language::Java, "class A {\n    void f(List<Job> jobs) {\n        for (int i = 0; i < jobs.size(); i++) {\n            if (jobs.get(i).isDone()) {\n                jobs.remove(i);\n            }\n        }\n        for (int i = 0; i < jobs.size(); i++) {\n            if (jobs.get(i).isDone()) {\n                jobs.remove(i);\n                break;\n            }\n        }\n        for (int i = jobs.size() - 1; i >= 0; i--) {\n            if (jobs.get(i).isDone())\n                jobs.remove(i);\n        }\n    }\n}\n"), @"
    3! the item behind the one that is taken out is skipped
                    jobs.remove(i--);
    ");
}

#[test]
fn what_is_taken_out_of_something_else_is_left_alone() {
    assert_snapshot!(check(Language::Java, "class A {\n    void f(Set<Integer> pending, int[] items) {\n        for (int i = 0; i < items.length; i++) {\n            if (items[i] == 0) {\n                pending.remove(i);\n            }\n        }\n    }\n}\n"), @"");
}
