use super::*;

#[test]
fn last() {
    assert_snapshot!(check(Language::Rust, "fn f(text: &str) {\n    for c in text.chars() {\n        if c == ' ' {\n            found.push(word.clone());\n            word.clear();\n        }\n        if c == '.' {\n            found.push(std::mem::take(&mut word));\n        }\n    }\n}\n"), @"
    10 what was gathered last in `word` is left out
        if !word.is_empty() {
            found.push(word.clone());
    10 what was gathered last in `word` is left out
        if !word.is_empty() {
            found.push(std::mem::take(&mut word));
    ");
}

#[test]
fn last_of_options() {
    assert_snapshot!(check(Language::Rust, "fn f(text: &str) {\n    for line in text.lines() {\n        if line.is_empty() {\n            groups.extend(current.take());\n        } else {\n            g();\n        }\n    }\n}\n"), @"
    8 what was gathered last in `current` is left out
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

#[test]
fn one_too_few() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32], ys: &[u32], n: u32) {\n    for i in 0..xs.len() - 1 {\n        total += xs[i];\n    }\n    for i in 0..=ys.len() {\n        total += ys[i];\n    }\n    while at <= ys.len() {\n        total += ys[at];\n        at += 1;\n    }\n    for i in 1..n {\n        product *= i;\n    }\n    let all = (1..n).product();\n    for i in 2..(n as f64).sqrt() as u32 {\n        found |= n % i == 0;\n    }\n    while d * d < n {\n        d += n % d;\n    }\n    let is_letter = ('a'..'z').contains(&c);\n}\n"), @"
    2 the last one of `xs` is left out
        for i in 0..xs.len() {
    2? below 0 there is nothing: `xs.len() - 1` may fail
        for i in 0..xs.len().saturating_sub(1) {
    5! `ys` ends before that
        for i in 0..ys.len() {
    8 `ys` ends before that
        while at < ys.len() {
    12 the range ends before `n`
        for i in 1..=n {
    15 the range ends before `n`
        let all = (1..=n).product();
    16! the range ends before the root
        for i in 2..=(n as f64).sqrt() as u32 {
    19 the root itself is left out
        while d * d <= n {
    22 `..` ends before 'z'
        let is_letter = ('a'..='z').contains(&c);
    ");
}

#[test]
fn loops_that_end_too_early() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32]) -> u32 {\n    for x in xs {\n        total += x;\n        return total;\n    }\n}\n\nfn g(xs: &[u32]) -> bool {\n    for x in xs {\n        if *x > 1 {\n            return true;\n        } else {\n            return false;\n        }\n    }\n}\n\nfn h(xs: &[u32]) -> bool {\n    for x in xs {\n        if *x > 1 {\n            return true;\n        }\n        return false;\n    }\n}\n"), @"
    2 the loop ends in its first round
        return total;
    9 the loop ends in its first round
        return false;
    19 the loop ends in its first round
        return false;
    ");
}

#[test]
fn loops_that_forget() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32]) -> bool {\n    let mut found = false;\n    for x in xs {\n        if *x == 1 {\n            found = true;\n        } else {\n            found = false;\n        }\n    }\n    found\n}\n"), @"
    6 a later round undoes what an earlier one found
            }
    ");
}

#[test]
fn fractions() {
    assert_snapshot!(check(Language::Rust, "fn f(done: u32, total: u32, by: u32) {\n    let percent = done / total * 100;\n    let part = done / 100 * by;\n    let more = done / total * by;\n}\n"), @"
    2 the division of whole numbers drops the fraction
        let percent = done * 100 / total;
    3 the division of whole numbers drops the fraction
        let part = done * by / 100;
    4? the division of whole numbers drops the fraction
        let more = done * by / total;
    ");
}

#[test]
fn capitals() {
    assert_snapshot!(check(Language::Rust, "fn f(users: &[User], name: &str) {\n    let one = user.name.to_lowercase() == name;\n    let other = name != user.nick.to_lowercase();\n    let third = user.about.to_lowercase().contains(name);\n    let fourth = user.mail.to_lowercase().starts_with(&name);\n}\n"), @"
    2 `name` may have capitals, too
        let one = user.name.to_lowercase() == name.to_lowercase();
    3 `name` may have capitals, too
        let other = name.to_lowercase() != user.nick.to_lowercase();
    4 `name` may have capitals, too
        let third = user.about.to_lowercase().contains(&name.to_lowercase());
    5 `name` may have capitals, too
        let fourth = user.mail.to_lowercase().starts_with(&name.to_lowercase());
    ");
}

#[test]
fn rests() {
    assert_snapshot!(check(Language::Rust, "fn f(at: i32, by: i32, n: i32) {\n    let before = (at - 1) % n;\n    let back = (at - by) % n;\n}\n"), @"
    2 before 0 comes what is below 0, and its rest
        let before = (at + n - 1) % n;
    3 what is below 0 has a rest below 0
        let back = (at - by).rem_euclid(n);
    ");
}

#[test]
fn orders() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &mut Vec<Item>) {\n    xs.sort_unstable_by_key(|x| x.age);\n    xs.sort_unstable_by(|a, b| a.age.cmp(&b.age));\n    xs.swap_remove(at);\n    let best = xs.iter().max_by_key(|x| x.age);\n    let at = xs.iter().rev().position(|x| x.age == 1);\n    let all = xs.iter().skip(1).enumerate();\n    let some = xs.chunks_exact(2);\n    let words = text.split(' ');\n}\n"), @"
    2 what is equal changes its order
        xs.sort_by_key(|x| x.age);
    3 what is equal changes its order
        xs.sort_by(|a, b| a.age.cmp(&b.age));
    4 the last one takes the place of what is taken out
        xs.remove(at);
    5? of equal ones, `max_by_key` takes the last
        let best = xs.iter().rev().max_by_key(|x| x.age);
    6 the position is counted from the end
        let at = xs.iter().rposition(|x| x.age == 1);
    7? the numbers begin where that leaves off
        let all = xs.iter().enumerate().skip(1);
    8? what is left over at the end is left out
        let some = xs.chunks(2);
    9? two blanks in a row make an empty word
        let words = text.split_whitespace();
    ");
}

#[test]
fn below_nothing() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32], a: usize, b: usize) {\n    let last = xs.len() - 1;\n    let less = a - b;\n}\n"), @"
    2? below 0 there is nothing: `xs.len() - 1` may fail
        let last = xs.len().saturating_sub(1);
    3? below 0 there is nothing: `a - b` may fail
        let less = a.saturating_sub(b);
    ");
}

