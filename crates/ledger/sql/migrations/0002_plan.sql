-- The plan and what it rests on, every candidate and every check, prompts by sections, content compressed.
-- Foreign keys are off while a migration runs, and looked at when it has.

-- From here on, long bytes are compressed where that makes them smaller; what is there stays as it is.
ALTER TABLE blobs ADD COLUMN encoding TEXT NOT NULL DEFAULT 'plain' CHECK (encoding IN ('plain', 'zstd'));

-- That the state is JSON is confirmed before it is written, in a quarter of the time that json_valid takes.
CREATE TABLE new_cursors (
    run        INTEGER PRIMARY KEY,
    seq        INTEGER NOT NULL,
    seal       BLOB NOT NULL CHECK (length(seal) = 32),
    state_hash BLOB NOT NULL CHECK (length(state_hash) = 32),
    state      TEXT NOT NULL,
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq)
) STRICT;
INSERT INTO new_cursors SELECT run, seq, zeroblob(32), state_hash, state FROM cursors;
DROP TABLE cursors;
ALTER TABLE new_cursors RENAME TO cursors;

-- A seal is a hash over all rows that a step added and the seal of the step before: no column changes unnoticed. What is
-- there is sealed once it is migrated; SQL has no such hash. That of the last step stands in the cursor.
ALTER TABLE steps ADD COLUMN before_seal BLOB CHECK (length(before_seal) = 32);
-- The same of how a run ended.
ALTER TABLE runs ADD COLUMN ended_seal BLOB CHECK (length(ended_seal) = 32);

-- What is to be found out or done, as a tree.
CREATE TABLE plan_nodes (
    run    INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295), -- Shown as N3.
    seq    INTEGER NOT NULL,
    parent INTEGER,
    kind   TEXT NOT NULL CHECK (kind IN ('task', 'hypothesis', 'step')),
    title  TEXT NOT NULL CHECK (title <> ''),
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq),
    FOREIGN KEY (run, parent) REFERENCES plan_nodes (run, number),
    -- One root, and every way upwards ends there.
    CHECK ((parent IS NULL) = (number = 1) AND coalesce(parent < number, TRUE))
) STRICT, WITHOUT ROWID;

-- What became of the nodes, and why. A node's status is its last revision.
CREATE TABLE plan_revisions (
    run    INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
    seq    INTEGER NOT NULL,
    node   INTEGER NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('spawned', 'resolved', 'refuted', 'abandoned', 'reopened')),
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq),
    FOREIGN KEY (run, node) REFERENCES plan_nodes (run, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_revisions_of_node ON plan_revisions (run, node, number);

-- What a revision rests on.
CREATE TABLE citations (
    run      INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    PRIMARY KEY (run, revision, evidence),
    FOREIGN KEY (run, revision) REFERENCES plan_revisions (run, number),
    FOREIGN KEY (run, evidence) REFERENCES evidence (run, number)
) STRICT, WITHOUT ROWID;

-- What the model read, in parts: one that stays the same from one call to the next is kept once.
CREATE TABLE prompt_parts (
    run      INTEGER NOT NULL,
    episode  INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 4294967295),
    name     TEXT NOT NULL CHECK (name <> ''),
    tokens   INTEGER NOT NULL CHECK (tokens BETWEEN 0 AND 4294967295),
    hash     BLOB NOT NULL REFERENCES blobs (hash),
    PRIMARY KEY (run, episode, position),
    FOREIGN KEY (run, episode) REFERENCES episodes (run, number)
) STRICT, WITHOUT ROWID;

-- A prompt of the first schema was kept whole: its sections have their names and sizes, but no text of their own.
INSERT INTO blobs (hash, bytes)
    SELECT DISTINCT prompt_hash, CAST(prompt AS BLOB) FROM episodes WHERE TRUE ON CONFLICT (hash) DO NOTHING;
INSERT INTO blobs (hash, bytes)
    SELECT x'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262', x''
    WHERE EXISTS (SELECT 1 FROM episodes) ON CONFLICT (hash) DO NOTHING;
INSERT INTO prompt_parts (run, episode, position, name, tokens, hash)
    SELECT run, number, key + 1, value ->> 'name', value ->> 'tokens',
        x'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'
    FROM episodes, json_each(sections);
INSERT INTO prompt_parts (run, episode, position, name, tokens, hash)
    SELECT run, number, json_array_length(sections) + 1, 'whole', 0, prompt_hash FROM episodes;

