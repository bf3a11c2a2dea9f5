//! What a command may know of our environment.

use std::ffi::OsStr;
use std::io;

/// Keeps commands from reading this process's environment and memory, if there is a key in them; on Linux only.
///
/// A variable that `hide` removes would otherwise still stand in `/proc/PID/environ` of this process, which
/// whatever runs under the same user may read. Only then, because a debugger cannot attach any more either.
///
/// # Errors
/// If the kernel refuses; no command should be run then.
pub fn guard_keys() -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if std::env::vars_os().any(|(name, value)| leads_to_key(&name) && !value.is_empty()) {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    }
    Ok(())
}

/// Whether a variable holds the agent's own settings or a key, which no command may see.
pub(crate) fn is_secret(name: &OsStr) -> bool {
    name.to_string_lossy().to_ascii_uppercase().starts_with("KINGLET_") || is_key(name)
}

fn is_key(name: &OsStr) -> bool {
    name.to_string_lossy().to_ascii_uppercase().ends_with("_API_KEY")
}

/// Whether a variable holds a key, or the command that prints it: then the key will be in this process's memory.
fn leads_to_key(name: &OsStr) -> bool {
    is_key(name) || name.to_string_lossy().to_ascii_uppercase().ends_with("_API_KEY_COMMAND")
}

/// Removes from what `command` inherits every variable whose name `is_hidden` says.
pub(crate) fn hide(command: &mut tokio::process::Command, is_hidden: impl Fn(&OsStr) -> bool) {
    for (name, _) in std::env::vars_os() {
        if is_hidden(&name) {
            command.env_remove(name);
        }
    }
}
