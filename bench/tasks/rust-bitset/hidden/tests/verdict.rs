use bitset::BitSet;

fn set(numbers: &[usize]) -> BitSet {
    numbers.iter().copied().collect()
}

fn numbers(set: &BitSet) -> Vec<usize> {
    set.iter().collect()
}

#[test]
fn iterates_in_order() {
    assert_eq!(numbers(&set(&[200, 0, 63, 64, 1])), [0, 1, 63, 64, 200]);
    assert!(numbers(&set(&[])).is_empty());
    let mut some = set(&[5, 700]);
    some.remove(700);
    assert_eq!(numbers(&some), [5]);
}

#[test]
fn differences() {
    assert_eq!(
        numbers(&set(&[1, 64, 200]).difference(&set(&[64, 3]))),
        [1, 200]
    );
    assert_eq!(numbers(&set(&[1, 2]).difference(&set(&[2, 500]))), [1]);
    assert_eq!(numbers(&set(&[9]).difference(&set(&[]))), [9]);
    assert!(set(&[9]).difference(&set(&[9])).is_empty());
    assert!(set(&[]).difference(&set(&[9])).is_empty());
}

#[test]
fn the_rest_is_as_it_was() {
    let mut some = set(&[3]);
    assert!(!some.insert(3) && some.insert(4) && some.remove(3) && !some.remove(3));
    assert_eq!(numbers(&some.union(&set(&[100]))), [4, 100]);
}
