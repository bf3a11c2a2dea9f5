//! An error that is planted in an example, and what a server says of it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use kinglet_domain::path::RelPath;
use kinglet_lsp::{Finding, KNOWN, Known, Limits, Review, Revision, Search, Servers};

/// Longer than any server takes.
const LONG: Duration = Duration::from_mins(3);

/// A project, with an edit that plants a type error.
pub(crate) struct Plant {
    /// Its folder in the workspace.
    project: &'static str,
    pub(crate) servers: &'static [&'static str],
    file: &'static str,
    /// What is replaced; the end of the file, if it is empty.
    good: &'static str,
    bad: &'static str,
    /// A file that is added to the project, with its text.
    also: Option<(&'static str, &'static str)>,
}

/// What came of it: what was said, and how long the edits took that planted it, mended it and planted it again.
pub(crate) struct Tried {
    pub(crate) said: String,
    pub(crate) times: [Duration; 3],
}

pub(crate) const PLANTS: &[Plant] = &[
    Plant {
        project: "examples/python-invoices",
        servers: &["pyright", "basedpyright", "ty"],
        file: "src/invoices/catalogue.py",
        good: "return self._products[sku]",
        bad: "return self._products[sku].prize",
        also: None,
    },
    Plant {
        project: "examples/rust-meetings",
        servers: &["rust-analyzer"],
        file: "src/lib.rs",
        good: "",
        bad: "pub fn planted() -> u32 { \"seven\" }\n",
        also: None,
    },
    Plant {
        project: "examples/javascript-limiter",
        servers: &["typescript-language-server"],
        file: "src/bucket.js",
        good: "return true;",
        bad: "return \"yes\";",
        // Of JavaScript, types are checked on request.
        also: Some((
            "jsconfig.json",
            r#"{"compilerOptions": {"checkJs": true, "target": "es2022", "module": "nodenext"}}"#,
        )),
    },
    Plant {
        project: "examples/go-stock",
        servers: &["gopls"],
        file: "money/money.go",
        good: "",
        bad: "\nfunc planted() int { return \"seven\" }\n",
        also: None,
    },
    Plant {
        project: "crates/lsp/examples/c-queue",
        servers: &["clangd"],
        file: "queue.c",
        good: "return queue->length;",
        bad: "return queue->size;",
        also: None,
    },
    Plant {
        project: "bench/tasks/java-seat-map/repo",
        servers: &["jdtls"],
        file: "src/hall/Hall.java",
        good: "return rows * seatsPerRow;",
        bad: "return \"many\";",
        also: None,
    },
];

/// Plants the error, mends it and plants it again; `None` if the server is not on this machine.
///
/// # Errors
/// If the server does not find it, or finds more, or does not find it gone.
pub(crate) async fn try_out(plant: &Plant, server: &str) -> Result<Option<Tried>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = folder.path().canonicalize().map_err(|error| error.to_string())?.join("project");
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    copy(&workspace.join(plant.project), &root).map_err(|error| error.to_string())?;
    if let Some((name, text)) = plant.also {
        fs::write(root.join(name), text).map_err(|error| error.to_string())?;
    }
    let search = Search { known: only(server), ..Search::new(&root, std::env::var_os("PATH")) };
    if !search.known.iter().any(|known| search.find(known).is_some()) {
        return Ok(None);
    }
    let file = root.join(plant.file);
    let good = fs::read_to_string(&file).map_err(|error| error.to_string())?;
    let bad = match plant.good {
        "" => format!("{good}{}", plant.bad),
        old => good.replacen(old, plant.bad, 1),
    };
    let path = RelPath::parse(plant.file).map_err(|error| error.to_string())?;
    let edit = |before: &str, after: &str| {
        [Revision { path: path.clone(), before: Some(before.to_owned()), after: Some(after.to_owned()) }]
    };
    let mut servers = Servers::new(search, Limits { start: LONG, ..Limits::default() });
    let mut times = [Duration::ZERO; 3];
    let mut said = Vec::new();
    for (time, (before, after)) in times.iter_mut().zip([(&good, &bad), (&bad, &good), (&good, &bad)]) {
        fs::write(&file, before).map_err(|error| error.to_string())?;
        let reviews = servers.review(&edit(before, after), LONG).await;
        *time = reviews.iter().map(|review| review.elapsed).sum();
        said.push(errors(server, &reviews)?);
    }
    servers.shut_down().await;
    match <[String; 3]>::try_from(said) {
        Ok([planted, mended, again]) if !planted.is_empty() && mended.is_empty() && again == planted => {
            Ok(Some(Tried { said: planted, times }))
        }
        other => Err(format!("{server} said of planting, mending and planting again: {other:?}")),
    }
}

/// The servers of this name alone.
fn only(name: &str) -> &'static [Known] {
    let at = KNOWN.iter().position(|known| known.name == name);
    at.and_then(|at| KNOWN.get(at..=at)).unwrap_or_default()
}

fn errors(server: &str, reviews: &[Review]) -> Result<String, String> {
    let [Review { finding: Finding::Looked(errors), .. }] = reviews else {
        return Err(format!("{server} did not look: {reviews:?}"));
    };
    let lines = errors.iter().map(|(path, error)| {
        format!("{path}:{} {}", error.line, error.message.lines().next().unwrap_or_default())
    });
    Ok(lines.collect::<Vec<_>>().join("; "))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
