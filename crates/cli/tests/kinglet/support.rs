//! A repository, a home and a scripted model of their own for each test. The only code here that knows the command's
//! environment and the project in the repository.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Output, Stdio};

use kinglet_domain::evidence::RunId;
use kinglet_ledger::Ledger;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use serde_json::Value;
use tempfile::TempDir;

/// The check. The hook lies outside of the repository and is empty unless a test fills it; in it, `$PPID` is kinglet.
pub(crate) const CHECK: &str = ". ../hook.sh; . ./test_cart.sh";

/// The first run of a ledger.
pub(crate) const RUN: RunId = RunId(1);

pub(crate) const TASK: &str = "The total in `cart.py` is wrong.";

/// A folder with everything that one test touches.
pub(crate) struct Scene {
    folder: TempDir,
    root: PathBuf,
    state: OnceCell<PathBuf>,
}

impl Scene {
    /// A repository with a small Python project in it that has two bugs in one function.
    pub(crate) fn new() -> Self {
        Self::in_folder("shop")
    }

    /// The same in a folder with this name.
    pub(crate) fn in_folder(name: impl AsRef<OsStr>) -> Self {
        let scene = Self::empty(name);
        scene.git(&["init", "--quiet"]);
        scene.write("cart.py", include_str!("../project/cart.py"));
        scene.write("test_cart.py", include_str!("../project/test_cart.py"));
        scene.write("test_cart.sh", include_str!("../project/test_cart.sh"));
        scene
    }

    /// A folder that is no repository.
    pub(crate) fn empty(name: impl AsRef<OsStr>) -> Self {
        let folder = tempfile::Builder::new().prefix("kinglet-scene-").tempdir().unwrap();
        let root = folder.path().join(name.as_ref());
        fs::create_dir(&root).unwrap();
        let scene = Self { folder, root, state: OnceCell::new() };
        scene.hook("");
        scene
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path outside of the repository that is the test's own.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, text: &str) {
        fs::write(self.root.join(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root.join(name)).unwrap()
    }

    /// Lines of shell that run at the beginning of each check.
    pub(crate) fn hook(&self, lines: &str) {
        fs::write(self.beside("hook.sh"), lines).unwrap();
    }

    /// A named pipe outside of the repository, for the hook to tell of itself.
    pub(crate) fn pipe(&self, name: &str) -> PathBuf {
        let path = self.beside(name);
        let mode = rustix::fs::Mode::RWXU;
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        path
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let status = self.command("git", arguments).status().unwrap();
        assert!(status.success(), "git {arguments:?}: {status}");
    }

    /// Commits everything.
    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        self.git(&[&identity[..], &["commit", "--quiet", "--message", message]].concat());
    }

    /// Runs kinglet to its end.
    pub(crate) fn kinglet(&self, arguments: &[&str]) -> Said {
        said(&mut self.command(KINGLET, arguments))
    }

    /// The same, with the programs in a folder found before all others.
    #[cfg(target_os = "linux")]
    pub(crate) fn kinglet_with_programs(&self, folder: &Path, arguments: &[&str]) -> Said {
        let path = std::env::var_os("PATH").unwrap();
        let path = std::env::join_paths([folder.to_owned()].into_iter().chain(std::env::split_paths(&path)));
        said(self.command(KINGLET, arguments).env("PATH", path.unwrap()))
    }

    /// The same with an API key in the environment, and with no more rights than a usual user has.
    pub(crate) fn kinglet_with_key(&self, key: &OsStr, arguments: &[&str]) -> Said {
        let mut command = if rustix::process::geteuid().is_root() {
            let humbly = ["--bounding-set=-all", "--inh-caps=-all", KINGLET];
            self.command("setpriv", &[&humbly, arguments].concat())
        } else {
            self.command(KINGLET, arguments)
        };
        said(command.env("KINGLET_API_KEY", key))
    }

    /// The same, with a key for each of the two models.
    pub(crate) fn kinglet_with_keys(&self, first: &str, second: &str, arguments: &[&str]) -> Said {
        self.kinglet_with(&[("KINGLET_API_KEY", first), ("KINGLET_ESCALATE_API_KEY", second)], arguments)
    }

