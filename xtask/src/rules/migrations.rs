//! The ledger's migrations are numbered from 1, without gaps.

use std::path::Path;

use anyhow::{Context as _, Result};

const FOLDER: &str = "crates/ledger/sql/migrations";

/// The names of the files.
pub(super) fn names(root: &Path) -> Result<Vec<String>> {
    let folder = root.join(FOLDER);
    let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

/// The names that are not `NNNN_words.sql`, and the numbers that are missing or taken twice.
pub(super) fn problems(names: &[String]) -> Vec<String> {
    let mut numbers: Vec<usize> = names.iter().filter_map(|name| number(name)).collect();
    numbers.sort_unstable();
    let unreadable = names.iter().filter(|name| number(name).is_none());
    let first_wrong = numbers.iter().zip(1..).find(|(number, expected)| *number != expected);
    unreadable
        .map(|name| format!("{FOLDER}/{name} is not called like 0001_what_it_does.sql"))
        .chain(first_wrong.map(|(number, expected)| {
            format!(
                "{FOLDER}: {number:04} stands where {expected:04} should; numbers have no gaps and no doubles"
            )
        }))
        .collect()
}

fn number(name: &str) -> Option<usize> {
    let (number, words) = name.strip_suffix(".sql")?.split_once('_')?;
    let is_proper = number.len() == 4 && !words.is_empty();
    if is_proper { number.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(names: &[&str]) -> String {
        problems(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).join("\n")
    }

    #[test]
    fn numbers_have_no_gaps_and_no_doubles() {
        assert_eq!(check(&["0002_b.sql", "0001_a.sql"]), "");
        assert_snapshot!(check(&["0001_a.sql", "0003_b.sql"]), @"crates/ledger/sql/migrations: 0003 stands where 0002 should; numbers have no gaps and no doubles");
        assert_snapshot!(check(&["0001_a.sql", "0001_b.sql"]), @"crates/ledger/sql/migrations: 0001 stands where 0002 should; numbers have no gaps and no doubles");
        assert_snapshot!(check(&["0000_a.sql"]), @"crates/ledger/sql/migrations: 0000 stands where 0001 should; numbers have no gaps and no doubles");
    }

    #[test]
    fn names_have_one_form() {
        assert_snapshot!(check(&["0001_a.sql", "2_b.sql", "notes.md"]), @"
        crates/ledger/sql/migrations/2_b.sql is not called like 0001_what_it_does.sql
        crates/ledger/sql/migrations/notes.md is not called like 0001_what_it_does.sql
        ");
    }
}
