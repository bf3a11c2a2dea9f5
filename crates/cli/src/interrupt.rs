//! Ctrl-C: once stops a run so that it can be resumed, twice ends the process.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that the next Ctrl-C, or a request to terminate, cancels.
pub(crate) fn listen() -> CancellationToken {
    let token = CancellationToken::new();
    // Here and not in the task: a signal that comes before the task's first turn must find someone who listens.
    // Where that is not possible, it ends the process, which loses no more than a kill does.
    let Ok(mut requests) = Requests::listen() else { return token };
    let cancelled = token.clone();
    // Ends with the runtime, which ends with the command.
    tokio::spawn(async move {
        requests.next().await;
        crate::text::complain("stopping; what is done is kept (Ctrl-C again to end at once)");
        cancelled.cancel();
        requests.next().await;
        std::process::exit(i32::from(crate::exit::INTERRUPTED));
    });
    token
}

/// Requests to stop.
struct Requests {
    interrupt: Signal,
    terminate: Signal,
}

impl Requests {
    fn listen() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
