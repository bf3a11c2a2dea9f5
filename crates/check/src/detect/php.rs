//! PHP projects.

use serde_json::Value;

use super::project::Project;
use super::{Detected, detected};

/// Composer's test script, or `PHPUnit` where it is configured.
pub(super) fn php(project: &Project) -> Option<Detected> {
    let manifest = project.read("composer.json");
    // A manifest that is not JSON has no script that could be run.
    let manifest: Option<Value> = manifest.and_then(|text| serde_json::from_str(&text).ok());
    if manifest.as_ref().and_then(|manifest| manifest.get("scripts")?.get("test")).is_some() {
        return Some(detected("composer test", "composer.json has a test script"));
    }
    let name = ["phpunit.xml", "phpunit.xml.dist", "phpunit.dist.xml"].into_iter();
    let name = { name }.find(|name| project.has(name))?;
    let command = if manifest.is_some() { "vendor/bin/phpunit" } else { "phpunit" };
    Some(detected(command, format!("{name} configures PHPUnit")))
}
