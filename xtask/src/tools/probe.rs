//! Looks at the machine: what is here, and how what is missing could be installed. Changes nothing.

use std::path::{Path, PathBuf};

use super::Tool;
use super::remedy::{Machine, Packages, Pip, Rights};
use crate::command::Command;
use crate::workspace::Workspace;

/// Where bindgen's loader looks for libclang, as far as systems are named in this file.
const LIBCLANG: [&str; 9] = [
    "/usr/lib/llvm-*/lib/libclang*.so*",
    "/usr/lib/*/libclang*.so*",
    "/usr/lib/libclang*.so*",
    "/usr/lib64/libclang*.so*",
    "/usr/local/lib/libclang*.so*",
    "/Library/Developer/CommandLineTools/usr/lib/libclang.dylib",
    "/Applications/Xcode*.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/libclang.dylib",
    "/opt/homebrew/opt/llvm/lib/libclang.dylib",
    "/usr/local/opt/llvm/lib/libclang.dylib",
];

/// Where the headers that belong to it lie. Without them it finds no `stddef.h`.
const HEADERS: [&str; 6] = [
    "/usr/lib/llvm-*/lib/clang/*/include/stddef.h",
    "/usr/lib*/clang/*/include/stddef.h",
    "/usr/local/lib/clang/*/include/stddef.h",
    "/Library/Developer/CommandLineTools/usr/lib/clang/*/include/stddef.h",
    "/Applications/Xcode*.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/clang/*/include/stddef.h",
    "/*/*/opt/llvm/lib/clang/*/include/stddef.h",
];

/// Prints `yes` if pip may install into this Python (PEP 668), `no` if the system's packages own it.
const MAY_PIP_INSTALL: &str = "import os, sys, sysconfig; \
    marker = os.path.join(sysconfig.get_path('stdlib'), 'EXTERNALLY-MANAGED'); \
    print('yes' if sys.prefix != sys.base_prefix or not os.path.exists(marker) else 'no')";

pub(super) fn is_here(tool: Tool, workspace: &Workspace) -> bool {
    match tool {
        Tool::Compiler => Command::parse("c++ --version").works() && Command::parse("make --version").works(),
        Tool::Cmake => Command::parse("cmake --version").works(),
        Tool::Libclang => libclang_is_here(),
        Tool::Git => Command::parse("git --version").works(),
        Tool::Python => Command::parse("python3 --version").works(),
        Tool::Pip => Command::parse("python3 -m pip --version").works(),
        Tool::Pytest => Command::parse("python3 -m pytest --version").works(),
        Tool::Node => Command::parse("node --version").works(),
        Tool::Go => Command::parse("go version").works(),
        Tool::Rustfmt => Command::parse("cargo fmt --version").works(),
        Tool::Clippy => Command::parse("cargo clippy --version").works(),
        Tool::CargoDeny => cargo_deny(workspace).with(["--version"]).works(),
    }
}

/// The cargo-deny to be used: the one that was installed for this workspace, else the user's own.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Command {
    let own = workspace.tools().join("bin").join("cargo-deny");
    let command = if own.is_file() { Command::new(own) } else { Command::parse("cargo deny") };
    command.in_folder(&workspace.root)
}

pub(super) fn machine(workspace: &Workspace) -> Machine {
    let packages = if cfg!(target_os = "macos") {
        Packages::Mac
    } else if Command::parse("apt-get --version").works() {
        Packages::Apt(rights())
    } else {
        Packages::Unknown
    };
    let may_pip = Command::parse("python3 -c").with([MAY_PIP_INSTALL]).stdout();
    let pip = if may_pip.is_ok_and(|answer| answer.trim() == "yes") { Pip::Installs } else { Pip::Refuses };
    Machine {
        packages,
        has_rustup: Command::parse("rustup --version").works(),
        pip,
        tools: workspace.tools(),
    }
}

fn rights() -> Rights {
    let is_root = Command::parse("id -u").stdout().is_ok_and(|id| id.trim() == "0");
    match is_root {
        true => Rights::Root,
        false if Command::parse("sudo --version").works() => Rights::Sudo,
        false => Rights::None,
    }
}

fn libclang_is_here() -> bool {
    // Whoever sets this has seen to the headers too.
    let is_set = std::env::var_os("LIBCLANG_PATH").is_some_and(|path| !path.is_empty());
    let any = |patterns: &[&str]| patterns.iter().any(|pattern| exists(pattern));
    is_set || (any(&LIBCLANG) && any(&HEADERS))
}

/// Whether there is a path of that form.
///
/// - `pattern`: absolute; each `*` stands for any characters but `/`.
fn exists(pattern: &str) -> bool {
    let mut found = vec![PathBuf::from("/")];
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        found = found.iter().flat_map(|folder| children(folder, part)).collect();
    }
    !found.is_empty()
}

fn children(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    if !pattern.contains('*') {
        let path = folder.join(pattern);
        return if path.exists() { vec![path] } else { vec![] };
    }
    // A folder that cannot be listed holds nothing that could be used.
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| matches(pattern, &entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect()
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            name.char_indices().map(|(at, _)| at).chain([name.len()]).any(|at| matches(rest, &name[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Temporary;

    #[test]
    fn a_star_stands_for_any_characters_of_a_name() {
        for (pattern, name, expected) in [
            ("libclang*.so*", "libclang-14.so.1", true),
            ("libclang*.so*", "libclang.so", true),
            ("libclang*.so*", "libclang-cpp.a", false),
            ("*", "", true),
            ("llvm-*", "llvm", false),
            ("clang", "clang", true),
            ("*é", "éé", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn a_path_is_found_through_several_stars() {
        let folder = Temporary::new().unwrap();
        std::fs::create_dir_all(folder.path().join("llvm-14/lib/clang/14/include")).unwrap();
        let exists = |rest: &str| exists(&format!("{}/{rest}", folder.path().display()));
        assert!(exists("llvm-*/lib/clang/*/include"));
        assert!(!exists("llvm-*/lib/clang/*/lib"));
        assert!(!exists("gcc-*/lib"));
    }
}
