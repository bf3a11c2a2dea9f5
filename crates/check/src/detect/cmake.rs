//! `CMake` projects.

use super::project::Project;
use super::{Detected, detected};

const BUILD: &str = "cmake -S . -B build && cmake --build build";

/// A build in the usual folder, and the tests where there are any.
pub(super) fn cmake(project: &Project) -> Option<Detected> {
    let text = project.read("CMakeLists.txt")?.to_lowercase();
    let calls = |command: &str| text.lines().any(|line| line.trim_start().starts_with(command));
    if calls("enable_testing") || calls("include(ctest)") {
        let command = format!("{BUILD} && ctest --test-dir build --output-on-failure");
        return Some(detected(command, "CMakeLists.txt enables tests"));
    }
    calls("project(").then(|| detected(BUILD, "CMakeLists.txt describes a project without tests"))
}
