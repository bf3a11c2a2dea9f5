//! A web server that follows a script, so that it can cut, resume, redirect and lie.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Makes the bytes of an answer from the first byte that the request asks for.
pub(crate) type Reply = Box<dyn Fn(u64) -> Vec<u8> + Send>;

/// Gives its replies one after the other, one per connection, and then listens no more.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    _task: JoinSet<()>,
}

impl Server {
    pub(crate) async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let mut task = JoinSet::new();
        task.spawn(async move {
            for reply in replies {
                let (mut stream, _) = listener.accept().await.expect("a connection");
                let head = read_head(&mut stream).await;
                let (shown, first) = understand(&head);
                seen.lock().expect("not poisoned").push(shown);
                // The client may have gone already: that is for it to decide.
                let _ = stream.write_all(&reply(first)).await;
                let _ = stream.shutdown().await;
            }
        });
        Self { address, requests, _task: task }
    }

    /// The requests so far, one per line.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("not poisoned").clone()
    }
}

async fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("a whole request"));
    }
    String::from_utf8(head).expect("text")
}

/// The request as a transcript shows it, and the first byte that it asks for.
fn understand(head: &str) -> (String, u64) {
    let line = head.lines().next().expect("a request line").trim_end_matches(" HTTP/1.1");
    let range = head.lines().find_map(|line| line.strip_prefix("range: "));
    let first = range.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    (range.map_or(line.to_owned(), |range| format!("{line} {range}")), first.unwrap_or(0))
}

/// An answer of exactly these parts; nothing is added but the end of the connection.
pub(crate) fn raw(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut lines = vec![format!("HTTP/1.1 {status}"), "Connection: close".to_owned()];
    lines.extend(headers.iter().map(|&header| header.to_owned()));
    let mut answer = (lines.join("\r\n") + "\r\n\r\n").into_bytes();
    answer.extend_from_slice(body);
    answer
}

/// The same answer to any request.
pub(crate) fn fixed(status: &str, headers: &[&str], body: &[u8]) -> Reply {
    let answer = raw(status, headers, body);
    Box::new(move |_| answer.clone())
}

/// An answer without a body.
pub(crate) fn status(status: &str) -> Reply {
    fixed(status, &["Content-Length: 0"], b"")
}

/// The file from the byte asked for, as RFC 9110 says, but only `sent` bytes of it: then the line is cut.
pub(crate) fn honest(file: &[u8], sent: usize) -> Reply {
    let file = file.to_vec();
    Box::new(move |first| {
        let at = usize::try_from(first).expect("small").min(file.len());
        let rest = &file[at..];
        let length = format!("Content-Length: {}", rest.len());
        let body = &rest[..sent.min(rest.len())];
        if first == 0 {
            return raw("200 OK", &[&length], body);
        }
        let range = format!("Content-Range: bytes {first}-{}/{}", file.len() - 1, file.len());
        raw("206 Partial Content", &[&length, &range], body)
    })
}

/// The whole file, whatever was asked for, but only `sent` bytes of it.
pub(crate) fn ignores_ranges(file: &[u8], sent: usize) -> Reply {
    let length = format!("Content-Length: {}", file.len());
    fixed("200 OK", &[&length], &file[..sent])
}
