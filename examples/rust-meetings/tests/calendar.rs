use meetings::{Calendar, Error};

#[test]
fn comments_and_empty_lines_are_skipped() {
    let calendar = Calendar::parse("# Monday\n\n09:00-09:15 Stand-up\n").unwrap();
    assert_eq!(calendar.spans().count(), 1);
}

#[test]
fn conflicts_are_named() {
    let calendar = Calendar::parse("09:00-09:15 Stand-up\n09:10-11:00 Review\n11:00-12:00 Lunch").unwrap();
    assert_eq!(calendar.conflicts("09:10-11:00".parse().unwrap()), ["Stand-up", "Review"]);
}

#[test]
fn a_wrong_span_is_reported() {
    let error = Calendar::parse("9am-10am Stand-up").unwrap_err();
    assert_eq!(error, Error::Time("9am".to_owned()));
    assert_eq!(error.to_string(), "`9am` is not a time; write it as 09:30");
}
