//! Keeps what llama.cpp says and tells in no other way: why a file could not be loaded, and how much it allocated.

use std::ffi::{CStr, c_char, c_void};
use std::sync::Mutex;

use llama_cpp_sys_2::{GGML_LOG_LEVEL_ERROR, GGML_LOG_LEVEL_INFO, ggml_log_level, llama_log_set};

use super::Allocated;

/// The messages since they were last taken.
static ERRORS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// What was allocated since a model was last loaded.
static ALLOCATED: Mutex<Allocated> =
    Mutex::new(Allocated { mapped: 0, packed: 0, cache: 0, compute: 0, output: 0 });

/// The most messages that are kept.
const LIMIT: usize = 20;

/// Sends llama.cpp's log here instead of to standard error.
pub(super) fn capture() {
    #[expect(unsafe_code, reason = "the callback is a plain function that lives as long as the program")]
    // SAFETY: `keep` is a `'static` function that takes no data.
    unsafe {
        llama_log_set(Some(keep), std::ptr::null_mut());
    }
}

/// Forgets everything: another model is about to be loaded.
pub(super) fn begin_model() {
    take();
    if let Ok(mut allocated) = ALLOCATED.lock() {
        *allocated = Allocated::default();
    }
}

/// Forgets the last context: another is about to be opened.
pub(super) fn begin_context() {
    if let Ok(mut allocated) = ALLOCATED.lock() {
        *allocated = Allocated { mapped: allocated.mapped, packed: allocated.packed, ..Allocated::default() };
    }
}

/// What the model and its last context have.
pub(super) fn allocated() -> Allocated {
    ALLOCATED.lock().map(|allocated| *allocated).unwrap_or_default()
}

/// Takes the messages that were kept.
pub(super) fn take() -> Vec<String> {
    ERRORS.lock().map(|mut errors| std::mem::take(&mut *errors)).unwrap_or_default()
}

#[expect(unsafe_code, reason = "llama.cpp calls it from C")]
unsafe extern "C" fn keep(level: ggml_log_level, text: *const c_char, _data: *mut c_void) {
    if text.is_null() || (level != GGML_LOG_LEVEL_ERROR && level != GGML_LOG_LEVEL_INFO) {
        return;
    }
    // SAFETY: llama.cpp passes a text that ends with NUL and lives for the length of the call.
    let line = unsafe { CStr::from_ptr(text) }.to_string_lossy();
    if level == GGML_LOG_LEVEL_INFO {
        if let Ok(mut allocated) = ALLOCATED.lock() {
            count(&line, &mut allocated);
        }
        return;
    }
    let line = line.trim().to_owned();
    if let Ok(mut errors) = ERRORS.lock()
        && errors.len() < LIMIT
        && !line.is_empty()
    {
        errors.push(line);
    }
}

/// Adds a line such as `llama_kv_cache:        CPU KV buffer size =    45.00 MiB`; all others say nothing here.
fn count(line: &str, allocated: &mut Allocated) {
    let Some((what, size)) = line.split_once(" buffer size =") else { return };
    let Some(bytes) = size.trim().strip_suffix(" MiB").and_then(bytes) else { return };
    let mut words = what.split_whitespace().rev();
    let part = match (words.next(), words.next()) {
        (Some("model"), Some(place)) if place.contains("REPACK") => &mut allocated.packed,
        (Some("model"), Some(_)) => &mut allocated.mapped,
        (Some("KV" | "RS"), _) => &mut allocated.cache,
        (Some("compute"), _) => &mut allocated.compute,
        (Some("output"), _) => &mut allocated.output,
        _ => return,
    };
    *part = part.saturating_add(bytes);
}

/// The bytes of so many mebibytes, written with two decimals.
fn bytes(mebibytes: &str) -> Option<u64> {
    let (whole, hundredths) = mebibytes.split_once('.')?;
    let hundredths = whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(hundredths.parse().ok()?)?;
    hundredths.checked_mul(1 << 20).map(|all| all / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_was_allocated() {
        let mut allocated = Allocated::default();
        for line in [
            "load_tensors:   CPU_Mapped model buffer size =   462.96 MiB\n",
            "load_tensors:   CPU_REPACK model buffer size =    28.05 MiB\n",
            "llama_context:        CPU  output buffer size =     0.58 MiB\n",
            "llama_kv_cache:        CPU KV buffer size =    24.00 MiB\n",
            "llama_kv_cache:        CPU KV buffer size =     8.00 MiB\n",
            "sched_reserve:        CPU compute buffer size =    39.27 MiB\n",
            "sched_reserve:        CPU compute buffer size =    many MiB\n",
            "print_info: file size   = 462.96 MiB (6.35 BPW)\n",
        ] {
            count(line, &mut allocated);
        }
        let mebibyte = 1 << 20;
        let expected = Allocated {
            mapped: 46296 * mebibyte / 100,
            packed: 2805 * mebibyte / 100,
            cache: 32 * mebibyte,
            compute: 3927 * mebibyte / 100,
            output: 58 * mebibyte / 100,
        };
        assert_eq!(allocated, expected);
    }
}
