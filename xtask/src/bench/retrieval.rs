//! Whether the files that a change needs are found from what its author said of it, beside BM25 and aider's map.

use anyhow::Result;

use super::build;
use crate::command::Command;
use crate::workspace::Workspace;

/// Asks a program of the loom, which says what it measures. Of no repository given, this one's history is asked.
///
/// - `arguments`: what stands after `retrieval`.
pub(super) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let program = build(workspace, "-p kinglet-loom --example retrieval")?.join("examples/retrieval");
    let mut command = Command::new(program);
    if arguments.first().is_none_or(|first| first.starts_with("--")) {
        command = command.with([&workspace.root]);
    }
    command
        .with(arguments)
        .variable("KINGLET_AIDER_SCRIPT", workspace.root.join("xtask/src/bench/retrieval/aider_map.py"))
        .run()
}
