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
        "plan" | "makeplan" | "createplan" | "setplan" | "writeplan" | "planning" => ActionName::Plan,
        "edit" | "editfile" | "fileedit" | "replace" | "strreplace" | "searchreplace"
        | "searchandreplace" | "write" | "writefile" | "createfile" | "applyedit" | "applydiff"
        | "modify" | "modifyfile" | "updatefile" | "replaceinfile" => ActionName::Edit,
        _ => return None,
    })
}

/// Whether a text is the name of an action, and not another word for one, which could be any name.
pub(crate) fn is_exact(text: &str) -> bool {
    action(text).is_some_and(|name| name.text() == text)
}

/// A name in small letters, without what joins its words: `filePath`, `file_path` and `File-Path` are one.
pub(crate) fn plain(name: &str) -> String {
    name.trim().chars().filter(|c| !matches!(c, '_' | '-' | ' ')).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a plain name is that of a field, or another one of it.
pub(crate) fn means(action: ActionName, field: &str, plain: &str) -> bool {
    plain == field || aliases(action, field).contains(&plain)
}

/// The other names of a field.
fn aliases(action: ActionName, field: &str) -> &'static [&'static str] {
    match (action, field) {
        (ActionName::Read, "path") => &["file", "filename", "filepath", "relativepath", "targetfile"],
        (ActionName::Read | ActionName::Edit, "symbol") => {
            &["name", "function", "method", "class", "symbolname"]
        }
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
        (ActionName::Resolve, "verdict") => {
            &["status", "outcome", "result", "decision", "judgement", "judgment"]
        }
        (ActionName::Resolve, "cites") => {
            &["cite", "citations", "evidence", "evidenceids", "refs", "references", "sources", "ids"]
        }
        (ActionName::Resolve, "summary") => &["reason", "conclusion", "explanation", "answer", "text", "why"],
        (ActionName::Plan, "check") => {
            &["command", "test", "testcommand", "checkcommand", "verify", "donecheck"]
        }
        (ActionName::Plan, "steps") => &["plan", "step", "tasks", "todo", "todos"],
        (ActionName::Plan, "title") => {
            &["step", "name", "task", "what", "description", "summary", "action", "goal"]
        }
        (ActionName::Plan, "files") => &["file", "path", "paths", "filename", "filenames", "filepath"],
        (ActionName::Plan, "compile") => &["compiles", "mustcompile", "build", "builds"],
        (ActionName::Edit, "path") => {
            &["file", "filename", "filepath", "relativepath", "targetfile", "relativepathtofile"]
        }
        (ActionName::Edit, "search") => {
            &["old", "oldstr", "oldstring", "oldtext", "find", "original", "before", "oldcode"]
        }
        (ActionName::Edit, "replace") => &[
            "new",
            "newstr",
            "newstring",
            "newtext",
            "replacement",
            "replacewith",
            "updated",
            "after",
            "newcode",
        ],
        (ActionName::Edit, "content") => {
            &["code", "text", "contents", "newcontent", "filetext", "filecontent", "body", "source"]
        }
        _ => &[],
    }
}

/// The fields of an action.
fn fields(action: ActionName) -> &'static [&'static str] {
    match action {
        ActionName::Read => &["path", "symbol", "lines", "start", "end"],
        ActionName::Search => &["pattern", "path"],
        ActionName::Symbol => &["name"],
        ActionName::RecordEvidence => &["kind", "subject", "summary", "content"],
        ActionName::SpawnChild => &["hypothesis"],
        ActionName::Resolve => &["verdict", "cites", "summary"],
        ActionName::Plan => &["check", "steps"],
        ActionName::Edit => &["path", "symbol", "search", "replace", "content"],
    }
}

/// Whether a plain name is that of a field of an action, or of what holds its fields.
pub(crate) fn is_field(action: ActionName, plain: &str) -> bool {
    let is_wrapper =
        matches!(plain, "arguments" | "args" | "parameters" | "params" | "input" | "actioninput");
    is_wrapper || fields(action).iter().any(|field| means(action, field, plain))
}

/// Whether a plain name is that of a field in which a model talks about an action, and does not change it.
pub(crate) fn is_remark(plain: &str) -> bool {
    matches!(
        plain,
        "reasoning"
            | "reason"
            | "rationale"
            | "explanation"
            | "why"
            | "thought"
            | "thoughts"
            | "thinking"
            | "confidence"
            | "note"
            | "notes"
            | "comment"
            | "comments"
            | "description"
            | "language"
            | "id"
    )
}

/// Whether a plain name is a label for the arguments of an action that was named on the line before.
pub(crate) fn is_input(plain: &str) -> bool {
    matches!(plain, "input" | "actioninput" | "arguments" | "args" | "parameters" | "toolinput")
}

/// The fields that a call means by its first arguments, if they have no names.
pub(crate) fn positions(action: ActionName) -> &'static [&'static str] {
    match action {
        ActionName::Read | ActionName::Edit => &["path"],
        ActionName::Search => &["pattern", "path"],
        ActionName::Symbol => &["name"],
        ActionName::SpawnChild => &["hypothesis"],
        ActionName::RecordEvidence | ActionName::Resolve | ActionName::Plan => &[],
    }
}
