use crate::token::{tokens, Token};

/// Why a term has no value.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    Character(char),
    Number(String),
    /// It ended where a number or a parenthesis was expected, or the latter was not closed.
    Incomplete,
    /// Something stands where it makes no sense.
    Unexpected(Token),
    DivisionByZero,
}

/// The value of a term.
pub fn calculate(text: &str) -> Result<f64, Error> {
    let tokens = tokens(text)?;
    let mut rest = Rest { tokens: &tokens };
    let value = rest.sum()?;
    match rest.peek() {
        None => Ok(value),
        Some(token) => Err(Error::Unexpected(token)),
    }
}

struct Rest<'a> {
    tokens: &'a [Token],
}

impl Rest<'_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.first().copied()
    }

    fn next(&mut self) -> Option<Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(*first)
    }

    fn sum(&mut self) -> Result<f64, Error> {
        let mut value = self.product()?;
        while let Some(Token::Operator(operator @ ('+' | '-'))) = self.peek() {
            self.next();
            let other = self.product()?;
            value = if operator == '+' {
                value + other
            } else {
                value - other
            };
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<f64, Error> {
        let mut value = self.factor()?;
        while let Some(Token::Operator(operator @ ('*' | '/'))) = self.peek() {
            self.next();
            let other = self.factor()?;
            if operator == '/' && other == 0.0 {
                return Err(Error::DivisionByZero);
            }
            value = if operator == '*' {
                value * other
            } else {
                value / other
            };
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<f64, Error> {
        match self.next().ok_or(Error::Incomplete)? {
            Token::Number(value) => Ok(value),
            Token::Operator('-') => Ok(-self.factor()?),
            Token::Open => {
                let value = self.sum()?;
                match self.next() {
                    Some(Token::Close) => Ok(value),
                    Some(token) => Err(Error::Unexpected(token)),
                    None => Err(Error::Incomplete),
                }
            }
            token => Err(Error::Unexpected(token)),
        }
    }
}
