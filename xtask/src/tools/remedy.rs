//! What is missing, on which machine -> the commands that install it. Decides; runs nothing.

use std::path::PathBuf;

use super::Tool;
use crate::command::Command;

/// The version that `deny.toml` was written for.
const CARGO_DENY: &str = "0.20.2";

/// What decides how a tool is installed.
#[derive(Debug, Clone)]
pub(super) struct Machine {
    pub(super) packages: Packages,
    pub(super) has_rustup: bool,
    pub(super) pip: Pip,
    /// The folder for tools that only this workspace uses.
    pub(super) tools: PathBuf,
}

/// The system's packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packages {
    Apt(Rights),
    Mac,
    Unknown,
}

/// How this process may install system packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rights {
    Root,
    Sudo,
    None,
}

/// Who decides what is installed into `python3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pip {
    /// Pip does.
    Installs,
    /// The system's packages do; pip refuses (PEP 668). Also where there is no Python yet.
    Refuses,
}

/// How to come by what is missing.
#[derive(Debug, Default)]
pub(super) struct Remedy {
    /// In this order.
    pub(super) commands: Vec<Command>,
    /// What this program cannot do: lines to be typed by the reader.
    pub(super) by_hand: Vec<String>,
}

/// Plans the installation.
pub(super) fn remedy(missing: &[Tool], machine: &Machine) -> Remedy {
    let mut remedy = Remedy::default();
    let has_pip = machine.pip == Pip::Installs;
    let by_pip = missing.contains(&Tool::Pytest) && has_pip;
    let of_rustup: Vec<&str> = missing.iter().filter_map(|tool| component(*tool)).collect();
    let of_the_system: Vec<Tool> = missing
        .iter()
        .copied()
        .filter(|tool| {
            component(*tool).is_none() && *tool != Tool::CargoDeny && !(*tool == Tool::Pytest && by_pip)
        })
        .collect();
    match machine.packages {
        Packages::Apt(rights) => apt(&of_the_system, rights, &mut remedy),
        Packages::Mac => remedy.by_hand.extend(mac(&of_the_system)),
        Packages::Unknown => remedy.by_hand.extend(unknown(&of_the_system)),
    }
    if by_pip {
        remedy.commands.push(Command::parse("python3 -m pip install --quiet pytest"));
    }
    if !of_rustup.is_empty() {
        let command = Command::parse("rustup component add").with(of_rustup);
        if machine.has_rustup {
            remedy.commands.push(command);
        } else {
            remedy.by_hand.push(format!("{command}   (or your system's packages of that name)"));
        }
    }
    if missing.contains(&Tool::CargoDeny) {
        // Without optimisation: it compiles in half the time and reads a lock file of this size in a second.
        let install =
            Command::parse("cargo install --locked --debug cargo-deny --version").with([CARGO_DENY]);
        remedy.commands.push(install.with(["--root"]).with([&machine.tools]));
    }
    remedy
}

/// The name of a tool among the toolchain's components.
fn component(tool: Tool) -> Option<&'static str> {
    match tool {
        Tool::Rustfmt => Some("rustfmt"),
        Tool::Clippy => Some("clippy"),
        _ => None,
    }
}

fn apt(missing: &[Tool], rights: Rights, remedy: &mut Remedy) {
    let packages: Vec<&str> = missing.iter().flat_map(|tool| debian(*tool)).copied().collect();
    if packages.is_empty() {
        return;
    }
    let update = Command::parse("apt-get update --quiet");
    let install = Command::parse("apt-get install --yes --quiet --no-install-recommends").with(packages);
    // Without it, a package may ask questions. Sudo does not pass variables on.
    let silent = "DEBIAN_FRONTEND=noninteractive";
    let parse = |line: String| Command::parse(&line);
    match rights {
        Rights::Root => remedy.commands.extend([update, parse(format!("env {silent} {install}"))]),
        Rights::Sudo => {
            let commands = [format!("sudo {update}"), format!("sudo env {silent} {install}")];
            remedy.commands.extend(commands.map(parse));
        }
        Rights::None => {
            remedy.by_hand.extend([update, install].map(|command| format!("{command}   (as root)")));
        }
    }
}

/// Debian's packages. Recommended ones are left out, so what cmake needs at work (make) is named.
fn debian(tool: Tool) -> &'static [&'static str] {
    match tool {
        Tool::Compiler => &["g++", "make"],
        Tool::Cmake => &["cmake"],
        Tool::Libclang => &["clang", "libclang-dev"],
        Tool::Git => &["git"],
        Tool::Python => &["python3"],
        Tool::Pip => &["python3-pip"],
        Tool::Pytest => &["python3-pytest"],
        Tool::Node => &["nodejs"],
        Tool::Go => &["golang-go"],
        Tool::Rustfmt | Tool::Clippy | Tool::CargoDeny => &[],
    }
}

/// Lines for macOS, each once: Homebrew installs as the user, and Apple's tools open a window.
fn mac(missing: &[Tool]) -> Vec<String> {
    let is_apples = |tool: &Tool| matches!(tool, Tool::Compiler | Tool::Libclang | Tool::Git);
    let mut formulas: Vec<&str> = missing.iter().filter_map(|tool| formula(*tool)).collect();
    formulas.dedup();
    let mut lines = vec![];
    if missing.iter().any(is_apples) {
        lines.push("xcode-select --install".to_owned());
    }
    if !formulas.is_empty() {
        lines.push(format!("brew install {}", formulas.join(" ")));
    }
    if missing.contains(&Tool::Pytest) {
        lines.push(
            "python3 -m venv ~/.venv && . ~/.venv/bin/activate && python3 -m pip install pytest".to_owned(),
        );
    }
    lines
}

fn formula(tool: Tool) -> Option<&'static str> {
    match tool {
        Tool::Cmake => Some("cmake"),
        Tool::Python | Tool::Pip => Some("python"),
        Tool::Node => Some("node"),
        Tool::Go => Some("go"),
        _ => None,
    }
}

fn unknown(missing: &[Tool]) -> Vec<String> {
    missing
        .iter()
        .map(|tool| format!("{} (this system's package manager is not known here)", tool.name()))
        .collect()
}

#[cfg(test)]
mod tests;
