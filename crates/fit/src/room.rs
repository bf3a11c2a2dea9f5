//! How much memory there is, from what the kernel and the drivers print.
//!
//! What cannot be read counts as not said: a driver that prints something else is as good as none.

/// A graphics card's memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What the driver calls it.
    pub name: String,
    /// All its memory, in bytes.
    pub total: u64,
    /// What nobody uses, in bytes.
    pub free: u64,
}

/// How the driver of NVIDIA's cards is asked; [`nvidia`] reads the answer.
pub const NVIDIA: [&str; 3] =
    ["nvidia-smi", "--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"];

/// Reads what [`NVIDIA`] printed: a line for each card, in mebibytes.
#[must_use]
pub fn nvidia(printed: &str) -> Vec<Card> {
    let card = |line: &str| {
        // A name may hold a comma; the figures follow the last two.
        let mut fields = line.rsplitn(3, ',');
        let (free, total, name) = (fields.next()?, fields.next()?, fields.next()?);
        Some(Card { name: name.trim().to_owned(), total: mebibytes(total)?, free: mebibytes(free)? })
    };
    printed.lines().filter_map(card).collect()
}

/// Reads what the kernel says of an AMD card in `mem_info_vram_total` and `mem_info_vram_used`, in bytes.
///
/// - `name`: such as `card0`.
#[must_use]
pub fn amd(name: &str, total: &str, used: &str) -> Option<Card> {
    let total: u64 = total.trim().parse().ok()?;
    let used: u64 = used.trim().parse().ok()?;
    Some(Card { name: format!("AMD {name}"), total, free: total.saturating_sub(used) })
}

/// How a Mac is asked; [`apple`] and [`apple_memory`] read the answer.
pub const APPLE: [&str; 3] = ["sysctl", "hw.memsize", "iogpu.wired_limit_mb"];

/// Reads what [`APPLE`] printed: what of the memory that all share the graphics part may use: the limit that was set, or
/// else two thirds, three quarters from more than 36 GiB on, which is what Metal recommends.
///
/// How much of it is in use is not said; so all of it counts as free.
#[must_use]
pub fn apple(printed: &str) -> Option<Card> {
    let all = apple_memory(printed)?;
    let limit = match setting(printed, "iogpu.wired_limit_mb") {
        Some(limit) if limit > 0 => limit.saturating_mul(1 << 20).min(all),
        _ if all > 36 << 30 => all / 4 * 3,
        _ => all / 3 * 2,
    };
    Some(Card { name: "Apple GPU, memory shared with the processor".to_owned(), total: limit, free: limit })
}

/// Reads what [`APPLE`] printed: all memory, in bytes. How much of it is in use is not said.
#[must_use]
pub fn apple_memory(printed: &str) -> Option<u64> {
    setting(printed, "hw.memsize")
}

/// Reads `/proc/meminfo`: what programs can still have without swapping, in bytes.
#[must_use]
pub fn meminfo(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

/// Reads what a control group (version 2) may still have, in bytes; `None` if it has no limit.
///
/// - `max`, `current`, `stat`: its files `memory.max`, `memory.current` and `memory.stat`.
#[must_use]
pub fn control_group(max: &str, current: &str, stat: &str) -> Option<u64> {
    let max: u64 = max.trim().parse().ok()?; // `max` if there is no limit.
    let current: u64 = current.trim().parse().ok()?;
    // Pages of files are given back when they are needed.
    let files = stat.lines().filter_map(|line| {
        let value = line.strip_prefix("inactive_file ").or_else(|| line.strip_prefix("active_file "))?;
        value.trim().parse::<u64>().ok()
    });
    Some(max.saturating_sub(current.saturating_sub(files.sum())))
}

/// Reads `/proc/self/cgroup`: the folder of the control group (version 2) below `/sys/fs/cgroup`, without a slash at its
/// beginning.
#[must_use]
pub fn own_group(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.strip_prefix("0::/"))
}

fn mebibytes(text: &str) -> Option<u64> {
    text.trim().parse::<u64>().ok()?.checked_mul(1 << 20)
}

fn setting(printed: &str, key: &str) -> Option<u64> {
    printed.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?.trim().parse().ok()
}
