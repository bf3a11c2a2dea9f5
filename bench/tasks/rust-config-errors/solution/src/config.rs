use std::collections::HashMap;
use std::fmt;

/// Why a number could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    Missing { key: String },
    NotANumber { key: String, value: String },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { key } => write!(formatter, "{key} is missing"),
            Self::NotANumber { key, value } => write!(formatter, "{key} is not a number: {value}"),
        }
    }
}

impl std::error::Error for ConfigError {}

/// Settings from lines such as `cache.entries = 100`.
#[derive(Debug, Default, Clone)]
pub struct Config {
    values: HashMap<String, String>,
}

impl Config {
    pub fn parse(text: &str) -> Self {
        let mut values = HashMap::new();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            if let Some((key, value)) = line.split_once('=') {
                values.insert(key.trim().to_owned(), value.trim().to_owned());
            }
        }
        Self { values }
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    pub fn get_number(&self, key: &str) -> Result<u64, ConfigError> {
        let value = self.get(key).ok_or_else(|| ConfigError::Missing {
            key: key.to_owned(),
        })?;
        value.parse().map_err(|_| ConfigError::NotANumber {
            key: key.to_owned(),
            value: value.to_owned(),
        })
    }
}
