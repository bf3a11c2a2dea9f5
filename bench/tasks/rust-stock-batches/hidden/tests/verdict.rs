use stock_batches::batch::Batch;
use stock_batches::pick::{plan, Shortage};
use stock_batches::shelf::Shelf;

fn picked(
    batches: &[(u32, u32, u32)],
    wanted: u32,
    today: u32,
) -> Result<Vec<(u32, u32)>, Shortage> {
    let batches: Vec<Batch> = batches
        .iter()
        .map(|&(id, quantity, expires)| Batch::new(id, quantity, expires))
        .collect();
    plan(&batches, wanted, today).map(|picks| {
        picks
            .iter()
            .map(|pick| (pick.batch, pick.quantity))
            .collect()
    })
}

#[test]
fn plans() {
    let batches = [(1, 10, 30), (2, 4, 20), (3, 5, 30), (4, 9, 5)];
    assert_eq!(picked(&batches, 3, 5), Ok(vec![(2, 3)]));
    assert_eq!(picked(&batches, 6, 5), Ok(vec![(2, 4), (1, 2)]));
    assert_eq!(picked(&batches, 19, 5), Ok(vec![(2, 4), (1, 10), (3, 5)]));
    assert_eq!(picked(&batches, 15, 4), Ok(vec![(4, 9), (2, 4), (1, 2)]));
    assert_eq!(picked(&batches, 0, 5), Ok(vec![]));
}

#[test]
fn shortages_leave_the_shelf_as_it_is() {
    assert_eq!(
        picked(&[(1, 2, 9), (2, 3, 9)], 9, 1),
        Err(Shortage::Missing(4))
    );
    let mut shelf = Shelf::default();
    shelf.receive(Batch::new(1, 2, 9));
    shelf.receive(Batch::new(2, 3, 9));
    assert!(shelf.pick(6, 1).is_err());
    assert_eq!(shelf.available(1), 5);
    shelf.pick(5, 1).unwrap();
    assert_eq!(shelf.available(1), 0);
}
