//! .NET projects.

use super::project::Project;
use super::{Detected, detected, quote};

/// What describes a project, a whole solution first.
pub(super) const ENDINGS: [&str; 5] = [".sln", ".slnx", ".csproj", ".fsproj", ".vbproj"];

/// The tests of the solution, or of the project; it is named because a folder may hold several.
pub(super) fn dotnet(project: &Project) -> Option<Detected> {
    let name = ENDINGS.iter().find_map(|ending| project.ending_in(ending))?;
    let what = if name.contains(".sln") { "solution" } else { "project" };
    Some(detected(format!("dotnet test {}", quote(name)), format!("{name} describes a {what}")))
}
