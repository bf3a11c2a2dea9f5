/// Days since the shop opened.
pub type Day = u32;

/// Goods that came together and expire together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub id: u32,
    pub quantity: u32,
    /// The first day on which it must not be sold any more.
    pub expires: Day,
}

impl Batch {
    pub fn new(id: u32, quantity: u32, expires: Day) -> Self {
        Self {
            id,
            quantity,
            expires,
        }
    }

    pub fn is_expired(&self, today: Day) -> bool {
        today >= self.expires
    }
}
