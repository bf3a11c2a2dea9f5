use crate::cache::Cache;
use crate::config::{Config, ConfigError};
use crate::limits::Limits;
use crate::pool::Pool;

#[derive(Debug)]
pub struct Service {
    pub limits: Limits,
    pub cache: Option<Cache>,
    pub pool: Pool,
}

impl Service {
    pub fn start(config: &Config) -> Result<Self, ConfigError> {
        Ok(Self {
            limits: Limits::from_config(config)?,
            cache: Cache::from_config(config)?,
            pool: Pool::from_config(config)?,
        })
    }

    pub fn describe(&self) -> String {
        let cache = self.cache.as_ref().map_or("no cache".to_owned(), |cache| {
            format!("{} entries", cache.entries)
        });
        let threads: u64 = self.pool.threads.iter().sum();
        format!(
            "{} requests, {cache}, {threads} threads",
            self.limits.requests
        )
    }
}
