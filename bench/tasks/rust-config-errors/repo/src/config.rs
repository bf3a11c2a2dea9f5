use std::collections::HashMap;

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

    pub fn get_number(&self, key: &str) -> u64 {
        let value = self.get(key).unwrap_or_else(|| panic!("{key} is missing"));
        value
            .parse()
            .unwrap_or_else(|_| panic!("{key} is not a number: {value}"))
    }
}
