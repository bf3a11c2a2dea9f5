-- The ledger's first schema. What happened is only ever appended; triggers see to it at the end of the file.
-- Hashes are BLAKE3, 32 bytes. Times are milliseconds since the Unix epoch, UTC.

-- One row per task that was given.
CREATE TABLE runs (
    id            INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 4294967295), -- Shown as R3.
    ulid          TEXT NOT NULL UNIQUE CHECK (length(ulid) = 26 AND ulid NOT GLOB '*[^0-9A-HJKMNP-TV-Z]*'),
    task          TEXT NOT NULL,
    check_command TEXT NOT NULL,
    root          TEXT NOT NULL,
    options       TEXT NOT NULL CHECK (json_valid(options)),
    started_ms    INTEGER NOT NULL,
    ended_ms      INTEGER,
    outcome       TEXT CHECK (outcome IN ('done', 'nothing_to_do', 'not_done', 'interrupted')),
    summary       TEXT,
    CHECK ((outcome IS NULL) = (ended_ms IS NULL) AND (outcome IS NULL) = (summary IS NULL))
) STRICT;

-- One row per committed step: the unit that is there whole or not at all.
CREATE TABLE steps (
    run    INTEGER NOT NULL REFERENCES runs (id),
    seq    INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 4294967295),
    at_ms  INTEGER NOT NULL,
    event  TEXT NOT NULL CHECK (event <> ''), -- What happened, by its short name.
    intent TEXT CHECK (json_valid(intent)),   -- The outside effect that follows; the next step resolves it.
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- Where each run stands: the only table whose rows are replaced.
CREATE TABLE cursors (
    run        INTEGER PRIMARY KEY,
    seq        INTEGER NOT NULL,
    state_hash BLOB NOT NULL CHECK (length(state_hash) = 32),
    state      TEXT NOT NULL CHECK (json_valid(state)),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq)
) STRICT;

-- One row per call of a model.
CREATE TABLE episodes (
    run              INTEGER NOT NULL,
    number           INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
    seq              INTEGER NOT NULL, -- The step that committed it.
    role             TEXT NOT NULL CHECK (role <> ''),
    about            TEXT NOT NULL,
    model            TEXT NOT NULL,
    backend          TEXT NOT NULL, -- `embedded`, or the server's address.
    finish           TEXT NOT NULL CHECK (finish IN ('stop', 'early', 'length')),
    temperature      REAL NOT NULL,
    top_p            REAL NOT NULL,
    seed             INTEGER NOT NULL,
    prompt_tokens    INTEGER CHECK (prompt_tokens >= 0),
    cached_tokens    INTEGER CHECK (cached_tokens >= 0),
    generated_tokens INTEGER CHECK (generated_tokens >= 0),
    prompt_ms        REAL,
    generate_ms      REAL,
    wall_ms          INTEGER NOT NULL CHECK (wall_ms >= 0),
    sections         TEXT NOT NULL CHECK (json_valid(sections) AND json_type(sections) = 'array'),
    repairs          TEXT NOT NULL CHECK (json_valid(repairs) AND json_type(repairs) = 'array'),
    action           TEXT CHECK (json_valid(action)),
    reply            TEXT NOT NULL,
    prompt_hash      BLOB NOT NULL CHECK (length(prompt_hash) = 32),
    prompt           TEXT NOT NULL, -- The longest column last: reading the others skips its pages.
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq)
) STRICT;

-- What was observed or decided.
CREATE TABLE evidence (
    run          INTEGER NOT NULL,
    number       INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295), -- Shown as E17.
    seq          INTEGER NOT NULL,
    episode      INTEGER,
    kind         TEXT NOT NULL CHECK (kind IN ('file_read', 'diagnostic', 'test_result', 'edit_applied',
                                               'decision', 'shell_output', 'symbol_lookup')),
    origin       TEXT NOT NULL CHECK (origin IN ('harness', 'model')),
    status       TEXT NOT NULL CHECK (status IN ('passed', 'failed', 'neutral')),
    subject      TEXT NOT NULL,
    summary      TEXT NOT NULL,
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    content      TEXT NOT NULL,
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq),
    FOREIGN KEY (run, episode) REFERENCES episodes (run, number)
) STRICT;

