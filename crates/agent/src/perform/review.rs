//! Asks language servers what they say of an edit.

use std::time::Duration;

use kinglet_domain::edit::Change;
use kinglet_domain::path::RelPath;
use kinglet_lsp::{Diagnostic, Finding, Review, Revision, Servers};

use crate::event::Opinion;

/// How long a server is waited for: the check follows in any case.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most errors of a server that are kept: the rest mostly follow from the first.
const SHOWN: usize = 5;
/// The longest message, and the longest line, in characters.
const LONGEST: usize = 240;

/// What the servers for the files of an edit say of it. Nothing is written.
pub(crate) async fn review(servers: &mut Servers, changes: &[Change]) -> Vec<Opinion> {
    let text = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|it| String::from_utf8_lossy(it).into_owned());
    let revision = |change: &Change| Revision {
        path: change.path.clone(),
        before: text(&change.before),
        after: text(&change.after),
    };
    let revisions: Vec<Revision> = changes.iter().map(revision).collect();
    servers.review(&revisions, PATIENCE).await.iter().map(opinion).collect()
}

fn opinion(review: &Review) -> Opinion {
    let Review { server, finding, elapsed } = review;
    tracing::debug!(server, ?elapsed, "a language server was asked");
    let errors = match finding {
        Finding::Looked(errors) => {
            let mut shown: Vec<String> =
                errors.iter().take(SHOWN).map(|(path, it)| render(path, it)).collect();
            if errors.len() > SHOWN {
                shown.push(format!("and {} more", errors.len() - SHOWN));
            }
            Ok(shown)
        }
        Finding::Absent { language, install } => {
            Err(format!("no language server for {} is on this machine (`{install}`)", language.fence()))
        }
        Finding::Indexing { at } => Err(format!("it still reads the project: {at}")),
        Finding::Silent => Err("it did not answer in time".to_owned()),
        Finding::Failed { reason } => Err(format!("{reason}; it is started again for the next edit")),
        Finding::GivenUp { reason } => Err(format!("{reason}; it is not asked again in this run")),
    };
    Opinion { server: (*server).to_owned(), errors }
}

/// An error with its line and a caret under the place, as a syntax error is shown.
fn render(path: &RelPath, error: &Diagnostic) -> String {
    let Diagnostic { line, column, message, code, text, .. } = error;
    let code = code.as_ref().map_or(String::new(), |code| format!(" [{code}]"));
    let before = text.get(..*column).unwrap_or_default();
    let indent: String = before.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let caret = if before.chars().count() < LONGEST { format!("\n  {indent}^") } else { String::new() };
    format!("{path}: line {line}: {}{code}\n  {}{caret}", short(message), short(text))
}

/// One line of bounded length.
fn short(text: &str) -> String {
    let line = text.lines().map(str::trim_end).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
