//! What must hold in the repository and no other tool looks at.

mod architecture;
mod layers;
mod traces;

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::examples;
use crate::workspace::{Package, Workspace};

/// Looks at everything, and says all that is wrong at once.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let root = &workspace.root;
    let mut problems = layers::problems(&workspace.packages);
    problems.extend(unpublished(&workspace.packages));
    problems.extend(architecture::problems(&read(&root.join("ARCHITECTURE.md"))?, &workspace.packages));
    problems.extend(traces::problems(root)?);
    problems.extend(examples::problems(root)?);
    if !problems.is_empty() {
        bail!("the repository breaks its rules:\n  {}", problems.join("\n  "));
    }
    Ok(())
}

/// A version that moves says that somebody may depend on it.
fn unpublished(packages: &[Package]) -> Vec<String> {
    packages
        .iter()
        .filter(|package| !package.is_published && package.version != "0.0.0")
        .map(|package| {
            format!("{} {} is not published; its version stays 0.0.0", package.name, package.version)
        })
        .collect()
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use insta::assert_debug_snapshot;

    use super::*;

    #[test]
    fn only_a_published_crate_has_a_version() {
        let package = |name: &str, version: &str, is_published| Package {
            name: name.to_owned(),
            version: version.to_owned(),
            is_published,
            dependencies: vec![],
        };
        let packages =
            [package("a", "0.0.0", false), package("b", "0.1.0", false), package("c", "0.1.0", true)];
        assert_debug_snapshot!(unpublished(&packages), @r#"
        [
            "b 0.1.0 is not published; its version stays 0.0.0",
        ]
        "#);
    }
}
