use std::collections::VecDeque;

/// Connections that are kept open.
pub struct Pool<C> {
    idle: VecDeque<C>,
    limit: usize,
}

impl<C> Pool<C> {
    pub fn new(limit: usize) -> Self {
        Self { idle: VecDeque::new(), limit }
    }

    /// Takes an idle connection, or makes one.
    pub fn take(&mut self, connect: impl FnOnce() -> C) -> C {
        match self.idle.pop_front() {
            Some(connection) => connection,
            None => connect(),
        }
    }

    /// Gives a connection back.
    pub fn give(&mut self, connection: C) {
        if self.idle.len() >= self.limit {
            self.idle.pop_front();
        }
        self.idle.push_back(connection);
    }
}
