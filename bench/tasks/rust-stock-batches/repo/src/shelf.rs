use crate::batch::{Batch, Day};
use crate::pick::{plan, Pick, Shortage};

/// All batches of one kind of goods.
#[derive(Debug, Default)]
pub struct Shelf {
    batches: Vec<Batch>,
}

impl Shelf {
    pub fn receive(&mut self, batch: Batch) {
        self.batches.push(batch);
    }

    /// Takes goods away; the shelf is unchanged if there are not enough.
    pub fn pick(&mut self, wanted: u32, today: Day) -> Result<Vec<Pick>, Shortage> {
        let picks = plan(&self.batches, wanted, today)?;
        for pick in &picks {
            for batch in self
                .batches
                .iter_mut()
                .filter(|batch| batch.id == pick.batch)
            {
                batch.quantity -= pick.quantity;
            }
        }
        self.batches.retain(|batch| batch.quantity > 0);
        Ok(picks)
    }

    /// How many can be sold today.
    pub fn available(&self, today: Day) -> u32 {
        self.batches
            .iter()
            .filter(|batch| !batch.is_expired(today))
            .map(|batch| batch.quantity)
            .sum()
    }
}
