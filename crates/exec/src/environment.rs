//! What a command may know of our environment.

use std::ffi::OsStr;

/// Whether a variable holds the agent's own settings or a key, which no command may see.
pub(crate) fn is_secret(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_uppercase();
    name.starts_with("KINGLET_") || name.ends_with("_API_KEY")
}

/// Removes from what `command` inherits every variable whose name `is_hidden` says.
pub(crate) fn hide(command: &mut tokio::process::Command, is_hidden: impl Fn(&OsStr) -> bool) {
    for (name, _) in std::env::vars_os() {
        if is_hidden(&name) {
            command.env_remove(name);
        }
    }
}
