//! The server on its own thread, and the handle that owns it.

use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::JoinSet;

use crate::behaviour::{Behaviour, Step};
use crate::connection;
use crate::http::Request;
use crate::routes::{self, Memory};
use crate::script::Script;

/// A running server; it stops when this is dropped.
///
/// It has a thread and a runtime of its own, so that tests may block and may pause their clock.
#[derive(Debug)]
pub struct Server {
    url: String,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What the handle and the connections share.
#[derive(Debug)]
pub(crate) struct Shared {
    script: Script,
    memory: Mutex<Memory>,
    requests: Mutex<Vec<Request>>,
    arrived: watch::Sender<usize>,
    left: watch::Sender<usize>,
    releases: Semaphore,
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// If no port or thread is to be had: no test can go on without its server.
    #[must_use]
    #[expect(clippy::expect_used, reason = "no test can go on without its server")]
    pub fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on 127.0.0.1");
        listener.set_nonblocking(true).expect("a socket that does not block");
        let url = format!("http://{}", listener.local_addr().expect("the address of a bound socket"));
        let shared = Arc::new(Shared {
            script,
            memory: Mutex::default(),
            requests: Mutex::default(),
            arrived: watch::Sender::new(0),
            left: watch::Sender::new(0),
            releases: Semaphore::new(0),
        });
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&shared);
        let runtime = runtime();
        let thread = std::thread::spawn(move || runtime.block_on(accept(listener, served, stopped)));
        Self { url, shared, stop: Some(stop), thread: Some(thread) }
    }

    /// The address without a path, such as `http://127.0.0.1:40117`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.url.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_default()
    }

    /// Everything that was asked so far, in order of arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests().clone()
    }

    /// The chat requests so far, in order of arrival.
    #[must_use]
    pub fn chats(&self) -> Vec<Request> {
        self.requests().into_iter().filter(routes::is_chat).collect()
    }

    /// Lets one held chunk go, or the next that will be held.
    pub fn release(&self) {
        self.shared.releases.add_permits(1);
    }

    /// Waits until at least so many chat requests have arrived.
    pub async fn arrived(&self, chats: usize) {
        reached(&self.shared.arrived, chats).await;
    }

    /// Waits until at least so many clients have left before their answer was over.
    pub async fn left(&self, clients: usize) {
        reached(&self.shared.left, clients).await;
    }

    /// Blocks until at least so many chat requests have arrived; for tests without a runtime.
    pub fn block_until_arrived(&self, chats: usize) {
        runtime().block_on(self.arrived(chats));
    }

    /// Blocks until at least so many clients have left early; for tests without a runtime.
    pub fn block_until_left(&self, clients: usize) {
        runtime().block_on(self.left(clients));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // A panic of the script has been printed by its own thread; a second one here would abort.
            let _panicked = thread.join();
        }
    }
}

impl Shared {
    pub(crate) fn record(&self, mut request: Request) -> Request {
        let mut requests = self.requests();
        let is_chat = routes::is_chat(&request);
        let is_like =
            |earlier: &&Request| earlier.path == request.path && routes::is_chat(earlier) == is_chat;
        request.ordinal = requests.iter().filter(is_like).count();
        requests.push(request.clone());
        drop(requests);
        if is_chat {
            self.arrived.send_modify(|count| *count += 1);
        }
        request
    }

    /// What the server is to answer.
    pub(crate) fn answer(&self, request: &Request) -> Vec<Step> {
        // Nothing that holds the lock can leave it half-written.
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        match self.script.answer(request, &mut memory) {
            Behaviour::Raw(steps) => steps,
            Behaviour::Reply(reply) => {
                let echo = routes::echo(&self.script, request);
                reply.steps(&echo, routes::form(&self.script), routes::read(request, &memory))
            }
        }
    }

    pub(crate) fn client_left(&self) {
        self.left.send_modify(|count| *count += 1);
    }

    pub(crate) async fn released(&self) {
        if let Ok(permit) = self.releases.acquire().await {
            permit.forget();
        }
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        // Nothing that holds the lock can leave the list half-written.
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn reached(count: &watch::Sender<usize>, target: usize) {
    // The sender is alive as long as the handle is, so the wait cannot end otherwise.
    let mut receiver = count.subscribe();
    let _alive = receiver.wait_for(|count| *count >= target).await;
}

/// Serves until the handle lets go of its end of `stopped`; then drops all connections.
async fn accept(listener: TcpListener, shared: Arc<Shared>, mut stopped: oneshot::Receiver<()>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stopped => return,
            Ok((stream, _)) = listener.accept() => {
                connections.spawn(connection::serve(stream, Arc::clone(&shared)));
            }
            Some(_finished) = connections.join_next() => {}
            else => return,
        }
    }
}

#[expect(clippy::expect_used, reason = "no test can go on without its server")]
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}
