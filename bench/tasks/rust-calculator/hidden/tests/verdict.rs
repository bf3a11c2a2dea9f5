use calculator::{calculate, tokens, Error, Token};

#[test]
fn values() {
    for (text, value) in [
        ("7", 7.0),
        ("12.5", 12.5),
        ("1 + 2 * 3", 7.0),
        ("10 - 4 - 3", 3.0),
        ("2*(3+4)", 14.0),
        ("8 / 2 / 2", 2.0),
        ("-3 + 5", 2.0),
        ("--3", 3.0),
        ("(1)", 1.0),
        ("1 ", 1.0),
        ("2 * -3.5", -7.0),
    ] {
        assert_eq!(calculate(text), Ok(value), "{text}");
    }
}

#[test]
fn errors() {
    assert_eq!(calculate("1 / 0"), Err(Error::DivisionByZero));
    assert_eq!(calculate("1 +"), Err(Error::Incomplete));
    assert_eq!(calculate(""), Err(Error::Incomplete));
    assert_eq!(calculate("(1"), Err(Error::Incomplete));
    assert_eq!(calculate("1 2"), Err(Error::Unexpected(Token::Number(2.0))));
    assert_eq!(calculate("1)"), Err(Error::Unexpected(Token::Close)));
    assert_eq!(calculate("1.2.3"), Err(Error::Number("1.2.3".to_owned())));
    assert_eq!(calculate("2 ^ 3"), Err(Error::Character('^')));
    assert_eq!(tokens("42"), Ok(vec![Token::Number(42.0)]));
}
