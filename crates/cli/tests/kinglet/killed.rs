//! `kill -9` at any moment: the resumed run ends in the same ledger and the same tree as one that was left alone.

use std::cell::Cell;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kinglet_scripted::Reply;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::inotify::{self, WatchFlags};
use rustix::process::{PidfdFlags, pidfd_open};

use crate::course::{Course, Kill};
use crate::model::{self, BETTER, BROKEN, PROSE, RIGHT, WRONG};
use crate::support::{Running, Scene};

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

fn usual() -> Course {
    Course::new(model::by_attempt(rule), &[])
}

/// Kills after so many events, or lets the process end if there are fewer.
fn after_events(count: usize) -> impl Fn(&Scene, &[&str]) {
    move |scene, arguments| {
        let mut running = scene.start_kinglet(arguments);
        for _ in 0..count {
            if running.event().is_none() {
                running.end();
                return;
            }
        }
        running.kill();
    }
}

fn ends_by_itself(scene: &Scene, arguments: &[&str]) {
    scene.start_kinglet(arguments).end();
}

/// Kills after one event in `stride`, from the `first`; and the two resumptions after that some events later.
fn after_every(first: usize, stride: usize) {
    let course = usual();
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
    let course = usual();
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
    let course = Course::new(
        model::by_attempt(move |attempt| {
            let is_due = shared.compare_exchange(attempt, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok();
            if is_due { rule(attempt).held() } else { rule(attempt) }
        }),
        &[],
    );
    for attempt in 1..=6 {
        waiting.store(attempt, Ordering::SeqCst);
        let asked = course.server.chats().len() + usize::try_from(attempt).unwrap();
        let kill = |scene: &Scene, arguments: &[&str]| {
            let running = scene.start_kinglet(arguments);
            course.server.block_until_arrived(asked);
            running.kill();
        };
        course.check(&Scene::new(), &[&kill], &format!("while question {attempt} waits"));
    }
}

#[test]
fn while_files_are_written() {
    let course = usual();
    for change in 1.. {
        let scene = Scene::new();
        let folder = Folder::watch(&scene);
        let is_killed = Cell::new(false);
        let kill = |scene: &Scene, arguments: &[&str]| {
            is_killed.set(folder.kill_after(change, scene.start_kinglet(arguments)));
        };
        course.check(&scene, &[&kill], &format!("after change {change} of the folder"));
        if !is_killed.get() {
            assert!(change > 8, "there are three edits, one of which is taken back");
            break;
        }
    }
}

#[test]
fn while_files_are_written_and_then_undone() {
    let course = usual();
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
