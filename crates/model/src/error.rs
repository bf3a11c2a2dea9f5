//! Why a model could not be asked.

use std::time::Duration;

/// Why a model gave no reply that can be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No server answers at the address.
    #[error("no model server answers at {endpoint}; start it, or give another address")]
    Unreachable {
        /// The address.
        endpoint: String,
        /// What the connection said.
        source: reqwest::Error,
    },
    /// The connection broke in the middle of an answer; what came is not used.
    #[error(
        "the model server at {endpoint} broke off in the middle of an answer, after {received} bytes of text"
    )]
    Interrupted {
        /// The address.
        endpoint: String,
        /// How much of the answer had come.
        received: usize,
    },
    /// A timer ran out.
    #[error("the model server at {endpoint} {what} for {seconds} s; it was given up")]
    TimedOut {
        /// The address.
        endpoint: String,
        /// What it did or did not do, such as `sent nothing`.
        what: &'static str,
        /// How long was waited.
        seconds: u64,
    },
    /// A small question, such as which models there are, was not answered in time: the server is busy, or hangs.
    #[error("the model server at {endpoint} did not answer a small question within {seconds} s")]
    Silent {
        /// The address.
        endpoint: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The server is there, but cannot be asked yet: most often it loads its model.
    #[error("the model server at {endpoint} is not ready: {message}")]
    NotReady {
        /// The address.
        endpoint: String,
        /// What the server said, shortened.
        message: String,
        /// How long the server asks to be left alone; never more than a minute.
        retry_after: Option<Duration>,
    },
    /// The server answers something that is not the protocol.
    #[error("{endpoint} does not speak the OpenAI protocol: {what}; is it a model server?")]
    Protocol {
        /// The address.
        endpoint: String,
        /// What came instead, shortened.
        what: String,
    },
    /// An answer to a question cannot be read; the same server has been understood before.
    #[error("{endpoint} answered a question with what is no answer by the OpenAI protocol: {what}")]
    Garbled {
        /// The address.
        endpoint: String,
        /// What came instead, shortened.
        what: String,
    },
    /// Nothing more came in the middle of an answer; what came is not used.
    #[error("the model server at {endpoint} sent nothing for {seconds} s in the middle of an answer")]
    Stalled {
        /// The address.
        endpoint: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The server refused the request.
    #[error("the model server at {endpoint} answered {status}: {message}{}", remedy(*status))]
    Refused {
        /// The address.
        endpoint: String,
        /// The HTTP status.
        status: u16,
        /// What the server said, shortened.
        message: String,
        /// How long the server asks to be left alone; never more than a minute.
        retry_after: Option<Duration>,
    },
    /// The server offers no model, or not the one that was asked for.
    #[error("the model server at {endpoint} does not offer `{wanted}`; it offers: {offered}")]
    NoSuchModel {
        /// The address.
        endpoint: String,
        /// What was asked for.
        wanted: String,
        /// What there is.
        offered: String,
    },
    /// There is no model at all.
    #[error("no model to ask: {tried}; {remedy}")]
    NoModel {
        /// Where one was looked for, and what was found there.
        tried: String,
        /// How to get one.
        remedy: String,
    },
    /// The address cannot be read.
    #[error("`{0}` is not an address of a server; write it as http://127.0.0.1:8080")]
    BadEndpoint(String),
    /// The key cannot be sent.
    #[error("the API key has characters that an HTTP header cannot carry; was it copied with a line end?")]
    BadKey,
    /// The connection could not even be prepared.
    #[error(
        "cannot prepare a connection to {endpoint}; an https address needs the system's root certificates"
    )]
    Setup {
        /// The address.
        endpoint: String,
        /// What was missing.
        source: reqwest::Error,
    },
    /// The prompt leaves no room for a reply.
    #[error(
        "the prompt has {prompt} tokens; with {limit} more for the reply it does not fit the window of {window}"
    )]
    TooLong {
        /// The prompt's length in tokens.
        prompt: u32,
        /// The reply's limit in tokens.
        limit: u32,
        /// The context window in tokens.
        window: u32,
    },
    /// The server found that the prompt leaves no room for a reply, and told no figures.
    #[error("the prompt is too long for the model server at {endpoint}: {message}")]
    Overlong {
        /// The address.
        endpoint: String,
        /// What the server said, shortened.
        message: String,
    },
    /// The server read only a part of the prompt, and said nothing; its reply is not used.
    #[error(
        "the model server at {endpoint} cut the prompt: it read {read} of some {sent} tokens, so its answer is not used; {remedy}"
    )]
    Truncated {
        /// The address.
        endpoint: String,
        /// The prompt's length in tokens, as far as it can be counted here.
        sent: u32,
        /// The tokens that the server read.
        read: u32,
        /// What to do about it, for this kind of server.
        remedy: &'static str,
    },
    /// The model file cannot be used.
    #[error("cannot load the model file {path}: {reason}")]
    File {
        /// The file.
        path: String,
        /// What is wrong with it and what to do.
        reason: String,
    },
    /// A script cannot be read.
    #[error("{path}, line {line}: {reason}")]
    Script {
        /// The file.
        path: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// What was said when the prompt did not fit, in the run that a script replays.
    #[error("{0}")]
    WasTooLong(String),
    /// A script has no more replies.
    #[error("the script {path} has no more replies, and the run is not at its end")]
    ScriptEnded {
        /// The file.
        path: String,
    },
    /// llama.cpp failed while it ran.
    #[error("llama.cpp failed: {0}")]
    Inference(String),
}

impl Error {
    /// Whether the same request may succeed if it is sent again soon.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::Interrupted { .. }
            | Self::Garbled { .. }
            | Self::Stalled { .. }
            | Self::Silent { .. }
            | Self::NotReady { .. } => true,
            Self::Refused { status, .. } => matches!(status, 408 | 429 | 500 | 502..=599),
            _ => false,
        }
    }

    /// Whether the prompt is too long, so that asking the same again is of no use.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        matches!(self, Self::TooLong { .. } | Self::Overlong { .. } | Self::WasTooLong(_))
    }

    /// How long the server asks to be left alone before the next request; never more than a minute.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } | Self::NotReady { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// What to do about a refusal, where its status alone tells that.
fn remedy(status: u16) -> &'static str {
    match status {
        401 | 403 => {
            "; put the key that it wants in the variable KINGLET_API_KEY (KINGLET_ESCALATE_API_KEY for --escalate)"
        }
        _ => "",
    }
}
