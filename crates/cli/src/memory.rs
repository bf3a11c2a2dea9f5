//! How much memory this machine has: asks the kernel and the drivers.

use std::fs;
use std::path::Path;
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::Command;
use kinglet_fit::room::{self, Card};
use tokio_util::sync::CancellationToken;

/// A driver that hangs is as good as none.
const PATIENCE: Duration = Duration::from_secs(10);

/// A card with less is a part of the processor that borrows the system's memory; its own does not matter.
const SMALLEST_CARD: u64 = 2 << 30;

/// What programs can still have, in bytes, under the limits of the control groups that this process is in; `None` if the
/// system does not say. Of a Mac it is all memory.
pub(crate) async fn free() -> Option<u64> {
    if cfg!(target_os = "macos") {
        return room::apple_memory(&ask(room::APPLE).await?);
    }
    let free = room::meminfo(&read(Path::new("/proc/meminfo"))?)?;
    let limits = read(Path::new("/proc/self/cgroup")).map_or(Vec::new(), |text| limits(&text));
    limits.into_iter().chain([free]).min()
}

/// The graphics cards that can hold a model.
pub(crate) async fn cards() -> Vec<Card> {
    let cards = if cfg!(target_os = "macos") {
        ask(room::APPLE).await.and_then(|printed| room::apple(&printed)).into_iter().collect()
    } else {
        let mut cards = ask(room::NVIDIA).await.map_or(Vec::new(), |printed| room::nvidia(&printed));
        cards.extend(amd());
        cards
    };
    cards.into_iter().filter(|card| card.total >= SMALLEST_CARD).collect()
}

/// What the control groups around this process leave it: its own, and all above it.
fn limits(groups: &str) -> Vec<u64> {
    let Some(own) = room::own_group(groups) else { return Vec::new() };
    let limit = |group: &Path| {
        let said = |name| read(&Path::new("/sys/fs/cgroup").join(group).join(name));
        room::control_group(&said("memory.max")?, &said("memory.current")?, &said("memory.stat")?)
    };
    Path::new(own).ancestors().filter_map(limit).collect()
}

fn amd() -> Vec<Card> {
    let Ok(devices) = fs::read_dir("/sys/class/drm") else { return Vec::new() };
    let card = |name: &str| {
        let said = |file| read(&Path::new("/sys/class/drm").join(name).join("device").join(file));
        room::amd(name, &said("mem_info_vram_total")?, &said("mem_info_vram_used")?)
    };
    let names = devices.flatten().filter_map(|device| device.file_name().into_string().ok());
    // `card0` is a card, `card0-DP-1` one of its sockets.
    names
        .filter(|name| name.starts_with("card") && !name.contains('-'))
        .filter_map(|name| card(&name))
        .collect()
}

/// What a program prints; `None` if it is not there or fails.
async fn ask(line: [&str; 3]) -> Option<String> {
    let [name, arguments @ ..] = line;
    let command = Command::argv(name, arguments, std::env::temp_dir(), PATIENCE);
    let finished = kinglet_exec::run(&command, &CancellationToken::new()).await.ok()?;
    (finished.ended == Ended::Passed).then_some(finished.output)
}

fn read(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}
