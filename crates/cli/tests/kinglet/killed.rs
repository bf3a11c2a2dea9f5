//! `kill -9` at any moment: the resumed run ends in the same ledger and the same tree as one that was left alone.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kinglet_domain::event::OutcomeName;
use kinglet_scripted::{Reply, Script, Server};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::inotify::{self, WatchFlags};
use rustix::process::{PidfdFlags, pidfd_open};

use crate::model::{self, BETTER, BROKEN, PROSE, RIGHT, WRONG, attempt};
use crate::support::{RUN, Running, Scene};

/// Everything that can come of a question: two refusals, a cut, an edit that is taken back, one that stays, success.
fn rule(attempt: u64) -> Reply {
    match attempt {
        1 => model::code(BROKEN),
        2 => Reply::text(PROSE),
        3 => Reply::text("```python\ndef total(").finish("length"),
        4 => model::code(WRONG),
        5 => model::code(BETTER),
        _ => model::code(RIGHT),
    }
}

/// Kills a process at some moment, or lets it end if that never comes.
type Kill<'a> = dyn Fn(&Scene, Running) + 'a;

/// How the run ends if nobody kills it.
struct Course {
    server: Server,
    fingerprint: String,
    tree: BTreeMap<PathBuf, (u32, Vec<u8>)>,
    events: usize,
}

impl Course {
    fn new(script: Script) -> Self {
        let server = Server::start(script);
        let scene = Scene::new();
        let said = scene.start(server.url()).end().expect(0);
        let fingerprint = scene.ledger().fingerprint(RUN).unwrap();
        Self { tree: scene.tree(), events: said.out.lines().count(), server, fingerprint }
    }

    fn usual() -> Self {
        Self::new(model::by_attempt(rule))
    }

