//! What of a model decides about its memory.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use kinglet_domain::unit::Tokens;

use crate::error::Error;
use crate::header::{Header, Tensor};
use crate::layout::Packing;

/// More layers than llama.cpp takes (its `LLAMA_MAX_LAYERS` is 512).
const LAYERS: u64 = 1024;

/// What of a model decides about its memory, from the header of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// What the file calls the model.
    pub name: Option<String>,
    /// The architecture's name in llama.cpp, such as `qwen2`.
    pub architecture: String,
    /// The longest context that the model was trained for.
    pub trained: Option<Tokens>,
    /// The bytes of the weights.
    pub weights: Weights,
    /// What of the file is not here, in bytes: a download that was cut short.
    pub missing: u64,
    /// What the figures leave out, in words for the user.
    pub caveats: Vec<String>,
    pub(crate) layers: Vec<Layer>,
    /// How many tokens a sliding window has; 0 if no layer has one.
    pub(crate) window: u64,
    /// Bytes of the state of recurrent layers, for one sequence.
    pub(crate) state: u64,
    pub(crate) wide: Wide,
}

/// The bytes of the weights, by where llama.cpp puts them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weights {
    /// What lies in memory where the processor computes: each tensor once, and the embedding table twice where it is laid
    /// out anew as the output matrix. Pages of the file that are used no more do not count.
    pub all: u64,
    /// What is mapped from the file where the processor computes: from the first tensor that is used as it is to the last.
    pub mapped: u64,
    /// The tensors that are laid out anew, see [`Packing`].
    pub packed: u64,
    /// What goes to the graphics card if all layers do.
    pub offloaded: u64,
    /// What stays in the processor's memory even then: the table that is looked up for each token of a prompt.
    pub kept: u64,
}

/// What a layer keeps of each token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Layer {
    /// Elements of its keys.
    pub(crate) keys: u64,
    /// Elements of its values.
    pub(crate) values: u64,
    /// Whether it sees the sliding window alone.
    pub(crate) is_windowed: bool,
}

/// How many numbers a token has where llama.cpp computes with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wide {
    pub(crate) embedding: u64,
    /// The queries of all heads of a layer.
    pub(crate) queries: u64,
    /// What the feed-forward part computes at once, beside the embedding.
    pub(crate) forward: u64,
    pub(crate) vocabulary: u64,
}

impl Model {
    /// Reads the header of a file, and those of its other parts if it is the first of several. Reads no weights.
    ///
    /// - `packing`: which weights llama.cpp lays out anew on the processor.
    ///
    /// # Errors
    /// Any [`Error`]; the file's path is not in it.
    pub fn open(file: &Path, packing: Packing) -> Result<Self, Error> {
        let first = Header::read(open(file)?)?;
        let parts = match first.number("split.count") {
            Some(parts) if parts > 1 => parts,
            _ => return Self::new(&[first], packing),
        };
        let number = first.number("split.no").unwrap_or(0);
        if number != 0 {
            return Err(Error::LaterPart { part: number.saturating_add(1), parts });
        }
        let mut headers = vec![first];
        for part in 2..=parts {
            let path = sibling(file, part, parts)?;
            let read = open(&path).map_err(Error::Read).and_then(Header::read);
            let wrong = |source| Error::Part {
                part,
                parts,
                path: path.display().to_string(),
                source: Box::new(source),
            };
            headers.push(read.map_err(wrong)?);
        }
        Self::new(&headers, packing)
    }

