//! Whether the files that a change needs are found from what its author said of it, beside BM25 and aider's map.

use anyhow::Result;

use super::{build, document, machine};
use crate::command::Command;
use crate::screen::say;
use crate::workspace::Workspace;

/// What stands above the rows that the program prints with `--row`.
const HEAD: &str = "\
| queries of | MRR: fused BM25 | kinglet | beside it | aider | hit at 10: fused BM25 | kinglet | aider | symbols in 2,000 tokens: BM25's map | kinglet's | beside it |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
";

/// Of so many repositories of a table aider's map is made: it takes far longer than all the rest.
const ASKED_OF_AIDER: usize = 2;

/// Asks a program of the loom, which says what it measures. Of no repository given, this one's history is asked.
///
/// - `arguments`: what stands after `retrieval`: repositories, then options.
pub(super) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let circumstances = machine::describe(workspace)?;
    let program = build(workspace, "-p kinglet-loom --example retrieval")?.join("examples/retrieval");
    let split = arguments.iter().position(|it| it.starts_with("--")).unwrap_or(arguments.len());
    let (repositories, options) = arguments.split_at(split);
    let own = [workspace.root.to_string_lossy().into_owned()];
    let repositories = if repositories.is_empty() { &own[..] } else { repositories };
    let is_written = options.iter().any(|option| option == "--write");
    let options: Vec<&String> = options.iter().filter(|option| *option != "--write").collect();
    let ask = |repository: &String, options: &[&String]| {
        Command::new(&program)
            .with([repository])
            .with(options)
            .variable("KINGLET_AIDER_SCRIPT", workspace.root.join("xtask/src/bench/retrieval/aider_map.py"))
    };
    if !is_written {
        return repositories.iter().try_for_each(|repository| ask(repository, &options).run());
    }
    let mut table = HEAD.to_owned();
    let without = without_aider(&options);
    for (place, repository) in repositories.iter().enumerate() {
        let options = if place < ASKED_OF_AIDER { &options } else { &without };
        let row = ask(repository, options).with(["--row"]).stdout()?;
        say(row.trim_end());
        table.push_str(&row);
    }
    let command = "cargo xtask bench retrieval REPOSITORY... --write";
    document::write(&workspace.root.join("docs/benchmarks.md"), "retrieval", &table, command, &circumstances)
}

fn without_aider<'o>(options: &[&'o String]) -> Vec<&'o String> {
    let mut kept = options.to_vec();
    if let Some(at) = kept.iter().position(|option| *option == "--aider") {
        kept.drain(at..(at + 2).min(kept.len()));
    }
    kept
}
