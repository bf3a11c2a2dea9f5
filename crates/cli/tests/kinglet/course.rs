//! A scripted run, once as it goes by itself, and again with processes killed on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use kinglet_domain::event::OutcomeName;
use kinglet_scripted::{Request, Script, Server};

use crate::model;
use crate::support::{CHECK, RUN, Scene, TASK};

/// Starts a process with these arguments, and kills it at some moment, or lets it end if that never comes.
pub(crate) type Kill<'a> = dyn Fn(&Scene, &[&str]) + 'a;

/// A question: whether it is about a decision, and its number among its kind.
type Asked = (bool, u64);

/// How the run ends if nobody kills it.
pub(crate) struct Course {
    pub(crate) server: Server,
    more: &'static [&'static str],
    fingerprint: String,
    tree: BTreeMap<PathBuf, (u32, Vec<u8>)>,
    /// How many events it told.
    pub(crate) events: usize,
    /// How many steps it took.
    pub(crate) steps: usize,
}

impl Course {
    /// - `more`: options of `kinglet run`.
    pub(crate) fn new(script: Script, more: &'static [&'static str]) -> Self {
        let server = Server::start(script);
        let scene = Scene::new();
        let said = scene.start_kinglet(&begin(server.url(), more)).end().expect(0);
        let steps = scene.ledger().steps(RUN).unwrap().len();
        let fingerprint = scene.ledger().fingerprint(RUN).unwrap();
        Self { tree: scene.tree(), events: said.out.lines().count(), server, more, fingerprint, steps }
    }

    /// The arguments of a process that begins the run.
    pub(crate) fn begin(&self) -> Vec<&str> {
        begin(self.server.url(), self.more)
    }

    /// Runs the task in a scene of its own; each of `kills` gets a process, the first of which begins the run and the
    /// others resume it, and kills it. Then it is resumed to its end and compared.
    pub(crate) fn check(&self, scene: &Scene, kills: &[&Kill<'_>], moment: &str) {
        let mut replay = Replay::new(self);
        for kill in kills {
            replay.kill(scene, kill, moment);
        }
        replay.end(scene, moment);
    }
}

fn begin<'a>(url: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["run", TASK, "--check", CHECK, "--endpoint", url, "--json"], more].concat()
}

/// The same run again, process by process.
pub(crate) struct Replay<'c> {
    course: &'c Course,
    committed: BTreeSet<Asked>,
    /// How many questions came to the server before the present process.
    asked: usize,
}

impl<'c> Replay<'c> {
    pub(crate) fn new(course: &'c Course) -> Self {
        Self { course, committed: BTreeSet::new(), asked: course.server.chats().len() }
    }

    /// Lets a process begin the run, or go on with it, and kills it.
    pub(crate) fn kill(&mut self, scene: &Scene, kill: &Kill<'_>, moment: &str) {
        let arguments = if scene.has_run() { vec!["resume", "--json"] } else { self.course.begin() };
        kill(scene, &arguments);
        scene.assert_nothing_runs();
        self.assert_not_asked_again(moment);
        if scene.has_run() {
            let episodes = scene.ledger().episodes(RUN).unwrap();
            let asked = episodes.iter().map(|it| (it.role == "explorer", u64::from(it.sampling.seed)));
            self.committed.extend(asked);
        }
    }

    /// Lets the run come to its end, and compares.
    pub(crate) fn end(&mut self, scene: &Scene, moment: &str) {
        if !is_ended(scene) {
            let arguments = if scene.has_run() { vec!["resume"] } else { self.course.begin() };
            scene.kinglet(&arguments).expect(0);
            self.assert_not_asked_again(moment);
        }
        let ended = scene.ledger().run(RUN).unwrap().ended.unwrap();
        assert_eq!(ended.outcome, OutcomeName::Done, "{moment}");
        let fingerprint = scene.ledger().fingerprint(RUN).unwrap();
        assert_eq!(fingerprint, self.course.fingerprint, "{moment}");
        assert!(scene.tree() == self.course.tree, "{moment}: {:?}", scene.tree().keys());
        assert_eq!(scene.ledger().verify().unwrap(), [], "{moment}");
    }

    fn assert_not_asked_again(&mut self, moment: &str) {
        let chats = self.course.server.chats();
        let asked = |request: &Request| (model::is_decision(request), model::attempt(request));
        let again = chats.iter().skip(self.asked).map(asked).find(|asked| self.committed.contains(asked));
        assert_eq!(again, None, "{moment}: a committed step was asked again");
        self.asked = chats.len();
    }
}

/// Whether nothing of the run is left to do.
pub(crate) fn is_ended(scene: &Scene) -> bool {
    scene.has_run() && scene.ledger().run(RUN).unwrap().ended.is_some()
}
