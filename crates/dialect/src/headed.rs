//! Answers that write several files in one block, each under a comment with its path.

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;

/// What of a text is for a file: what stands under its path, and what stands before the first path. `None` if not both its path
/// and that of another file are headings there.
///
/// - `original`: what is in the file; a comment of its own with a path is no heading.
pub(crate) fn own_part(text: &str, path: &RelPath, original: &str) -> Option<String> {
    let mut part = String::new();
    let (mut is_own, mut has_own, mut has_others) = (true, false, false);
    for line in text.split_inclusive('\n') {
        let is_new = |_: &&str| !original.lines().any(|it| it.trim_end() == line.trim_end());
        if let Some(headed) = heading(line).filter(is_new) {
            is_own = is_same(headed, path.as_str());
            has_own |= is_own;
            has_others |= !is_own;
        } else if is_own {
            part.push_str(line);
        }
    }
    (has_own && has_others && !part.trim().is_empty()).then_some(part)
}

/// The path of a file, if a line is a comment with nothing else, at the margin.
fn heading(line: &str) -> Option<&str> {
    let said = ["//", "#", "/*", "--"].iter().find_map(|mark| line.strip_prefix(mark))?;
    let said = said.trim().trim_end_matches("*/").trim().trim_matches('`').trim_end_matches(':');
    let path = RelPath::parse(said).ok()?;
    let is_path = !said.contains(char::is_whitespace) && !said.contains("//");
    (is_path && Language::of(&path).is_some()).then_some(said)
}

/// Whether two paths mean one file; either may be said from a deeper folder on.
fn is_same(one: &str, other: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    ends(one, other) || ends(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_stands_under_the_path_of_the_file() {
        let part = |text: &str, original| own_part(text, &RelPath::parse("src/cart.js").unwrap(), original);
        let two = "'use strict';\n// src/coupons.js\nfind();\n\n// src/cart.js\nclass Cart {}\n";
        assert_eq!(part(two, "").as_deref(), Some("'use strict';\nclass Cart {}\n"));
        let tail = "/* cart.js */\nclass Cart {}\n/* coupons.js */\nfind();\n";
        assert_eq!(part(tail, "").as_deref(), Some("class Cart {}\n"));
        assert_eq!(part(tail, "/* coupons.js */\nfind();\n"), None);
        for whole in [
            "// cart.js\nclass Cart {}\n",
            "// cart.js\n// see coupons.js\nclass Cart {}\n",
            "// cart.js\n// https://example.org/coupons.js\nclass Cart {}\n",
            "// cart.js\nif (a) {\n  // coupons.js\n}\n",
            "class Cart {}\n// coupons.js\nfind();\n",
            "# 1.5\nx\n",
            "",
        ] {
            assert_eq!(part(whole, ""), None, "{whole}");
        }
    }
}
