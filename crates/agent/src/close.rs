//! How the work on a plan ends: with what stands and is sound, with what is mended like any failure, or with nothing. Pure.

use kinglet_domain::evidence::{Kind, Status};

use crate::state::{Outcome, Phase};
use crate::step::Transition;
use crate::work::Stage;

impl Transition {
    /// All pieces were worked on.
    pub(crate) fn conclude(&mut self) {
        let Some(work) = &self.state.work else { return };
        let (began_green, is_green, changed) = (work.began_green, work.is_green, work.changed);
        match (began_green, is_green) {
            _ if changed == 0 && began_green => {
                let reason = "no answer to any question about the plan could be used".to_owned();
                self.finish(Outcome::GaveUp { reason });
            }
            (_, true) => self.finish_work(),
            // What is still wrong is now a failing check like any other.
            (_, false) => self.mend(),
        }
    }

    fn mend(&mut self) {
        let summary = "the plan is carried out; what the check still says is worked on";
        self.record((Kind::Decision, Status::Neutral), "plan", summary, "");
        if let Some(work) = &mut self.state.work {
            work.stage = Stage::Mending;
        }
        self.state.phase = Phase::Baseline;
    }

    /// The check succeeds, and a plan was carried out before.
    pub(crate) fn finish_work(&mut self) {
        let began_green = self.state.work.as_ref().is_some_and(|work| work.began_green);
        let proposals = &self.state.proposals;
        let is_own_word = proposals.test.is_some() && !proposals.is_read;
        self.finish(if began_green || is_own_word { Outcome::Unproven } else { Outcome::Done });
    }

    /// Stops before all is done; a broken tree is mended first.
    pub(crate) fn stop_work(&mut self, reason: &str) {
        if let Some(work) = &mut self.state.work {
            work.stopped = Some(reason.to_owned());
        }
        if self.settles() {
            return;
        }
        if self.is_broken() {
            return self.take_back_to_green(reason);
        }
        let is_sound = self.state.work.as_ref().is_some_and(|work| work.is_green && work.changed > 0);
        if is_sound {
            return self.finish_work();
        }
        self.finish(Outcome::GaveUp { reason: reason.to_owned() });
    }
}
