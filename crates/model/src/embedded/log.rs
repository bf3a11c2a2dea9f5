//! Keeps llama.cpp's own error messages: they say why a file could not be loaded.

use std::ffi::{CStr, c_char, c_void};
use std::sync::Mutex;

use llama_cpp_sys_2::{GGML_LOG_LEVEL_ERROR, ggml_log_level, llama_log_set};

/// The messages since they were last taken.
static ERRORS: Mutex<Vec<String>> = Mutex::new(Vec::new());

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

/// Takes the messages that were kept.
pub(super) fn take() -> Vec<String> {
    ERRORS.lock().map(|mut errors| std::mem::take(&mut *errors)).unwrap_or_default()
}

#[expect(unsafe_code, reason = "llama.cpp calls it from C")]
unsafe extern "C" fn keep(level: ggml_log_level, text: *const c_char, _data: *mut c_void) {
    if level != GGML_LOG_LEVEL_ERROR || text.is_null() {
        return;
    }
    // SAFETY: llama.cpp passes a text that ends with NUL and lives for the length of the call.
    let line = unsafe { CStr::from_ptr(text) }.to_string_lossy().trim().to_owned();
    if let Ok(mut errors) = ERRORS.lock()
        && errors.len() < LIMIT
        && !line.is_empty()
    {
        errors.push(line);
    }
}