CREATE TABLE new_episodes (
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
    repairs          TEXT NOT NULL CHECK (json_valid(repairs) AND json_type(repairs) = 'array'),
    action           TEXT CHECK (json_valid(action)),
    prompt_hash      BLOB NOT NULL CHECK (length(prompt_hash) = 32), -- Of all its parts, one after the other.
    reply            TEXT NOT NULL,
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO new_episodes
    SELECT run, number, seq, role, about, model, backend, finish, temperature, top_p, seed, prompt_tokens,
        cached_tokens, generated_tokens, prompt_ms, generate_ms, wall_ms, repairs, action, prompt_hash, reply
    FROM episodes;
DROP TABLE episodes;
ALTER TABLE new_episodes RENAME TO episodes;

CREATE TABLE new_evidence (
    run          INTEGER NOT NULL,
    number       INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295), -- Shown as E17.
    seq          INTEGER NOT NULL,
    episode      INTEGER,
    node         INTEGER, -- What it was found out for.
    -- Not `IN`: for more than two values, SQLite fills a table with them at each insertion.
    kind         TEXT NOT NULL CHECK (kind = 'file_read' OR kind = 'diagnostic' OR kind = 'test_result'
                                      OR kind = 'edit_applied' OR kind = 'decision' OR kind = 'shell_output'
                                      OR kind = 'symbol_lookup'),
    origin       TEXT NOT NULL CHECK (origin IN ('harness', 'model')),
    status       TEXT NOT NULL CHECK (status = 'passed' OR status = 'failed' OR status = 'neutral'),
    subject      TEXT NOT NULL,
    summary      TEXT NOT NULL,
    size         INTEGER NOT NULL CHECK (size >= 0), -- Of the content, in bytes, as it was observed.
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    encoding     TEXT NOT NULL CHECK (encoding IN ('plain', 'zstd')),
    content      ANY NOT NULL CHECK (typeof(content) = CASE encoding WHEN 'plain' THEN 'text' ELSE 'blob' END),
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq),
    FOREIGN KEY (run, episode) REFERENCES episodes (run, number),
    -- Deferred: one step may record evidence for a node that it spawns, and close that node with it.
    FOREIGN KEY (run, node) REFERENCES plan_nodes (run, number) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO new_evidence
    SELECT run, number, seq, episode, NULL, kind, origin, status, subject, summary, octet_length(content),
        content_hash, 'plain', content
    FROM evidence;
DROP TABLE evidence;
ALTER TABLE new_evidence RENAME TO evidence;
CREATE INDEX evidence_of_node ON evidence (run, node, number) WHERE node IS NOT NULL;
CREATE INDEX evidence_of_kind ON evidence (run, kind, status, number);

CREATE INDEX edits_of_step ON edits (run, seq, number);
CREATE INDEX edits_of_path ON edits (run, path, seq);
CREATE INDEX edits_applied ON edits (run, seq) WHERE purpose = 'apply';

-- Each time the check that decides was run.
CREATE TABLE gates (
    run      INTEGER NOT NULL,
    number   INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
    seq      INTEGER NOT NULL,
    command  TEXT NOT NULL,
    passed   INTEGER NOT NULL CHECK (passed IN (0, 1)),
    evidence INTEGER NOT NULL, -- What it said.
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq),
    FOREIGN KEY (run, evidence) REFERENCES evidence (run, number)
) STRICT, WITHOUT ROWID;

-- The first schema knew them only as evidence.
INSERT INTO gates (run, number, seq, command, passed, evidence)
    SELECT run, row_number() OVER (PARTITION BY run ORDER BY number), seq, check_command, status = 'passed', number
    FROM evidence JOIN runs ON runs.id = run
    WHERE kind = 'test_result' AND origin = 'harness' AND status <> 'neutral';

-- Every candidate that was drawn, those that lost among them.
CREATE TABLE samples (
    run     INTEGER NOT NULL,
    number  INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
    seq     INTEGER NOT NULL,
    episode INTEGER,
    node    INTEGER,
    about   TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('refused', 'failed', 'kept', 'passed')),
    reason  TEXT NOT NULL,
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, seq) REFERENCES steps (run, seq),
    FOREIGN KEY (run, episode) REFERENCES episodes (run, number),
    FOREIGN KEY (run, node) REFERENCES plan_nodes (run, number)
) STRICT, WITHOUT ROWID;

-- Each time a run was taken up again, and what became of the effect that was to follow its last step.
CREATE TABLE resumptions (
    run       INTEGER NOT NULL,
    number    INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
    after_seq INTEGER NOT NULL,
    at_ms     INTEGER NOT NULL,
    intent    TEXT CHECK (json_valid(intent)),
    outcome   TEXT NOT NULL CHECK (outcome IN ('nothing', 'repeated', 'reconciled', 'unknown')),
    seal      BLOB CHECK (length(seal) = 32), -- Of this row alone: a resumption is no step.
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, after_seq) REFERENCES steps (run, seq),
    CHECK (intent IS NOT NULL OR outcome = 'nothing')
) STRICT, WITHOUT ROWID;

-- Numbers have no gaps.
CREATE TRIGGER episodes_have_no_gap BEFORE INSERT ON episodes
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM episodes WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'an episode must follow the last one'); END;

CREATE TRIGGER prompt_parts_have_no_gap BEFORE INSERT ON prompt_parts
WHEN NEW.position <> 1 + (SELECT coalesce(max(position), 0) FROM prompt_parts
                          WHERE run = NEW.run AND episode = NEW.episode)
BEGIN SELECT RAISE(ABORT, 'a part of a prompt must follow the last one'); END;

