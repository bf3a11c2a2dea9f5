use bitset::BitSet;

#[test]
fn union_has_the_numbers_of_both() {
    let set = BitSet::from_iter([1, 70]).union(&BitSet::from_iter([2]));
    assert_eq!(set.len(), 3);
    assert!(set.contains(70));
}
