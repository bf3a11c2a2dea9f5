//! Ctrl-C: once stops a run so that it can be resumed, twice ends the process.

use tokio_util::sync::CancellationToken;

/// A token that the next Ctrl-C, or a request to terminate, cancels.
pub(crate) fn listen() -> CancellationToken {
    let token = CancellationToken::new();
    let cancelled = token.clone();
    // Ends with the runtime, which ends with the command.
    tokio::spawn(async move {
        asked_to_stop().await;
        crate::text::complain("stopping; what is done is kept (Ctrl-C again to end at once)");
        cancelled.cancel();
        asked_to_stop().await;
        std::process::exit(i32::from(crate::exit::INTERRUPTED));
    });
    token
}

async fn asked_to_stop() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    let _listening_failed = tokio::signal::ctrl_c().await;
}
