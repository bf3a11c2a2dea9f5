use query_filter::query::run;
use query_filter::table::Table;

const TEXT: &str = "name,age,town\nada,36,Ulm\nbo,9,Bonn\ncy,36,Bonn\n";

fn names(query: &str) -> String {
    let answer = run(&Table::parse(TEXT), query).unwrap();
    answer
        .rows
        .iter()
        .map(|row| row[0].as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn conditions() {
    assert_eq!(names("select name where age > 9 and town = Bonn"), "cy");
}

#[test]
fn either() {
    assert_eq!(names("select name where age < 10 or town = Ulm"), "ada bo");
}

#[test]
fn ordered() {
    assert_eq!(names("select name order by age"), "bo ada cy");
}
