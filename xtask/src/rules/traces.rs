//! No file tells on which machine it was written.

use std::path::Path;

use anyhow::Result;

use crate::command::Command;

/// Invented homes, as tests and documentation write them.
const INVENTED: [&str; 2] = ["/home/user", "/home/u"];

/// The files that name this clone's folder or the home of whoever runs this.
pub(super) fn problems(root: &Path) -> Result<Vec<String>> {
    let listing =
        Command::parse("git ls-files -z --cached --others --exclude-standard").in_folder(root).stdout()?;
    let home = std::env::var("HOME").unwrap_or_default();
    let places = places(&root.display().to_string(), &home);
    let mut problems = vec![];
    for name in listing.split('\0').filter(|name| !name.is_empty()) {
        // A deleted file may still be listed. Bytes that are not text cannot hide a path in ASCII.
        let Ok(bytes) = std::fs::read(root.join(name)) else { continue };
        problems.extend(
            trace(&String::from_utf8_lossy(&bytes), &places).map(|place| format!("{name} names {place}")),
        );
    }
    Ok(problems)
}

/// What to look for: folders of this machine, if their names say enough.
fn places(root: &str, home: &str) -> Vec<String> {
    let tells = |place: &&str| place.matches('/').count() > 1 && !INVENTED.contains(place);
    [root, home]
        .into_iter()
        .map(|place| place.trim_end_matches('/'))
        .filter(tells)
        .map(|place| format!("{place}/"))
        .collect()
}

fn trace<'a>(text: &str, places: &'a [String]) -> Option<&'a str> {
    places.iter().map(String::as_str).find(|place| text.contains(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_this_machine_are_looked_for() {
        assert_eq!(places("/home/ada/kinglet", "/home/ada/"), ["/home/ada/kinglet/", "/home/ada/"]);
        assert!(places("/src", "/").is_empty(), "names that other texts may well contain");
        assert!(places("/home/user", "").is_empty(), "an invented home");
    }

    #[test]
    fn a_path_is_found_in_the_middle_of_a_text() {
        let places = places("/home/ada/kinglet", "");
        assert_eq!(trace("see file:///home/ada/kinglet/a.rs", &places), Some("/home/ada/kinglet/"));
        assert_eq!(trace("see /home/ada/kinglets", &places), None);
    }
}
