//! Where the test model is.

use std::path::PathBuf;

/// The file that `kinglet models pull smollm2-135m` fetches. `cargo xtask check` does so before the tests.
pub(crate) fn find() -> PathBuf {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let models = std::env::var_os("KINGLET_MODELS").map(PathBuf::from);
    let folder =
        models.unwrap_or_else(|| data.unwrap_or_else(|| home.join(".local/share")).join("kinglet/models"));
    let file = folder.join("smollm2-135m-instruct-q4_1.gguf");
    assert!(
        file.exists(),
        "fetch the test model first: cargo run -p kinglet-cli -- models pull smollm2-135m"
    );
    file
}
