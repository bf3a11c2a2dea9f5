use crate::eval::Error;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token {
    Number(f64),
    Operator(char),
    Open,
    Close,
}

/// Cuts a term into tokens; spaces between them do not matter.
pub fn tokens(text: &str) -> Result<Vec<Token>, Error> {
    let mut found = Vec::new();
    let mut number = String::new();
    for character in text.chars() {
        if character.is_ascii_digit() || character == '.' {
            number.push(character);
            continue;
        }
        if !number.is_empty() {
            found.push(Token::Number(parse(&number)?));
            number.clear();
        }
        match character {
            ' ' => {}
            '+' | '-' | '*' | '/' => found.push(Token::Operator(character)),
            '(' => found.push(Token::Open),
            ')' => found.push(Token::Close),
            other => return Err(Error::Character(other)),
        }
    }
    Ok(found)
}

fn parse(number: &str) -> Result<f64, Error> {
    number.parse().map_err(|_| Error::Number(number.to_owned()))
}
