//! Serves one connection: one request, one behaviour, and the end.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::behaviour::Step;
use crate::http;
use crate::server::Shared;

/// Reads one request and answers it as the script says.
pub(crate) async fn serve(mut stream: TcpStream, shared: Arc<Shared>) {
    let Ok(request) = http::read(&mut stream).await else { return };
    let request = shared.record(request);
    let steps = shared.answer(&request);
    if perform(&mut stream, steps, &shared).await.is_err() {
        shared.client_left();
    }
}

/// Fails when the client leaves before the last step.
async fn perform(stream: &mut TcpStream, steps: Vec<Step>, shared: &Shared) -> io::Result<()> {
    for step in steps {
        match step {
            Step::Send(bytes) => stream.write_all(&bytes).await?,
            Step::Hold => {
                let (mut reader, _) = stream.split();
                tokio::select! {
                    () = shared.released() => {}
                    left = until_left(&mut reader) => return Err(left),
                }
            }
            Step::Stall => return Err(until_left(stream).await),
            Step::Forever(bytes) => loop {
                stream.write_all(&bytes).await?;
            },
            Step::Reset => return stream.set_zero_linger(),
        }
    }
    stream.shutdown().await
}

async fn until_left(reader: &mut (impl tokio::io::AsyncRead + Unpin)) -> io::Error {
    let mut ignored = [0; 1024];
    loop {
        match reader.read(&mut ignored).await {
            Ok(0) => return io::ErrorKind::UnexpectedEof.into(),
            Ok(_) => {}
            Err(error) => return error,
        }
    }
}