    /// The same, with more variables in its environment.
    pub(crate) fn kinglet_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Said {
        said(self.command(KINGLET, arguments).envs(variables.iter().copied()))
    }

    /// The same, with a file as its standard output.
    pub(crate) fn kinglet_into(&self, file: &str, arguments: &[&str]) -> Said {
        let file = fs::OpenOptions::new().write(true).open(file).unwrap();
        let child = self.command(KINGLET, arguments).stdout(file).stderr(Stdio::piped()).spawn().unwrap();
        ended(child.wait_with_output().unwrap())
    }

    /// The same, with a file as its standard input.
    pub(crate) fn kinglet_from(&self, file: &Path, arguments: &[&str]) -> Said {
        said(self.command(KINGLET, arguments).stdin(fs::File::open(file).unwrap()))
    }

    /// Runs the usual task on the usual project.
    pub(crate) fn run(&self, endpoint: &str, more: &[&str]) -> Said {
        self.kinglet(&[&["run", TASK, "--check", CHECK, "--endpoint", endpoint], more].concat())
    }

    /// Starts the usual task on the usual project; events come as JSON Lines.
    pub(crate) fn start(&self, endpoint: &str) -> Running {
        self.start_kinglet(&["run", TASK, "--check", CHECK, "--endpoint", endpoint, "--json"])
    }

    pub(crate) fn start_kinglet(&self, arguments: &[&str]) -> Running {
        Running::new(&mut self.command(KINGLET, arguments))
    }

    /// The same, but the process begins only when it is released.
    pub(crate) fn start_held(&self, arguments: &[&str]) -> Running {
        let held = ["-c", "read -r _; exec \"$0\" \"$@\" </dev/null", KINGLET];
        Running::new(self.command("sh", &[&held, arguments].concat()).stdin(Stdio::piped()))
    }

    #[expect(clippy::disallowed_methods, reason = "the command under test is a process")]
    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        // Only tests of language servers depend on which this machine has.
        let run = arguments.iter().position(|it| *it == "run").filter(|_| !arguments.contains(&"--lsp"));
        let (before, after) = arguments.split_at(run.map_or(0, |run| run + 1));
        command.args(before).args(run.map_or(&[][..], |_| &["--lsp", "off"])).args(after);
        command.current_dir(&self.root).stdin(Stdio::null());
        let path = std::env::var_os("PATH").unwrap();
        // Where a test puts programs of its own.
        let own = Some(self.beside("bin")).filter(|folder| folder.exists());
        let path = std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path))).unwrap();
        command.env_clear().env("PATH", path);
        // What a killed process leaves there goes with the scene.
        command.env("TMPDIR", self.folder.path());
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "KINGLET_MODELS"] {
            command.env(name, self.beside("home"));
        }
        command
    }

    /// Every file of the repository, git's own included, with its mode and bytes.
    pub(crate) fn tree(&self) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let mode = path.metadata().unwrap().permissions().mode();
                    let bytes = fs::read(&path).unwrap();
                    found.insert(path.strip_prefix(&self.root).unwrap().to_owned(), (mode, bytes));
                }
            }
        }
        found
    }

    /// A text with this scene's own paths replaced.
    pub(crate) fn masked(&self, text: &str) -> String {
        let text = text.replace(&self.root.display().to_string(), "ROOT");
        let text = text.replace(&self.folder.path().display().to_string(), "FOLDER");
        let Some((before, rest)) = text.split_once("home/kinglet/shop-") else { return text };
        let hash = rest.find('/').unwrap_or(rest.len());
        format!("{before}home/kinglet/shop-HASH{}", self.masked(&rest[hash..]))
    }

    /// The folder that `kinglet where` names.
    pub(crate) fn state(&self) -> &Path {
        self.state.get_or_init(|| PathBuf::from(self.kinglet(&["where"]).out.trim_end()))
    }

    /// The folder of the first run's own files.
    pub(crate) fn files(&self) -> PathBuf {
        self.state().join("runs").join(self.ledger().run(RUN).unwrap().ulid)
    }

    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::open_read_only(&self.state().join("ledger.sqlite")).unwrap()
    }

    /// Every file that kinglet keeps of its own, as bytes.
    pub(crate) fn kept(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.beside("home")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).unwrap();
                    found.push((path, bytes));
                }
            }
        }
        found
    }

    /// Waits until nothing that was started from here is left, and fails if something stays.
    pub(crate) fn assert_nothing_runs(&self) {
        let limit = Timespec { tv_sec: 10, tv_nsec: 0 };
        while let Some(pid) = self.processes().first().copied() {
            let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else { continue };
            let ended = poll(&mut [PollFd::new(&handle, PollFlags::IN)], Some(&limit)).unwrap();
            assert_eq!(ended, 1, "{pid:?} is still alive");
        }
    }

    /// Whether a run was recorded.
    pub(crate) fn has_run(&self) -> bool {
        let path = self.state().join("ledger.sqlite");
        path.exists() && Ledger::open_read_only(&path).is_ok_and(|ledger| ledger.run(RUN).is_ok())
    }

    /// All processes that have the home of this scene.
    fn processes(&self) -> Vec<Pid> {
        let home = format!("HOME={}\0", self.beside("home").display()).into_bytes();
        let is_ours = |environment: &[u8]| environment.windows(home.len()).any(|window| window == home);
        let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| {
            let entry = entry.ok()?;
            let pid = Pid::from_raw(entry.file_name().to_str()?.parse().ok()?)?;
            // One that has ended has no environment any more.
            fs::read(entry.path().join("environ")).is_ok_and(|found| is_ours(&found)).then_some(pid)
        });
        processes.collect()
    }
}

