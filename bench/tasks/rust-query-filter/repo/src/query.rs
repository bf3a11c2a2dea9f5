use crate::error::Error;
use crate::parse::{parse, Condition};
use crate::table::Table;
use crate::value::compare;

/// The rows that a query asks for, with the columns that it selects.
pub fn run(table: &Table, query: &str) -> Result<Table, Error> {
    let query = parse(query)?;
    let columns = query
        .columns
        .iter()
        .map(|name| table.column(name))
        .collect::<Result<Vec<_>, _>>()?;
    for condition in &query.conditions {
        table.column(&condition.column)?;
    }
    let rows = table.rows.iter().filter(|row| {
        query
            .conditions
            .iter()
            .all(|condition| holds(table, row, condition))
    });
    let rows = rows
        .map(|row| columns.iter().map(|index| row[*index].clone()).collect())
        .collect();
    Ok(Table {
        columns: query.columns,
        rows,
    })
}

fn holds(table: &Table, row: &[String], condition: &Condition) -> bool {
    table
        .column(&condition.column)
        .is_ok_and(|index| compare(&row[index], &condition.value) == condition.wanted)
}
