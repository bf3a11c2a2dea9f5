//! Ruby projects.

use super::project::Project;
use super::{Detected, detected};

/// `RSpec`, if there are specs.
pub(super) fn rspec(project: &Project) -> Option<Detected> {
    let spec = project.paths().find(|path| path.starts_with("spec/") && path.ends_with("_spec.rb"))?;
    Some(detected(bundled(project, "rspec"), format!("{spec} is written for RSpec")))
}

/// The test task of a Rakefile.
pub(super) fn rake(project: &Project) -> Option<Detected> {
    let name = ["Rakefile", "rakefile", "Rakefile.rb"].into_iter().find(|name| project.has(name))?;
    let is_test = |line: &str| {
        let line = line.trim_start();
        line.contains("TestTask.new") || line.starts_with("task :test") || line.starts_with("task test:")
    };
    let has_test = project.read(name)?.lines().any(is_test);
    has_test.then(|| detected(bundled(project, "rake test"), format!("{name} has the task `test`")))
}

/// With a Gemfile, the versions that it names are run.
fn bundled(project: &Project, command: &str) -> String {
    if project.has("Gemfile") { format!("bundle exec {command}") } else { command.to_owned() }
}
