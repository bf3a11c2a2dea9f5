//! What matters for a task: `context`, `map` and `index`.

use std::fs;

use kinglet_scripted::{Script, Server};

use crate::support::Scene;

/// A shop of a few files, with a history.
fn shop() -> Scene {
    let scene = Scene::new();
    fs::create_dir_all(scene.root().join("shop")).unwrap();
    scene.write("shop/money.py", "class Price:\n    \"\"\"An amount in cents.\"\"\"\n    def rounded(self):\n        return self.cents // 10 * 10\n");
    scene.write("shop/stock.py", "from .money import Price\n\n\ndef reserve(article, count):\n    \"\"\"Sets articles aside until they are paid.\"\"\"\n    raise LookupError(\"no such article in the warehouse\")\n");
    scene.commit("shop: coupons are rounded down");
    scene
}

#[test]
fn the_file_that_a_task_is_about_comes_first_with_reasons_that_add_up() {
    let scene = shop();
    let said = scene
        .kinglet(&[
            "context",
            "reserving an unknown article fails: \"no such article in the warehouse\"",
            "--json",
        ])
        .expect(0);
    let first: serde_json::Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["path"], "shop/stock.py");
    let rows = first["rows"].as_array().unwrap();
    let sum: f64 = rows.iter().map(|row| row["points"].as_f64().unwrap()).sum();
    assert!((sum - first["points"].as_f64().unwrap()).abs() < 1e-6, "{first}");
    let files = scene.kinglet(&["context", "reserve", "--files"]).expect(0);
    assert_eq!(files.out.lines().next(), Some("shop/stock.py"));
    let symbols = scene.kinglet(&["context", "reserve", "--symbols"]).expect(0);
    assert_eq!(symbols.out.lines().next(), Some("shop/stock.py:4 reserve"));
    let pack = scene.kinglet(&["context", "reserve", "--pack"]).expect(0);
    assert!(
        pack.out.starts_with("shop/stock.py:4-6\n(imports .money)\ndef reserve(article, count):\n"),
        "{}",
        pack.out
    );
}

#[test]
fn other_forms_of_a_word_are_found_and_links_are_not_looked_for() {
    let scene = shop();
    scene.write("shop/coupon.py", "def validate(code):\n    return code.isupper()\n");
    let found = scene.kinglet(&["context", "validation is too strict", "--files"]).expect(0).out;
    assert_eq!(found.lines().next(), Some("shop/coupon.py"));
    let linked = "validation is too strict, https://example.org/money/stock";
    assert_eq!(scene.kinglet(&["context", linked, "--files"]).expect(0).out, found);
}

#[test]
fn two_runs_print_the_same() {
    let scene = shop();
    let explain = ["context", "prices are rounded wrongly", "--explain"];
    let first = scene.kinglet(&explain).expect(0);
    assert_eq!(first.out, scene.kinglet(&explain).expect(0).out);
    scene.kinglet(&["index", "--rebuild"]).expect(0);
    assert_eq!(first.out, scene.kinglet(&explain).expect(0).out);
}

#[test]
fn a_map_shows_paths_and_signatures_within_its_budget() {
    let scene = shop();
    let map = scene.kinglet(&["map", "an article is reserved twice", "--budget", "40"]).expect(0);
    assert_eq!(map.out.lines().next(), Some("shop/stock.py"));
    assert!(map.out.contains("    4 def reserve(article, count)\n"), "{}", map.out);
    let tiny = scene.kinglet(&["map", "an article is reserved twice", "--budget", "1"]).expect(1);
    assert_eq!(tiny.err, "kinglet: not even shop/stock.py fits into 1 tokens; give a larger --budget\n");
}

