//! What users say, and what code says instead.
//!
//! Who reports what went wrong has seen a picture, a folder or a crash; the code that has to be found says image, directory
//! and panic. The list knows computing and no project.

use kinglet_index::words;

/// The words that code may use for those of a task.
///
/// - `stems`: as [`words::of`] makes them.
/// - Returns stems, each with the word itself and the stem that it is related to.
pub(crate) fn to(stems: &[String]) -> Vec<(String, &'static str, &str)> {
    let mut related = Vec::new();
    for group in GROUPS {
        let group: Vec<(String, &'static str)> =
            group.split(' ').filter_map(|word| Some((words::of(word).pop()?, word))).collect();
        for own in stems.iter().filter(|own| group.iter().any(|(stem, _)| stem == *own)) {
            let others = group.iter().filter(|(stem, _)| stem != own);
            related.extend(others.map(|(stem, word)| (stem.clone(), *word, own.as_str())));
        }
    }
    related
}

/// Words of one meaning, or of one matter.
const GROUPS: [&str; 92] = [
    "crash panic abort exception die fatal",
    "hang freeze stuck block deadlock stall timeout silent",
    "slow performance speed fast optimize latency",
    "long timeout deadline duration",
    "delete remove erase drop clear discard",
    "add create insert append",
    "show display render print draw",
    "picture image photo icon",
    "folder directory dir",
    "message msg",
    "error err failure exception",
    "config configuration settings preferences cfg conf",
    "argument arg parameter param flag option",
    "login auth authentication session credential",
    "password secret credential key",
    "keyboard key shortcut",
    "mouse cursor pointer",
    "network connection socket interface",
    "download fetch pull partial",
    "send transmit emit publish write",
    "receive read listen incoming",
    "reply response answer outgoing",
    "quit exit close shutdown stop terminate",
    "start launch run begin spawn",
    "child subprocess process family",
    "background daemon thread worker",
    "wrong invalid incorrect malformed",
    "missing absent empty none null",
    "duplicate twice unique repeat",
    "order sort sequence",
    "memory leak alloc buffer",
    "disk storage space vacuum",
    "time date clock timestamp datetime",
    "old expire stale ttl",
    "language locale translation i18n",
    "letter character char unicode encoding",
    "color colour style theme",
    "number count total amount",
    "size length len",
    "random seed",
    "mail email address",
    "link url uri href",
    "page html",
    "database db sql",
    "permission access denied",
    "retry attempt backoff",
    "limit max maximum cap",
    "small minimum min short",
    "previous prev before",
    "source src origin",
    "destination dst target",
    "request req",
    "command cmd shell",
    "environment env variable",
    "temporary tmp temp",
    "execute exec run",
    "function func method callback",
    "attribute attr property field",
    "element elem node item",
    "index idx position",
    "value val",
    "initialize init setup",
    "library lib package module dependency",
    "version release",
    "compare diff equal",
    "copy clone",
    "move rename",
    "find search lookup discover",
    "choose select pick",
    "change modify edit update",
    "undo revert rollback restore",
    "save write store persist",
    "load open read import",
    "convert transform parse",
    "check validate verify checksum",
    "log trace debug",
    "warn warning notice",
    "schedule cron timer interval repeat",
    "job task work",
    "queue pending waiting",
    "priority urgent",
    "percent progress",
    "newline crlf eol",
    "gpu graphics vram",
    "server host endpoint",
    "cancel abort interrupt",
    "escape quote terminal screen",
    "bracket brace parenthesis",
    "spreadsheet csv table excel",
    "zip postal postcode",
    "phone telephone",
    "parallel concurrent lock simultaneous",
];
