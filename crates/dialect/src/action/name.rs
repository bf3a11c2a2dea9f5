//! The names that models give to actions and fields.

use kinglet_domain::action::ActionName;

/// The action that a name means; `None` if it means none.
///
/// Only Latin letters are compared, so that a name in letters that look the same is none.
pub(crate) fn action(given: &str) -> Option<ActionName> {
    Some(match plain(given).as_str() {
        "read" | "readfile" | "fileread" | "openfile" | "viewfile" | "view" | "cat" | "readlines" => {
            ActionName::Read
        }
        "search" | "grep" | "rg" | "ripgrep" | "searchcode" | "codesearch" | "searchfiles"
        | "findinfiles" | "searchtext" | "grepsearch" => ActionName::Search,
        "symbol" | "findsymbol" | "lookupsymbol" | "symbollookup" | "lookup" | "finddefinition"
        | "gotodefinition" | "definition" | "getsymbol" | "findreferences" => ActionName::Symbol,
        "recordevidence" | "recorddecision" | "record" | "note" | "takenote" | "addnote" | "decision"
        | "addevidence" | "evidence" => ActionName::RecordEvidence,
        "spawnchild" | "spawn" | "child" | "hypothesis" | "spawnhypothesis" | "addhypothesis"
        | "subhypothesis" => ActionName::SpawnChild,
        "resolve" | "conclude" | "resolvehypothesis" | "conclusion" => ActionName::Resolve,
        _ => return None,
    })
}

/// A name in small letters, without what joins its words: `filePath`, `file_path` and `File-Path` are one.
pub(crate) fn plain(name: &str) -> String {
    name.trim().chars().filter(|c| !matches!(c, '_' | '-' | ' ')).map(|c| c.to_ascii_lowercase()).collect()
}

/// The other names of a field.
pub(crate) fn aliases(action: ActionName, field: &str) -> &'static [&'static str] {
    match (action, field) {
        (ActionName::Read, "path") => &["file", "filename", "filepath", "relativepath", "targetfile"],
        (ActionName::Read, "symbol") => &["name", "function", "method", "class", "symbolname"],
        (ActionName::Read, "lines") => &["line", "range", "linerange", "linenumbers"],
        (ActionName::Read, "start") => &["startline", "firstline", "from", "linestart"],
        (ActionName::Read, "end") => &["endline", "lastline", "to", "lineend"],
        (ActionName::Search, "pattern") => {
            &["query", "regex", "text", "term", "keyword", "string", "q", "searchterm", "regexp"]
        }
        (ActionName::Search, "path") => {
            &["file", "dir", "directory", "folder", "in", "filename", "filepath", "scope"]
        }
        (ActionName::Symbol, "name") => &["symbol", "symbolname", "identifier", "function", "class", "query"],
        (ActionName::RecordEvidence, "kind") => &["type", "category"],
        (ActionName::RecordEvidence, "subject") => &["topic", "about", "title", "path", "file"],
        (ActionName::RecordEvidence, "summary") => &["note", "text", "decision", "conclusion"],
        (ActionName::RecordEvidence, "content") => {
            &["details", "detail", "body", "reason", "why", "explanation"]
        }
        (ActionName::SpawnChild, "hypothesis") => {
            &["claim", "child", "question", "title", "text", "description", "summary"]
        }
        (ActionName::Resolve, "verdict") => &["status", "outcome"],
        (ActionName::Resolve, "cites") => {
            &["cite", "citations", "evidence", "evidenceids", "refs", "references", "sources", "ids"]
        }
        (ActionName::Resolve, "summary") => &["reason", "conclusion", "explanation", "answer", "text", "why"],
        _ => &[],
    }
}

/// The fields that a call means by its first arguments, if they have no names.
pub(crate) fn positions(action: ActionName) -> &'static [&'static str] {
    match action {
        ActionName::Read => &["path"],
        ActionName::Search => &["pattern", "path"],
        ActionName::Symbol => &["name"],
        ActionName::SpawnChild => &["hypothesis"],
        ActionName::RecordEvidence | ActionName::Resolve => &[],
    }
}
