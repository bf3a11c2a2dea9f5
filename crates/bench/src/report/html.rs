//! The report as a web page.

use super::table::Table;
use super::{NOTE, Report, TITLE};

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 100rem; padding: 0 1rem; }
p { max-width: 48rem; }
div { overflow-x: auto; margin: 1.5rem 0; }
table { border-collapse: collapse; }
th, td { padding: .2rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; }
th { border-bottom: 2px solid #8888; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tbody tr:hover { background: #8882; }
.solved { color: #18794e; } .false-done, .failed { color: #cd2b31; font-weight: bold; } .skipped { color: #8888; }";

pub(super) fn render(report: &Report) -> String {
    let mut body = format!("<h1>{TITLE}</h1>\n<p>{}</p>\n", escaped(NOTE));
    for section in &report.sections {
        body = format!("{body}<h2>{}</h2>\n", escaped(&section.title));
        for line in &section.lines {
            body = format!("{body}<p>{}</p>\n", escaped(line));
        }
        for table in &section.tables {
            body = format!("{body}{}", of_table(table));
        }
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{TITLE}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn of_table(table: &Table) -> String {
    let line = |name: &str, cells: &[String]| {
        let cell = |(column, text): (usize, &String)| {
            let class = if table.is_numeric(column) { Some("number") } else { class(text) };
            let class = class.map_or_else(String::new, |class| format!(" class=\"{class}\""));
            format!("<{name}{class}>{}</{name}>", escaped(text))
        };
        format!("<tr>{}</tr>\n", cells.iter().enumerate().map(cell).collect::<String>())
    };
    let rows: String = table.rows.iter().map(|row| line("td", row)).collect();
    let head = line("th", &table.head);
    format!("<div><table>\n<thead>\n{head}</thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n")
}

/// How an outcome is shown.
fn class(text: &str) -> Option<&'static str> {
    match text {
        "solved" => Some("solved"),
        "FALSE DONE" => Some("false-done"),
        "failed" => Some("failed"),
        "skipped" => Some("skipped"),
        _ => None,
    }
}

/// A text in which nothing is a tag.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
