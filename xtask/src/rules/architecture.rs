//! `ARCHITECTURE.md` stays short and complete.

use crate::workspace::Package;

/// More than this is not read.
const LINES: usize = 300;

/// What is wrong with the text.
pub(super) fn problems(text: &str, packages: &[Package]) -> Vec<String> {
    let lines = text.lines().count();
    let too_long = (lines > LINES).then(|| format!("ARCHITECTURE.md has {lines} lines, more than {LINES}"));
    let unnamed = packages.iter().map(|package| package.name.trim_start_matches("kinglet-")).filter(|name| {
        let forms = [format!("`{name}`"), format!("`crates/{name}`"), format!("crates/{name})")];
        !forms.iter().any(|form| text.contains(form))
    });
    too_long
        .into_iter()
        .chain(unnamed.map(|name| format!("ARCHITECTURE.md says nothing about `{name}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_debug_snapshot;

    use super::*;

    fn check(text: &str) -> Vec<String> {
        let package = |name: &str| Package {
            name: name.to_owned(),
            version: String::new(),
            is_published: false,
            dependencies: vec![],
        };
        problems(text, &["kinglet-edit", "kinglet-exec", "xtask"].map(package))
    }

    #[test]
    fn every_crate_is_named() {
        assert!(check("- `edit`: ...\n- [exec](crates/exec)\n- `xtask`").is_empty());
        assert_debug_snapshot!(check("how we edit and `execute`"), @r#"
        [
            "ARCHITECTURE.md says nothing about `edit`",
            "ARCHITECTURE.md says nothing about `exec`",
            "ARCHITECTURE.md says nothing about `xtask`",
        ]
        "#);
    }

    #[test]
    fn it_stays_short() {
        assert_debug_snapshot!(check(&"`edit` `exec` `xtask`\n".repeat(301)), @r#"
        [
            "ARCHITECTURE.md has 301 lines, more than 300",
        ]
        "#);
    }
}
