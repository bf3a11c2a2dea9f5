use calculator::{calculate, Error};

#[test]
fn parentheses_first() {
    assert_eq!(calculate("(2 * (3 + 4))"), Ok(14.0));
}

#[test]
fn products_before_sums() {
    assert_eq!(calculate("1 + 2 * 3"), Ok(7.0));
}

#[test]
fn division_by_zero_is_an_error() {
    assert_eq!(calculate("1 / (2 - 2)"), Err(Error::DivisionByZero));
}

#[test]
fn from_left_to_right() {
    assert_eq!(calculate("10 - 4 - 3"), Ok(3.0));
}
