//! What may be written after `kinglet models`.

use clap::{Args, Subcommand, ValueEnum};

use super::Model;

#[derive(Debug, Subcommand)]
pub(crate) enum Models {
    /// Fetch a model, verified by its checksum; an interrupted fetch goes on where it stopped.
    Pull {
        /// A name from `kinglet models list`; the default model if not given.
        #[arg(conflicts_with = "small")]
        name: Option<String>,
        /// Take the small one, for machines with little memory.
        #[arg(long)]
        small: bool,
    },
    /// Tell what a model needs of memory, and the largest context that fits; exit code 1 if what was asked for does not.
    Fit(Fit),
    /// Find the model servers that run on this machine: what each is, its models, and the window of the first.
    Scan {
        /// Look at this port of 127.0.0.1 instead of the usual ones; may be given more than once.
        #[arg(long = "port", value_name = "PORT")]
        ports: Vec<u16>,
        /// Print JSON Lines.
        #[arg(long)]
        json: bool,
    },
    /// Try out a model where it runs: its true window, its speed, and what it can be made to do. What is found out is
    /// kept, and relied on where the server itself says less.
    Probe {
        #[command(flatten)]
        model: Model,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Examine a model where it runs: in which form its decisions and edits can be read, how long a prompt it follows,
    /// whether it can plan. Runs go by the result. Minutes on a slow machine; the questions are the same for each model.
    Calibrate(Calibrate),
    /// List the models of the catalogue, and which are here.
    List {
        /// Print JSON Lines.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Calibrate {
    #[command(flatten)]
    pub(crate) model: Model,
    /// How many questions of a kind are asked in each way, up to 16; more tell more, and take longer.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=16))]
    pub(crate) questions: usize,
    /// The longest prompt that is tried, in tokens.
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(512..=1 << 20))]
    pub(crate) longest: u32,
    /// Forget what the last exam found out, instead.
    #[arg(long)]
    pub(crate) forget: bool,
    /// Print JSON: the marks, and what runs go by.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Fit {
    /// A GGUF file (the first one of a model in parts), or a name from `kinglet models list`.
    #[arg(value_name = "FILE|NAME")]
    pub(crate) model: String,
    /// This context alone, in tokens; a table of sizes if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1 << 24))]
    pub(crate) context: Option<u32>,
    /// How keys and values are kept; the model in this process keeps them as f16.
    #[arg(long, value_enum, value_name = "TYPE", default_value = "f16")]
    pub(crate) cache_type: CacheType,
    /// Who runs the model; llama-server where there is a graphics card, with all layers on it, else kinglet.
    #[arg(long, value_enum, value_name = "WHO")]
    pub(crate) by: Option<Runner>,
    /// Print one object of JSON, all sizes in bytes.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How keys and values are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CacheType {
    #[value(name = "f16")]
    F16,
    #[value(name = "q8_0")]
    Q8,
    #[value(name = "q4_0")]
    Q4,
}

/// Who runs a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Runner {
    /// The model in this process, on the processor.
    #[cfg(feature = "embedded")]
    Kinglet,
    /// `llama-server` with its usual options.
    LlamaServer,
}
