use crate::config::Config;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The threads of each queue.
    pub threads: Vec<u64>,
}

impl Pool {
    pub fn from_config(config: &Config) -> Self {
        let queues = config.get("pool.queues").unwrap_or("default");
        let threads = queues
            .split(',')
            .map(|queue| config.get_number(&format!("pool.{}.threads", queue.trim())))
            .collect();
        Self { threads }
    }
}
