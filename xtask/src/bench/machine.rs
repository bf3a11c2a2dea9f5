//! Which machine, which day, which version: what a figure means nothing without.

use anyhow::{Context as _, Result};

use crate::command::Command;
use crate::workspace::Workspace;

/// Such as `on 2026-01-31 at 1a2b3c4: AMD EPYC, 2 processors, 24 GB of memory, Linux x86_64, rustc 1.95.0`.
pub(super) fn describe(workspace: &Workspace) -> Result<String> {
    let say = |line: &str| -> Result<String> {
        Ok(Command::parse(line).in_folder(&workspace.root).stdout()?.trim().to_owned())
    };
    let day = say("date -u +%Y-%m-%d")?;
    let version = say("git describe --always --dirty")?;
    let system = say("uname -sm")?;
    let rustc = say("rustc --version")?;
    let rustc = rustc.split(" (").next().unwrap_or_default();
    let processors = std::thread::available_parallelism().context("cannot count the processors")?;
    let (processor, memory) = hardware(&say)?;
    Ok(format!(
        "on {day} at {version}: {processor}, {processors} processors, {memory} GB of memory, {system}, {rustc}"
    ))
}

/// The processor's name, and the memory in gigabytes.
fn hardware(say: &dyn Fn(&str) -> Result<String>) -> Result<(String, u64)> {
    if let (Ok(processors), Ok(memory)) =
        (std::fs::read_to_string("/proc/cpuinfo"), std::fs::read_to_string("/proc/meminfo"))
    {
        let kilobytes =
            value(&memory, "MemTotal").and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
        let name = value(&processors, "model name").unwrap_or("unnamed processor").to_owned();
        return Ok((name, kilobytes.unwrap_or(0) * 1024 / 1_000_000_000));
    }
    let name = say("sysctl -n machdep.cpu.brand_string")?;
    let bytes: u64 = say("sysctl -n hw.memsize")?.parse().context("the memory's size is no number")?;
    Ok((name, bytes / 1_000_000_000))
}

/// The value on the first line of `/proc`'s files that has this name.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_once(':').map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_linux_tells() {
        assert_eq!(
            value("model\t: 1\nmodel name\t: AMD EPYC\nmodel name\t: X", "model name"),
            Some("AMD EPYC")
        );
        assert_eq!(value("MemTotal:       24620 kB\n", "MemTotal"), Some("24620 kB"));
        assert_eq!(value("", "MemTotal"), None);
    }
}
