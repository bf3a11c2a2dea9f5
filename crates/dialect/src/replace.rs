//! SEARCH/REPLACE blocks.

use kinglet_domain::edit::Block;

use crate::error::Error;

/// Whether a text holds a SEARCH marker.
pub(crate) fn is_present(text: &str) -> bool {
    text.lines().any(is_search)
}

/// The blocks of a text, in order.
pub(crate) fn blocks(text: &str) -> Result<Vec<Block>, Error> {
    enum At {
        Outside,
        Search(String),
        Replace(String, String),
    }
    let mut found = Vec::new();
    let mut at = At::Outside;
    for line in text.split_inclusive('\n') {
        at = match at {
            At::Outside if is_search(line) => At::Search(String::new()),
            At::Outside => At::Outside,
            At::Search(search) if is_divider(line) => At::Replace(search, String::new()),
            At::Search(search) => At::Search(search + line),
            At::Replace(search, replace) if is_end(line) => {
                found.push(Block { search, replace, near: None });
                At::Outside
            }
            At::Replace(search, replace) => At::Replace(search, replace + line),
        };
    }
    match at {
        At::Outside => Ok(found),
        At::Search(_) => Err(Error::HalfBlock { missing: "=======" }),
        At::Replace(..) => Err(Error::HalfBlock { missing: ">>>>>>> REPLACE" }),
    }
}

/// Whether a line is one that blocks are made of, and code never is.
pub(crate) fn is_marker(line: &str) -> bool {
    is_search(line) || is_end(line)
}

pub(crate) fn is_search(line: &str) -> bool {
    ['<', '-']
        .into_iter()
        .find_map(|sign| marker(line, sign))
        .is_some_and(|rest| rest.eq_ignore_ascii_case("SEARCH") || rest.eq_ignore_ascii_case("ORIGINAL"))
}

pub(crate) fn is_divider(line: &str) -> bool {
    marker(line, '=').is_some_and(str::is_empty)
}

pub(crate) fn is_end(line: &str) -> bool {
    ['>', '+']
        .into_iter()
        .find_map(|sign| marker(line, sign))
        .is_some_and(|rest| rest.eq_ignore_ascii_case("REPLACE") || rest.eq_ignore_ascii_case("UPDATED"))
}

/// What follows five or more of a sign at the beginning of a line.
fn marker(line: &str, sign: char) -> Option<&str> {
    let line = line.trim();
    let rest = line.trim_start_matches(sign);
    (line.len() - rest.len() >= 5).then(|| rest.trim())
}
