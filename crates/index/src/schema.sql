-- A cache: all of it can be made again from the tree and from git. Another version of it is thrown away, not migrated.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- A file's number belongs to one content of it: a changed file gets a new one, so that rows of the inverted index never change.
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    read_ms INTEGER NOT NULL,
    hash BLOB NOT NULL,
    kind TEXT NOT NULL,
    words INTEGER NOT NULL,
    skipped TEXT
) STRICT;

CREATE TABLE outline (file INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;

-- Parts of the inverted index: one is written at each refresh, small ones are joined.
CREATE TABLE segment (id INTEGER PRIMARY KEY, entries INTEGER NOT NULL) STRICT;

-- What is long is cut into rows that begin with different documents: of a row that does not fit into its page, SQLite reads
-- all each time that it compares its key.
CREATE TABLE posting (
    segment INTEGER NOT NULL,
    topic INTEGER NOT NULL,
    key TEXT NOT NULL,
    first INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (segment, topic, key, first)
) STRICT, WITHOUT ROWID;

-- The newest commits that changed few files. `paths` are separated by NUL.
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at_s INTEGER NOT NULL,
    words INTEGER NOT NULL,
    subject TEXT NOT NULL,
    paths TEXT NOT NULL
) STRICT;
