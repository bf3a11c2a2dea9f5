use crate::batch::{Batch, Day};

/// What to take from one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    pub batch: u32,
    pub quantity: u32,
}

/// Why nothing was picked.
#[derive(Debug, PartialEq, Eq)]
pub enum Shortage {
    /// So many are missing.
    Missing(u32),
}

/// Decides what to take from which batch, the one that expires first before others; of those that expire on the same
/// day, the one with the lower id.
pub fn plan(batches: &[Batch], wanted: u32, today: Day) -> Result<Vec<Pick>, Shortage> {
    let mut usable: Vec<&Batch> = batches
        .iter()
        .filter(|batch| !batch.is_expired(today))
        .collect();
    usable.sort_by_key(|batch| (batch.expires, batch.id));
    let mut missing = wanted;
    let mut picks = Vec::new();
    for batch in usable {
        if missing == 0 {
            break;
        }
        let quantity = batch.quantity.min(missing);
        if quantity > 0 {
            picks.push(Pick {
                batch: batch.id,
                quantity,
            });
        }
        missing -= quantity;
    }
    if missing > 0 {
        return Err(Shortage::Missing(missing));
    }
    Ok(picks)
}
