//! What a run comes to, as text: equal for two runs that took the same course, whenever and wherever they ran.

use kinglet_domain::evidence::RunId;
use rusqlite::{Connection, named_params};

use crate::error::Fault;

/// One statement per table; each row is a line of JSON. Left out are the columns that say when and where the run
/// took place instead of what it came to, and the hashes of what is in it anyway.
const TABLES: &[&str] = &[
    "SELECT json_object('table', 'runs', 'task', task, 'check_command', check_command, 'options', json(options),
        'outcome', outcome, 'summary', summary)
    FROM runs WHERE id = :run",
    "SELECT json_object('table', 'steps', 'seq', seq, 'event', event, 'intent', json(intent))
    FROM steps WHERE run = :run ORDER BY seq",
    "SELECT json_object('table', 'cursors', 'seq', seq, 'state', json(state))
    FROM cursors WHERE run = :run",
    "SELECT json_object('table', 'episodes', 'number', number, 'seq', seq, 'role', role, 'about', about,
        'model', model, 'finish', finish, 'temperature', temperature, 'top_p', top_p, 'seed', seed,
        'prompt_tokens', prompt_tokens, 'generated_tokens', generated_tokens, 'sections', json(sections),
        'repairs', json(repairs), 'action', json(action), 'reply', reply, 'prompt', prompt)
    FROM episodes WHERE run = :run ORDER BY number",
    "SELECT json_object('table', 'evidence', 'number', number, 'seq', seq, 'episode', episode, 'kind', kind,
        'origin', origin, 'status', status, 'subject', subject, 'summary', summary, 'content', content)
    FROM evidence WHERE run = :run ORDER BY number",
    "SELECT json_object('table', 'edits', 'number', number, 'seq', seq, 'episode', episode, 'path', path,
        'before_hash', nullif(lower(hex(before_hash)), ''), 'after_hash', nullif(lower(hex(after_hash)), ''),
        'purpose', purpose, 'reason', reason)
    FROM edits WHERE run = :run ORDER BY number",
];

/// The lines of a run, each ended by a line break.
pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<String, Fault> {
    let mut text = String::new();
    for table in TABLES {
        let mut statement = conn.prepare(table)?;
        let mut rows = statement.query(named_params! { ":run": run.0 })?;
        while let Some(row) = rows.next()? {
            text.push_str(&row.get::<_, String>(0)?);
            text.push('\n');
        }
    }
    Ok(text)
}
