//! Each bug pattern with code that has it.

mod c;
mod go;
mod java;
mod javascript;
mod python;
mod rust;
mod sure;

use insta::assert_snapshot;
use kinglet_domain::language::Language;

use crate::Source;

/// What is found, and the lines that it makes of those that change.
fn check(language: Language, text: &str) -> String {
    let told = Source::parse(language, text).bugs().into_iter().map(|bug| {
        let is_new = |line: &&str| !text.lines().any(|old| old == *line);
        let lines: Vec<&str> = bug.mended.lines().filter(is_new).collect();
        let sort = if bug.is_weak { "?" } else { "" }.to_owned() + if bug.is_sure { "!" } else { "" };
        format!("{}{sort} {}\n{}", bug.line, bug.why, lines.join("\n"))
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn lines_end_as_they_do_in_the_file() {
    let text = "def f(xs=[]):\r\n    xs.append(1)\r\n    return xs\r\n";
    let bugs = Source::parse(Language::Python, text).bugs();
    let mended =
        "def f(xs=None):\r\n    if xs is None:\r\n        xs = []\r\n    xs.append(1)\r\n    return xs\r\n";
    assert_eq!(bugs.iter().map(|bug| bug.mended.as_str()).collect::<Vec<_>>(), [mended]);
}

#[test]
fn a_part_is_found_with_other_blanks() {
    // What is done behind the loop, too, stands there with less indentation.
    let text = "function f(xs) {\n  const all = [];\n  let group = [];\n  for (const x of xs) {\n    if (x === 0) {\n      if (group.length > 0) {\n        all.push(group);\n      }\n      group = [];\n    }\n    group.push(x);\n  }\n  if (group.length > 0) {\n    all.push(group);\n  }\n  return all;\n}\n";
    assert_snapshot!(check(Language::JavaScript, text), @"");
}
