use crate::config::{Config, ConfigError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    pub entries: u64,
    pub seconds: u64,
}

impl Cache {
    /// None if the cache is switched off.
    pub fn from_config(config: &Config) -> Result<Option<Self>, ConfigError> {
        if config.get("cache") == Some("off") {
            return Ok(None);
        }
        let entries = config.get_number("cache.entries")?;
        let seconds = config.get_number("cache.minutes")? * 60;
        Ok(Some(Self { entries, seconds }))
    }
}