    /// Takes what is needed out of the headers of a model's parts, the first one first.
    ///
    /// # Errors
    /// [`Error::Lacks`] if the key-value cache cannot be computed.
    pub fn new(parts: &[Header], packing: Packing) -> Result<Self, Error> {
        let lacks = |key: &str| Error::Lacks { key: key.to_owned() };
        let first = parts.first().ok_or_else(|| lacks("general.architecture"))?;
        let architecture = first.text("general.architecture").ok_or_else(|| lacks("general.architecture"))?;
        let said = Said { header: first, architecture };
        let tensors = || parts.iter().flat_map(|part| &part.tensors);
        let table = tensors().find(|tensor| tensor.name == TABLE).ok_or_else(|| lacks(TABLE))?;
        let (layers, window) = layers(&said)?;
        let widest = |queries: Option<Vec<u64>>| queries.and_then(|all| all.into_iter().max());
        let embedding = said.need("embedding_length")?;
        let heads = widest(said.per_layer("attention.head_count", layers.len())).unwrap_or(0);
        let head = said.number("attention.key_length").or(embedding.checked_div(heads)).unwrap_or(0);
        let trained = said.number("context_length").filter(|trained| *trained > 0);
        let trained = trained.map(|trained| u32::try_from(trained).unwrap_or(u32::MAX));
        Ok(Self {
            name: first.text("general.name").filter(|name| !name.trim().is_empty()).map(str::to_owned),
            architecture: architecture.to_owned(),
            trained: trained.map(Tokens),
            weights: weights(parts, packing),
            missing: parts.iter().fold(0, |missing, part| missing.saturating_add(missing_of(part))),
            caveats: caveats(&said),
            state: state(&said, &layers),
            window,
            wide: Wide {
                embedding,
                queries: heads.saturating_mul(head),
                forward: forward(
                    &said,
                    embedding,
                    layers.len(),
                    tensors().any(|tensor| tensor.name.ends_with(".ffn_up.weight")),
                ),
                vocabulary: table.size[1],
            },
            layers,
        })
    }

    /// Bytes of the key-value cache for each token of a long context, with the given kind of cache.
    #[must_use]
    pub fn cache_per_token(&self, cache: crate::CacheType) -> u64 {
        self.layers.iter().filter(|layer| !layer.is_windowed).fold(0, |sum, layer| {
            sum.saturating_add(cache.bytes(layer.keys)).saturating_add(cache.bytes(layer.values))
        })
    }
}

/// The table of the tokens' embeddings.
const TABLE: &str = "token_embd.weight";

/// What a header says under its architecture's name.
struct Said<'a> {
    header: &'a Header,
    architecture: &'a str,
}

impl Said<'_> {
    fn key(&self, name: &str) -> String {
        format!("{}.{name}", self.architecture)
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.header.number(&self.key(name))
    }

    fn per_layer(&self, name: &str, layers: usize) -> Option<Vec<u64>> {
        self.header.per_layer(&self.key(name), layers)
    }

    /// A number above 0.
    fn need(&self, name: &str) -> Result<u64, Error> {
        self.number(name).filter(|number| *number > 0).ok_or_else(|| Error::Lacks { key: self.key(name) })
    }
}

/// What each layer keeps of a token, and how long the sliding window is.
fn layers(said: &Said<'_>) -> Result<(Vec<Layer>, u64), Error> {
    let lacks = |key: &str| Error::Lacks { key: said.key(key) };
    let count = said.number("block_count").filter(|count| (1..LAYERS).contains(count));
    let count = count.and_then(|count| usize::try_from(count).ok()).ok_or_else(|| lacks("block_count"))?;
    let heads = said.per_layer("attention.head_count", count);
    let shared = said.per_layer("attention.head_count_kv", count).or_else(|| heads.clone());
    let shared = shared.ok_or_else(|| lacks("attention.head_count"))?;
    let head = heads.and_then(|heads| said.number("embedding_length")?.checked_div(*heads.iter().max()?));
    let keys = said.number("attention.key_length").or(head).ok_or_else(|| lacks("attention.key_length"))?;
    let values = said.number("attention.value_length").or(head).unwrap_or(keys);
    // Where keys and values are compressed into one (multi-head latent attention), there are no values beside them.
    let values = if said.number("attention.key_length_mla").is_some() { 0 } else { values };
    let window = said.number("attention.sliding_window").unwrap_or(0);
    let pattern = if window == 0 { vec![false; count] } else { windowed(said, count) };
    // Of models that mix, every so many layers attend to tokens; the others are recurrent.
    let interval = said.number("full_attention_interval").filter(|interval| *interval > 0).unwrap_or(1);
    // The last layers of some models use the cache of earlier ones.
    let own = count.saturating_sub(
        said.number("attention.shared_kv_layers").and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
    );
    let layers = shared.into_iter().zip(pattern).enumerate().map(|(index, (heads, is_windowed))| {
        let keeps = index < own && (index as u64 + 1).is_multiple_of(interval);
        let heads = if keeps { heads } else { 0 };
        let keys = narrow(said, "attention.key_length_swa", keys, is_windowed);
        let values = narrow(said, "attention.value_length_swa", values, is_windowed);
        Layer { keys: heads.saturating_mul(keys), values: heads.saturating_mul(values), is_windowed }
    });
    let layers: Vec<Layer> = layers.collect();
    let window = if layers.iter().any(|layer| layer.is_windowed) { window } else { 0 };
    Ok((layers, window))
}

