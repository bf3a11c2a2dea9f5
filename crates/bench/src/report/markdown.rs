//! The report as Markdown.

use super::table::Table;
use super::{NOTE, Report, TITLE};

pub(super) fn render(report: &Report) -> String {
    let mut out = format!("# {TITLE}\n\n{NOTE}\n");
    for section in &report.sections {
        out = format!("{out}\n## {}\n", escaped(&section.title));
        for line in &section.lines {
            out = format!("{out}\n{}\n", escaped(line));
        }
        for table in &section.tables {
            out = format!("{out}\n{}", of_table(table));
        }
    }
    out
}

fn of_table(table: &Table) -> String {
    let line = |cells: &[String]| {
        format!("| {} |\n", cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | "))
    };
    let rule = |column| if table.is_numeric(column) { "---:" } else { "---" }.to_owned();
    let rule: Vec<String> = (0..table.head.len()).map(rule).collect();
    let rows: String = table.rows.iter().map(|row| line(row)).collect();
    format!("{}{}{rows}", line(&table.head), line(&rule))
}

/// A text that stays in its cell and means nothing to a reader of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
