//! What models need.

use std::io::Cursor;

use insta::{assert_debug_snapshot, assert_snapshot};
use kinglet_domain::unit::Tokens;
use kinglet_fit::{CacheType, Error, Header, Model, Need, Packing, Setup, largest};

use crate::file::{File, small};

/// The only code here that names the API under test.
pub(crate) fn need_of(header: &Header) -> Result<Need, Error> {
    let model = Model::new(std::slice::from_ref(header), Packing::Avx512)?;
    Ok(model.need(&Setup::embedded(Tokens(u32::MAX - 300), CacheType::Q8_0, Tokens(128), 1)))
}

fn model(file: &File) -> Result<Model, Error> {
    Model::new(&[Header::read(Cursor::new(file.bytes()))?], Packing::None)
}

fn check(file: &File) -> String {
    match model(file) {
        Ok(model) => format!("{} bytes a token", model.cache_per_token(CacheType::F16)),
        Err(error) => error.to_string(),
    }
}

fn cache(file: &File, setup: impl Fn(Tokens, CacheType) -> Setup, context: u32) -> u64 {
    model(file).unwrap().need(&setup(Tokens(context), CacheType::F16)).cache
}

#[test]
fn counts_keys_and_values() {
    let model = model(&small()).unwrap();
    // Two layers, keys and values of two heads of 16.
    assert_eq!(model.cache_per_token(CacheType::F16), 2 * 2 * 2 * 16 * 2);
    assert_eq!(model.cache_per_token(CacheType::Q8_0), 2 * 2 * 34);
    assert_eq!(model.cache_per_token(CacheType::Q4_0), 2 * 2 * 18);
    assert_debug_snapshot!(model.need(&Setup::server(Tokens(1000), CacheType::F16)), @"
    Need {
        cache: 262144,
        compute: 2510848,
        output: 384,
    }
    ");
    assert_debug_snapshot!(model.weights, @"
    Weights {
        all: 14976,
        mapped: 14976,
        packed: 0,
        offloaded: 14976,
        kept: 3456,
    }
    ");
    assert_eq!((model.trained, model.missing, model.caveats.len()), (Some(Tokens(4096)), 0, 0));
}

#[test]
fn weights_that_are_laid_out_anew_are_counted_apart() {
    let header = Header::read(Cursor::new(small().bytes())).unwrap();
    let weights = Model::new(&[header], Packing::Avx2).unwrap().weights;
    // The table is used twice: as it is for the prompt's tokens, laid out anew as the output matrix.
    assert_eq!(weights.packed, 2 * (64 * 32 + 64 * 128) / 32 * 18 + weights.kept);
    assert_eq!(weights.mapped, weights.kept);
    assert_eq!(weights.all, weights.packed + weights.mapped);
}

#[test]
fn layers_with_a_window_keep_no_more_than_it() {
    let windowed = small().number("llama.attention.sliding_window", 256);
    let (one, both) = ([true, false], [true, true]);
    let flagged = |flags: &[bool]| windowed.clone().claims("llama.attention.sliding_window_pattern", flags);
    let period = windowed.clone().number("llama.attention.sliding_window_pattern", 2);
    let server = |file: &File| cache(file, Setup::server, 4096);
    let full = server(&small());
    // 256 tokens of the window and 512 of a batch, of 4096.
    assert_eq!(server(&flagged(&one)), full / 2 + full / 2 * 768 / 4096);
    assert_eq!(server(&flagged(&both)), full * 768 / 4096);
    assert_eq!(server(&period), server(&flagged(&one)));
    // Which layers have the window is not known: not too little is told.
    assert_eq!(server(&windowed), full);
    let embedded = |context, cache| Setup::embedded(context, cache, Tokens(128), 1);
    assert_eq!(cache(&flagged(&one), embedded, 4096), full);
}

#[test]
fn says_what_cannot_be_computed() {
    let without = |key: &str| {
        let entries = [("block_count", 2), ("embedding_length", 64), ("attention.head_count", 4)];
        let file = File::default().text("general.architecture", "new").tensor("token_embd.weight", &[64, 96]);
        entries
            .iter()
            .filter(|(name, _)| *name != key)
            .fold(file, |file, (name, value)| file.number(&format!("new.{name}"), *value))
    };
    assert_snapshot!(check(&without("")), @"512 bytes a token");
    assert_snapshot!(check(&without("block_count")), @"its header has no usable `new.block_count`, without which the memory for a context cannot be computed");
    assert_snapshot!(check(&without("embedding_length")), @"its header has no usable `new.attention.key_length`, without which the memory for a context cannot be computed");
    assert_snapshot!(check(&without("attention.head_count")), @"its header has no usable `new.attention.head_count`, without which the memory for a context cannot be computed");
    assert_snapshot!(check(&File::default()), @"its header has no usable `general.architecture`, without which the memory for a context cannot be computed");
    assert_snapshot!(check(&File::default().text("general.architecture", "new")), @"its header has no usable `token_embd.weight`, without which the memory for a context cannot be computed");
    assert_snapshot!(check(&without("").number("new.block_count", 4_000_000_000)), @"its header has no usable `new.block_count`, without which the memory for a context cannot be computed");
    assert_eq!(model(&without("").number("new.context_length", 0)).unwrap().trained, None);
    let recurrent = model(&without("").number("new.shortconv.l_cache", 3)).unwrap();
    assert_snapshot!(recurrent.caveats.join("; "), @"the state of its recurrent layers is not counted; it does not grow with the context");
}

#[test]
fn a_model_in_parts_is_counted_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let open = |name: &str| match Model::open(&path(name), Packing::None) {
        Ok(model) => format!("{} bytes, {} missing", model.weights.all, model.missing),
        Err(error) => format!(
            "{error} {}",
            std::error::Error::source(&error).map_or(String::new(), ToString::to_string)
        )
        .replace(&folder.path().display().to_string(), "FOLDER"),
    };
    let first = small().number("split.no", 0).number("split.count", 2).bytes();
    let second =
        File::default().number("split.no", 1).number("split.count", 2).tensor("output.weight", &[64, 96]);
    std::fs::write(path("m-00001-of-00002.gguf"), &first).unwrap();
    assert_snapshot!(open("m-00001-of-00002.gguf"), @"its part 2 of 2, FOLDER/m-00002-of-00002.gguf, cannot be used; all parts belong into one folder it cannot be read");
    std::fs::write(path("m-00002-of-00002.gguf"), second.bytes()).unwrap();
    assert_snapshot!(open("m-00001-of-00002.gguf"), @"18432 bytes, 0 missing");
    assert_snapshot!(open("m-00002-of-00002.gguf"), @"it is part 2 of 2 of a model; name the first part, whose name ends in `-00001-of-00002.gguf`");
    std::fs::write(path("renamed.gguf"), &first).unwrap();
    assert_snapshot!(open("renamed.gguf"), @"it is one of 2 parts of a model, but its name does not end in `-00001-of-00002.gguf`; rename the parts");
    std::fs::write(path("m-00002-of-00002.gguf"), second.header()).unwrap();
    assert_snapshot!(open("m-00001-of-00002.gguf"), @"18432 bytes, 3456 missing");
    assert_snapshot!(open("absent.gguf"), @"it cannot be read No such file or directory (os error 2)");
    assert_snapshot!(open(""), @"it cannot be read it is not a regular file");
}

#[test]
fn finds_the_largest_context() {
    let largest =
        |room: u64| largest(Tokens(512), Tokens(10_000), room, |context| 1000 + u64::from(context.0));
    assert_eq!(largest(1511), None);
    assert_eq!(largest(1512), Some(Tokens(512)));
    assert_eq!(largest(1767), Some(Tokens(512)));
    assert_eq!(largest(1768), Some(Tokens(768)));
    assert_eq!(largest(10_999), Some(Tokens(9984)));
    assert_eq!(largest(11_000), Some(Tokens(10_000)));
}
