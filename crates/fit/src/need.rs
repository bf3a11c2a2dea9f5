//! What a context of a certain size costs.
//!
//! The figures are those that llama.cpp logs as `KV buffer size`, `compute buffer size` and `output buffer size`, with
//! flash attention, which it chooses by itself wherever it can.

use kinglet_domain::unit::Tokens;

use crate::model::Model;

/// llama.cpp rounds a context up to a multiple of this many tokens.
const STEP: u32 = 256;
/// What llama.cpp's graph needs beside its large tensors: positions, indices, alignment.
const SMALL: u64 = 20 * 1024;

/// How the keys and values of a context are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheType {
    /// 16 bits for each element.
    F16,
    /// About 8.5 bits.
    Q8_0,
    /// About 4.5 bits.
    Q4_0,
}

impl CacheType {
    /// The bytes of this many elements of a row.
    pub(crate) fn bytes(self, elements: u64) -> u64 {
        let (block, bytes) = match self {
            Self::F16 => (1, 2),
            Self::Q8_0 => (32, 34),
            Self::Q4_0 => (32, 18),
        };
        elements.div_ceil(block).saturating_mul(bytes)
    }
}

/// How llama.cpp is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setup {
    /// The context, in tokens.
    pub context: Tokens,
    /// How keys and values are kept.
    pub cache: CacheType,
    /// How many tokens of a prompt are computed at once (`n_ubatch`).
    pub batch: Tokens,
    /// After how many of them the model is asked what follows (`n_outputs_max`).
    pub outputs: Tokens,
    /// How many texts it can hold at once (`n_seq_max`), which share the context.
    pub sequences: u32,
    /// Whether layers with a sliding window keep all tokens (`swa_full`): then a shared beginning need not be read again.
    pub keeps_all: bool,
}

impl Setup {
    /// As `llama-server` does without further options, for one request at a time.
    #[must_use]
    pub const fn server(context: Tokens, cache: CacheType) -> Self {
        Self { context, cache, batch: Tokens(512), outputs: Tokens(1), sequences: 1, keeps_all: false }
    }

    /// As kinglet does in its own process.
    ///
    /// - `batch`: how many tokens it reads at once.
    /// - `sequences`: how many texts it holds.
    #[must_use]
    pub const fn embedded(context: Tokens, cache: CacheType, batch: Tokens, sequences: u32) -> Self {
        // llama.cpp provides for as many outputs as a batch has tokens unless it is told better, which its Rust
        // bindings cannot.
        Self { context, cache, batch, outputs: batch, sequences, keeps_all: true }
    }
}

/// What a context costs beside the weights, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The keys and values of the tokens, and the state of recurrent layers.
    pub cache: u64,
    /// What is computed with.
    pub compute: u64,
    /// What the model says of the next token; in the processor's memory in any case.
    pub output: u64,
}

impl Need {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.cache.saturating_add(self.compute).saturating_add(self.output)
    }
}

impl Model {
    /// What a context costs beside the weights.
    #[must_use]
    pub fn need(&self, setup: &Setup) -> Need {
        let cells = u64::from(setup.context.0.max(1).next_multiple_of(STEP));
        let batch = u64::from(setup.batch.0.max(1)).min(cells);
        let outputs = u64::from(setup.outputs.0.max(1)).min(batch);
        let windowed = match self.window {
            0 => 0,
            _ if setup.keeps_all => cells,
            window => cells.min(window.saturating_add(batch).next_multiple_of(u64::from(STEP))),
        };
        let sequences = u64::from(setup.sequences.max(1));
        let state = self.state.saturating_mul(sequences);
        let cache = self.layers.iter().fold(state, |sum, layer| {
            let row = setup.cache.bytes(layer.keys).saturating_add(setup.cache.bytes(layer.values));
            sum.saturating_add(row.saturating_mul(if layer.is_windowed { windowed } else { cells }))
        });
        // Which token sees which, as 16-bit floats; once for the layers that see all, once for the others.
        let masks = cells.saturating_add(windowed).saturating_mul(batch).saturating_mul(2);
        Need {
            cache,
            compute: masks.saturating_add(self.graph(batch, outputs)).saturating_add(SMALL),
            output: self.wide.vocabulary.saturating_mul(4).saturating_mul(sequences),
        }
    }

    /// The most that is held at once while a batch is computed: llama.cpp uses memory again as soon as it can.
    ///
    /// The factors count the tensors that live at the same time, at the point of a layer where they are most; they were
    /// found by measuring (`docs/models.md` tells how).
    fn graph(&self, batch: u64, outputs: u64) -> u64 {
        let wide = &self.wide;
        let keys = self.layers.iter().map(|layer| layer.keys).max().unwrap_or(0);
        let beside = wide.embedding.saturating_mul(5);
        let attention = wide.embedding.saturating_mul(11).saturating_add(keys.saturating_mul(4)) / 3;
        let attention = attention.saturating_add(wide.queries.saturating_mul(2));
        let in_layers = wide.forward.saturating_add(beside).max(attention).saturating_mul(batch);
        let at_the_end = wide.vocabulary.saturating_add(beside).saturating_mul(outputs);
        in_layers.max(at_the_end).saturating_mul(4)
    }
}

/// The largest context that costs no more than `room`, in multiples of 256 tokens, up to `most`; `None` if not even
/// `least` does.
///
/// - `cost`: what a context costs in bytes; never less for a larger one.
pub fn largest(least: Tokens, most: Tokens, room: u64, cost: impl Fn(Tokens) -> u64) -> Option<Tokens> {
    let fits = |context: u32| cost(Tokens(context)) <= room;
    if !fits(least.0) {
        return None;
    }
    if fits(most.0) {
        return Some(Tokens(most.0.max(least.0)));
    }
    // Invariant: `low` steps fit, `high` do not.
    let (mut low, mut high) = (least.0 / STEP, most.0.div_ceil(STEP));
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        if fits(middle * STEP) { low = middle } else { high = middle }
    }
    Some(Tokens((low * STEP).max(least.0)))
}
