use crate::error::Error;
use crate::parse::{parse, Condition};
use crate::table::Table;
use crate::value::{compare, order};

/// The rows that a query asks for, with the columns that it selects.
pub fn run(table: &Table, query: &str) -> Result<Table, Error> {
    let query = parse(query)?;
    let columns = query
        .columns
        .iter()
        .map(|name| table.column(name))
        .collect::<Result<Vec<_>, _>>()?;
    for condition in query.alternatives.iter().flatten() {
        table.column(&condition.column)?;
    }
    let is_wanted = |row: &&Vec<String>| {
        let mut alternatives = query.alternatives.iter();
        query.alternatives.is_empty()
            || alternatives.any(|conditions| {
                conditions
                    .iter()
                    .all(|condition| holds(table, row, condition))
            })
    };
    let mut rows: Vec<&Vec<String>> = table.rows.iter().filter(is_wanted).collect();
    if let Some(wanted) = &query.order {
        let index = table.column(&wanted.column)?;
        rows.sort_by(|a, b| {
            let ascending = order(&a[index], &b[index]);
            if wanted.is_descending {
                ascending.reverse()
            } else {
                ascending
            }
        });
    }
    let rows = rows
        .into_iter()
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
