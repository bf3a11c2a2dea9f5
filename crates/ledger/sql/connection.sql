-- What every connection that writes is set to. Pragmas last only as long as their connection.

-- First, so that the statements below wait for another process, too.
PRAGMA busy_timeout = 5000;

-- Readers never block the writer, nor the writer them.
PRAGMA journal_mode = WAL;

-- A commit returns when its bytes are on the disk, not in a cache that loses power. `fullfsync` is the same for macOS.
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;

-- The log is moved into the file after each commit that finds it this many pages long, 4 MB, and begun anew. What a
-- reader or one large step made of it beyond that is given back: it shrinks to this many bytes when it begins anew.
PRAGMA wal_autocheckpoint = 1000;
PRAGMA journal_size_limit = 4194304;

PRAGMA foreign_keys = ON;

-- The file may be damaged: look twice at what is read from it, and run no function that it names.
PRAGMA cell_size_check = ON;
PRAGMA trusted_schema = OFF;