/// The size of a head, which may differ in layers with a sliding window.
fn narrow(said: &Said<'_>, key: &str, size: u64, is_windowed: bool) -> u64 {
    said.number(key).filter(|_| is_windowed).unwrap_or(size)
}

/// Which layers see a sliding window alone: a flag for each, or all but every so many; the architectures whose headers
/// say neither have a fixed period in llama.cpp (`load_swa_pattern` in its `models/*.cpp`).
fn windowed(said: &Said<'_>, count: usize) -> Vec<bool> {
    let key = said.key("attention.sliding_window_pattern");
    let period = said.header.number(&key).or(match said.architecture {
        "gemma2" | "gpt-oss" => Some(2),
        "gemma3n" => Some(5),
        "gemma3" => Some(6),
        "afmoe" | "cohere2" | "exaone4" | "exaone-moe" | "llama4" | "mellum" | "olmo2" => Some(4),
        "plamo3" => Some(8),
        _ => None,
    });
    match (period, said.header.per_layer(&key, count)) {
        (None, Some(flags)) => flags.into_iter().map(|flag| flag != 0).collect(),
        // Unknown: all layers are taken to see everything, which is never too little.
        (None, None) => vec![false; count],
        (Some(period), _) => {
            (0..count as u64).map(|layer| period == 0 || layer % period < period - 1).collect()
        }
    }
}

/// The most that the feed-forward part computes at once: of a dense layer the gate, the other half and their product; of
/// experts the same for each one used, or what each gives, before and after it is weighed. Five embeddings come on top,
/// see [`Model::need`].
///
/// - `is_dense`: whether any layer is.
fn forward(said: &Said<'_>, embedding: u64, layers: usize, is_dense: bool) -> u64 {
    let widths = said.per_layer("feed_forward_length", layers);
    let width = widths.and_then(|all| all.into_iter().max()).unwrap_or(0);
    let used = said.number("expert_used_count").unwrap_or(0);
    let expert = said.number("expert_feed_forward_length").unwrap_or(width);
    let products = used.saturating_mul(expert.saturating_mul(3));
    let results = used.saturating_mul(embedding.saturating_mul(2).saturating_add(expert));
    let experts = products.max(results.saturating_sub(embedding.saturating_mul(2)));
    if is_dense { experts.max(width.saturating_mul(3)) } else { experts }
}

/// The state of recurrent layers: the last inputs of their convolution, and what they remember, as 4-byte floats.
/// (`n_embd_r` and `n_embd_s` in llama.cpp's `llama-hparams.cpp`.)
fn state(said: &Said<'_>, layers: &[Layer]) -> u64 {
    let number = |name| said.number(name).unwrap_or(0);
    let (inner, size) = (number("ssm.inner_size"), number("ssm.state_size"));
    let groups = number("ssm.group_count").saturating_mul(size).saturating_mul(2);
    let convolution =
        number("ssm.conv_kernel").saturating_sub(1).saturating_mul(inner.saturating_add(groups));
    let recurrent = layers.iter().filter(|layer| layer.keys == 0).count() as u64;
    convolution.saturating_add(inner.saturating_mul(size)).saturating_mul(4).saturating_mul(recurrent)
}

