//! Finds the commands that check a project, by the files that it consists of.

mod cmake;
mod dotnet;
mod javascript;
mod php;
mod project;
mod python;
mod ruby;

use std::collections::{BTreeMap, BTreeSet};

use kinglet_domain::path::RelPath;

use project::Project;

/// A command that probably checks the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detected {
    /// A shell command, to be run in the repository's root.
    pub command: String,
    /// What speaks for it, in one phrase.
    pub reason: String,
}

type Rule = fn(&Project) -> Option<Detected>;

/// Best first: the more a command says about all of the project, the earlier it stands.
const RULES: [Rule; 17] = [
    cargo,
    go,
    javascript::script,
    javascript::runner,
    javascript::node,
    python::pytest,
    python::unittest,
    maven,
    gradle,
    dotnet::dotnet,
    ruby::rspec,
    ruby::rake,
    php::php,
    other,
    cmake::cmake,
    make,
    // Types alone say the least.
    javascript::typescript,
];

/// Tools whose manifest says enough: it, the command, and what it describes.
const OTHERS: [(&str, &str, &str); 4] = [
    ("mix.exs", "mix test", "a Mix project"),
    ("Package.swift", "swift test", "a Swift package"),
    ("build.sbt", "sbt test", "an sbt project"),
    ("deno.json", "deno test", "a Deno project"),
];

/// Files that make their folder a project of its own.
const MANIFESTS: [&str; 15] = [
    "Cargo.toml",
    "go.mod",
    "package.json",
    "pyproject.toml",
    "pytest.ini",
    "setup.py",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "CMakeLists.txt",
    "Gemfile",
    "composer.json",
    "mix.exs",
    "Package.swift",
    "build.sbt",
];

/// Folders whose projects are not the user's, or not the point of the repository.
const FOREIGN: [&str; 7] =
    ["node_modules", "vendor", "third_party", "target", "testdata", "fixtures", "examples"];

/// Returns the likely check commands, best first; empty if nothing is known about the project.
///
/// - `files`: the files of the repository.
/// - `read`: the text of one of them; `None` if it cannot be read.
///
/// If nothing is found at the root and exactly one nested folder (the highest) holds a project, its commands are
/// returned, each after a `cd`.
pub fn detect(files: &[RelPath], read: &dyn Fn(&RelPath) -> Option<String>) -> Vec<Detected> {
    let found = apply(&Project::beneath("", files, read));
    if !found.is_empty() {
        return found;
    }
    let Some(folder) = only_nested(files) else { return Vec::new() };
    apply(&Project::beneath(&format!("{folder}/"), files, read))
        .into_iter()
        .map(|found| Detected {
            command: format!("cd {} && {}", quote(folder), found.command),
            reason: format!("{} in {folder}", found.reason),
        })
        .collect()
}

fn apply(project: &Project) -> Vec<Detected> {
    RULES.iter().filter_map(|rule| rule(project)).collect()
}

/// The one folder that holds a project; of several, the only one on the highest level.
fn only_nested(files: &[RelPath]) -> Option<&str> {
    let mut levels: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (folder, name) in files.iter().filter_map(|file| file.as_str().rsplit_once('/')) {
        let is_own = folder.split('/').all(|part| !part.starts_with('.') && !FOREIGN.contains(&part));
        let is_manifest = MANIFESTS.contains(&name) || dotnet::ENDINGS.iter().any(|end| name.ends_with(end));
        if is_own && is_manifest {
            levels.entry(folder.matches('/').count()).or_default().insert(folder);
        }
    }
    let (_, highest) = levels.into_iter().next()?;
    highest.first().copied().filter(|_| highest.len() == 1)
}

/// The text as one word of a POSIX shell.
fn quote(text: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_./".contains(char);
    if text.chars().all(is_plain) && !text.starts_with('-') {
        return text.to_owned();
    }
    format!("'./{}'", text.replace('\'', r"'\''"))
}

fn detected(command: impl Into<String>, reason: impl Into<String>) -> Detected {
    Detected { command: command.into(), reason: reason.into() }
}

fn cargo(project: &Project) -> Option<Detected> {
    let manifest = project.read("Cargo.toml")?;
    let is_workspace = manifest.lines().any(|line| line.trim() == "[workspace]");
    let what = if is_workspace { "workspace" } else { "package" };
    Some(detected("cargo test", format!("Cargo.toml describes a {what}")))
}

fn go(project: &Project) -> Option<Detected> {
    project.has("go.mod").then(|| detected("go test ./...", "go.mod describes a module"))
}

fn maven(project: &Project) -> Option<Detected> {
    let program = if project.has("mvnw") { "./mvnw" } else { "mvn" };
    project
        .has("pom.xml")
        .then(|| detected(format!("{program} -q test"), "pom.xml describes a Maven project"))
}

fn gradle(project: &Project) -> Option<Detected> {
    let build = ["build.gradle", "build.gradle.kts"].into_iter().find(|name| project.has(name))?;
    let program = if project.has("gradlew") { "./gradlew" } else { "gradle" };
    Some(detected(format!("{program} test"), format!("{build} describes a Gradle project")))
}

fn other(project: &Project) -> Option<Detected> {
    let (manifest, command, what) = OTHERS.iter().find(|(manifest, ..)| project.has(manifest))?;
    Some(detected(*command, format!("{manifest} describes {what}")))
}

fn make(project: &Project) -> Option<Detected> {
    let name = ["GNUmakefile", "makefile", "Makefile"].into_iter().find(|name| project.has(name))?;
    let text = project.read(name)?;
    let is_target = |line: &str, target: &str| {
        let rest = line.strip_prefix(target).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(':') && !rest.starts_with(":="))
    };
    let target = ["test", "check"].into_iter();
    let target = { target }.find(|target| text.lines().any(|line| is_target(line, target)))?;
    Some(detected(format!("make {target}"), format!("{name} has the target `{target}`")))
}