#[test]
fn least() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[f64], ys: &[u32]) {\n    let mut least = 0.0;\n    let mut lowest: u32 = 0;\n    for x in xs {\n        if *x < least {\n            least = *x;\n        }\n    }\n    for y in ys {\n        lowest = lowest.min(*y);\n    }\n    let most = xs.iter().copied().fold(f64::MIN_POSITIVE, f64::max);\n    let few = xs.iter().copied().fold(0.0, f64::min);\n}\n"), @"
    2 the least of values above 0 is not 0
        let mut least = f64::INFINITY;
    3 the least of values above 0 is not 0
        let mut lowest: u32 = u32::MAX;
    12 `f64::MIN_POSITIVE` is above 0
        let most = xs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    13 the least of values above 0 is not 0
        let few = xs.iter().copied().fold(f64::INFINITY, f64::min);
    ");
}

#[test]
fn parameters() {
    assert_snapshot!(check(Language::Rust, "fn new(width: u32, height: u32) -> Self {\n    Self { width, height: width }\n}\n"), @"
    2! `height` is not used; `width` is, twice
        Self { width, height: height }
    ");
}

#[test]
fn prefixes() {
    assert_snapshot!(check(Language::Rust, "fn f(text: &str) -> &str {\n    text.trim_start_matches(\"a\").trim_end_matches(\"b\")\n}\n"), @r#"
    2? `trim_start_matches` takes it away more than once
        text.strip_prefix("a").unwrap_or(text).trim_end_matches("b")
    2? `trim_end_matches` takes it away more than once
        text.trim_start_matches("a").strip_suffix("b").unwrap_or(text.trim_start_matches("a"))
    "#);
}

#[test]
fn bounds() {
    assert_snapshot!(check(Language::Rust, "fn f(x: i32, low: i32, high: i32) -> (i32, i32) {\n    (x.min(low).max(high), x.max(high).min(low))\n}\n"), @"
    2! `min` takes what is too small
        (x.max(low).min(high), x.max(high).min(low))
    2! `max` takes what is too great
        (x.min(low).max(high), x.min(high).max(low))
    ");
}

#[test]
fn counts() {
    assert_snapshot!(check(Language::Rust, "fn f(words: &[&str]) {\n    for word in words {\n        *counts.entry(word).or_insert(1) += 1;\n        by.insert(word.len(), vec![word]);\n    }\n}\n"), @"
    3 the first one is counted twice
            *counts.entry(word).or_insert(0) += 1;
    4? what was kept for `word.len()` before is lost
            by.entry(word.len()).or_insert_with(Vec::new).extend(vec![word]);
    ");
}

#[test]
fn copies() {
    assert_snapshot!(check(Language::Rust, "fn f(&mut self, at: usize) {\n    let mut item = self.items[at].clone();\n    item.count += 1;\n}\n\nfn g(&mut self) {\n    for mut item in self.items.clone() {\n        item.count += 1;\n    }\n}\n"), @"
    2 what is changed is a copy, which is dropped
        let item = &mut self.items[at];
    7 what is changed are copies, which are dropped
        for item in self.items.iter_mut() {
    ");
}

#[test]
fn swaps() {
    assert_snapshot!(check(Language::Rust, "fn f(mut a: u32, mut b: u32) {\n    a = b;\n    b = a;\n    a = b;\n    b = a % b;\n}\n"), @"
    2! both are the same by then
        std::mem::swap(&mut a, &mut b);
    3! both are the same by then
        std::mem::swap(&mut b, &mut a);
    4 both are the same by then
        (a, b) = (b, a % b);
    ");
}

#[test]
fn halves() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32], x: u32) {\n    while low < high {\n        let mid = (low + high) / 2;\n        if xs[mid] < x {\n            low = mid;\n        }\n    }\n}\n"), @"
    5 where they are neighbours, `low` stays where it is for ever
                low = mid + 1;
    ");
}

#[test]
fn leap_years() {
    assert_snapshot!(check(Language::Rust, "fn is_leap(year: u32) -> bool {\n    year % 4 == 0 && year % 100 != 0\n}\n"), @"
    2! every 400th year has a day more
        (year % 4 == 0 && year % 100 != 0 || year % 400 == 0)
    ");
}

#[test]
fn queues() {
    assert_snapshot!(check(Language::Rust, "fn f(queue: &mut VecDeque<u32>) {\n    queue.push_back(1);\n    let next = queue.pop_back();\n}\n"), @"
    3 `pop_back` takes the last one; a queue hands out the first
        let next = queue.pop_front();
    ");
}

#[test]
fn left_over() {
    assert_snapshot!(check(Language::Rust, "fn pages(total: usize, size: usize) -> usize {\n    let batches = total / size;\n    total / size\n}\n"), @"
    2 what is left over needs one more
        let batches = total.div_ceil(size);
    3 what is left over needs one more
        total.div_ceil(size)
    ");
}

#[test]
fn last_of_groups() {
    assert_snapshot!(check(Language::Rust, "fn f(rows: &[Row]) {\n    for row in rows {\n        if current.last().is_some_and(|last| last.day != row.day) {\n            days.push(Day { name: day, rows: std::mem::take(&mut current) });\n        }\n        current.push(row);\n    }\n}\n\nfn g(rows: &[Row]) {\n    for row in rows {\n        if row.is_new {\n            groups.push(Group::new(key, mem::take(&mut some)));\n            key = row.key;\n        }\n    }\n}\n\nfn h(text: &str) {\n    for sign in text.chars() {\n        if sign == before {\n            count += 1;\n        } else {\n            runs.push((before, count));\n            before = sign;\n            count = 1;\n        }\n    }\n}\n\nfn i(rows: &[Row]) {\n    for row in rows {\n        if row.is_end {\n            all.push(kept.clone());\n            kept.clear();\n            at += 1;\n        }\n        if row.is_last {\n            all.push(word);\n            word = String::new();\n            at += 1;\n        }\n    }\n}\n"), @"
    7 what was gathered last in `current` is left out
        if !current.is_empty() {
            days.push(Day { name: day, rows: std::mem::take(&mut current) });
    16 what was gathered last in `some` is left out
        if !some.is_empty() {
            groups.push(Group::new(key, mem::take(&mut some)));
    28 what was counted last in `count` is left out
        if count > 0 {
            runs.push((before, count));
    43 what was gathered last in `kept` is left out
        if !kept.is_empty() {
            all.push(kept.clone());
    43 what was gathered last in `word` is left out
        if !word.is_empty() {
            all.push(word);
    ");
}

#[test]
fn right_loops() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32], ys: &[u32], n: usize) {\n    for i in 0..xs.len() - 1 {\n        rising = xs[i] < xs[i + 1];\n    }\n    for i in 0..ys.len() - 1 {\n        total += ys[i];\n    }\n    let last = ys.last();\n    for i in 0..=xs.len() {\n        if i < n {\n            total += xs[i];\n        }\n    }\n    while i <= n.len() {\n        total += n[i - 1];\n    }\n    for x in xs {\n        if *x == 0 {\n            continue;\n        }\n        total += x;\n        return total;\n    }\n    for x in xs {\n        if *x == 3 {\n            continue;\n        }\n        if *x == 2 {\n            return 2;\n        }\n        return 3;\n    }\n    let mut found = false;\n    for x in xs {\n        if *x == 1 {\n            found = true;\n            break;\n        } else {\n            found = false;\n        }\n    }\n}\n"), @"
    2? below 0 there is nothing: `xs.len() - 1` may fail
        for i in 0..xs.len().saturating_sub(1) {
    5? below 0 there is nothing: `ys.len() - 1` may fail
        for i in 0..ys.len().saturating_sub(1) {
    ");
}

#[test]
fn right_numbers() {
    assert_snapshot!(check(Language::Rust, "fn new(width: u32, height: u32) -> Self {\n    let half = width as f64 / height as f64 * 100.0;\n    let of = (at + n - 1) % n + (at - n * by) % n;\n    let batches = (total + size - 1) / size + total % size;\n    let chunks = total / size;\n    let all = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;\n    let next = b;\n    Self { width, height: width * height }\n}\n"), @"");
}

#[test]
fn right_texts() {
    assert_snapshot!(check(Language::Rust, "fn f(users: &[User], name: &str, id: &str, sign: char, key: &str) {\n    let name = name.to_lowercase();\n    for kind in KINDS {\n        let is_kind = user.kind.to_lowercase() == kind;\n    }\n    let one = user.name.to_lowercase() == name || user.id.to_lowercase() == KIND || user.key.to_lowercase() == key;\n    let other = user.name.to_lowercase().contains(sign);\n    let third = ids.iter().any(|id| user.id.to_lowercase() == id.to_lowercase());\n}\n"), @"");
}

#[test]
fn right_collections() {
    assert_snapshot!(check(Language::Rust, "fn h(rows: &[Row]) {\n    for row in rows {\n        if row.is_new {\n            groups.push(Group { name: row.name(), rows: std::mem::take(&mut more) });\n        }\n    }\n}\n\nfn f(queue: &mut VecDeque<u32>) {\n    queue.push_back(1);\n    queue.push_front(1);\n    let next = queue.pop_back();\n    by.insert(1, vec![]);\n    let mut item = self.items[0].clone();\n    item.count += 1;\n    self.items.push(item);\n    for mut item in self.items.clone() {\n        item.count += 1;\n        all.push(item);\n    }\n}\n\nfn g(rows: &[Row]) {\n    for row in rows {\n        if row.is_new {\n            groups.push(Group { rows: std::mem::take(&mut some) });\n        }\n        if row.is_old {\n            all.push(kept.clone());\n            kept.clear();\n            at += 1;\n        }\n        if row.is_other {\n            runs.push((before, count));\n            count = 1;\n        } else {\n            count += 1;\n        }\n    }\n    if !some.is_empty() {\n        groups.push(Group { rows: some });\n    }\n    if !kept.is_empty() {\n        all.push(kept);\n    }\n    runs.push((row, count));\n}\n"), @"");
}

#[test]
fn what_is_put_back() {
    assert_snapshot!(check(Language::Rust, "fn f(jobs: &mut Vec<Job>) {\n    for i in 0..jobs.len() {\n        let job = jobs.remove(i);\n        jobs.insert(i, job.renewed());\n    }\n}\n"), @"");
}

#[test]
fn ranges_that_are_right() {
    assert_snapshot!(check(Language::Rust, "fn f(cells: &[u32], xs: &[u32]) {\n    for i in 0..=xs.len() {\n        for j in i..xs.len() {\n            total += xs[i] * xs[j];\n        }\n    }\n}\n"), @"");
    assert_snapshot!(check(Language::Rust, "fn f(cells: &[u32]) {\n    for row in 2..(cells.len() as f64).sqrt() as usize {\n        show(row);\n    }\n}\n"), @"
    2 the range ends before the root
        for row in 2..=(cells.len() as f64).sqrt() as usize {
    ");
}

#[test]
fn bounds_that_are_right() {
    assert_snapshot!(check(Language::Rust, "fn f(width: u32, min_outside: u32, max_inside: u32) -> u32 {\n    width.min(min_outside).max(max_inside)\n}\n"), @"");
}

#[test]
fn years_that_are_right() {
    assert_snapshot!(check(Language::Rust, "fn f(i: u32) -> bool {\n    i % 4 == 0 && i % 100 != 0\n}\n"), @"");
    assert_snapshot!(check(Language::Rust, "fn f(year: u32) -> bool {\n    year%4==0 && year%100!=0 || year%400==0\n}\n"), @"");
}

#[test]
fn overlaps() {
    assert_snapshot!(check(Language::Rust, "impl Span {\n    fn overlaps(&self, other: &Span) -> bool {\n        other.start >= self.start && other.start < self.end\n    }\n}\n"), @"
    3 ranges overlap where each begins before the other one ends
            self.start < other.end && other.start < self.end
    ");
    assert_eq!(
        check(
            Language::Rust,
            "impl Span {\n    fn overlaps(&self, other: &Span) -> bool {\n        self.start < other.end && other.start < self.end\n    }\n}\n"
        ),
        ""
    );
}
