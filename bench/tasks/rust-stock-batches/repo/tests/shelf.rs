use stock_batches::batch::Batch;
use stock_batches::shelf::Shelf;

#[test]
fn what_expires_first_is_picked_first() {
    let mut shelf = Shelf::default();
    shelf.receive(Batch::new(1, 10, 30));
    shelf.receive(Batch::new(2, 4, 20));
    let picks = shelf.pick(3, 5).unwrap();
    assert_eq!(picks[0].batch, 2);
    assert_eq!(shelf.available(5), 11);
}

#[test]
fn several_batches_are_combined() {
    let mut shelf = Shelf::default();
    shelf.receive(Batch::new(1, 10, 30));
    shelf.receive(Batch::new(2, 4, 20));
    let picks = shelf.pick(6, 5).unwrap();
    assert_eq!(
        picks.iter().map(|pick| pick.quantity).collect::<Vec<_>>(),
        [4, 2]
    );
    assert_eq!(shelf.available(5), 8);
}