-- The bytes of files before and after edits; equal ones are kept once.
CREATE TABLE blobs (
    hash  BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
    bytes BLOB NOT NULL
) STRICT;

-- One row per file that an edit changed.
CREATE TABLE edits (
    run         INTEGER NOT NULL,
    number      INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
    seq         INTEGER NOT NULL,
    episode     INTEGER,
    path        TEXT NOT NULL CHECK (path <> ''),
    before_hash BLOB REFERENCES blobs (hash), -- NULL: there was no such file.
    after_hash  BLOB REFERENCES blobs (hash), -- NULL: there is no such file any more.
    purpose     TEXT NOT NULL CHECK (purpose IN ('apply', 'revert', 'undo')),
    reason      TEXT NOT NULL,
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq),
    FOREIGN KEY (run, episode) REFERENCES episodes (run, number),
    CHECK (before_hash IS NOT NULL OR after_hash IS NOT NULL)
) STRICT;

-- Numbers have no gaps.
CREATE TRIGGER steps_have_no_gap BEFORE INSERT ON steps
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM steps WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'a step must follow the last one'); END;

CREATE TRIGGER episodes_have_no_gap BEFORE INSERT ON episodes
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM episodes WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'an episode must follow the last one'); END;

CREATE TRIGGER evidence_has_no_gap BEFORE INSERT ON evidence
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM evidence WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'evidence must follow the last piece'); END;

CREATE TRIGGER edits_have_no_gap BEFORE INSERT ON edits
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM edits WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'an edit must follow the last one'); END;

-- A run begins once and ends once; only an interruption gives way to another ending.
CREATE TRIGGER runs_begin_once BEFORE UPDATE OF
    id, ulid, task, check_command, root, options, started_ms ON runs
BEGIN SELECT RAISE(ABORT, 'how a run began is never rewritten'); END;

CREATE TRIGGER runs_end_once BEFORE UPDATE OF ended_ms, outcome, summary ON runs
WHEN OLD.outcome <> 'interrupted'
BEGIN SELECT RAISE(ABORT, 'how a run ended is never rewritten'); END;

-- Everything else is only appended.
CREATE TRIGGER steps_are_kept    BEFORE UPDATE ON steps    BEGIN SELECT RAISE(ABORT, 'steps are never changed'); END;
CREATE TRIGGER episodes_are_kept BEFORE UPDATE ON episodes BEGIN SELECT RAISE(ABORT, 'episodes are never changed'); END;
CREATE TRIGGER evidence_is_kept  BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER blobs_are_kept    BEFORE UPDATE ON blobs    BEGIN SELECT RAISE(ABORT, 'blobs are never changed'); END;
CREATE TRIGGER edits_are_kept    BEFORE UPDATE ON edits    BEGIN SELECT RAISE(ABORT, 'edits are never changed'); END;

CREATE TRIGGER runs_stay     BEFORE DELETE ON runs     BEGIN SELECT RAISE(ABORT, 'runs are never deleted'); END;
CREATE TRIGGER steps_stay    BEFORE DELETE ON steps    BEGIN SELECT RAISE(ABORT, 'steps are never deleted'); END;
CREATE TRIGGER cursors_stay  BEFORE DELETE ON cursors  BEGIN SELECT RAISE(ABORT, 'cursors are never deleted'); END;
CREATE TRIGGER episodes_stay BEFORE DELETE ON episodes BEGIN SELECT RAISE(ABORT, 'episodes are never deleted'); END;
CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
CREATE TRIGGER blobs_stay    BEFORE DELETE ON blobs    BEGIN SELECT RAISE(ABORT, 'blobs are never deleted'); END;
CREATE TRIGGER edits_stay    BEFORE DELETE ON edits    BEGIN SELECT RAISE(ABORT, 'edits are never deleted'); END;
