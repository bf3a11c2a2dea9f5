//! Where a symbol is used.

use std::collections::BTreeMap;

use kinglet_domain::path::RelPath;
use kinglet_lsp::{Place, Servers};

use crate::error::Error;
use crate::named;
use crate::project::Project;
use crate::target::Target;

/// Who told where a symbol is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A language server.
    Server(String),
    /// The names in the syntax trees.
    Names {
        /// Why no language server did.
        why: String,
    },
}

/// Where a symbol's name stands, its definition included.
#[derive(Debug)]
pub(crate) struct Places {
    pub(crate) by: By,
    /// The bytes at which it begins, in order.
    pub(crate) of: BTreeMap<RelPath, Vec<usize>>,
}

impl Places {
    pub(crate) async fn find(
        project: &Project,
        target: &Target,
        servers: Option<&mut Servers>,
    ) -> Result<Self, Error> {
        let text = project.files.get(&target.path).map_or("", |file| &file.text);
        let why = match servers {
            None => "none was asked".to_owned(),
            Some(servers) => match servers.references(&target.path, text, target.at).await {
                Ok((server, places)) => match told(project, target, &places) {
                    Some(of) => return Ok(Self { by: By::Server(server.to_owned()), of }),
                    None => format!("{server} did not find where it is defined"),
                },
                Err(why) => why,
            },
        };
        Ok(Self { by: By::Names { why }, of: named::uses(project, target)? })
    }

    /// All of them, with their files.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&RelPath, usize)> {
        self.of.iter().flat_map(|(path, places)| places.iter().map(move |at| (path, *at)))
    }
}

/// What a server told, as bytes of files; `None` if the definition is not among it.
fn told(project: &Project, target: &Target, places: &[Place]) -> Option<BTreeMap<RelPath, Vec<usize>>> {
    let mut of: BTreeMap<RelPath, Vec<usize>> = BTreeMap::new();
    for place in places {
        // What lies outside of the project is nobody's to change.
        let Some(path) = RelPath::beneath(&project.root, &place.file) else { continue };
        let Some(file) = project.files.get(&path) else { continue };
        let line = file.text.split_inclusive('\n').take(place.line.index()).map(str::len).sum::<usize>();
        let at = line + place.column;
        // Some servers name all of an import, or an alias.
        if file.text.get(at..).is_some_and(|rest| rest.starts_with(target.name())) {
            of.entry(path).or_default().push(at);
        }
    }
    for places in of.values_mut() {
        places.sort_unstable();
        places.dedup();
    }
    let is_defined = of.get(&target.path).is_some_and(|places| places.contains(&target.at));
    is_defined.then_some(of)
}
