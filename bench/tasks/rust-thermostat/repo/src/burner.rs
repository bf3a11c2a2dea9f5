/// The burner, which does not like to be switched often.
#[derive(Debug)]
pub struct Burner {
    is_on: bool,
    hold: u32,
    since: u32,
    is_locked: bool,
}

impl Burner {
    pub fn new(hold: u32) -> Self {
        Self {
            is_on: false,
            hold,
            since: hold,
            is_locked: false,
        }
    }

    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// A minute went by.
    pub fn tick(&mut self) {
        self.since = self.since.saturating_add(1);
    }

    /// Switches, unless it is locked or was switched too recently.
    pub fn request(&mut self, on: bool) {
        if self.is_locked || on == self.is_on || self.since < self.hold {
            return;
        }
        self.is_on = on;
        self.since = 0;
    }

    /// Goes off at once and stays off.
    pub fn lock(&mut self) {
        self.is_on = false;
        self.is_locked = true;
    }

    pub fn unlock(&mut self) {
        self.is_locked = false;
    }
}
