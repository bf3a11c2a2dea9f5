//! What a server's answer to a request for a file means; decides, does no IO.

/// The head of an answer, as far as it matters.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) content_range: Option<String>,
    pub(crate) content_length: Option<u64>,
}

/// What to do with the answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The body goes on where the file on disk ends.
    Append,
    /// The body is the whole file: the server does not do ranges.
    Restart,
    /// What is on disk cannot be continued: throw it away and ask again.
    Discard(String),
    /// The server cannot answer just now.
    Later(String),
    /// The server will not give the file.
    Refuse(String),
}

/// Reads an answer.
///
/// - `have`: how many bytes there are; if not 0, the rest was asked for.
/// - `size`: how many there must be.
///
/// Ranges: RFC 9110, sections 14.2, 14.4 and 15.5.17.
pub(crate) fn read(head: &Head, have: u64, size: u64) -> Answer {
    match head.status {
        200 if is_page(head) => Answer::Refuse("it sent a web page instead of a file".to_owned()),
        200 => whole(head.content_length, size),
        206 if have > 0 => rest(head.content_range.as_deref(), have, size),
        416 if have > 0 => Answer::Discard(format!("the server cannot continue from byte {have} (416)")),
        408 | 429 | 500..=599 => Answer::Later(format!("the server answered {}", head.status)),
        status => Answer::Refuse(format!("the server answered {status}")),
    }
}

/// Sign-in pages of wireless networks answer 200 to everything.
fn is_page(head: &Head) -> bool {
    head.content_type.as_deref().is_some_and(|kind| kind.trim_start().starts_with("text/html"))
}

fn whole(content_length: Option<u64>, size: u64) -> Answer {
    match content_length {
        Some(length) if length != size => wrong_size(length, size),
        _ => Answer::Restart,
    }
}

fn rest(content_range: Option<&str>, have: u64, size: u64) -> Answer {
    match content_range.and_then(range) {
        None => Answer::Refuse("it sent a part of the file and did not say which".to_owned()),
        Some((_, Some(total))) if total != size => wrong_size(total, size),
        Some((first, _)) if first == have => Answer::Append,
        Some((first, _)) => Answer::Refuse(format!(
            "it was asked for the file from byte {have} and sent it from byte {first}"
        )),
    }
}

fn wrong_size(offered: u64, size: u64) -> Answer {
    Answer::Refuse(format!("it offers another file: {offered} bytes instead of {size}"))
}

/// Reads `bytes 5-9/10` as the first byte's place and, unless it is `*`, the total.
fn range(text: &str) -> Option<(u64, Option<u64>)> {
    let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (first, _last) = range.split_once('-')?;
    let total = match total.trim() {
        "*" => None,
        digits => Some(digits.parse().ok()?),
    };
    Some((first.trim().parse().ok()?, total))
}
