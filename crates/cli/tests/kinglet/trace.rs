//! Follows a process system call by system call, so that it can be killed at any of them, or instructions later.

use std::fs;
use std::path::PathBuf;

use nix::sys::ptrace::{self, Options};
use nix::sys::signal::Signal;
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
use nix::unistd::Pid;

use crate::support::{Running, Scene};

/// A process that stands still, but while it is told to go on. Only its first thread is followed; kinglet decides,
/// records and writes in that one.
pub(crate) struct Trace {
    running: Running,
    pid: Pid,
    is_inside: bool,
}

/// A system call that a process stands at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    number: i64,
    first: u64,
}

impl Trace {
    /// Starts kinglet; it stands still before its first instruction.
    pub(crate) fn start(scene: &Scene, arguments: &[&str]) -> Self {
        let mut running = scene.start_held(arguments);
        let pid = Pid::from_raw(running.pid().as_raw_nonzero().get());
        let options =
            Options::PTRACE_O_TRACESYSGOOD | Options::PTRACE_O_TRACEEXEC | Options::PTRACE_O_EXITKILL;
        ptrace::seize(pid, options).unwrap();
        running.release();
        let trace = Self { running, pid, is_inside: true };
        while !matches!(trace.wait(), Some(WaitStatus::PtraceEvent(..))) {
            ptrace::cont(pid, None).unwrap();
        }
        trace
    }

    /// Goes on to the next beginning or end of a system call, and tells whether it is a beginning; `None` if the process
    /// has ended.
    pub(crate) fn next(&mut self) -> Option<bool> {
        let mut signal = None;
        loop {
            ptrace::syscall(self.pid, signal).unwrap();
            signal = match self.wait()? {
                WaitStatus::PtraceSyscall(_) => break,
                WaitStatus::Stopped(_, signal) => Some(signal),
                _ => None,
            };
        }
        self.is_inside = !self.is_inside;
        Some(self.is_inside)
    }

    /// The call that the process stands at.
    pub(crate) fn call(&self) -> Call {
        let text = fs::read_to_string(format!("/proc/{}/syscall", self.pid)).unwrap();
        let mut words = text.split(' ');
        let number = words.next().unwrap().parse().unwrap();
        let first = words.next().map_or(0, |word| u64::from_str_radix(&word[2..], 16).unwrap());
        Call { number, first }
    }

    /// Goes on by so many instructions; fewer if the process ends before.
    pub(crate) fn step(&self, instructions: usize) {
        let mut signal: Option<Signal> = None;
        for _ in 0..instructions {
            ptrace::step(self.pid, signal).unwrap();
            signal = match self.wait() {
                // What a single step ends with is not for the process.
                Some(WaitStatus::Stopped(_, Signal::SIGTRAP)) => None,
                Some(WaitStatus::Stopped(_, signal)) => Some(signal),
                Some(_) => None,
                None => return,
            };
        }
    }

    /// Sends SIGKILL, and waits until the process is gone.
    pub(crate) fn kill(self) {
        self.running.kill();
    }

    /// What a call's first argument, taken as a file descriptor, stands for.
    pub(crate) fn file(&self, call: Call) -> Option<PathBuf> {
        fs::read_link(format!("/proc/{}/fd/{}", self.pid, call.first)).ok()
    }

    /// The next stop; `None` at the end, which is left for others to wait for.
    fn wait(&self) -> Option<WaitStatus> {
        let stopped = WaitPidFlag::WSTOPPED;
        let seen = waitid(Id::Pid(self.pid), WaitPidFlag::WEXITED | stopped | WaitPidFlag::WNOWAIT).unwrap();
        match seen {
            WaitStatus::Exited(..) | WaitStatus::Signaled(..) => None,
            _ => Some(waitid(Id::Pid(self.pid), stopped).unwrap()),
        }
    }
}

impl Call {
    /// Whether it writes at a place of a file.
    pub(crate) fn is_write(self) -> bool {
        self.number == nix::libc::SYS_pwrite64
    }

    /// Whether it waits until a file is on the disk.
    pub(crate) fn is_sync(self) -> bool {
        [nix::libc::SYS_fdatasync, nix::libc::SYS_fsync].contains(&self.number)
    }
}