    /// Runs the task in a scene of its own; each of `kills` gets a process, the first of which begins the run and the
    /// others resume it, and kills it. Then it is resumed to its end and compared.
    fn check(&self, scene: &Scene, kills: &[&Kill<'_>], moment: &str) {
        let mut committed = BTreeSet::new();
        let mut asked = self.server.chats().len();
        for (index, kill) in kills.iter().enumerate() {
            let running = match index {
                0 => scene.start(self.server.url()),
                _ => scene.start_kinglet(&["resume", "--json"]),
            };
            kill(scene, running);
            scene.assert_nothing_runs();
            self.assert_not_asked_again(asked, &committed, moment);
            asked = self.server.chats().len();
            let episodes = scene.ledger().episodes(RUN).unwrap();
            committed.extend(episodes.iter().map(|episode| u64::from(episode.sampling.seed)));
        }
        if scene.ledger().run(RUN).unwrap().ended.is_none() {
            scene.kinglet(&["resume"]).expect(0);
            self.assert_not_asked_again(asked, &committed, moment);
        }
        let ended = scene.ledger().run(RUN).unwrap().ended.unwrap();
        assert_eq!(ended.outcome, OutcomeName::Done, "{moment}");
        let fingerprint = scene.ledger().fingerprint(RUN).unwrap();
        assert_eq!(fingerprint, self.fingerprint, "{moment}");
        assert!(scene.tree() == self.tree, "{moment}: {:?}", scene.tree().keys());
    }

    fn assert_not_asked_again(&self, from: usize, committed: &BTreeSet<u64>, moment: &str) {
        let chats = self.server.chats();
        let again = chats.iter().skip(from).map(attempt).find(|attempt| committed.contains(attempt));
        assert_eq!(again, None, "{moment}: a committed step was asked again");
    }
}

/// Kills after so many events, or lets the process end if there are fewer.
fn after_events(count: usize) -> impl Fn(&Scene, Running) {
    move |_, mut running| {
        for _ in 0..count {
            if running.event().is_none() {
                running.end();
                return;
            }
        }
        running.kill();
    }
}

fn ends_by_itself(_: &Scene, running: Running) {
    running.end();
}

/// Kills after one event in `stride`, from the `first`; and the two resumptions after that some events later.
fn after_every(first: usize, stride: usize) {
    let course = Course::usual();
    let moments: Vec<usize> = (first..=course.events).step_by(stride).collect();
    assert!(moments.len() >= 10, "{} events", course.events);
    for moment in moments {
        let (second, third) = (3 + moment % 17, 2 + moment % 29);
        let kills: [&Kill<'_>; 3] = [&after_events(moment), &after_events(second), &after_events(third)];
        course.check(&Scene::new(), &kills, &format!("after events {moment}, {second}, {third}"));
    }
}

#[test]
fn after_an_event() {
    after_every(1, 8);
}

#[test]
fn after_another_event() {
    after_every(5, 8);
}

#[test]
fn before_and_after_each_check() {
    let course = Course::usual();
    for check in 1..=4 {
        for (when, kill) in [("before", "kill -KILL $PPID"), ("after", "trap 'kill -KILL $PPID' EXIT")] {
            let scene = Scene::new();
            scene.hook(&format!("echo >>../checks; if [ $(wc -l <../checks) = {check} ]; then {kill}; fi"));
            course.check(&scene, &[&ends_by_itself], &format!("{when} check {check}"));
        }
    }
}

#[test]
fn while_each_question_waits_for_its_answer() {
    let waiting = Arc::new(AtomicU64::new(0));
    let shared = Arc::clone(&waiting);
    let course = Course::new(model::by_attempt(move |attempt| {
        let is_due = shared.compare_exchange(attempt, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        if is_due { rule(attempt).held() } else { rule(attempt) }
    }));
    for attempt in 1..=6 {
        waiting.store(attempt, Ordering::SeqCst);
        let asked = course.server.chats().len() + usize::try_from(attempt).unwrap();
        let kill = |_: &Scene, running: Running| {
            course.server.block_until_arrived(asked);
            running.kill();
        };
        course.check(&Scene::new(), &[&kill], &format!("while question {attempt} waits"));
    }
}

#[test]
fn while_files_are_written() {
    let course = Course::usual();
    for change in 1.. {
        let scene = Scene::new();
        let folder = Folder::watch(&scene);
        let is_killed = Cell::new(false);
        let kill = |_: &Scene, running: Running| is_killed.set(folder.kill_after(change, running));
        course.check(&scene, &[&kill], &format!("after change {change} of the folder"));
        if !is_killed.get() {
            assert!(change > 8, "there are three edits, one of which is taken back");
            break;
        }
    }
}

#[test]
fn while_files_are_written_and_then_undone() {
    let course = Course::usual();
    for change in 1.. {
        let scene = Scene::new();
        let before = scene.tree();
        if !Folder::watch(&scene).kill_after(change, scene.start(course.server.url())) {
            break;
        }
        scene.assert_nothing_runs();
        let said = scene.kinglet(&["undo"]);
        assert_eq!((said.code, said.err), (0, String::new()), "after change {change} of the folder");
        assert!(scene.tree() == before, "after change {change} of the folder: {:?}", scene.tree());
    }
}

/// Tells of each file that appears in a repository's top folder or vanishes from it.
struct Folder {
    watch: OwnedFd,
}

impl Folder {
    fn watch(scene: &Scene) -> Self {
        let watch = inotify::init(inotify::CreateFlags::CLOEXEC).unwrap();
        let flags = WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::DELETE;
        inotify::add_watch(&watch, scene.root(), flags).unwrap();
        Self { watch }
    }

    /// Kills the process after so many changes; `false` if it ends before.
    fn kill_after(&self, count: usize, running: Running) -> bool {
        let process = pidfd_open(running.pid(), PidfdFlags::empty()).unwrap();
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(&self.watch, &mut buffer);
        for _ in 0..count {
            if reader.is_buffer_empty() {
                let mut both =
                    [PollFd::new(&self.watch, PollFlags::IN), PollFd::new(&process, PollFlags::IN)];
                poll(&mut both, None).unwrap();
                if !both[0].revents().contains(PollFlags::IN) {
                    running.end();
                    return false;
                }
            }
            reader.next().unwrap();
        }
        running.kill();
        true
    }
}
