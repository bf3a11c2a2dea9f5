/// Watches for temperatures that must not be.
#[derive(Debug, Default)]
pub struct Alarm {
    raised: bool,
    acknowledged: bool,
}

const COLDEST: f64 = 2.0;
const HOTTEST: f64 = 45.0;

impl Alarm {
    pub fn observe(&mut self, degrees: f64) {
        if !(COLDEST..=HOTTEST).contains(&degrees) {
            self.raised = true;
            self.acknowledged = false;
        }
    }

    /// Somebody saw it. The next dangerous reading raises it again.
    pub fn acknowledge(&mut self) {
        self.raised = false;
        self.acknowledged = true;
    }

    pub fn is_active(&self) -> bool {
        self.raised && !self.acknowledged
    }
}
