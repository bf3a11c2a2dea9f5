//! Mechanical changes of code: a few words go in, what becomes of all files comes out. Nothing is written.
//!
//! Where a name is used, a language server tells; without one, the syntax trees do, by rules (`named.rs`), and it is said
//! that they did. What is at each place is read from the syntax tree in any case, and a place that cannot be rewritten
//! refuses the whole.
//!
//! **Invariant:** all of a change or nothing: no place is left out without an error. `tests/refactor.rs` guards it.

mod error;
mod go;
mod import;
mod named;
mod parameter;
mod places;
mod project;
mod relocate;
mod rename;
mod supply;
mod target;
mod text;

pub use error::{Error, Spot};
pub use places::By;
pub use project::Project;
pub use supply::{Definers, Supplied, supply, without};

use std::collections::BTreeMap;

use kinglet_domain::edit::Change;
use kinglet_domain::path::RelPath;
use kinglet_domain::refactoring::{Named, Refactoring};
use kinglet_domain::unit::Line;
use kinglet_lsp::Servers;

use crate::places::Places;
use crate::target::Target;

/// What a refactoring makes of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refactored {
    /// The files that change, in order.
    pub changes: Vec<Change>,
    /// The calls that are rewritten, in order.
    pub calls: Vec<Spot>,
    /// Who told where the symbol is used; `None` where nobody was asked.
    pub by: Option<By>,
}

/// What is given for a new parameter at particular calls, by the call's place.
pub type Values = BTreeMap<(RelPath, Line), String>;

/// The calls of a function, in order; what each passes for a new parameter can be said by its place.
///
/// # Errors
/// [`Error`] if the function is not found, or more than one is.
pub async fn calls(
    project: &Project,
    symbol: &Named,
    servers: Option<&mut Servers>,
) -> Result<Vec<Spot>, Error> {
    let target = Target::function(project, symbol)?;
    let places = Places::find(project, &target, servers).await?;
    parameter::calls(project, &target, &places)
}

/// Works out what a refactoring makes of the files.
///
/// - `servers`: who is asked where a symbol is used; `None` for nobody.
/// - `values`: what differs from the value that all calls are given.
///
/// # Errors
/// [`Error`] if the symbol is not found, or more than one is, or if a place cannot be rewritten: nothing is, then.
pub async fn refactor(
    project: &Project,
    refactoring: &Refactoring,
    values: &Values,
    servers: Option<&mut Servers>,
) -> Result<Refactored, Error> {
    match refactoring {
        Refactoring::Rename { symbol, to } => {
            let target = Target::find(project, symbol)?;
            rename::rename(project, &target, to, servers).await
        }
        Refactoring::AddParameter { symbol, parameter } => {
            let target = Target::function(project, symbol)?;
            let places = Places::find(project, &target, servers).await?;
            parameter::add(project, &target, places, parameter, values)
        }
        Refactoring::RemoveParameter { symbol, name } => {
            let target = Target::function(project, symbol)?;
            let places = Places::find(project, &target, servers).await?;
            parameter::remove(project, &target, places, name)
        }
        Refactoring::ReorderParameters { symbol, order } => {
            let target = Target::function(project, symbol)?;
            let places = Places::find(project, &target, servers).await?;
            parameter::reorder(project, &target, places, order)
        }
        Refactoring::Move { symbol, to } => {
            let target = Target::find(project, symbol)?;
            let places = Places::find(project, &target, servers).await?;
            relocate::relocate(project, &target, &places, to)
        }
        Refactoring::AddImport { path, import } => import::add(project, path, import),
    }
}
