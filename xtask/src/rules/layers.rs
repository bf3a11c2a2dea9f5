//! Dependencies between the crates point one way.

use crate::workspace::Package;

/// The crates from the rim to the core. Each may depend on those of later lines alone.
const LAYERS: [&[&str]; 8] = [
    &["cli"],
    &["bench", "exam"],
    &["agent"],
    &["catalogue", "check", "dialect", "edit", "ledger", "loom", "lsp", "model", "prompt"],
    &["index"],
    &["fit", "syntax"],
    &["exec"],
    &["domain"],
];

/// Crates that only tests may use, in any layer.
const FOR_TESTS: [&str; 1] = ["scripted"];

/// What every crate of the workspace but `xtask` begins its name with.
const PREFIX: &str = "kinglet-";

/// The crates that no layer names, and the dependencies that point the wrong way.
pub(super) fn problems(packages: &[Package]) -> Vec<String> {
    packages.iter().flat_map(problems_of).collect()
}

fn problems_of(package: &Package) -> Vec<String> {
    let Some(name) = package.name.strip_prefix(PREFIX) else {
        return independent(package);
    };
    // Crates for tests stand above all others: nothing but a test may name them.
    let own = if FOR_TESTS.contains(&name) { Some(0) } else { layer(name) };
    let Some(own) = own else {
        return vec![format!("{name} is in no layer; give it a place in xtask/src/rules/layers.rs")];
    };
    let mut problems = vec![];
    for dependency in &package.dependencies {
        let Some(other) = dependency.name.strip_prefix(PREFIX) else { continue };
        let is_allowed = match (FOR_TESTS.contains(&other), layer(other)) {
            (true, _) => dependency.is_for_tests,
            (false, Some(layer)) => layer > own,
            (false, None) => true, // Named as a problem of its own.
        };
        if !is_allowed {
            problems.push(format!(
                "{name} must not depend on {other}: see the layers in xtask/src/rules/layers.rs"
            ));
        }
    }
    problems
}

/// `xtask` has to build where kinglet does not.
fn independent(package: &Package) -> Vec<String> {
    let of_kinglet = package.dependencies.iter().filter(|dependency| dependency.name.starts_with(PREFIX));
    of_kinglet.map(|dependency| format!("{} must not depend on {}", package.name, dependency.name)).collect()
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::workspace::Dependency;

    /// - `dependencies`: names; those of tests begin with `test:`.
    fn check(name: &str, dependencies: &[&str]) -> String {
        let dependencies = dependencies.iter().map(|text| Dependency {
            name: text.trim_start_matches("test:").to_owned(),
            is_for_tests: text.starts_with("test:"),
        });
        let package = Package {
            name: name.to_owned(),
            version: "0.0.0".to_owned(),
            is_published: false,
            dependencies: dependencies.collect(),
        };
        problems(&[package]).join("\n")
    }

    #[test]
    fn dependencies_point_inward() {
        assert_eq!(check("kinglet-agent", &["kinglet-loom", "kinglet-exec", "serde"]), "");
        assert_snapshot!(check("kinglet-loom", &["kinglet-agent", "kinglet-edit", "test:kinglet-model"]), @"
        loom must not depend on agent: see the layers in xtask/src/rules/layers.rs
        loom must not depend on edit: see the layers in xtask/src/rules/layers.rs
        loom must not depend on model: see the layers in xtask/src/rules/layers.rs
        ");
    }

    #[test]
    fn what_is_made_for_tests_stays_in_tests() {
        assert_eq!(check("kinglet-model", &["test:kinglet-scripted"]), "");
        assert_snapshot!(check("kinglet-model", &["kinglet-scripted"]), @"model must not depend on scripted: see the layers in xtask/src/rules/layers.rs");
    }

    #[test]
    fn a_new_crate_needs_a_place() {
        assert_snapshot!(check("kinglet-utils", &[]), @"utils is in no layer; give it a place in xtask/src/rules/layers.rs");
    }

    #[test]
    fn xtask_knows_no_crate() {
        assert_snapshot!(check("xtask", &["anyhow", "kinglet-exec"]), @"xtask must not depend on kinglet-exec");
    }
}
