//! A server's process and its streams: messages in, messages out, in bounded memory.

use std::io;
use std::path::Path;
use std::time::Duration;

use kinglet_exec::{Companion, Pipes, Program};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::timeout;

use crate::error::Error;
use crate::frame::{Broken, Decoder, encode};

/// How much is read at once.
const PIECE: usize = 64 * 1024;
/// How much of its standard error is kept.
const SAID: usize = 4 * 1024;
/// How many messages that are no JSON are passed over.
const UNREADABLE: u32 = 8;
/// How long a dead server's last words are waited for.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// A server's process and its streams.
///
/// It is written to and read from only while [`Wire::exchange`] is awaited; meanwhile the server may stand still.
pub(crate) struct Wire {
    process: Companion,
    pipes: Pipes,
    decoder: Decoder,
    /// What is to be written. Invariant: at most `limit` and the message that was sent last.
    outbox: Vec<u8>,
    limit: usize,
    /// The end of what it wrote to standard error.
    said: Vec<u8>,
    hears_errors: bool,
    unreadable: u32,
    output: Vec<u8>,
    errors: Vec<u8>,
}

impl Wire {
    /// - `limit`: the longest message, in bytes.
    pub(crate) fn start(program: &Program, folder: &Path, limit: usize) -> Result<Self, Error> {
        let (process, pipes) = Companion::start(program, folder).map_err(Error::Start)?;
        Ok(Self {
            process,
            pipes,
            decoder: Decoder::new(limit),
            outbox: Vec::new(),
            limit,
            said: Vec::new(),
            hears_errors: true,
            unreadable: 0,
            output: vec![0; PIECE],
            errors: vec![0; SAID],
        })
    }

    pub(crate) fn memory(&self) -> Option<u64> {
        self.process.memory()
    }

    /// Queues a message.
    pub(crate) fn send(&mut self, message: &Value) -> Result<(), Error> {
        if self.outbox.len() > self.limit {
            return Err(Error::Deaf);
        }
        self.outbox.extend(encode(message.to_string().as_bytes()));
        Ok(())
    }

    /// The next message that has come in.
    pub(crate) fn take(&mut self) -> Result<Option<Value>, Error> {
        loop {
            let next = self.decoder.next();
            let next = next.map_err(|error: Broken| Error::Garbled { reason: error.to_string() })?;
            let Some(body) = next else { return Ok(None) };
            match serde_json::from_slice(&body) {
                Ok(message) => return Ok(Some(message)),
                Err(_) if self.unreadable < UNREADABLE => self.unreadable += 1,
                Err(error) => return Err(Error::Garbled { reason: error.to_string() }),
            }
        }
    }

    /// Waits until something was written or read. May be cancelled: nothing is lost.
    pub(crate) async fn exchange(&mut self) -> Result<(), Error> {
        enum Moved {
            Out(usize),
            In(usize),
            Aside(usize),
        }
        let moved: io::Result<Moved> = tokio::select! {
            read = self.pipes.output.read(&mut self.output) => read.map(Moved::In),
            read = self.pipes.errors.read(&mut self.errors), if self.hears_errors => read.map(Moved::Aside),
            written = self.pipes.input.write(&self.outbox), if !self.outbox.is_empty() => written.map(Moved::Out),
        };
        match moved {
            Ok(Moved::Out(length)) => drop(self.outbox.drain(..length)),
            Ok(Moved::In(length)) if length > 0 => {
                self.decoder.push(self.output.get(..length).unwrap_or_default());
            }
            Ok(Moved::Aside(length)) => self.hear_aside(length),
            // The end of its output is its end for us, and so is an input that nobody reads any more.
            Ok(Moved::In(_)) | Err(_) => return Err(self.death().await),
        }
        Ok(())
    }

    /// Writes all that is queued and waits until the process has ended.
    pub(crate) async fn close(mut self) {
        while !self.outbox.is_empty() && self.exchange().await.is_ok() {}
        while self.exchange().await.is_ok() {}
        // Whether it ends in time or is killed: it is gone.
        let _status = self.process.ended().await;
    }

    /// Keeps the last that it wrote to standard error.
    fn hear_aside(&mut self, length: usize) {
        self.hears_errors = length > 0;
        self.said.extend_from_slice(self.errors.get(..length).unwrap_or_default());
        self.said.drain(..self.said.len().saturating_sub(SAID));
    }

    async fn death(&mut self) -> Error {
        while self.hears_errors {
            match timeout(LAST_WORDS, self.pipes.errors.read(&mut self.errors)).await {
                Ok(Ok(length)) => self.hear_aside(length),
                Ok(Err(_)) | Err(_) => break,
            }
        }
        let said = String::from_utf8_lossy(&self.said);
        let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let last = lines.get(lines.len().saturating_sub(3)..).unwrap_or_default().join("; ");
        Error::Died { said: if last.is_empty() { "nothing".to_owned() } else { last } }
    }
}
