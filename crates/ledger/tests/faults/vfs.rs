//! SQLite's file system with the disk of [`crate::disk`] beneath it: every call asks the disk first and then goes to
//! the real one. Registered as the default, so that [`kinglet_ledger::Ledger::open`] uses it without knowing.

#![expect(unsafe_code, reason = "SQLite calls its file system through C function pointers")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem;
use std::ptr;
use std::slice;
use std::sync::Once;

use rusqlite::ffi::{
    SQLITE_CANTOPEN, SQLITE_OK, SQLITE_OPEN_CREATE, SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_MAIN_JOURNAL,
    SQLITE_OPEN_WAL, SQLITE_SHM_LOCK, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs,
    sqlite3_vfs_find, sqlite3_vfs_register,
};

use crate::disk::{self, Call, Role};

/// Puts the disk beneath SQLite, for this whole process. On a thread that asked for no faults it changes nothing but
/// that a sync is not waited for: no power is lost but in play.
pub(crate) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: a null name asks for the default file system, which lives as long as the process; ours is copied
        // from it and leaked, so it lives as long, too. The copy has the same methods, which take any `sqlite3_vfs`
        // but for the two that are replaced.
        let code = unsafe {
            let real = sqlite3_vfs_find(ptr::null());
            assert!(!real.is_null(), "SQLite has no file system");
            let ours = Box::leak(Box::new(sqlite3_vfs {
                szOsFile: header() + (*real).szOsFile,
                pNext: ptr::null_mut(),
                zName: c"failing".as_ptr(),
                pAppData: real.cast::<c_void>(),
                xOpen: Some(open),
                xDelete: Some(delete),
                ..*real
            }));
            sqlite3_vfs_register(ours, 1)
        };
        assert_eq!(code, SQLITE_OK);
    });
}

/// A file of ours; the real one follows it in the same memory, which SQLite allocates.
#[repr(C)]
struct File {
    base: sqlite3_file,
    role: Role,
    real: *mut sqlite3_file,
}

fn header() -> c_int {
    c_int::try_from(mem::size_of::<File>()).unwrap_or(c_int::MAX)
}

/// Version 2: with shared memory, without memory mapping of the file, whose writes would pass by unseen.
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(map_shared),
    xShmLock: Some(lock_shared),
    xShmBarrier: Some(barrier),
    xShmUnmap: Some(unmap_shared),
    xFetch: None,
    xUnfetch: None,
};

/// Calls a method of the real file behind `$file`; a method that the real one lacks is an error.
macro_rules! real {
    ($method:ident, $file:expr $(, $argument:expr)*) => {{
        let real = (*$file.cast::<File>()).real;
        (*(*real).pMethods).$method.map_or(rusqlite::ffi::SQLITE_IOERR, |method| method(real $(, $argument)*))
    }};
}

/// Fails with the disk's code, if it says so.
macro_rules! ask {
    ($file:expr, $call:expr) => {
        if let Some(failure) = disk::failure((*$file.cast::<File>()).role, $call) {
            return failure.code;
        }
    };
}

fn role_of(flags: c_int) -> Role {
    match flags {
        flags if flags & SQLITE_OPEN_MAIN_DB != 0 => Role::Database,
        flags if flags & SQLITE_OPEN_WAL != 0 => Role::Log,
        flags if flags & SQLITE_OPEN_MAIN_JOURNAL != 0 => Role::Journal,
        _ => Role::Other,
    }
}

