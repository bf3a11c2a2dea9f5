use crate::config::Config;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    pub entries: u64,
    pub seconds: u64,
}

impl Cache {
    /// None if the cache is switched off.
    pub fn from_config(config: &Config) -> Option<Self> {
        if config.get("cache") == Some("off") {
            return None;
        }
        let entries = config.get_number("cache.entries");
        let seconds = config.get_number("cache.minutes") * 60;
        Some(Self { entries, seconds })
    }
}