const KINGLET: &str = env!("CARGO_BIN_EXE_kinglet");

/// What a process said, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// The exit code and standard error, for a snapshot.
    pub(crate) fn refusal(&self, scene: &Scene) -> String {
        format!("{}: {}", self.code, scene.masked(&self.err))
    }

    pub(crate) fn last_lines(&self, count: usize) -> String {
        // How long a check took is another matter each time.
        let lines: Vec<&str> = self.out.lines().filter(|line| !line.starts_with("         after ")).collect();
        lines[lines.len().saturating_sub(count)..].join("\n")
    }

    /// Standard output, read as JSON Lines.
    pub(crate) fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Fails unless the process ended like this.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }
}

fn said(command: &mut Command) -> Said {
    ended(command.output().unwrap())
}

fn ended(output: Output) -> Said {
    Said {
        code: code(output.status),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn code(status: ExitStatus) -> i32 {
    status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap()
}

/// A kinglet at work.
pub(crate) struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
    complaints: BufReader<ChildStderr>,
}

impl Running {
    fn new(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let complaints = BufReader::new(child.stderr.take().unwrap());
        Self { child, lines, complaints }
    }

    /// Lets a process begin that was started held.
    pub(crate) fn release(&mut self) {
        self.child.stdin.take().unwrap().write_all(b"\n").unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// What another process is told that wants to change the same repository.
    pub(crate) fn is_at_work(&self) -> String {
        let pid = self.child.id();
        format!(
            "kinglet: another kinglet (process {pid}) is at work on R1 in this repository; wait until it has ended, \
             or stop it with `kill {pid}`, then try again\n"
        )
    }

    /// The next event; `None` at the end.
    pub(crate) fn event(&mut self) -> Option<Value> {
        let mut line = String::new();
        let length = self.lines.read_line(&mut line).unwrap();
        // A killed process may leave half a line.
        (length > 0).then(|| serde_json::from_str(&line).unwrap_or(Value::Null))
    }

    /// Reads on to the next event of a type.
    pub(crate) fn until(&mut self, wanted: &str) -> Value {
        loop {
            let event = self.event().unwrap_or_else(|| panic!("it ended before {wanted}"));
            if event["type"] == wanted {
                return event;
            }
        }
    }

    /// The next line of standard error.
    pub(crate) fn complaint(&mut self) -> String {
        let mut line = String::new();
        self.complaints.read_line(&mut line).unwrap();
        line
    }

    /// Kills it and waits until it is gone; what it started may live on for a moment.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Said {
        let (mut out, mut err) = (String::new(), String::new());
        self.lines.read_to_string(&mut out).unwrap();
        self.complaints.read_to_string(&mut err).unwrap();
        Said { code: code(self.child.wait().unwrap()), out, err }
    }
}
