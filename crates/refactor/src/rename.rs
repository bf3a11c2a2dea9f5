//! Gives a symbol another name.

use kinglet_domain::edit::Change;
use kinglet_lsp::Servers;
use kinglet_syntax::Usage;

use crate::Refactored;
use crate::error::Error;
use crate::named;
use crate::places::By;
use crate::project::Project;
use crate::target::Target;
use crate::text::{is_name, replaced};

pub(crate) async fn rename(
    project: &Project,
    target: &Target,
    to: &str,
    servers: Option<&mut Servers>,
) -> Result<Refactored, Error> {
    if !is_name(to) {
        return Err(Error::Unreadable { text: to.to_owned(), what: "a name".to_owned() });
    }
    let file = project.file(&target.path)?;
    let holder = target.symbol.name.rsplit_once('.').map_or("", |(holder, _)| holder);
    let taken = file.source().symbols().into_iter().find(|symbol| {
        symbol.short_name() == to && symbol.name.rsplit_once('.').map_or("", |(it, _)| it) == holder
    });
    if let Some(symbol) = taken {
        let spot = project.spot(&target.path, symbol.span.start);
        return Err(Error::Taken { name: to.to_owned(), spot });
    }
    let why = match servers {
        None => "none was asked".to_owned(),
        Some(servers) => match servers.rename(&target.path, &file.text, target.at, to).await {
            Ok((server, changes)) => match whole(project, target, changes) {
                Some(changes) => {
                    let by = Some(By::Server(server.to_owned()));
                    return Ok(Refactored { changes, calls: Vec::new(), by });
                }
                None => format!("{server} would change files that are none of the project's sources"),
            },
            Err(why) => why,
        },
    };
    let mut changes = Vec::new();
    for (path, places) in named::uses(project, target)? {
        let file = project.file(&path)?;
        let source = file.source();
        let piece = |at: usize| {
            let new = match source.usage(at) {
                Usage::Shorthand => format!("{}: {to}", target.name()),
                _ => to.to_owned(),
            };
            (at..at + target.name().len(), new)
        };
        let pieces: Vec<_> = places.into_iter().map(piece).collect();
        let after = replaced(&file.text, &pieces).ok_or_else(|| Error::Overlap { path: path.clone() })?;
        changes.extend(project.change(&path, after));
    }
    Ok(Refactored { changes, calls: Vec::new(), by: Some(By::Names { why }) })
}

/// What a server would change, if that is all of the project and begins with what its files hold.
fn whole(project: &Project, target: &Target, changes: Vec<Change>) -> Option<Vec<Change>> {
    let is_known = |change: &Change| {
        let file = project.files.get(&change.path);
        file.is_some_and(|file| Some(file.text.as_bytes()) == change.before.as_deref())
    };
    let is_meant = changes.iter().any(|change| change.path == target.path) && changes.iter().all(is_known);
    is_meant.then_some(changes)
}
