//! Objects as models write them: JSON, and what they take for it.
//!
//! One reader for both, so that nothing is read once strictly and once otherwise. It looks at each character once,
//! and never guesses where a text or a list ends.

use std::collections::BTreeMap;

/// More levels than any action has.
const DEEPEST: usize = 32;

/// What stands in an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Value>),
    Object(Fields),
}

/// The fields of an object, by name.
pub(crate) type Fields = BTreeMap<String, Value>;

/// An object that was read.
#[derive(Debug, PartialEq)]
pub(crate) struct Parsed {
    pub(crate) fields: Fields,
    /// Whether the text ended before the braces were closed; every field is complete all the same.
    pub(crate) open: bool,
    /// Where the rest of the text begins.
    pub(crate) end: usize,
    pub(crate) repairs: Vec<&'static str>,
}

/// The arguments of a call, between its parentheses.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) fields: Fields,
    pub(crate) positional: Vec<Value>,
    /// Where the rest of the text begins.
    pub(crate) end: usize,
    pub(crate) repairs: Vec<&'static str>,
}

/// Why there is no object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failed {
    pub(crate) fault: Fault,
    /// How far the text was understood.
    pub(crate) at: usize,
    /// The names of the outermost fields that were read.
    pub(crate) keys: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The text ends within a value, or where a value has to follow.
    Cut,
    /// It is not an object.
    Broken(&'static str),
    /// There are more levels than [`DEEPEST`].
    Deep,
    /// A field is named twice.
    Twice(String),
}

/// Reads the object whose brace stands at a place of a text.
pub(crate) fn read(text: &str, at: usize) -> Result<Parsed, Failed> {
    let mut reader = Reader::new(text, at);
    match reader.object(1) {
        Ok(fields) => Ok(Parsed { fields, open: reader.open, end: reader.at, repairs: reader.repairs }),
        Err(fault) => Err(Failed { fault, at: reader.at, keys: reader.keys }),
    }
}

/// Reads the arguments of a call whose opening parenthesis stands at a place of a text: `("a", b="c")`.
pub(crate) fn arguments(text: &str, at: usize) -> Result<Arguments, Failed> {
    let mut reader = Reader::new(text, at);
    match reader.arguments() {
        Ok((fields, positional)) => {
            Ok(Arguments { fields, positional, end: reader.at, repairs: reader.repairs })
        }
        Err(fault) => Err(Failed { fault, at: reader.at, keys: reader.keys }),
    }
}

/// Reads the value with which a text begins; also where the rest begins.
pub(crate) fn value(text: &str) -> Option<(Value, usize)> {
    // What ends a bare word or a number has to follow it.
    let ended = format!("{text}\n");
    let mut reader = Reader::new(&ended, 0);
    let value = reader.value(1).ok()?;
    (!reader.open).then_some((value, reader.at.min(text.len())))
}

/// The list that a text is all of: between tags, a list is written as one.
pub(crate) fn list(text: &str) -> Option<Vec<Value>> {
    let text = text.trim();
    match value(text).filter(|_| text.starts_with('['))? {
        (Value::List(values), end) if end == text.len() => Some(values),
        _ => None,
    }
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
    keys: Vec<String>,
    repairs: Vec<&'static str>,
    open: bool,
}