// SAFETY of all that follows: SQLite calls these with the arguments that its documentation of `sqlite3_vfs` and
// `sqlite3_io_methods` promises. A `file` has `szOsFile` bytes, and was filled by `open` before any method is called.
// None of them unwinds: `disk` only panics if it is entered twice, and nothing here calls back into it.

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    found: *mut c_int,
) -> c_int {
    let role = role_of(flags);
    let creates = flags & SQLITE_OPEN_CREATE != 0;
    // SAFETY: see above; `file` has room for our header and the real file behind it.
    unsafe {
        (*file).pMethods = ptr::null(); // Until it is open, SQLite must not close it.
        if creates && let Some(failure) = disk::failure(role, Call::Create) {
            return failure.code;
        }
        let real_vfs = (*vfs).pAppData.cast::<sqlite3_vfs>();
        let real = file.cast::<File>().add(1).cast::<sqlite3_file>();
        let code = (*real_vfs).xOpen.map_or(SQLITE_CANTOPEN, |open| open(real_vfs, name, real, flags, found));
        if code == SQLITE_OK {
            file.cast::<File>().write(File {
                base: sqlite3_file { pMethods: &raw const METHODS },
                role,
                real,
            });
            if creates {
                disk::with_recording(|recording| recording.created(role));
            }
        }
        code
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, syncs_folder: c_int) -> c_int {
    // SAFETY: see above; `name` is a C string.
    unsafe {
        let name_bytes = CStr::from_ptr(name).to_bytes();
        let role = match name_bytes {
            name if name.ends_with(b"-wal") => Role::Log,
            name if name.ends_with(b"-journal") => Role::Journal,
            _ => Role::Other,
        };
        if let Some(failure) = disk::failure(role, Call::Delete) {
            return failure.code;
        }
        let real = (*vfs).pAppData.cast::<sqlite3_vfs>();
        // Never asks the real one to sync the folder, for the same reason as in `sync`.
        let code = (*real).xDelete.map_or(SQLITE_CANTOPEN, |delete| delete(real, name, 0));
        if code == SQLITE_OK {
            disk::with_recording(|recording| recording.deleted(role, syncs_folder != 0));
        }
        code
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see above.
    unsafe { real!(xClose, file) }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    into: *mut c_void,
    length: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: see above.
    unsafe {
        ask!(file, Call::Read);
        real!(xRead, file, into, length, at)
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    length: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: see above; `from` has `length` bytes.
    unsafe {
        let role = (*file.cast::<File>()).role;
        if let Some(failure) = disk::failure(role, Call::Write) {
            if failure.half {
                let _code = real!(xWrite, file, from, length / 2, at);
            }
            return failure.code;
        }
        let code = real!(xWrite, file, from, length, at);
        if code == SQLITE_OK {
            let bytes = slice::from_raw_parts(from.cast::<u8>(), usize::try_from(length).unwrap_or_default());
            disk::with_recording(|recording| recording.wrote(role, at, bytes));
        }
        code
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    // SAFETY: see above.
    unsafe {
        ask!(file, Call::Truncate);
        let code = real!(xTruncate, file, length);
        if code == SQLITE_OK {
            let role = (*file.cast::<File>()).role;
            disk::with_recording(|recording| recording.truncated(role, length));
        }
        code
    }
}

/// Does not wait for the disk: what a sync has to keep is seen in the recording, and a thousand of them take minutes.
unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: see above.
    unsafe {
        ask!(file, Call::Sync);
        let role = (*file.cast::<File>()).role;
        disk::with_recording(|recording| recording.synced(role));
        SQLITE_OK
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut sqlite3_int64) -> c_int {
    // SAFETY: see above.
    unsafe {
        ask!(file, Call::Size);
        real!(xFileSize, file, size)
    }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see above.
    unsafe {
        ask!(file, Call::Lock);
        real!(xLock, file, level)
    }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(xUnlock, file, level) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, is_locked: *mut c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(xCheckReservedLock, file, is_locked) }
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, operation: c_int, argument: *mut c_void) -> c_int {
    // SAFETY: see above.
    unsafe { real!(xFileControl, file, operation, argument) }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see above.
    unsafe { real!(xSectorSize, file) }
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see above.
    unsafe { real!(xDeviceCharacteristics, file) }
}

unsafe extern "C" fn map_shared(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    grows: c_int,
    into: *mut *mut c_void,
) -> c_int {
    // SAFETY: see above.
    unsafe {
        if let Some(failure) = disk::failure((*file.cast::<File>()).role, Call::MapShared) {
            *into = ptr::null_mut();
            return failure.code;
        }
        real!(xShmMap, file, page, size, grows, into)
    }
}

unsafe extern "C" fn lock_shared(
    file: *mut sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // SAFETY: see above.
    unsafe {
        if flags & SQLITE_SHM_LOCK != 0 {
            ask!(file, Call::LockShared);
        }
        real!(xShmLock, file, offset, count, flags)
    }
}

unsafe extern "C" fn barrier(file: *mut sqlite3_file) {
    // SAFETY: see above.
    unsafe {
        let real = (*file.cast::<File>()).real;
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

unsafe extern "C" fn unmap_shared(file: *mut sqlite3_file, deletes: c_int) -> c_int {
    // SAFETY: see above.
    unsafe { real!(xShmUnmap, file, deletes) }
}
