use crate::cart::Cart;
use crate::money::label;
use crate::{invoice, receipt, report};

#[test]
fn short_labels_leave_zeros_out() {
    assert_eq!(label(500, true), "5");
    assert_eq!(label(550, true), "5.50");
}

#[test]
fn other_labels_are_as_before() {
    assert_eq!(label(500, false), "5.00");
    let cart = Cart { items: vec![("tea".to_owned(), 300), ("cup".to_owned(), 905)] };
    assert_eq!(cart.lines(), ["tea 3.00", "cup 9.05"]);
    assert_eq!((cart.total(), cart.dearest()), ("12.05".to_owned(), "9.05".to_owned()));
    assert_eq!(invoice::head(7, 100), "Invoice 7: 1.00");
    assert_eq!(invoice::with_tax(100), "1.00 + 0.20 = 1.20");
    assert_eq!(report::day(&[100, 250]), "2 sales, 3.50, best 2.50");
    assert_eq!(report::change(300, 100), "-2.00");
    assert_eq!(receipt::paid(100, 150), ["total       1.00", "back        0.50"]);
}
