//! A table, before it is decided how it looks.

/// A table of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) head: Vec<String>,
    /// Invariant: each has as many cells as the head.
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(head: Vec<&str>) -> Self {
        Self { head: head.into_iter().map(str::to_owned).collect(), rows: Vec::new() }
    }

    /// Adds a row; cells that it does not have are empty.
    pub(super) fn row(&mut self, mut cells: Vec<String>) {
        cells.resize(self.head.len(), String::new());
        self.rows.push(cells);
    }

    /// Whether all of a column's cells are numbers, or say that one is not known.
    pub(super) fn is_numeric(&self, column: usize) -> bool {
        let is_number = |cell: &String| cell.chars().all(|c| c.is_ascii_digit() || ".?–".contains(c));
        self.rows.iter().filter_map(|row| row.get(column)).all(is_number)
    }
}