fn caveats(said: &Said<'_>) -> Vec<String> {
    let has = |names: &[&str]| names.iter().any(|name| said.header.number(&said.key(name)).is_some());
    let mut caveats = Vec::new();
    if has(&["wkv.head_size", "shortconv.l_cache", "kda.head_dim"]) {
        caveats.push(
            "the state of its recurrent layers is not counted; it does not grow with the context".to_owned(),
        );
    }
    if has(&["ssm.inner_size", "attention.key_length_mla"]) {
        caveats.push(
            "compute buffers of this kind of architecture were never compared with llama.cpp's".to_owned(),
        );
    }
    caveats
}

fn weights(parts: &[Header], packing: Packing) -> Weights {
    let mut weights = Weights::default();
    for part in parts {
        let (packed, plain): (Vec<_>, Vec<_>) =
            part.tensors.iter().partition(|tensor| is_packed(tensor, packing));
        let sum =
            |tensors: &[&Tensor]| tensors.iter().fold(0_u64, |sum, tensor| sum.saturating_add(tensor.bytes));
        weights.packed = weights.packed.saturating_add(sum(&packed));
        weights.all = weights.all.saturating_add(sum(&packed)).saturating_add(sum(&plain));
        let begin = plain.iter().map(|tensor| tensor.offset).min().unwrap_or(0);
        let end = plain.iter().map(|tensor| tensor.offset.saturating_add(tensor.bytes)).max().unwrap_or(0);
        weights.mapped = weights.mapped.saturating_add(end.saturating_sub(begin));
    }
    let tensors = || parts.iter().flat_map(|part| &part.tensors);
    weights.kept = tensors()
        .filter(|tensor| is_table(&tensor.name))
        .fold(0, |sum, tensor| sum.saturating_add(tensor.bytes));
    weights.offloaded = weights.all.saturating_sub(weights.kept);
    // Where there is no output matrix, the table serves as one, too: a card gets a copy, and what lays it out anew makes one.
    let shared = tensors().find(|tensor| tensor.name == TABLE);
    if let Some(table) = shared.filter(|_| !tensors().any(|tensor| tensor.name == "output.weight")) {
        weights.offloaded = weights.offloaded.saturating_add(table.bytes);
        if packing.takes(table.kind, table.size[1]) {
            weights.packed = weights.packed.saturating_add(table.bytes);
            weights.all = weights.all.saturating_add(table.bytes);
        }
    }
    weights
}

/// Whether a tensor is a matrix or the matrices of experts, and of a type that is laid out anew.
fn is_packed(tensor: &Tensor, packing: Packing) -> bool {
    let [_, rows, _, fourth] = tensor.size;
    let is_matrix = rows > 1 && fourth == 1 && tensor.name.ends_with(".weight");
    is_matrix && !is_table(&tensor.name) && packing.takes(tensor.kind, rows)
}

/// Whether a tensor's rows are looked up, and not computed with.
fn is_table(name: &str) -> bool {
    name == TABLE || name == "per_layer_token_embd.weight" || name == "position_embd.weight"
}

/// How many bytes a file would have to be longer to hold all its tensors.
fn missing_of(part: &Header) -> u64 {
    let end = part.tensors.iter().map(|tensor| tensor.offset.saturating_add(tensor.bytes)).max();
    end.map_or(0, |end| part.data.saturating_add(end).saturating_sub(part.length))
}

/// The path of another part: `model-00001-of-00003.gguf` becomes `model-00002-of-00003.gguf`.
fn sibling(first: &Path, part: u64, parts: u64) -> Result<PathBuf, Error> {
    let name = first.file_name().and_then(|name| name.to_str());
    let stem = name.and_then(|name| name.strip_suffix(&format!("-00001-of-{parts:05}.gguf")));
    let stem = stem.ok_or(Error::PartName { parts })?;
    Ok(first.with_file_name(format!("{stem}-{part:05}-of-{parts:05}.gguf")))
}

/// Opens a file. A pipe, which may never begin, is refused before it is opened.
fn open(path: &Path) -> io::Result<File> {
    if std::fs::metadata(path)?.is_file() {
        return File::open(path);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"))
}
