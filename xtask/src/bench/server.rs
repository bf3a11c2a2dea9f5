//! Servers that are asked while something is measured.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Child;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::command::Command;

/// How often, and with which pause between, a server that starts is asked whether it listens.
const POLLS: u32 = 600;
const PAUSE: Duration = Duration::from_millis(200);

/// A server that is stopped when this is dropped.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    pub(super) url: String,
}

impl Server {
    /// Starts a program that prints its address on its first line and ends when its standard input is closed.
    pub(super) fn that_tells(command: &Command) -> Result<Self> {
        let mut server = Self { child: command.start()?, url: String::new() };
        let stdout = server.child.stdout.take().context("the server's output is not to be had")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).context("the server did not tell its address")?;
        line.trim().clone_into(&mut server.url);
        Ok(server)
    }

    /// Starts a program that takes a `--port`, and waits until it listens there.
    pub(super) fn that_listens(command: Command) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let child = command.with(["--port".to_owned(), port.to_string()]).start()?;
        let mut server = Self { child, url: format!("http://127.0.0.1:{port}") };
        // Nobody reads what it says; without a reader, it says it to nobody.
        server.child.stdout = None;
        server.wait(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        Ok(server)
    }

    /// Starts a program and reads its standard output to the line that is wanted, which is returned with all before it.
    pub(super) fn that_says(command: &Command, wanted: &str) -> Result<String> {
        let mut server = Self { child: command.start()?, url: String::new() };
        let stdout = server.child.stdout.take().context("the server's output is not to be had")?;
        let mut said = String::new();
        for line in BufReader::new(stdout).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            said = said + &line + "\n";
            if line.contains(wanted) {
                return Ok(said);
            }
        }
        bail!("`{command}` ended without a word about `{wanted}`:\n{said}")
    }

    #[expect(clippy::disallowed_methods, reason = "another program's start can only be asked for")]
    fn wait(&mut self, address: SocketAddr) -> Result<()> {
        for _ in 0..POLLS {
            if TcpStream::connect(address).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended before it listened ({status})");
            }
            std::thread::sleep(PAUSE);
        }
        bail!("the server did not listen on {address} in time")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
