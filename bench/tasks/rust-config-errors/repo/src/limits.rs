use crate::config::Config;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    pub requests: u64,
    pub bytes: u64,
}

impl Limits {
    pub fn from_config(config: &Config) -> Self {
        Self {
            requests: config.get_number("limits.requests"),
            bytes: config.get_number("limits.kilobytes") * 1024,
        }
    }
}