#[test]
fn a_map_is_within_its_budget_by_the_models_own_count() {
    let scene = shop();
    let functions: Vec<String> =
        (0..40).map(|at| format!("def reserve_article_{at}(count): pass\n")).collect();
    scene.write("shop/many.py", &functions.concat());
    // It counts words, of which there are far fewer than tokens by any estimate.
    let server = Server::start(Script::replies(&[]).llama(8192));
    let map = |more: &[&str]| {
        let words = ["map", "an article is reserved twice", "--budget", "60"];
        scene.kinglet(&[&words, more].concat()).expect(0).out.split_whitespace().count()
    };
    let (estimated, counted) = (map(&[]), map(&["--endpoint", server.url()]));
    assert!(counted <= 60, "{counted}");
    assert!(counted > 2 * estimated, "{counted} beside {estimated}");
}

#[test]
fn a_project_is_told_at_a_glance() {
    let scene = shop();
    scene.write("shop/main.py", "print()\n");
    std::fs::create_dir(scene.root().join("tests")).unwrap();
    scene.write("tests/test_money.py", "def test_rounding():\n    assert True\n");
    let said = scene.kinglet(&["map", "--profile"]).expect(0).out;
    for line in ["begins in: shop/main.py", "folder: tests/ (0 files of code, 1 of tests)"] {
        assert!(said.lines().any(|it| it == line), "{said}");
    }
    assert!(said.starts_with("languages: python ("), "{said}");
    assert!(
        Scene::empty("none").kinglet(&["map", "--profile"]).expect(1).err.contains("there is no code in")
    );
}

#[test]
fn what_has_nothing_to_do_with_the_code_is_said_so() {
    let scene = shop();
    let said = scene.kinglet(&["context", "zzyzx"]).expect(1).err;
    assert!(
        said.ends_with(
            "files has anything of the task; use words, names or messages that the code may have\n"
        ),
        "{said}"
    );
    let empty = Scene::empty("nothing");
    assert!(empty.kinglet(&["map"]).expect(1).err.starts_with("kinglet: there are no files in "));
    assert!(empty.kinglet(&["context", " "]).expect(2).err.contains("the task is empty"));
}

#[test]
fn a_folder_without_git_is_read_and_a_bare_repository_is_not() {
    let folder = Scene::empty("plain");
    folder.write("cart.py", "def total(): pass\n");
    assert_eq!(folder.kinglet(&["context", "total", "--files"]).expect(0).out, "cart.py\n");
    let bare = Scene::empty("bare");
    bare.git(&["init", "-q", "--bare"]);
    assert!(bare.kinglet(&["context", "total"]).expect(2).err.contains("has no working tree"));
}

#[test]
fn nothing_that_the_repository_configures_is_run() {
    let scene = shop();
    let trap = scene.beside("trapped");
    let touch = format!("touch '{}'", trap.display());
    for key in [
        "core.fsmonitor",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "diff.x.textconv",
        "diff.external",
        "core.pager",
        "gpg.program",
        "core.sshCommand",
    ] {
        scene.git(&["config", key, &touch]);
    }
    scene.git(&["config", "log.showSignature", "true"]);
    scene.write(".gitattributes", "* filter=x diff=x\n");
    scene.write("cart.py", "def total(): return 1\n");
    let hooks = scene.root().join(".git/hooks");
    fs::create_dir_all(&hooks).unwrap();
    fs::write(hooks.join("post-index-change"), format!("#!/bin/sh\n{touch}\n")).unwrap();
    let said = scene.kinglet(&["context", "total", "--explain"]).expect(0);
    assert!(said.out.contains("changed and not committed"), "{}", said.out);
    assert!(!trap.exists());
}

#[test]
fn a_cache_that_cannot_be_written_is_said_and_does_not_matter() {
    let scene = shop();
    let state = scene.kinglet(&["where"]).expect(0).out;
    let state = std::path::Path::new(state.trim());
    fs::create_dir_all(state.parent().unwrap()).unwrap();
    // Root may write anywhere; but not into a file as if it were a folder.
    fs::write(state, "in the way").unwrap();
    let said = scene.kinglet(&["context", "reserve", "--files"]).expect(0);
    assert_eq!(said.out.lines().next(), Some("shop/stock.py"));
    assert!(
        said.err.starts_with("kinglet: the index cannot be kept and is made anew in memory each time: "),
        "{}",
        said.err
    );
}
