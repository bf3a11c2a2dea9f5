//! The servers of this machine before the example projects. One that is not there is left out, and named.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kinglet_lsp::{Finding, KNOWN, Known, Limits, Review, Revision, Search, Servers};

use crate::scene::{LONG, copy, path};

/// An example, with an edit that plants a type error.
struct Plant {
    example: &'static str,
    servers: &'static [&'static str],
    file: &'static str,
    good: &'static str,
    bad: &'static str,
}

const PLANTS: [Plant; 3] = [
    Plant {
        example: "python-invoices",
        servers: &["pyright", "basedpyright", "ty"],
        file: "src/invoices/catalogue.py",
        good: "return self._products[sku]",
        bad: "return self._products[sku].prize",
    },
    Plant {
        example: "rust-meetings",
        servers: &["rust-analyzer"],
        file: "src/lib.rs",
        good: "",
        bad: "pub fn planted() -> u32 { \"seven\" }\n",
    },
    Plant {
        example: "go-stock",
        servers: &["gopls"],
        file: "money/money.go",
        good: "",
        bad: "\nfunc planted() int { return \"seven\" }\n",
    },
];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The servers of this machine under their names alone.
fn only(name: &str) -> &'static [Known] {
    let at = KNOWN.iter().position(|known| known.name == name).unwrap();
    &KNOWN[at..=at]
}

async fn try_out(plant: &Plant, server: &str) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap().join(plant.example);
    copy(&examples().join(plant.example), &root);
    let search = Search { known: only(server), ..Search::new(&root, std::env::var_os("PATH")) };
    if search.find(&search.known[0]).is_none() {
        println!("{server}: left out, it is not on this machine");
        return;
    }
    let good = fs::read_to_string(root.join(plant.file)).unwrap();
    let bad = match plant.good {
        "" => format!("{good}{}", plant.bad),
        old => good.replacen(old, plant.bad, 1),
    };
    assert_ne!(good, bad);
    let edit = |before: &str, after: &str| {
        [Revision { path: path(plant.file), before: Some(before.to_owned()), after: Some(after.to_owned()) }]
    };
    let mut servers = Servers::new(search, Limits { start: LONG, ..Limits::default() });
    let planted = servers.review(&edit(&good, &bad), LONG).await;
    let said = errors(server, &planted);
    assert_eq!(said.len(), 1, "{server}: {planted:?}");
    fs::write(root.join(plant.file), &bad).unwrap();
    let mended = servers.review(&edit(&bad, &good), LONG).await;
    assert_eq!(errors(server, &mended), [String::new(); 0], "{server}");
    let again = servers.review(&edit(&good, &bad), LONG).await;
    assert_eq!(errors(server, &again), said, "{server}");
    let times = [&planted, &mended, &again].map(|it| it.first().map_or(Duration::ZERO, |it| it.elapsed));
    println!("{server}: {} (first {:.2?}, then {:.2?} and {:.2?})", said.join("; "), times[0], times[1], times[2]);
    servers.shut_down().await;
}

fn errors(server: &str, reviews: &[Review]) -> Vec<String> {
    let [Review { finding: Finding::Looked(errors), .. }] = reviews else {
        panic!("{server} did not look: {reviews:?}");
    };
    errors.iter().map(|(path, error)| format!("{path}:{} {}", error.line, error.message)).collect()
}

#[tokio::test]
async fn a_planted_error_is_told_and_gone_when_it_is_mended() {
    for plant in &PLANTS {
        for server in plant.servers {
            try_out(plant, server).await;
        }
    }
}

#[tokio::test]
async fn on_an_empty_machine_all_servers_are_said_to_be_absent() {
    let folder = tempfile::tempdir().unwrap();
    let mut servers = Servers::new(Search::new(folder.path(), Some(OsString::new())), Limits::default());
    for (file, server) in [("a.rs", "rust-analyzer"), ("a.py", "pyright"), ("a.go", "gopls"), ("a.c", "clangd")] {
        let edit = Revision { path: path(file), before: None, after: Some("x".to_owned()) };
        let reviews = servers.review(&[edit], LONG).await;
        assert!(
            matches!(&reviews[..], [Review { server: it, finding: Finding::Absent { .. }, .. }] if *it == server),
            "{reviews:?}"
        );
    }
}
