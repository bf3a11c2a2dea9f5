#[derive(Debug, PartialEq)]
pub enum Token<'a> {
    Number(f64),
    Name(&'a str),
    Sign(char),
}

pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let token = match word.parse::<f64>() {
            Ok(number) => Token::Number(number),
            Err(_) => Token::Name(word),
        };
        found.push(token);
    }
    found
}

pub fn depth(text: &str) -> usize {
    let mut open = 0;
    let mut most = 0;
    for c in text.chars() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        most = most.max(open);
    }
    most
}
