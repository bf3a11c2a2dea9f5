//! What cargo knows about this workspace.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::command::Command;

/// The workspace's folders and packages.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    pub(crate) packages: Vec<Package>,
}

/// One package of the workspace.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) is_published: bool,
    pub(crate) dependencies: Vec<Dependency>,
}

/// A dependency of a package, of the workspace or not.
#[derive(Debug)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) is_for_tests: bool,
}

impl Workspace {
    /// Asks cargo; needs no network.
    pub(crate) fn read() -> Result<Self> {
        let metadata = Command::parse("cargo metadata --no-deps --format-version 1").stdout()?;
        parse(&metadata).context("`cargo metadata` says something that this program does not understand")
    }

    /// A cargo command, to be run in the workspace's root.
    pub(crate) fn cargo(&self, line: &str) -> Command {
        Command::new("cargo").with(line.split_whitespace()).in_folder(&self.root)
    }

    /// The folder for tools that only this workspace uses; `cargo clean` takes them away.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The kinglet that a profile's build leaves behind.
    pub(crate) fn kinglet(&self, profile_folder: &str) -> PathBuf {
        self.target.join(profile_folder).join("kinglet")
    }
}

fn parse(metadata: &str) -> Result<Workspace> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let packages = list(&metadata, "packages")?.iter().map(package).collect::<Result<_>>()?;
    let folder = |field| text(&metadata, field).map(PathBuf::from);
    Ok(Workspace { root: folder("workspace_root")?, target: folder("target_directory")?, packages })
}

fn package(value: &Value) -> Result<Package> {
    Ok(Package {
        name: text(value, "name")?.to_owned(),
        version: text(value, "version")?.to_owned(),
        // `publish = false` is an empty list of registries; no such line at all is null.
        is_published: !value.get("publish").is_some_and(|list| list.as_array().is_some_and(Vec::is_empty)),
        dependencies: list(value, "dependencies")?.iter().map(dependency).collect::<Result<_>>()?,
    })
}

fn dependency(value: &Value) -> Result<Dependency> {
    let kind = value.get("kind").and_then(Value::as_str);
    Ok(Dependency { name: text(value, "name")?.to_owned(), is_for_tests: kind == Some("dev") })
}

fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value.get(field).and_then(Value::as_str).with_context(|| format!("`{field}` is not a text"))
}

fn list<'a>(value: &'a Value, field: &str) -> Result<&'a Vec<Value>> {
    value.get(field).and_then(Value::as_array).with_context(|| format!("`{field}` is not a list"))
}

#[cfg(test)]
mod tests {
    use insta::assert_debug_snapshot;

    use super::*;

    #[test]
    fn what_cargo_says_is_understood() {
        let metadata = r#"{
            "packages": [{
                "name": "kinglet-edit", "version": "0.0.0", "publish": [],
                "dependencies": [{"name": "similar", "kind": null}, {"name": "insta", "kind": "dev"}]
            }, { "name": "free", "version": "1.2.3", "publish": null, "dependencies": [] }],
            "workspace_root": "/clone", "target_directory": "/clone/target", "of_later_versions": 1
        }"#;
        assert_debug_snapshot!(parse(metadata).unwrap(), @r#"
        Workspace {
            root: "/clone",
            target: "/clone/target",
            packages: [
                Package {
                    name: "kinglet-edit",
                    version: "0.0.0",
                    is_published: false,
                    dependencies: [
                        Dependency {
                            name: "similar",
                            is_for_tests: false,
                        },
                        Dependency {
                            name: "insta",
                            is_for_tests: true,
                        },
                    ],
                },
                Package {
                    name: "free",
                    version: "1.2.3",
                    is_published: true,
                    dependencies: [],
                },
            ],
        }
        "#);
    }

    #[test]
    fn what_is_missing_is_named() {
        insta::assert_snapshot!(parse(r#"{"packages": []}"#).unwrap_err(), @"`workspace_root` is not a text");
    }
}
