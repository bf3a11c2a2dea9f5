-- What every connection that writes is set to. Pragmas last only as long as their connection.

-- First, so that the statements below wait for another process, too.
PRAGMA busy_timeout = 5000;

-- Readers never block the writer, nor the writer them.
PRAGMA journal_mode = WAL;

-- A commit returns when its bytes are on the disk, not in a cache that loses power. `fullfsync` is the same for macOS.
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;

-- The ledger moves the log into the file itself, so that it hears of it when that fails.
PRAGMA wal_autocheckpoint = 0;

-- The log shrinks back to this many bytes once a reader that held it open is gone.
PRAGMA journal_size_limit = 4194304;

PRAGMA foreign_keys = ON;

-- The file may be damaged: look twice at what is read from it, and run no function that it names.
PRAGMA cell_size_check = ON;
PRAGMA trusted_schema = OFF;
