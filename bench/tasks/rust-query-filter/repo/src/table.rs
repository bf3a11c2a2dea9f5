use crate::error::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads lines of values with commas between them; the first one names the columns.
    pub fn parse(text: &str) -> Self {
        let split = |line: &str| {
            line.split(',')
                .map(|value| value.trim().to_owned())
                .collect::<Vec<_>>()
        };
        let mut lines = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(split);
        let columns = lines.next().unwrap_or_default();
        let rows = lines
            .map(|mut row| {
                row.resize(columns.len(), String::new());
                row
            })
            .collect();
        Self { columns, rows }
    }

    /// The position of a column.
    pub fn column(&self, name: &str) -> Result<usize, Error> {
        let found = self.columns.iter().position(|column| column == name);
        found.ok_or_else(|| Error::UnknownColumn(name.to_owned()))
    }
}
