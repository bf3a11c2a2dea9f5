//! Linux's list of processes, and which of them belong to a command.

use std::collections::BTreeSet;
use std::fs;

/// A process, as `/proc/PID/stat` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Process {
    pub(crate) pid: i32,
    pub(crate) parent: i32,
    pub(crate) session: i32,
    /// It has ended, and its parent has not asked how yet.
    pub(crate) is_zombie: bool,
}

/// All processes of this machine that we may see.
pub(crate) fn list() -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else { return vec![] };
    entries
        .filter_map(|entry| {
            // A process may end while we look at it; then it is simply not in the list.
            let stat = fs::read_to_string(entry.ok()?.path().join("stat")).ok()?;
            parse(&stat)
        })
        .collect()
}

/// What a process holds of the machine's memory, in bytes; `None` if it has ended.
pub(crate) fn memory(pid: i32) -> Option<u64> {
    let statm = fs::read_to_string(format!("/proc/{pid}/statm")).ok()?;
    let pages: u64 = statm.split(' ').nth(1)?.parse().ok()?;
    Some(pages.saturating_mul(rustix::param::page_size() as u64))
}

/// Reads `PID (NAME) STATE PARENT GROUP SESSION ...`; the name may hold spaces and parentheses.
fn parse(stat: &str) -> Option<Process> {
    let (pid, rest) = stat.split_once(" (")?;
    let (_, rest) = rest.rsplit_once(") ")?;
    let mut fields = rest.split(' ');
    let is_zombie = matches!(fields.next()?, "Z" | "X");
    let parent = fields.next()?.parse().ok()?;
    let session = fields.nth(1)?.parse().ok()?;
    Some(Process { pid: pid.parse().ok()?, parent, session, is_zombie })
}

/// The processes of the command whose session is `root`.
///
/// Those are: its session; orphans that left the session and were handed to us because we are their subreaper;
/// and whatever descends from these.
///
/// - `us`: this process's id.
/// - `others`: the first processes of commands that run at the same time, which are our children too.
/// - `is_foreign`: whether an orphan is known to come from one of those others.
pub(crate) fn family(
    all: &[Process],
    root: i32,
    us: i32,
    others: &BTreeSet<i32>,
    is_foreign: impl Fn(i32) -> bool,
) -> Vec<Process> {
    let Some(own) = all.iter().find(|process| process.pid == us) else { return vec![] };
    // Children that this process starts by other means stay in its session; commands and what they start never do.
    let is_orphan = |process: &Process| {
        process.parent == us
            && process.session != own.session
            && !others.contains(&process.pid)
            && process.pid != root
    };
    let mut members: BTreeSet<i32> = all
        .iter()
        .filter(|process| process.session == root || (is_orphan(process) && !is_foreign(process.pid)))
        .map(|process| process.pid)
        .collect();
    loop {
        let before = members.len();
        members.extend(
            all.iter()
                .filter(|process| members.contains(&process.parent))
                .map(|process| process.pid)
                .collect::<Vec<_>>(),
        );
        if members.len() == before {
            break;
        }
    }
    all.iter().filter(|process| members.contains(&process.pid)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: i32 = 10;

    fn check(all: &[(i32, i32, i32)], others: &[i32], foreign: &[i32]) -> Vec<i32> {
        let all: Vec<_> = all
            .iter()
            .map(|(pid, parent, session)| Process {
                pid: *pid,
                parent: *parent,
                session: *session,
                is_zombie: false,
            })
            .collect();
        family(&all, 20, US, &others.iter().copied().collect(), |pid| foreign.contains(&pid))
            .iter()
            .map(|process| process.pid)
            .collect()
    }

    #[test]
    fn reads_names_that_look_like_more() {
        assert_eq!(
            parse("7 (a) Z 1) S 3 7 5 0 -1"),
            Some(Process { pid: 7, parent: 3, session: 5, is_zombie: false })
        );
        assert_eq!(parse("nonsense"), None);
    }

    #[test]
    fn a_family_is_a_session_its_descendants_and_its_runaways() {
        let shell = (US, 1, US);
        assert_eq!(check(&[shell, (20, US, 20), (21, 20, 20), (22, 1, 20)], &[], &[]), [20, 21, 22]);
        assert_eq!(check(&[shell, (20, US, 20), (30, 20, 30), (31, 30, 31)], &[], &[]), [20, 30, 31]);
        assert_eq!(check(&[shell, (30, US, 30), (31, 30, 30)], &[], &[]), [30, 31]);
    }

    #[test]
    fn strangers_are_spared() {
        let shell = (US, 1, US);
        assert_eq!(check(&[shell, (40, US, US), (41, 1, 41), (1, 0, 1)], &[], &[]), [0_i32; 0]);
        assert_eq!(check(&[shell, (50, US, 50), (51, 50, 50), (60, US, 60)], &[50], &[60]), [0_i32; 0]);
    }
}
