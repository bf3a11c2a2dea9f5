//! Answers that write several files in one block, each under a comment with its path.

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;

/// What of a text is for a file: what stands under its path, and what stands before the first path. `None` if it says no
/// other file's path, or nothing for this one.
pub(crate) fn own_part(text: &str, path: &RelPath) -> Option<String> {
    let mut part = String::new();
    let (mut is_own, mut has_others) = (true, false);
    for line in text.split_inclusive('\n') {
        if let Some(headed) = heading(line) {
            is_own = is_same(headed, path.as_str());
            has_others |= !is_own;
        } else if is_own {
            part.push_str(line);
        }
    }
    (has_others && !part.trim().is_empty()).then_some(part)
}

/// The path of a file, if a line is a comment with nothing else.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim();
    let said = ["//", "#", "/*", "--"].iter().find_map(|mark| line.strip_prefix(mark))?;
    let said = said.trim_end_matches("*/").trim().trim_matches('`').trim_end_matches(':');
    let path = RelPath::parse(said).ok()?;
    (!said.contains(char::is_whitespace) && Language::of(&path).is_some()).then_some(said)
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
        let part = |text: &str| own_part(text, &RelPath::parse("src/cart.js").unwrap());
        let two = "// src/coupons.js\nfind();\n\n// src/cart.js\nclass Cart {}\n";
        assert_eq!(part(two).as_deref(), Some("class Cart {}\n"));
        let tail = "class Cart {}\n/* coupons.js */\nfind();\n";
        assert_eq!(part(tail).as_deref(), Some("class Cart {}\n"));
        // With `cart.js` alone the same file is meant; nothing is to be taken out then.
        for whole in ["// cart.js\nclass Cart {}\n", "// see coupons.js\nclass Cart {}\n", "# 1.5\nx\n", ""] {
            assert_eq!(part(whole), None, "{whole}");
        }
        assert_eq!(part("// src/coupons.js\nfind();\n"), None);
    }
}