CREATE TRIGGER evidence_has_no_gap BEFORE INSERT ON evidence
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM evidence WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'evidence must follow the last piece'); END;

CREATE TRIGGER plan_nodes_have_no_gap BEFORE INSERT ON plan_nodes
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM plan_nodes WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'a node of the plan must follow the last one'); END;

CREATE TRIGGER plan_revisions_have_no_gap BEFORE INSERT ON plan_revisions
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM plan_revisions WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'a revision of the plan must follow the last one'); END;

CREATE TRIGGER gates_have_no_gap BEFORE INSERT ON gates
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM gates WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'a gate must follow the last one'); END;

CREATE TRIGGER samples_have_no_gap BEFORE INSERT ON samples
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM samples WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'a sample must follow the last one'); END;

CREATE TRIGGER resumptions_have_no_gap BEFORE INSERT ON resumptions
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM resumptions WHERE run = NEW.run)
BEGIN SELECT RAISE(ABORT, 'a resumption must follow the last one'); END;

-- A node is spawned once and first; what is open is closed, and only what is closed is opened again.
CREATE TRIGGER plan_revisions_alternate BEFORE INSERT ON plan_revisions
WHEN coalesce((SELECT CASE WHEN change IN ('spawned', 'reopened') THEN 'open' ELSE 'closed' END
               FROM plan_revisions WHERE run = NEW.run AND node = NEW.node ORDER BY number DESC LIMIT 1), 'absent')
    <> CASE NEW.change WHEN 'spawned' THEN 'absent' WHEN 'reopened' THEN 'closed' ELSE 'open' END
BEGIN SELECT RAISE(ABORT, 'a node is spawned, then closed and reopened in turn'); END;

-- Everything is only appended, and then sealed.
DROP TRIGGER steps_are_kept;
CREATE TRIGGER steps_are_kept          BEFORE UPDATE ON steps WHEN OLD.before_seal IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'steps are never changed'); END;
CREATE TRIGGER resumptions_are_kept    BEFORE UPDATE ON resumptions WHEN OLD.seal IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'resumptions are never changed'); END;
CREATE TRIGGER episodes_are_kept       BEFORE UPDATE ON episodes       BEGIN SELECT RAISE(ABORT, 'episodes are never changed'); END;
CREATE TRIGGER prompt_parts_are_kept   BEFORE UPDATE ON prompt_parts   BEGIN SELECT RAISE(ABORT, 'prompts are never changed'); END;
CREATE TRIGGER evidence_is_kept        BEFORE UPDATE ON evidence       BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER plan_nodes_are_kept     BEFORE UPDATE ON plan_nodes     BEGIN SELECT RAISE(ABORT, 'nodes of the plan are never changed'); END;
CREATE TRIGGER plan_revisions_are_kept BEFORE UPDATE ON plan_revisions BEGIN SELECT RAISE(ABORT, 'revisions of the plan are never changed'); END;
CREATE TRIGGER citations_are_kept      BEFORE UPDATE ON citations      BEGIN SELECT RAISE(ABORT, 'citations are never changed'); END;
CREATE TRIGGER gates_are_kept          BEFORE UPDATE ON gates          BEGIN SELECT RAISE(ABORT, 'gates are never changed'); END;
CREATE TRIGGER samples_are_kept        BEFORE UPDATE ON samples        BEGIN SELECT RAISE(ABORT, 'samples are never changed'); END;

CREATE TRIGGER cursors_stay        BEFORE DELETE ON cursors        BEGIN SELECT RAISE(ABORT, 'cursors are never deleted'); END;
CREATE TRIGGER episodes_stay       BEFORE DELETE ON episodes       BEGIN SELECT RAISE(ABORT, 'episodes are never deleted'); END;
CREATE TRIGGER prompt_parts_stay   BEFORE DELETE ON prompt_parts   BEGIN SELECT RAISE(ABORT, 'prompts are never deleted'); END;
CREATE TRIGGER evidence_stays      BEFORE DELETE ON evidence       BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
CREATE TRIGGER plan_nodes_stay     BEFORE DELETE ON plan_nodes     BEGIN SELECT RAISE(ABORT, 'nodes of the plan are never deleted'); END;
CREATE TRIGGER plan_revisions_stay BEFORE DELETE ON plan_revisions BEGIN SELECT RAISE(ABORT, 'revisions of the plan are never deleted'); END;
CREATE TRIGGER citations_stay      BEFORE DELETE ON citations      BEGIN SELECT RAISE(ABORT, 'citations are never deleted'); END;
CREATE TRIGGER gates_stay          BEFORE DELETE ON gates          BEGIN SELECT RAISE(ABORT, 'gates are never deleted'); END;
CREATE TRIGGER samples_stay        BEFORE DELETE ON samples        BEGIN SELECT RAISE(ABORT, 'samples are never deleted'); END;
CREATE TRIGGER resumptions_stay    BEFORE DELETE ON resumptions    BEGIN SELECT RAISE(ABORT, 'resumptions are never deleted'); END;
