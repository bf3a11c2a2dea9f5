//! JavaScript projects.

use serde_json::Value;

use super::project::{MOST_READ, Project, file_name};
use super::{Detected, detected};

/// The test script of `package.json`, run by the package manager whose lock file is there.
pub(super) fn script(project: &Project) -> Option<Detected> {
    test_script(project)?;
    let locks = [
        ("pnpm-lock.yaml", "pnpm test"),
        ("yarn.lock", "yarn test"),
        ("bun.lock", "bun run test"),
        ("bun.lockb", "bun run test"),
    ];
    match locks.into_iter().find(|(lock, _)| project.has(lock)) {
        Some((lock, command)) => {
            Some(detected(command, format!("package.json has a test script, and there is {lock}")))
        }
        None => Some(detected("npm test --silent", "package.json has a test script")),
    }
}

/// A runner that the package depends on, where no script says otherwise.
pub(super) fn runner(project: &Project) -> Option<Detected> {
    if test_script(project).is_some() {
        return None;
    }
    let manifest = manifest(project)?;
    let depends = |name: &str| {
        ["devDependencies", "dependencies"].iter().any(|kind| manifest[kind].get(name).is_some())
    };
    let runners = [("vitest", "npx vitest run"), ("jest", "npx jest"), ("mocha", "npx mocha")];
    let (name, command) = runners.into_iter().find(|(name, _)| depends(name))?;
    Some(detected(command, format!("package.json depends on {name}")))
}

/// Node's own runner, where test files are written for it and no script says otherwise.
pub(super) fn node(project: &Project) -> Option<Detected> {
    if test_script(project).is_some() {
        return None;
    }
    let is_ours = |text: &str| text.contains("node:test");
    let tests = project.paths().filter(|path| is_test(path)).take(MOST_READ);
    let path = { tests }.find(|path| project.read(path).is_some_and(|text| is_ours(&text)))?;
    Some(detected("node --test", format!("{path} uses node:test")))
}

/// The compiler's check of the types.
pub(super) fn typescript(project: &Project) -> Option<Detected> {
    project
        .has("tsconfig.json")
        .then(|| detected("npx tsc --noEmit", "tsconfig.json configures TypeScript's compiler"))
}

/// The script, unless it is the placeholder that `npm init` writes.
fn test_script(project: &Project) -> Option<String> {
    let manifest = manifest(project)?;
    let script = manifest.get("scripts")?.get("test")?.as_str()?;
    (!script.trim().is_empty() && !script.contains("no test specified")).then(|| script.to_owned())
}

/// The manifest; one that is not JSON has no script that could be run.
fn manifest(project: &Project) -> Option<Value> {
    serde_json::from_str(&project.read("package.json")?).ok()
}

/// The names that `node --test` looks for (<https://nodejs.org/api/test.html#running-tests-from-the-command-line>).
fn is_test(path: &str) -> bool {
    let Some((stem, extension)) = file_name(path).rsplit_once('.') else { return false };
    let is_named = stem == "test"
        || stem.starts_with("test-")
        || [".test", "-test", "_test"].iter().any(|ending| stem.ends_with(ending));
    let is_in_folder = path.split('/').rev().skip(1).any(|part| part == "test");
    ["js", "mjs", "cjs"].contains(&extension) && (is_named || is_in_folder)
}