impl<'text> Reader<'text> {
    fn new(text: &'text str, at: usize) -> Self {
        Self { text, at, keys: Vec::new(), repairs: Vec::new(), open: false }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Steps over a character if it comes next.
    fn take(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        if is_next {
            self.at += wanted.len_utf8();
        }
        is_next
    }

    fn mend(&mut self, repair: &'static str) {
        if !self.repairs.contains(&repair) {
            self.repairs.push(repair);
        }
    }

    /// Steps over white space and comments.
    fn skip(&mut self) -> Result<(), Fault> {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            let rest = rest.get(blank..).unwrap_or_default();
            let comment = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find('\n')
            } else if rest.starts_with("/*") {
                rest.get(2..).and_then(|inside| inside.find("*/")).map(|end| end + 4)
            } else {
                self.at += blank;
                return Ok(());
            };
            // What a comment would have hidden is not known if the text ends within it.
            let Some(length) = comment else {
                self.at = self.text.len();
                return Err(Fault::Cut);
            };
            self.at += blank + length;
            self.mend("left out a comment");
        }
    }

    fn object(&mut self, depth: usize) -> Result<Fields, Fault> {
        if depth > DEEPEST {
            return Err(Fault::Deep);
        }
        self.at += 1; // The brace.
        let mut fields = Fields::new();
        loop {
            self.skip()?;
            if self.take('}') {
                if !fields.is_empty() {
                    self.mend("left out a trailing comma");
                }
                return Ok(fields);
            }
            let (key, value) = self.field(':', depth)?;
            if fields.contains_key(&key) {
                return Err(Fault::Twice(key));
            }
            fields.insert(key, value);
            let behind = self.at;
            // An inner object that the text left open has used the text up.
            self.skip()?;
            match self.peek() {
                Some(',') => self.at += 1,
                Some('}') => {
                    self.at += 1;
                    return Ok(fields);
                }
                Some(c) if closing_quote(c).is_some() && self.at > behind => {
                    self.mend("put a missing comma in");
                }
                Some(_) => return Err(Fault::Broken(NEITHER_COMMA_NOR_BRACE)),
                None => {
                    self.open = true;
                    self.mend("closed what was left open");
                    return Ok(fields);
                }
            }
        }
    }

    /// A name, a sign, and a value.
    fn field(&mut self, sign: char, depth: usize) -> Result<(String, Value), Fault> {
        let key = match self.peek() {
            None => return Err(Fault::Cut),
            Some(c) if closing_quote(c).is_some() => self.string()?,
            Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                self.mend("put quotes in");
                self.word().to_owned()
            }
            Some(_) => return Err(Fault::Broken("the name of a field is missing")),
        };
        self.skip()?;
        if self.peek().is_none() {
            return Err(Fault::Cut);
        }
        if !self.take(sign) {
            return Err(Fault::Broken("`:` is missing after the name of a field"));
        }
        if depth == 1 {
            self.keys.push(key.clone());
        }
        self.skip()?;
        Ok((key, self.value(depth)?))
    }

    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        match self.peek() {
            None => Err(Fault::Cut),
            Some('{') => self.object(depth + 1).map(Value::Object),
            Some('[') => self.list(depth + 1).map(Value::List),
            Some(c) if closing_quote(c).is_some() => self.string().map(Value::Text),
            Some(c) if c.is_ascii_digit() || c == '-' => self.number(),
            Some(c) if c.is_ascii_alphabetic() || c == '_' => self.bare(),
            Some(_) => Err(Fault::Broken("a value is missing")),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value>, Fault> {
        if depth > DEEPEST {
            return Err(Fault::Deep);
        }
        self.at += 1; // The bracket.
        let mut values = Vec::new();
        loop {
            self.skip()?;
            if self.take(']') {
                if !values.is_empty() {
                    self.mend("left out a trailing comma");
                }
                return Ok(values);
            }
            values.push(self.value(depth)?);
            self.skip()?;
            match self.peek() {
                Some(',') => self.at += 1,
                Some(']') => {
                    self.at += 1;
                    return Ok(values);
                }
                Some(_) => return Err(Fault::Broken("`,` or `]` is missing after a value of a list")),
                // More values may have been meant to follow.
                None => return Err(Fault::Cut),
            }
        }
    }

    fn arguments(&mut self) -> Result<(Fields, Vec<Value>), Fault> {
        self.at += 1; // The parenthesis.
        let (mut fields, mut positional) = (Fields::new(), Vec::new());
        loop {
            self.skip()?;
            if self.take(')') {
                return Ok((fields, positional));
            }
            let rest = self.rest();
            let word = rest.trim_start_matches(is_word);
            let sign = word.trim_start().chars().next().filter(|sign| matches!(sign, '=' | ':'));
            if let Some(sign) = sign.filter(|_| word.len() < rest.len()) {
                let (key, value) = self.field(sign, 2)?;
                if fields.contains_key(&key) {
                    return Err(Fault::Twice(key));
                }
                fields.insert(key, value);
            } else {
                positional.push(self.value(2)?);
            }
            self.skip()?;
            match self.peek() {
                Some(',') => self.at += 1,
                Some(')') => {}
                Some(_) => return Err(Fault::Broken("`,` or `)` is missing after an argument")),
                None => return Err(Fault::Cut),
            }
        }
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
        let length = rest.len() - rest.trim_start_matches(is_part).len();
        let number = rest.get(..length).unwrap_or_default().to_owned();
        if length == rest.len() {
            return Err(Fault::Cut); // More digits may have been meant to follow.
        }
        if !number.parse::<f64>().is_ok_and(f64::is_finite) {
            return Err(Fault::Broken("a number is none, or is out of range"));
        }
        self.at += length;
        Ok(Value::Number(number))
    }

    /// A text without quotes, or a literal of JSON or Python.
    fn bare(&mut self) -> Result<Value, Fault> {
        let word = self.word().to_owned();
        if self.rest().is_empty() {
            return Err(Fault::Cut); // More of the word may have been meant to follow.
        }
        Ok(match word.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "True" | "False" | "None" => {
                self.mend("read a literal of Python");
                if word == "None" { Value::Null } else { Value::Bool(word == "True") }
            }
            _ => {
                self.mend("put quotes in");
                Value::Text(word)
            }
        })
    }

    fn word(&mut self) -> &str {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_word).len();
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn string(&mut self) -> Result<String, Fault> {
        let quote = self.next().unwrap_or('"');
        let close = closing_quote(quote).unwrap_or(quote);
        if quote != '"' {
            self.mend("read other quotes as double ones");
        }
        let mut out = String::new();
        loop {
            match self.next() {
                None => return Err(Fault::Cut),
                Some(c) if c == close => return Ok(out),
                Some('\\') => out.push_str(&self.escape()?),
                Some('\0') => return Err(Fault::Broken(NUL)),
                Some(c) => {
                    if matches!(c, '\n' | '\r' | '\t') {
                        self.mend("escaped a line break or a tab in a text");
                    }
                    out.push(c);
                }
            }
        }
    }

    /// What stands for the characters behind a backslash.
    fn escape(&mut self) -> Result<String, Fault> {
        let plain = match self.next() {
            None => return Err(Fault::Cut),
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('u') => return self.code_point().map(String::from),
            Some(c @ ('"' | '\\' | '/')) => c,
            Some(c @ ('\'' | '`' | '\n' | '“' | '”')) => {
                self.mend("left out a needless backslash");
                c
            }
            // A regular expression in which the backslashes were not doubled.
            Some(c) => {
                self.mend("doubled a backslash");
                return Ok(format!("\\{c}"));
            }
        };
        Ok(plain.to_string())
    }

    fn code_point(&mut self) -> Result<char, Fault> {
        let first = self.hexadecimal()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u") {
            self.at += 2;
            let second = self.hexadecimal()?;
            0x1_0000 + ((first - 0xD800) << 10) + (second.wrapping_sub(0xDC00) & 0x3FF)
        } else {
            first
        };
        match char::from_u32(code) {
            Some('\0') => Err(Fault::Broken(NUL)),
            Some(found) => Ok(found),
            None if self.rest().is_empty() => Err(Fault::Cut),
            None => Err(Fault::Broken("half of a surrogate pair is missing")),
        }
    }

    fn hexadecimal(&mut self) -> Result<u32, Fault> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.next().ok_or(Fault::Cut)?.to_digit(16);
            code = code * 16 + digit.ok_or(Fault::Broken("`\\u` needs four hexadecimal digits"))?;
        }
        Ok(code)
    }
}

const NEITHER_COMMA_NOR_BRACE: &str =
    "`,` or `}` is missing after a value; a quote within a text needs a backslash before it";

const NUL: &str = "a text holds a NUL character";

/// The quote that ends a text which begins with this one.
fn closing_quote(quote: char) -> Option<char> {
    match quote {
        '"' | '\'' => Some(quote),
        '“' => Some('”'),
        '‘' => Some('’'),
        _ => None,
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')
}

#[cfg(test)]
mod tests;
