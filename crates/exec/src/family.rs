//! A command with everything that it started: finds it all, and ends it all.

use std::sync::atomic::{AtomicU64, Ordering};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// The variable that carries the tag of a command to whatever it starts.
pub(crate) const TAG: &str = "KINGLET_COMMAND";

/// A tag that no other command of this machine has at this time.
pub(crate) fn new_tag() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Everything that one command started; killed when dropped.
pub(crate) struct Family {
    /// The command's first process, which leads its session and its process group.
    root: Pid,
}

impl Family {
    /// Asks all to end.
    pub(crate) fn terminate(&self) {
        // Nobody left to ask is as good as having asked.
        let _gone = kill_process_group(self.root, Signal::TERM);
        #[cfg(target_os = "linux")]
        linux::terminate(self.root);
    }

    /// Asks the first process alone to end, as Ctrl-C does.
    pub(crate) fn interrupt(&self) {
        let _gone = kill_process(self.root, Signal::INT);
    }

    /// What all of them hold of the machine's memory, in bytes; `None` if none is left, and elsewhere than on Linux.
    pub(crate) fn memory(&self) -> Option<u64> {
        #[cfg(target_os = "linux")]
        return linux::memory(self.root);
        #[cfg(not(target_os = "linux"))]
        None
    }

    /// Kills all, and waits a moment until they are gone.
    pub(crate) fn kill(&self) {
        let _gone = kill_process_group(self.root, Signal::KILL);
        #[cfg(target_os = "linux")]
        linux::kill(self.root);
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        self.kill();
        #[cfg(target_os = "linux")]
        linux::forget(self.root);
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::start;
#[cfg(target_os = "linux")]
pub(crate) use linux::start;

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use std::io;

    use rustix::process::Pid;

    use super::Family;

    /// Runs `spawn` and takes charge of the process that it starts.
    pub(crate) fn start<T>(
        _tag: &str,
        spawn: impl FnOnce() -> io::Result<(Pid, T)>,
    ) -> io::Result<(Family, T)> {
        let (root, rest) = spawn()?;
        Ok((Family { root }, rest))
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::io;
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::process::{
        Pid, PidfdFlags, Signal, WaitOptions, getpid, kill_process, pidfd_open, set_child_subreaper, waitpid,
    };

    use super::{Family, TAG};
    use crate::proc::{self, Process};

    /// The commands that run now: the first process of each, and its tag.
    ///
    /// Held while a command is started and while a family is sought, so that no process of ours is ever seen
    /// before it is entered here.
    static RUNNING: Mutex<BTreeMap<i32, String>> = Mutex::new(BTreeMap::new());

    /// How long we wait for killed processes to be gone. Only one that hangs in the kernel takes longer.
    const PATIENCE: Duration = Duration::from_secs(1);

    fn running() -> MutexGuard<'static, BTreeMap<i32, String>> {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `spawn` and takes charge of the process that it starts.
    pub(crate) fn start<T>(
        tag: &str,
        spawn: impl FnOnce() -> io::Result<(Pid, T)>,
    ) -> io::Result<(Family, T)> {
        let mut running = running();
        // Orphans become our children instead of init's, and can be found.
        set_child_subreaper(Some(getpid()))?;
        let (root, rest) = spawn()?;
        running.insert(root.as_raw_pid(), tag.to_owned());
        Ok((Family { root }, rest))
    }

    pub(super) fn forget(root: Pid) {
        running().remove(&root.as_raw_pid());
    }

    pub(super) fn terminate(root: Pid) {
        let running = running();
        for process in members(root, &running).iter().filter(|process| !process.is_zombie) {
            send(process, Signal::TERM);
        }
    }

    pub(super) fn kill(root: Pid) {
        let end = Instant::now() + PATIENCE;
        loop {
            let alive = {
                let running = running();
                let members = members(root, &running);
                reap(&members, &running);
                let alive: Vec<_> = members.into_iter().filter(|process| !process.is_zombie).collect();
                for process in &alive {
                    send(process, Signal::KILL);
                }
                alive
            };
            // What was killed may have started something meanwhile: look again until nobody is left.
            let Some(first) = alive.first() else { return };
            if Instant::now() > end {
                return;
            }
            wait_for(first);
        }
    }

    pub(super) fn memory(root: Pid) -> Option<u64> {
        let members = members(root, &running());
        let held: Vec<u64> = members.iter().filter_map(|process| proc::memory(process.pid)).collect();
        (!held.is_empty()).then(|| held.iter().sum())
    }

    fn members(root: Pid, running: &BTreeMap<i32, String>) -> Vec<Process> {
        let root = root.as_raw_pid();
        let others = running.keys().copied().filter(|pid| *pid != root).collect();
        let is_foreign = |pid| {
            let tag = tag_of(pid);
            tag.is_some_and(|tag| running.iter().any(|(other, others)| *other != root && *others == tag))
        };
        proc::family(&proc::list(), root, getpid().as_raw_pid(), &others, is_foreign)
    }

    /// The tag in a process's environment, unless it scrubbed that.
    fn tag_of(pid: i32) -> Option<String> {
        let environ = std::fs::read(format!("/proc/{pid}/environ")).ok()?;
        let value = environ
            .split(|byte| *byte == 0)
            .find_map(|entry| entry.strip_prefix(TAG.as_bytes())?.strip_prefix(b"="))?;
        String::from_utf8(value.to_vec()).ok()
    }

    fn send(process: &Process, signal: Signal) {
        if let Some(pid) = Pid::from_raw(process.pid) {
            // It may have ended since it was listed.
            let _gone = kill_process(pid, signal);
        }
    }

    /// Takes note of the deaths of those that became our children. The first processes are tokio's to wait for.
    fn reap(members: &[Process], running: &BTreeMap<i32, String>) {
        let us = getpid().as_raw_pid();
        let ours = members.iter().filter(|process| process.is_zombie && process.parent == us);
        for process in ours.filter(|process| !running.contains_key(&process.pid)) {
            let _gone = waitpid(Pid::from_raw(process.pid), WaitOptions::NOHANG);
        }
    }

    /// Waits until a process has ended, at most 20 ms.
    fn wait_for(process: &Process) {
        let Some(pid) = Pid::from_raw(process.pid) else { return };
        let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else { return };
        let limit = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
        let _event = poll(&mut [PollFd::new(&handle, PollFlags::IN)], Some(&limit));
    }
}
