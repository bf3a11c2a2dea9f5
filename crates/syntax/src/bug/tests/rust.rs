use super::*;

#[test]
fn last() {
    assert_snapshot!(check(Language::Rust, "fn f(text: &str) {\n    for c in text.chars() {\n        if c == ' ' {\n            found.push(word.clone());\n            word.clear();\n        }\n        if c == '.' {\n            found.push(std::mem::take(&mut word));\n        }\n    }\n}\n"), @"
    2 what was gathered last in `word` is left out
        if !word.is_empty() {
            found.push(word.clone());
    2 what was gathered last in `word` is left out
        if !word.is_empty() {
            found.push(std::mem::take(&mut word));
    ");
}

#[test]
fn last_of_options() {
    assert_snapshot!(check(Language::Rust, "fn f(text: &str) {\n    for line in text.lines() {\n        if line.is_empty() {\n            groups.extend(current.take());\n        } else {\n            g();\n        }\n    }\n}\n"), @"
    2 what was gathered last in `current` is left out
        groups.extend(current.take());
    ");
}

#[test]
fn numbers() {
    assert_snapshot!(check(Language::Rust, "fn f(a: u32, b: u32) -> f64 {\n    all.dedup();\n    (a / b) as f64\n}\n"), @"
    2 `dedup` removes only what is next to its like
        all.sort();
    3 the division of whole numbers drops the fraction
        a as f64 / b as f64
    ");
}

#[test]
fn hidden() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32], name: &str) -> u32 {\n    let mut total = name.len();\n    for x in xs {\n        let total = total + x;\n    }\n    total\n}\n"), @"
    2? `len` counts bytes, not characters
        let mut total = name.chars().count();
    4 a new `total` hides the one outside
            total = total + x;
    ");
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[f64]) -> f64 {\n    let mut most = 0.0;\n    for x in xs {\n        most = most.max(*x);\n    }\n    most\n}\n"), @"
    2? the greatest of values below 0 is not 0
        let mut most = f64::NEG_INFINITY;
    ");
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32]) {\n    for x in xs {\n        if *x == 0 {\n            all.push(word.clone());\n            word.clear();\n        }\n    }\n    all.push(word.clone());\n}\n"), @"");
}

#[test]
fn what_is_taken_out_while_it_is_gone_through_by_number() {
    assert_snapshot!(check(Language::Rust, "fn f(jobs: &mut Vec<Job>) {\n    for i in 0..jobs.len() {\n        if jobs[i].done {\n            jobs.remove(i);\n        }\n    }\n    for i in 0..jobs.len() {\n        if jobs[i].done {\n            jobs.remove(i);\n            return;\n        }\n    }\n}\n"), @"
    2! `jobs` gets shorter while it is gone through by number
        for i in (0..jobs.len()).rev() {
    ");
}
