use std::cmp::Ordering;

use crate::error::Error;

#[derive(Debug)]
pub(crate) struct Query {
    pub columns: Vec<String>,
    /// All conditions of one of these have to hold; without any, all rows are wanted.
    pub alternatives: Vec<Vec<Condition>>,
    pub order: Option<Order>,
}

#[derive(Debug)]
pub(crate) struct Order {
    pub column: String,
    pub is_descending: bool,
}

#[derive(Debug)]
pub(crate) struct Condition {
    pub column: String,
    pub wanted: Ordering,
    pub value: String,
}

pub(crate) fn parse(text: &str) -> Result<Query, Error> {
    let spaced = text.replace(',', " , ");
    let mut words = Words {
        words: spaced.split_whitespace().collect(),
        next: 0,
    };
    words.expect("select")?;
    let mut columns = vec![words.take()?];
    while words.skip(",") {
        columns.push(words.take()?);
    }
    let mut alternatives = Vec::new();
    if words.skip("where") {
        alternatives.push(conditions(&mut words)?);
        while words.skip("or") {
            alternatives.push(conditions(&mut words)?);
        }
    }
    let mut order = None;
    if words.skip("order") {
        words.expect("by")?;
        order = Some(Order {
            column: words.take()?,
            is_descending: words.skip("desc"),
        });
    }
    words.end()?;
    Ok(Query {
        columns,
        alternatives,
        order,
    })
}

fn conditions(words: &mut Words) -> Result<Vec<Condition>, Error> {
    let mut conditions = vec![condition(words)?];
    while words.skip("and") {
        conditions.push(condition(words)?);
    }
    Ok(conditions)
}

fn condition(words: &mut Words) -> Result<Condition, Error> {
    let column = words.take()?;
    let operator = words.take()?;
    let wanted = match operator.as_str() {
        "<" => Ordering::Less,
        "=" => Ordering::Equal,
        ">" => Ordering::Greater,
        _ => return Err(Error::Unexpected(Some(operator))),
    };
    Ok(Condition {
        column,
        wanted,
        value: words.take()?,
    })
}

struct Words<'a> {
    words: Vec<&'a str>,
    next: usize,
}

impl Words<'_> {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.next).copied()
    }

    fn unexpected(&self) -> Error {
        Error::Unexpected(self.peek().map(str::to_owned))
    }

    /// Skips a word if it is the next one.
    fn skip(&mut self, word: &str) -> bool {
        let is_next = self.peek() == Some(word);
        self.next += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, word: &str) -> Result<(), Error> {
        if self.skip(word) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    fn take(&mut self) -> Result<String, Error> {
        let word = self
            .peek()
            .filter(|word| *word != ",")
            .map(str::to_owned)
            .ok_or_else(|| self.unexpected())?;
        self.next += 1;
        Ok(word)
    }

    fn end(&self) -> Result<(), Error> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }
}
