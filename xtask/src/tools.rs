//! The programs and packages that building, testing and showing kinglet needs, and how to come by them.

mod probe;
mod remedy;

use anyhow::{Result, bail};

use crate::screen::say;
use crate::workspace::Workspace;

pub(crate) use self::probe::cargo_deny;

/// Something that has to be installed on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// A C++ compiler and make.
    Compiler,
    Cmake,
    /// The library with which bindgen reads C headers, and its own headers.
    Libclang,
    Git,
    Python,
    Pip,
    Pytest,
    Node,
    Go,
    Rustfmt,
    Clippy,
    CargoDeny,
}

/// What compiling llama.cpp and getting a model's file needs.
pub(crate) const BUILD: [Tool; 6] =
    [Tool::Compiler, Tool::Cmake, Tool::Libclang, Tool::Git, Tool::Python, Tool::Pip];

impl Tool {
    fn name(self) -> &'static str {
        match self {
            Self::Compiler => "a C++ compiler and make",
            Self::Cmake => "cmake",
            Self::Libclang => "libclang and its headers",
            Self::Git => "git",
            Self::Python => "python3",
            Self::Pip => "pip for python3",
            Self::Pytest => "pytest for python3",
            Self::Node => "node",
            Self::Go => "go",
            Self::Rustfmt => "rustfmt",
            Self::Clippy => "clippy",
            Self::CargoDeny => "cargo-deny",
        }
    }
}

/// Whether a tool is here.
pub(crate) fn is_here(tool: Tool, workspace: &Workspace) -> bool {
    probe::is_here(tool, workspace)
}

/// Installs those of the tools that are missing; says which, and shows the commands.
///
/// # Errors
/// If some of them have to be installed by hand (nothing was installed then), or could not be installed.
pub(crate) fn ensure(wanted: &[Tool], workspace: &Workspace) -> Result<()> {
    let missing = missing(wanted, workspace);
    if missing.is_empty() {
        say("all that is needed is here");
        return Ok(());
    }
    say(&format!("missing: {}", names(&missing)));
    let remedy = remedy::remedy(&missing, &probe::machine(workspace));
    if !remedy.by_hand.is_empty() {
        bail!(
            "some tools have to be installed by hand:\n  {}\nthen run this again",
            remedy.by_hand.join("\n  ")
        );
    }
    for command in remedy.commands {
        command.run_shown()?;
    }
    let still = self::missing(&missing, workspace);
    if !still.is_empty() {
        bail!("installed, and still not found: {}; install by hand, then run this again", names(&still));
    }
    Ok(())
}

fn missing(wanted: &[Tool], workspace: &Workspace) -> Vec<Tool> {
    wanted.iter().copied().filter(|tool| !is_here(*tool, workspace)).collect()
}

fn names(tools: &[Tool]) -> String {
    tools.iter().map(|tool| tool.name()).collect::<Vec<_>>().join(", ")
}
