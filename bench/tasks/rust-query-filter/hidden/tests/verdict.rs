use query_filter::error::Error;
use query_filter::query::run;
use query_filter::table::Table;

const TEXT: &str =
    "name,age,town\nada,36,Ulm\nbo,9,Bonn\ncy,36,Bonn\ndi,100,\ned,old,Ulm\nfay,-5,Aachen\n";

fn names(query: &str) -> String {
    let answer = run(&Table::parse(TEXT), query).unwrap();
    answer
        .rows
        .iter()
        .map(|row| row[0].as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn fails(query: &str) -> Error {
    run(&Table::parse(TEXT), query).unwrap_err()
}

#[test]
fn either() {
    assert_eq!(
        names("select name where age < 10 or town = Ulm"),
        "ada bo ed fay"
    );
    assert_eq!(
        names("select name where town = Ulm or town = Bonn and age = 9"),
        "ada bo ed"
    );
    assert_eq!(
        names("select name where town = Bonn and age = 9 or town = Ulm and age = 36"),
        "ada bo"
    );
    assert_eq!(
        names("select name where age = 9 or age = 9 or name = di"),
        "bo di"
    );
}

#[test]
fn ordered() {
    assert_eq!(names("select name order by age"), "fay bo ada cy di ed");
    assert_eq!(
        names("select name order by age desc"),
        "ed di ada cy bo fay"
    );
    assert_eq!(
        names("select name,town order by town"),
        "di fay bo cy ada ed"
    );
    assert_eq!(
        names("select name where town = Ulm or town = Bonn order by town desc"),
        "ada ed bo cy"
    );
    assert_eq!(
        names("select name order by name desc"),
        "fay ed di cy bo ada"
    );
}

#[test]
fn what_was_there() {
    assert_eq!(names("select name"), "ada bo cy di ed fay");
    assert_eq!(names("select name where age > 9 and town = Bonn"), "cy");
    assert_eq!(
        run(&Table::parse(TEXT), "select town, age where name = bo")
            .unwrap()
            .rows,
        [["Bonn", "9"]]
    );
}

#[test]
fn mistakes() {
    assert_eq!(
        fails("select size"),
        Error::UnknownColumn("size".to_owned())
    );
    assert_eq!(
        fails("select name order by size"),
        Error::UnknownColumn("size".to_owned())
    );
    assert_eq!(
        fails("select name where age = 1 or size = 2"),
        Error::UnknownColumn("size".to_owned())
    );
    assert_eq!(
        fails("select name where age = 1 or"),
        Error::Unexpected(None)
    );
    assert_eq!(
        fails("select name order age"),
        Error::Unexpected(Some("age".to_owned()))
    );
    assert_eq!(fails("select name order by"), Error::Unexpected(None));
    assert_eq!(
        fails("select name order by age up"),
        Error::Unexpected(Some("up".to_owned()))
    );
    assert_eq!(
        fails("select name order by age where age = 1"),
        Error::Unexpected(Some("where".to_owned()))
    );
    assert_eq!(
        fails("select name or"),
        Error::Unexpected(Some("or".to_owned()))
    );
}
